"""How well simulated players play: shares of slips, and how long things take.

Every share is of one; every time is in milliseconds.  ``ideal`` slips never, so
what a rehearsal of ideal players misses, the plan itself cannot keep.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Profile:
    """One sort of players.

    ``luck`` is the part of a duration's range that can come: 1 all of it, 0 only
    the shortest.  ``pace`` stretches what came.
    """

    name: str
    luck: float = 1.0
    pace: float = 1.0
    notices_within: int = 45 * SECOND
    answers_within: tuple[int, int] = (20 * SECOND, 4 * MINUTE)
    slow_answers: float = 0.0
    lost_calls: float = 0.0
    missed_expectations: float = 0.0
    late_words: float = 0.0
    late_notices: float = 0.0
    wrong_facts: float = 0.0
    written_late: float = 0.0
    by_scribe: float = 0.0
    decisions_written: float = 1.0
    observed: float = 0.4


PROFILES: Final[Mapping[str, Profile]] = {
    profile.name: profile
    for profile in (
        Profile(
            "steady",
            slow_answers=0.06,
            lost_calls=0.03,
            missed_expectations=0.15,
            late_words=0.08,
            late_notices=0.05,
            wrong_facts=0.12,
            written_late=0.08,
            by_scribe=0.2,
        ),
        Profile(
            "tired",
            pace=1.25,
            notices_within=3 * MINUTE,
            answers_within=(40 * SECOND, 7 * MINUTE),
            slow_answers=0.15,
            lost_calls=0.1,
            missed_expectations=0.35,
            late_words=0.25,
            late_notices=0.2,
            wrong_facts=0.3,
            written_late=0.2,
            by_scribe=0.1,
            decisions_written=0.6,
        ),
        Profile("ideal", luck=0.0, notices_within=0, answers_within=(0, 0)),
    )
}
