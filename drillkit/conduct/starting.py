"""Beginning: a drill of a scenario with people in it, or a real event.

A drill begins when somebody says so and the story's clock then shows the scenario's
start.  A real event began before anybody opened this program: its clock is the wall's,
and what is known of its onset, detection and ticket is given with its source.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from drillkit import __version__
from drillkit.conduct.clock import wall_ms
from drillkit.conduct.private import PrivateLog
from drillkit.conduct.session import Session
from drillkit.conduct.workspace import (
    DrillFile,
    Workspace,
    begun_log,
    is_begun,
    open_private_log,
)
from drillkit.engine.charts import Play, Story
from drillkit.engine.commands import Begin, JoinRun, StateInstant, TakeCommand
from drillkit.engine.compile import began, compile_play
from drillkit.engine.digest import digest
from drillkit.engine.entry import Origin
from drillkit.engine.events import DrillBegan
from drillkit.errors import LogError, WorkspaceError
from drillkit.log.sqlite import SqliteLog
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_

DIRECTOR = Origin("director")

Instant: TypeAlias = Literal["onset", "detected", "ticket"]


def free_id(workspace: Workspace, name: str, zone: str, at_ms: int) -> str:
    """An id for a drill of *name* that day, which no other drill has.

    A director's log that was left keeps its id: it is another drill's story.
    """
    day = datetime.fromtimestamp(at_ms / 1_000, ZoneInfo(zone)).strftime("%Y-%m-%d")
    plain = f"{name}-{day}"
    begun = filter(is_begun, workspace.drills.glob(f"{plain}*.db"))
    taken = {file.stem for file in (*begun, *workspace.directors.glob(f"{plain}*.db"))}
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
    text = plan.scenarios[scenario].tree.text
    _begin(workspace, play, first, wall_clock, text=text)
    return drill


def begun(file: DrillFile) -> DrillBegan:
    """The beginning of a drill, as its log has it."""
    with SqliteLog(file.path) as log:
        first = next(log.read(file.drill), None)
    if first is None or not isinstance(first.entry.event, DrillBegan):
        raise not_begun(file)
    return first.entry.event


def not_begun(file: DrillFile) -> LogError:
    """What to say of a log in which nothing is."""
    return LogError(
        N_("{path} has no entries"),
        way_out=N_(
            'the drill has not begun, and "drillkit run" may take its place; or its '
            "entries were removed, and only a copy or an export has them"
        ),
        path=str(file.path),
    )


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


@dataclass(frozen=True, slots=True)
class Stated:
    """An instant of a real event (wall ms), and who says so."""

    instant: Instant
    wall_ms: int
    source: str


@dataclass(frozen=True, slots=True)
class Live:
    """What is known of a real event when it is opened.

    ``runs`` are runbooks by run; ``command`` is the role that has it, by ``person``.
    """

    title: str
    command: str
    person: str = ""
    runs: Mapping[str, str] = field(default_factory=dict)
    stated: Sequence[Stated] = ()


def begin_live(
    workspace: Workspace,
    plan: Plan,
    live: Live,
    *,
    wall_clock: Callable[[], int] = wall_ms,
) -> str:
    """Open a real event with the plans that run from now on; its id.

    Further plans join later.  The instants come first, so that clocks count from them.
    """
    play = compile_play(plan)
    now = wall_clock()
    drill = free_id(workspace, "live", play.company.zone, now)
    stated = [StateInstant(x.instant, x.wall_ms - now, x.source) for x in live.stated]
    joined = [JoinRun(run, runbook) for run, runbook in live.runs.items()]
    origin = Origin(live.command)
    with begun_log(workspace, drill, wall_clock) as log:
        session = Session(log, drill, play)
        session.move(Begin(_began_live(plan, play, live, drill, now)), 0, key="begin")
        session.move(TakeCommand(live.command, live.person), 0, origin, "command")
        for stating in stated:
            session.move(stating, 0, origin)
        for joining in joined:
            session.move(joining, 0, origin)
        session.tick(0)
    return drill


def _began_live(plan: Plan, play: Play, live: Live, drill: str, now: int) -> DrillBegan:
    lead = next(iter(live.runs.values()), "").partition("/")[0]
    role = play.company.roles[live.command]
    texts = plan_texts(plan)
    return DrillBegan(
        drill=drill,
        mode="live",
        scenario="",
        scenario_hash="",
        title={"": live.title},
        exercise="",
        # Without a plan whoever has command leads.
        lead=lead or role.department,
        runs=(),
        items=(),
        level=play.company.until_classified,
        starts_ms=now,
        zone=play.company.zone,
        onset=None,
        ends_when="",
        ends_at=None,
        plan=texts,
        plan_hash=digest(*(part for pair in sorted(texts.items()) for part in pair)),
        wall_ms=now,
        seed=0,
        program=__version__,
    )


def plan_texts(plan: Plan) -> Mapping[str, str]:
    """Organisation and runbooks, by what they are and not where they lay."""
    company = plan.organisation
    assert company is not None, "a plan that was compiled has an organisation"
    return {"organisation.yaml": company.tree.text} | {
        f"{path}.yaml": book.tree.text for path, book in plan.runbooks.items()
    }


def _begin(
    workspace: Workspace,
    play: Play,
    first: DrillBegan,
    wall_clock: Callable[[], int],
    *,
    text: str,
) -> None:
    """Begin a drill's log and, with the scenario's text, the director's."""
    with (
        begun_log(workspace, first.drill, wall_clock) as log,
        open_private_log(workspace, first.drill, wall_clock) as kept,
    ):
        private = PrivateLog(kept, first.drill)
        private.seal(text)
        session = Session(log, first.drill, play, private=private)
        session.move(Begin(first), 0, DIRECTOR, "begin")
        session.tick(0)
