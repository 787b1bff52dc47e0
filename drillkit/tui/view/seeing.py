"""What a seat may see: whose runs are its own, and which entries are kept from it.

Injects to come, what they ask for and what evaluators think are for those in the
know while the drill runs; after ENDEX everybody may see everything.
"""

from typing import Final

from drillkit.engine.drill import Obligation, Run
from drillkit.engine.events import (
    Corrected,
    DirectorNoted,
    DirectorTold,
    Event,
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
    InjectEdited,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    InjectSpoken,
    InjectWritten,
    MoveRefused,
    ObligationAccepted,
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    Observed,
    Rated,
    ScenarioSealed,
)
from drillkit.review.record import Happening, Record
from drillkit.tui.scene import Scene
from drillkit.tui.view.kept import kept

_TO_COME: Final = (
    ScenarioSealed,
    DirectorNoted,
    DirectorTold,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    InjectEdited,
    InjectWritten,
)
# News that a role-player tells, and nobody reads on a screen before.
SPOKEN: Final = ("phone", "radio", "in-person")
_JUDGED: Final = (ExpectationMet, ExpectationMissed, Observed, Rated)
_OWED: Final = (
    ObligationOpened,
    ObligationMoved,
    ObligationKept,
    ObligationBroken,
    ObligationClosed,
    ObligationAccepted,
)
# Whatever is none of these everybody may see.
MAY_BE_KEPT: Final = frozenset(
    (
        *_TO_COME,
        *_JUDGED,
        *_OWED,
        InjectDelivered,
        InjectSpoken,
        MoveRefused,
        Corrected,
    )
)


def knows_the_story(scene: Scene) -> bool:
    """Whether injects to come may be shown."""
    return scene.seat.is_in_the_know or scene.drill.is_over


def judges(scene: Scene) -> bool:
    """Whether expected actions and observations may be shown."""
    return knows_the_story(scene) or scene.seat.kind == "evaluator"


def reads_scripts(scene: Scene) -> bool:
    """Whether what a caller is to say is shown, once the call is due."""
    return judges(scene) or scene.seat.kind == "role-player"


def may_see(scene: Scene, happening: Happening[Event]) -> bool:
    """Whether an entry may be shown at this seat now."""
    if knows_the_story(scene):
        return True
    event, origin = happening.event, happening.origin
    if type(event) not in MAY_BE_KEPT:
        return True
    if isinstance(event, _TO_COME):
        return False
    if isinstance(event, InjectDelivered):
        return is_told(scene, event.inject)
    if isinstance(event, InjectSpoken):
        return reads_scripts(scene)
    if isinstance(event, _JUDGED):
        return judges(scene)
    if isinstance(event, _OWED) and event.obligation.startswith("expected:"):
        return judges(scene)
    if isinstance(event, MoveRefused):
        # A refusal names what somebody tried, which may be an inject to come.
        return origin is not None and origin.by == scene.seat.role != ""
    if isinstance(event, Corrected):
        wrong = scene.reader.record.by_seq.get(event.seq)
        return wrong is None or may_see(scene, wrong)
    return True


def is_told(scene: Scene, inject: str) -> bool:
    """Whether a seat has an inject that came: players are told some by voice."""
    if scene.seat.kind not in ("participant", "scribe") or scene.drill.mode != "drill":
        return True
    record = scene.reader.record
    came = record.delivered.get(inject)
    if came is None or came.via not in SPOKEN or scene.drill.is_over:
        return True
    told = kept(record, "told", lambda: _told(record))
    return inject in told


def _told(record: Record) -> frozenset[str]:
    return frozenset(
        h.event.inject for h in record.of(InjectSpoken) if h.event.answered
    )


def is_shown(scene: Scene, owed: Obligation) -> bool:
    """Whether a promise's clock may be shown at this seat."""
    return owed.kind != "expected" or judges(scene)


def home_of(scene: Scene) -> str:
    """The department a seat belongs to; "" for those who belong to all."""
    seat = scene.seat
    role = scene.play.company.roles.get(seat.role)
    return role.department if role else seat.department


def own_runs(scene: Scene) -> tuple[Run, ...]:
    """The runs a seat works on, in the drill's order."""
    home = home_of(scene)
    return tuple(
        run
        for run in scene.drill.runs.values()
        if not home or scene.charts[run.run].department == home
    )


def owner(scene: Scene, owed: Obligation) -> str:
    """The role that answers for a promise; "" when a whole department does."""
    company = scene.play.company
    if owed.kind in ("tell", "update") and owed.subject in company.audiences:
        return company.audiences[owed.subject].by
    if owed.kind == "notice" and owed.subject in company.notices:
        return company.notices[owed.subject].by
    if owed.kind in ("acknowledge", "answer"):
        return owed.subject
    return scene.drill.command if owed.kind in ("restore", "sla") else ""


def crew_of(scene: Scene, owed: Obligation) -> tuple[str, ...]:
    """The roles on the step a promise is about."""
    if owed.kind not in ("step-target", "approval", "provider"):
        return ()
    path = owed.subject
    if owed.kind == "provider":
        path = owed.obligation.partition(":")[2]
    path = path.removeprefix(f"{owed.run}/")
    chart = scene.charts.get(owed.run)
    step = chart.steps.get(path.partition("#")[0]) if chart else None
    return tuple(step.crew) if step else ()


def department_of(scene: Scene, owed: Obligation) -> str:
    """The department that answers for a promise."""
    if role := scene.play.company.roles.get(owner(scene, owed)):
        return role.department
    if owed.run:
        return scene.charts[owed.run].department
    return scene.drill.lead


def concerns(scene: Scene, owed: Obligation) -> bool:
    """Whether a promise is this seat's to keep, or its department's."""
    home = home_of(scene)
    if not home or department_of(scene, owed) == home:
        return True
    return bool(scene.seat.role) and scene.seat.role in crew_of(scene, owed)


def is_own(scene: Scene, owed: Obligation) -> bool:
    """Whether this very seat answers for a promise."""
    role = scene.seat.role
    if crew := crew_of(scene, owed):
        return role in crew
    if named := owner(scene, owed):
        return named == role
    return department_of(scene, owed) == home_of(scene)
