"""Beginning: a drill of a scenario with people in it, or a real event.

A drill begins when somebody says so and the story's clock then shows the scenario's
start.  A real event began before anybody opened this program: its clock is the wall's,
and what is known of its onset, detection and ticket is given with its source.
"""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from drillkit.conduct.clock import wall_ms
from drillkit.conduct.session import Session
from drillkit.conduct.workspace import DrillFile, Workspace, begin_log
from drillkit.engine.charts import Play, Story
from drillkit.engine.commands import Begin, Pass, TakeCommand
from drillkit.engine.compile import began, compile_play
from drillkit.engine.entry import Origin
from drillkit.engine.events import DrillBegan
from drillkit.errors import WorkspaceError
from drillkit.log.sqlite import SqliteLog
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_

DIRECTOR = Origin("director")


def free_id(workspace: Workspace, name: str, zone: str, at_ms: int) -> str:
    """An id for a drill of *name* that day, which no other drill has."""
    day = datetime.fromtimestamp(at_ms / 1_000, ZoneInfo(zone)).strftime("%Y-%m-%d")
    plain = f"{name}-{day}"
    taken = {file.stem for file in workspace.drills.glob(f"{plain}*.db")}
    numbers = (f"{plain}-{n}" for n in range(2, len(taken) + 3))
    return next(drill for drill in (plain, *numbers) if drill not in taken)


def begin_drill(
    workspace: Workspace,
    plan: Plan,
    scenario: str,
    *,
    drill: str = "",
    wall_clock: Callable[[], int] = wall_ms,
) -> str:
    """STARTEX of a scenario, now and at x1; the drill's id."""
    play = compile_play(plan, scenario)
    now = wall_clock()
    drill = drill or free_id(workspace, scenario, play.company.zone, now)
    first = began(plan, scenario, drill=drill, mode="drill", wall_ms=now)
    _begin(workspace, play, first, wall_clock)
    return drill


def begun(file: DrillFile) -> DrillBegan:
    """The beginning of a drill, as its log has it."""
    with SqliteLog(file.path) as log:
        first = next(log.read(file.drill), None)
    if first is None or not isinstance(first.entry.event, DrillBegan):
        raise WorkspaceError(N_("{path} has no entries"), path=str(file.path))
    return first.entry.event


def story_of(plan: Plan, first: DrillBegan) -> Story:
    """The scenario a drill was begun with, which nobody has edited since."""
    known = plan.scenarios.get(first.scenario)
    story = compile_play(plan, first.scenario).story if known else None
    if story is None or story.hash != first.scenario_hash:
        raise WorkspaceError(
            N_('the scenario "{scenario}" is not the one this drill was begun with'),
            way_out=N_("put the scenario's file back as it was"),
            scenario=first.scenario,
        )
    return story


def _begin(
    workspace: Workspace,
    play: Play,
    first: DrillBegan,
    wall_clock: Callable[[], int],
    command: TakeCommand | None = None,
) -> None:
    with begin_log(workspace, first.drill, wall_clock) as log:
        session = Session(log, first.drill, play)
        session.move(Begin(first), 0, DIRECTOR if not command else None, "begin")
        if command is not None:
            session.move(command, 0, Origin(command.role), "command")
        session.move(Pass(), 0)
