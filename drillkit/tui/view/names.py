"""Names as screens use them: seats, crews, runs, phases.

Titles come from the plan; what an amendment added is called as it was written.
"""

from collections.abc import Mapping

from drillkit.conduct.seats import Seat
from drillkit.engine.charts import Chart, Phase, Step
from drillkit.engine.drill import Run
from drillkit.review.measures.paths import find
from drillkit.review.reader import PEOPLE, Reader
from drillkit.tui.scene import Scene


def seat_name(reader: Reader, seat: Seat) -> str:
    """Who sits there: the role or the kind of seat, its department, the person."""
    if seat.kind == "participant":
        named = reader.role(seat.role) if seat.role else reader._("participant")
    else:
        named = reader._(PEOPLE[seat.kind])
    if seat.department and seat.kind != "participant":
        named = f"{named}: {reader.department(seat.department)}"
    return f"{named}/{seat.person}" if seat.person else named


def seat_called(reader: Reader, name: str) -> str:
    """A seat by its id."""
    kind, _, of = name.partition(":")
    if kind not in PEOPLE:
        return reader.role(name)
    where = reader.department(of)
    where = reader.role(of) if where == of else where
    return f"{reader._(PEOPLE[kind])}: {where}" if of else reader._(PEOPLE[kind])


def crew_words(reader: Reader, crew: Mapping[str, int]) -> str:
    """Who does it: roles, with how many where it takes several."""
    return ", ".join(
        reader.role(role) + (f" x{n}" if n > 1 else "") for role, n in crew.items()
    )


def step_words(scene: Scene, run: str, step: Step) -> str:
    """What a step asks for."""
    if find(scene.reader.record, run, step.path) is None and step.text:
        return scene.reader.texts(step.text)
    return scene.reader.path(run, step.path)


def phase_words(scene: Scene, run: str, path: str) -> str:
    """A phase by its title, with the lane that it is in."""
    title = scene.reader.path(run, path)
    lane = path.rpartition("/")[0]
    if lane not in scene.charts[run].lane_of:
        return title
    return f"{scene.reader.path(run, lane)}: {title}"


def leaves(chart: Chart, run: Run) -> tuple[Phase, ...]:
    """The present phases that have steps, or end a lane, in document order."""
    phases = (chart.phases[path] for path in run.configuration)
    return tuple(phase for phase in phases if not phase.lanes)


def stages(chart: Chart, run: Run) -> tuple[int, int]:
    """The outermost phase a run is in, counted among those of its document."""
    outer = [p.path for p in chart.phases.values() if not p.parent and not p.final]
    here = next((path for path in run.configuration if path in outer), "")
    return (outer.index(here) + 1 if here else len(outer)), len(outer)
