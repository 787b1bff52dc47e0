"""Injects: delivered, held, skipped, edited, written on the spot.

An inject comes at its time, when a phase is entered, when an expected action
was missed, or when a controller says so; it comes once.
"""

from typing import Final

from drillkit.engine.charts import Inject
from drillkit.engine.commands import (
    EditInject,
    HoldInject,
    MeetExpectation,
    ReleaseInject,
    ReportSpoken,
    SkipInject,
    TriggerInject,
    WriteInject,
)
from drillkit.engine.decide.promises import keep, open_promise
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import InjectState
from drillkit.engine.events import (
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
    InjectEdited,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    InjectSpoken,
    InjectWritten,
    ScenarioRevealed,
)
from drillkit.engine.injects import coming, news_since, state_of, time_of, written
from drillkit.plan.problem import N_

NOT_COME: Final = N_("no inject of this name has come")


def find(turn: Turn, name: str) -> tuple[Inject, InjectState] | None:
    """An inject of the scenario, or one written on the spot."""
    scripted = turn.play.story.injects.get(name) if turn.play.story else None
    if scripted is not None:
        return scripted, state_of(turn.drill, scripted)
    state = turn.drill.injects.get(name)
    if state is None:
        return None
    return written(name, state, turn.play.story), state


def reveal(turn: Turn) -> None:
    """After ENDEX the scenario is told once, by the first who knows it."""
    story = turn.play.story
    if story is not None and turn.drill.is_over and not turn.drill.revealed:
        turn.emit(ScenarioRevealed(story.text, story.hash), "revealed")


def deliver(turn: Turn, inject: Inject, state: InjectState, *, by_hand: bool) -> None:
    """The news reaches its players, and asks for what it asks for."""
    due = state.due if state.due is not None else inject.at
    event = InjectDelivered(
        inject=inject.name,
        to=inject.to,
        via=inject.via,
        sender=inject.sender,
        says=state.says or inject.says,
        due=due,
        expects=len(inject.expects),
        number=inject.number,
        script=inject.script,
    )
    if by_hand:
        turn.act(event)
    else:
        turn.emit(event, f"inject:{inject.name}")
    for number, expected in enumerate(inject.expects, start=1):
        open_promise(
            turn,
            f"expected:{inject.name}#{number}",
            "expected",
            inject.name,
            anchor="delivered",
            limit=expected.within,
        )


def deliver_news(turn: Turn) -> bool:
    """Deliver what has become news, the oldest first, then in the inject list's order.

    What has a time of its own is the agenda's.
    """
    found = []
    for inject, state in coming(turn.drill, turn.play.story):
        if time_of(inject, state) is None:
            since = news_since(turn.drill, inject)
            if since is not None:
                found.append((since, inject.order, inject, state))
    for _, _, inject, state in sorted(found, key=lambda x: x[:2]):
        deliver(turn, inject, state, by_hand=False)
    return bool(found)


def expectation_missed(turn: Turn, inject: str, number: int) -> None:
    """The time allowed has passed; contingency injects are news."""
    turn.emit(ExpectationMissed(inject, number), f"missed:{inject}#{number}")


def meet_expectation(turn: Turn, act: MeetExpectation) -> None:
    """Players did it, in time or late."""
    name = f"expected:{act.inject}#{act.number}"
    if not _has_come(turn, act.inject):
        # Its name stays unsaid, as below: who evaluates has no private log.
        turn.refuse(act, NOT_COME)
        return
    if name not in turn.drill.obligations:
        turn.refuse(act, N_('nothing is expected after "{inject}"'), inject=act.inject)
        return
    turn.act(ExpectationMet(act.inject, act.number))
    keep(turn, name)


def report_spoken(turn: Turn, act: ReportSpoken) -> None:
    """What was heard when a role-player told it."""
    if not _has_come(turn, act.inject):
        # Its name stays unsaid: it may be one that is still to come.
        turn.refuse(act, NOT_COME)
    elif act.answered and not act.heard:
        turn.refuse(act, N_("say what was heard, or that nobody answered"))
    else:
        turn.act(InjectSpoken(act.inject, act.whom, act.heard, act.answered))


def _has_come(turn: Turn, inject: str) -> bool:
    state = turn.drill.injects.get(inject)
    return state is not None and state.status == "delivered"


def trigger_inject(turn: Turn, act: TriggerInject) -> None:
    """An inject comes now."""
    if found := _waiting(turn, act):
        deliver(turn, found[0], found[1], by_hand=True)


def hold_inject(turn: Turn, act: HoldInject) -> None:
    """An inject is kept back."""
    if _waiting(turn, act):
        turn.act(InjectHeld(act.inject))


def release_inject(turn: Turn, act: ReleaseInject) -> None:
    """An inject comes at its time again, or now if that has passed."""
    found = _waiting(turn, act)
    if found is None:
        return
    turn.act(InjectReleased(act.inject))
    inject, state = found
    due = time_of(inject, state)
    since = news_since(turn.drill, inject) if due is None else due
    if since is None or since > turn.at:
        return
    if turn.drill.status == "running":
        deliver(turn, inject, state, by_hand=False)
    else:
        # Nothing is delivered while time stands; it comes in its turn afterwards.
        turn.emit(InjectEdited(act.inject, {}, turn.at))


def skip_inject(turn: Turn, act: SkipInject) -> None:
    """An inject is left out."""
    if _waiting(turn, act):
        turn.act(InjectSkipped(act.inject, act.reason))


def edit_inject(turn: Turn, act: EditInject) -> None:
    """An inject says something else or comes at another time."""
    found = _waiting(turn, act)
    if found is None:
        return
    turn.act(InjectEdited(act.inject, act.says, act.due))
    if found[1].status == "held":
        # The scenario holds it back; an edited one is held by an entry of its own.
        turn.emit(InjectHeld(act.inject))


def _waiting(
    turn: Turn,
    act: TriggerInject | HoldInject | ReleaseInject | SkipInject | EditInject,
) -> tuple[Inject, InjectState] | None:
    found = find(turn, act.inject)
    if found is None:
        why = N_('no inject is called "{inject}"')
    elif found[1].status == "delivered":
        why = N_('"{inject}" was delivered already')
    elif found[1].status == "skipped":
        why = N_('"{inject}" was left out')
    elif turn.drill.status == "emergency":
        why = N_("exercise messages stand while there is a real emergency")
    else:
        return found
    turn.refuse(act, why, inject=act.inject)
    return None


def write_inject(turn: Turn, act: WriteInject) -> None:
    """An inject nobody scripted."""
    if find(turn, act.inject) is not None or not act.says:
        turn.refuse(act, N_('"{inject}" is taken, or says nothing'), inject=act.inject)
        return
    turn.act(InjectWritten(act.inject, act.to, act.says, act.sender, act.via, act.due))
