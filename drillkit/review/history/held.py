"""Which drills of a programme were held: its scenario, with people, within a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from drillkit.review.history.past import Past, in_order
from drillkit.review.programme import PlannedDrill, Year

NEAR: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Planned:
    """A drill of the programme, and the one that was held."""

    year: Year
    name: str
    drill: PlannedDrill
    held: Past | None

    @property
    def at(self) -> datetime:
        return self.drill.at


def planned(years: Sequence[Year], pasts: Sequence[Past]) -> tuple[Planned, ...]:
    """Every drill of the programmes in order of time, each with the one held."""
    free = [past for past in in_order(pasts) if past.mode == "drill"]
    found = []
    for year in years:
        for name, drill in year.model.drills.items():
            held = next((past for past in free if _is_it(past, drill)), None)
            if held is not None:
                free.remove(held)
            found.append(Planned(year, name, drill, held))
    return tuple(sorted(found, key=lambda one: (one.at, one.name)))


def _is_it(past: Past, drill: PlannedDrill) -> bool:
    near = abs(past.day - drill.at.date()) <= NEAR
    return near and past.began.scenario == drill.scenario
