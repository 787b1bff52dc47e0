"""What was made of a record once, kept while that record is looked at.

A screen is drawn every second and the log grows far more seldom.  A record never
changes, so what is told of it stays true; a grown log has a new record.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

from drillkit.review.record import Record

Made = TypeVar("Made")
# A terminal looks at one drill; a server's many seats look at a few.
_MOST: Final = 32
# The record is kept with what was made, so that its id names no other meanwhile.
_kept: OrderedDict[int, tuple[Record, dict[Hashable, object]]] = OrderedDict()


def kept(record: Record, key: Hashable, make: Callable[[], Made]) -> Made:
    """What *make* made of *record* under *key*, made once."""
    found = _kept.get(id(record))
    if found is None:
        found = _kept[id(record)] = (record, {})
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    made = found[1]
    if key not in made:
        made[key] = make()
    return cast(Made, made[key])
