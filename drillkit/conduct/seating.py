"""Sitting down at a drill: which seat is meant, whether it is free, what it may know.

A seat that knows the story reads the director's private log, of which a role-player is
given the prepared answers; all others are given the drill's own log and the plan it
carries, and nothing else is opened for them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final, get_args

from drillkit.conduct.clock import wall_ms
from drillkit.conduct.codes import is_let_in
from drillkit.conduct.desk import NOBODY_WAS_THERE, Desk, open_desk
from drillkit.conduct.presence import Chair, Presence
from drillkit.conduct.private import PrivateLog, first_story
from drillkit.conduct.seats import Seat, SeatKind
from drillkit.conduct.shelf import shelf_in
from drillkit.conduct.starting import not_begun
from drillkit.conduct.workspace import DrillFile, Workspace, open_private_log
from drillkit.engine.carried import plan_in, play_of, texts_in
from drillkit.engine.charts import Company, Story
from drillkit.engine.events import DirectorNoted, Paused, Texts
from drillkit.engine.evolve import replay
from drillkit.engine.step import texts
from drillkit.errors import WorkspaceError
from drillkit.log.private import private_id
from drillkit.log.sqlite import SqliteLog
from drillkit.log.store import Log
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_
from drillkit.plan.read import read_texts

# A desk keeps what it could not write and tries again, so nobody's screen has to stand
# still for as long as a log may otherwise be waited for.
HELD_UP_MS: Final = 500
# Of these there may be one for all departments, and one for each.
OF_DEPARTMENTS: Final[tuple[SeatKind, ...]] = ("controller", "evaluator", "scribe")


@dataclass(frozen=True, slots=True)
class Place:
    """A seat that was taken, and all that goes with it; leave it when done."""

    desk: Desk
    chair: Chair
    presence: Presence
    logs: ExitStack

    def leave(self) -> None:
        """Stand up."""
        self.chair.leave()
        self.logs.close()


def folder_of(workspace: Workspace, drill: str) -> Path:
    """Where it is kept who sits at a drill."""
    return workspace.root / ".drillkit" / "seats" / drill


def read_seat(text: str, company: Company) -> Seat:
    """The seat that people mean: a role, a department's first, or `KIND[:OF]`."""
    kind, _, of = text.partition(":")
    kinds: dict[str, SeatKind] = {name: name for name in get_args(SeatKind)}
    if kind in kinds and kind != "participant":
        if of and kind not in OF_DEPARTMENTS:
            raise WorkspaceError(
                N_('"{kind}" is no seat of one department'),
                way_out=N_('did you mean "{near}"?'),
                kind=kind,
                near=kind,
            )
        if of and of not in company.departments:
            raise _unknown(of, company.departments)
        return Seat(kinds[kind], department=of)
    role = company.role_at(text)
    if not role:
        known = [*company.roles, *company.departments, *kinds]
        raise _unknown(text, known)
    return Seat("participant", role, company.roles[role].department)


def seats_of(company: Company) -> tuple[str, ...]:
    """Every seat of a drill, the exercise's staff first."""
    staff = ["director", "role-player", "observer"]
    for kind in OF_DEPARTMENTS:
        staff += [kind, *(f"{kind}:{name}" for name in company.departments)]
    return (*staff, *company.roles)


def _unknown(text: str, known: Sequence[str]) -> WorkspaceError:
    near = get_close_matches(text, known, n=1)
    return WorkspaceError(
        N_('there is no seat "{seat}"'),
        way_out=N_('did you mean "{near}"?') if near else N_("there are: {known}"),
        seat=text,
        near=near[0] if near else "",
        known=", ".join(known),
    )


def plan_of(log: Log, drill: str) -> Plan:
    """The plan as the drill carries it, without what is still secret."""
    return plan_in(texts_in(line.entry.event for line in log.read(drill)))


def sit(
    workspace: Workspace,
    file: DrillFile,
    asked: str,
    *,
    code: str = "",
    person: str = "",
    instead: bool = False,
    chair_name: str = "",
    wall_clock: Callable[[], int] = wall_ms,
) -> Place:
    """Take the seat *asked* for, or say why not."""
    logs = ExitStack()
    try:
        desk, presence = _approach(workspace, file, asked, code, wall_clock, logs)
        last_sign = None if presence.there() else presence.last_sign()
        if last_sign is not None:
            stand_since(desk, last_sign)
        chair = presence.sit(chair_name or desk.seat.name, person, instead=instead)
        desk.beside.append(lambda: _stay(desk, chair))
        return Place(desk, chair, presence, logs)
    except BaseException:
        logs.close()
        raise


