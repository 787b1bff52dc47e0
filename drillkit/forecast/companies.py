"""The company as tables: roles and who stands in, hours, legs."""

from drillkit.engine.calendar import Hours
from drillkit.engine.charts import Play
from drillkit.engine.events import DrillBegan
from drillkit.engine.travel import Leg
from drillkit.forecast.calendars import departures, openings
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.rows import Ragged, row


class Company:
    """Its people and places by number; ``hours`` and ``opens`` fill as asked for."""

    def __init__(self, play: Play, began: DrillBegan, ragged: Ragged) -> None:
        self._company = play.company
        self._starts = began.starts_ms
        self._ends = began.ends_at or 0
        self._x = ragged
        self._roles = list(self._company.roles)
        self._ranks = {level.name: level.rank for level in play.company.levels.values()}
        self._known: dict[Hours, int] = {}
        self.places = list(
            dict.fromkeys(
                (
                    *self._company.site_hours,
                    *self._company.store_sites.values(),
                    *(role.based_at for role in self._company.roles.values()),
                    *(x for leg in play.company.legs for x in _ends_of(leg)),
                )
            )
        )
        self.hours: list[int] = []
        self.opens: list[int] = []

    def rank(self, level: str) -> int:
        """A level's rank; -1 for no level."""
        return self._ranks.get(level, -1)

    def role(self, name: str) -> int:
        """A role's number; -1 for nobody."""
        return self._roles.index(name) if name in self._roles else -1

    def place(self, name: str) -> int:
        """A place's number; -1 for none."""
        return self.places.index(name) if name in self.places else -1

    def hours_of(self, hours: Hours | None) -> int:
        """Which opening hours these are; -1 for always."""
        if hours is None or hours.always:
            return -1
        if hours not in self._known:
            self._known[hours] = len(self.hours) // c.H_WIDTH
            first = len(self.opens)
            for stretch in openings(hours, self._starts, self._ends):
                self.opens.extend(stretch)
            self.hours += [first, len(self.opens)]
        return self._known[hours]

    def site_hours(self, site: str) -> int:
        """When a site lets people in; -1 for always."""
        return self.hours_of(self._company.site_hours.get(site))

    def roles(self) -> list[int]:
        """Every role's row."""
        cells: list[int] = []
        for role in self._company.roles.values():
            first, end = self._x.put(
                [self.role(name) for name in self._line(role.name)]
            )
            cells += row(
                c.O_WIDTH,
                {
                    c.O_PEOPLE: role.people,
                    c.O_HOURS: self.hours_of(role.hours),
                    c.O_LINE: first,
                    c.O_LINE_END: end,
                },
            )
        return cells

    def _line(self, role: str) -> list[str]:
        seen: dict[str, None] = {}
        while role in self._company.roles and role not in seen:
            seen[role] = None
            role = self._company.roles[role].deputy
        return list(seen)

    def legs(self) -> list[int]:
        """Every leg's row."""
        cells: list[int] = []
        for leg in self._company.legs:
            times = departures(leg, self._starts, self._ends) if leg.departs else None
            first, end = (-1, -1) if times is None else self._x.put(times)
            cells += row(
                c.G_WIDTH,
                {
                    c.G_FROM: self.place(leg.origin),
                    c.G_TO: self.place(leg.destination),
                    c.G_TAKES: leg.takes_ms,
                    c.G_CHECK_IN: leg.check_in_ms,
                    c.G_DEPARTS: first,
                    c.G_DEPARTS_END: end,
                    c.G_HOURS: self.site_hours(leg.destination),
                },
            )
        return cells


def _ends_of(leg: Leg) -> tuple[str, str]:
    return leg.origin, leg.destination
