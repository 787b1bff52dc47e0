"""A department driven by script through its seats, in a process of its own.

    python tests/conduct/by_script.py WORKSPACE DRILL DEPARTMENT PLAN...

What to do is what a simulated player would, but each act goes through the desk of its
role, with that seat's permissions.  Prints each act, and what was refused.
"""

import sys
from pathlib import Path

from drillkit.conduct.clock import rest
from drillkit.conduct.hosting import departments_at
from drillkit.conduct.permissions import Refusal
from drillkit.conduct.players import Planned
from drillkit.conduct.seating import Place, sit
from drillkit.conduct.stand_ins import StandIns, is_outside
from drillkit.conduct.starting import begun
from drillkit.conduct.workspace import Workspace, find_drill
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_plan


class ByScript(StandIns):
    """Players whose hands are seats."""

    def __init__(self, places: dict[str, Place], plan: Plan, scenario: str) -> None:
        super().__init__(next(iter(places.values())).desk, plan, scenario)
        self.places = places

    def _do(self, planned: Planned) -> None:
        assert planned.act is not None
        assert planned.origin is not None
        place = self.places.get(planned.origin.by)
        if place is None or is_outside(planned.act, place.desk.play):
            return
        came = place.desk.do(planned.act, happened=planned.origin.happened)
        name = type(planned.act).__name__
        print(f"refused {name}: {came.says}" if isinstance(came, Refusal) else name)
        sys.stdout.flush()
        # Its own desk reads what it wrote before anybody thinks on.
        self._desk.look()


def main(root: str, drill: str, department: str, *plans: str) -> None:
    workspace = Workspace(Path(root))
    file = find_drill(workspace, drill)
    plan, problems = read_plan(plans)
    assert not problems, problems
    assert plan.organisation is not None
    roles = plan.organisation.model.departments[department].roles
    places = {role: sit(workspace, file, role, instead=True) for role in roles}
    players = ByScript(places, plan, begun(file).scenario)
    desk = next(iter(places.values())).desk
    assert departments_at(set(places), desk.play.company) == {department}
    players.play({department}, outside=False)
    print("sits", flush=True)
    while not desk.drill.is_over:
        for place in places.values():
            place.desk.look()
        players.look()
        rest(50)
    for place in places.values():
        place.leave()


if __name__ == "__main__":
    main(*sys.argv[1:])