@contextmanager
def stand_by(
    workspace: Workspace,
    file: DrillFile,
    asked: str,
    *,
    code: str = "",
    wall_clock: Callable[[], int] = wall_ms,
) -> Iterator[tuple[Desk, Presence]]:
    """The desk of a seat, without sitting down: whoever sits there is not disturbed."""
    with ExitStack() as logs:
        yield _approach(workspace, file, asked, code, wall_clock, logs)


def _approach(
    workspace: Workspace,
    file: DrillFile,
    asked: str,
    code: str,
    wall_clock: Callable[[], int],
    logs: ExitStack,
) -> tuple[Desk, Presence]:
    """The desk of a seat that *code* lets in to, and who is there."""
    log = logs.enter_context(SqliteLog(file.path, wall_clock))
    log.wait_at_most(HELD_UP_MS)
    if log.head(file.drill).seq == 0:
        raise not_begun(file)
    plan = plan_of(log, file.drill)
    play = play_of(plan)
    seat = read_seat(asked, play.company)
    folder = folder_of(workspace, file.drill)
    if not is_let_in(folder, seat.name, code):
        raise WorkspaceError(
            N_('that is not the join code of "{seat}"'),
            way_out=N_("the director has the codes"),
            seat=seat.name,
        )
    private, answers = None, dict[str, Texts]()
    if workspace.private_log_of(file.drill).exists():
        if seat.is_in_the_know:
            kept = open_private_log(workspace, file.drill, wall_clock)
            logs.enter_context(kept).wait_at_most(HELD_UP_MS)
            private = PrivateLog(kept, file.drill)
            story = private.story()
            play, answers = replace(play, story=story), _answers(story)
        elif seat.kind == "role-player":
            answers = _answers(_sealed(workspace, file.drill))
    desk = open_desk(log, file.drill, play, seat, wall_clock, private)
    desk.answers, desk.plan = answers, plan
    desk.shelf = shelf_in(workspace.root)
    return desk, Presence(folder, wall_clock)


def _sealed(workspace: Workspace, drill: str) -> Story:
    """The scenario as the drill began; nothing is read of what was done to it since."""
    with SqliteLog(workspace.private_log_of(drill)) as log:
        return first_story(log.last(private_id(drill), "scenario-sealed"), drill)


def _answers(story: Story) -> dict[str, Texts]:
    """What role-players know when asked; of the story they are given no more."""
    plan, _ = read_texts({"scenario.yaml": story.text})
    known = plan.scenarios[story.name].model.answers
    return {name: texts(text) for name, text in known.items()}


def _stay(desk: Desk, chair: Chair) -> None:
    desk.is_sent_away = not chair.touch()


def stand_since(desk: Desk, last_sign_ms: int) -> bool:
    """Let a drill that nobody was at stand since the last sign of life.

    So it comes back to the second at which everything died.  A real event goes on
    without us, and what has been written since proves that somebody was there.
    """
    drill = desk.drill
    # What a crash left to be noted is noted by whoever sits down now.
    lines = (x for x in desk.stored if not isinstance(x.entry.event, DirectorNoted))
    last = max(last_sign_ms, *(line.wall_ms for line in lines))
    if drill.mode != "drill" or drill.status != "running":
        return False
    desk.stand_since(last)
    return True


def stood_since(desk: Desk) -> int | None:
    """The drill time at which a drill stands because every seat was away."""
    if desk.drill.status != "paused":
        return None
    for line in reversed(desk.stored):
        event = line.entry.event
        if isinstance(event, Paused):
            return line.entry.at if event.reason == NOBODY_WAS_THERE else None
    return None


def usual_seat(file: DrillFile) -> str:
    """Whoever comes back is the director; in a real event whoever has command."""
    with SqliteLog(file.path) as log:
        drill = replay(line.entry for line in log.read(file.drill))
    return drill.command if drill.mode == "live" else "director"
