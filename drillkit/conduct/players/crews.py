"""Who is free, who waits for whom, and who stands in.

People get work by the engine's staffing rule.  While a role has nobody on duty its
deputy, if there, does its work, and so on along the deputies.  Knows what steps
need and nothing of what is done in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drillkit.engine.calendar import next_open
from drillkit.engine.charts import Role
from drillkit.engine.staffing import Want, grant, on_duty


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open step: its crew as planned, and its place in the queue."""

    subject: str
    run: str
    path: str
    visit: int
    crew: Mapping[str, int]
    level: int
    ready_at: int
    order: int


class Crews:
    """The people of a company; story time is ``starts_ms`` + drill time."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self._roles = roles
        self._waiting: dict[str, Waiting] = {}
        self._held: dict[str, Mapping[str, int]] = {}

    def want(self, waiting: Waiting) -> None:
        """Work is ready for its people."""
        self._waiting[waiting.subject] = waiting

    def release(self, subject: str) -> None:
        """Nobody is needed for it any more."""
        self._waiting.pop(subject, None)
        self._held.pop(subject, None)

    def crew_of(self, subject: str) -> tuple[str, ...]:
        """The roles that do it, in the order of the plan; deputies among them."""
        return tuple(self._held.get(subject, ()))

    def share_out(self, story: int) -> tuple[Waiting, ...]:
        """The steps that get their people at a story instant; they are busy now."""
        if not self._waiting:
            return ()
        free = self._free(story)
        wants = [self._as_want(one, free) for one in self._waiting.values()]
        granted = grant(wants, free)
        for want in granted:
            self._held[want.path] = dict(want.needs)
        return tuple(self._waiting.pop(want.path) for want in granted)

    def next_shift(self, story: int) -> int | None:
        """When somebody comes on duty for whom work waits; None when nobody will."""
        roles = {role for one in self._waiting.values() for role in one.crew}
        line = {other for role in roles for other in self._line(role)}
        shifts = (next_open(self._roles[role].hours, story) for role in line)
        return min((at for at in shifts if at is not None and at > story), default=None)

    def _free(self, story: int) -> dict[str, int]:
        free = {
            name: on_duty(role.hours, role.people, story)
            for name, role in self._roles.items()
        }
        free = {name: people for name, people in free.items() if people}
        for crew in self._held.values():
            for role, people in crew.items():
                if role in free:
                    free[role] -= people
        return free

    def _as_want(self, one: Waiting, free: Mapping[str, int]) -> Want:
        needs: dict[str, int] = {}
        for role, people in one.crew.items():
            there = next((r for r in self._line(role) if r in free), role)
            needs[there] = needs.get(there, 0) + people
        return Want(
            one.subject, tuple(needs.items()), one.level, one.ready_at, one.order
        )

    def _line(self, role: str) -> Iterator[str]:
        """The role and those who stand in for it, each once."""
        seen: dict[str, None] = {}
        while role in self._roles and role not in seen:
            seen[role] = None
            yield role
            role = self._roles[role].deputy
