"""What is made of a log entry by entry, and goes on when the log does.

A drill of a day has a hundred thousand entries, and nothing may be made anew of all of
them for each that comes.  A grown record hands on what was made of the one before; one
that corrects something, or whose plan is another, hands on nothing.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

from drillkit.engine.events import Event
from drillkit.review.record import Happening, Record

Made = TypeVar("Made")
Entries = Sequence[Happening[Event]]


def growing(
    record: Record,
    key: Hashable,
    empty: Callable[[], Made],
    add: Callable[[Made, Entries], None],
) -> Made:
    """What *add* makes of all entries, beginning with what is *empty*.

    It is handed on as it is, so whoever asks changes nothing of it.
    """
    count = len(record.happenings)
    done, made = cast(tuple[int, Made], record.carried.get(key) or (0, empty()))
    if done > count:
        # Somebody looks back at a shorter log, whose successors went on without it.
        done, made = 0, empty()
        add(made, record.happenings)
        return made
    if done < count:
        add(made, record.happenings[done:])
        record.carried[key] = count, made
    return made
