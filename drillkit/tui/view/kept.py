"""What was made of a thing once, kept while that thing is looked at.

A screen is drawn every second and the log grows far more seldom.  A record and its
entries never change, so what is told of them stays true; a grown log has a new
record and the same entries.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

from drillkit.review.record import Happening, Record

Made = TypeVar("Made")


class Shelf:
    """Things, with what was made of them; those not looked at longest fall off."""

    def __init__(self, most: int) -> None:
        self._most = most
        # The thing is kept with what was made, so that its id names no other meanwhile.
        self._kept: OrderedDict[int, tuple[object, dict[Hashable, object]]]
        self._kept = OrderedDict()

    def kept(self, of: object, key: Hashable, make: Callable[[], Made]) -> Made:
        """What *make* makes of a thing under *key*, made once."""
        found = self._kept.get(id(of))
        if found is None:
            found = self._kept[id(of)] = (of, {})
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(id(of))
        made = found[1]
        if key not in made:
            made[key] = make()
        return cast(Made, made[key])


# A terminal looks at one drill as it stands; a server's seats look at a few.
_RECORDS: Final = Shelf(8)
# Some screens' worth of rows, up and down.
_ENTRIES: Final = Shelf(2000)


def kept(record: Record, key: Hashable, make: Callable[[], Made]) -> Made:
    """What *make* makes of a record, made once."""
    return _RECORDS.kept(record, key, make)


def told(happening: Happening[object], key: Hashable, make: Callable[[], Made]) -> Made:
    """What *make* makes of an entry, made once."""
    return _ENTRIES.kept(happening, key, make)
