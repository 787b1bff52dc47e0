"""Injects: delivered, held, skipped, edited, written on the spot.

An inject comes at its time, when a phase is entered, when an expected action
was missed, or when a controller says so; it comes once.
"""

from drillkit.engine.charts import Inject
from drillkit.engine.commands import (
    EditInject,
    HoldInject,
    MeetExpectation,
    ReleaseInject,
    SkipInject,
    TriggerInject,
    WriteInject,
)
from drillkit.engine.decide.promises import keep, open_promise
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Drill, InjectState, Run
from drillkit.engine.events import (
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
    InjectEdited,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    InjectWritten,
)
from drillkit.plan.problem import N_


def state_of(drill: Drill, inject: Inject) -> InjectState:
    """What became of a scripted inject so far."""
    known = drill.injects.get(inject.name)
    if known is not None:
        return known
    return InjectState("held" if inject.hold else "coming")


def find(turn: Turn, name: str) -> tuple[Inject, InjectState] | None:
    """An inject of the scenario, or one written on the spot."""
    scripted = turn.play.story.injects.get(name) if turn.play.story else None
    if scripted is not None:
        return scripted, state_of(turn.drill, scripted)
    written = turn.drill.injects.get(name)
    if written is None:
        return None
    order = len(turn.play.story.injects) if turn.play.story else 0
    plain = Inject(
        name=name,
        order=order,
        to=written.to,
        via=written.via or "message",
        says=written.says,
        sender=written.sender,
        at=written.due,
    )
    return plain, written


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
    """Deliver what this turn made news, in the order of the inject list."""
    found = [x for x in (find(turn, name) for name in turn.news) if x is not None]
    turn.news.clear()
    coming = [x for x in found if x[1].status == "coming"]
    for inject, state in sorted(coming, key=lambda x: x[0].order):
        deliver(turn, inject, state, by_hand=False)
    return bool(coming)


def expectation_missed(turn: Turn, inject: str, number: int) -> None:
    """The time allowed has passed; contingency injects are news."""
    turn.emit(ExpectationMissed(inject, number), f"missed:{inject}#{number}")
    scripted = turn.play.story.injects if turn.play.story else {}
    turn.news += [x.name for x in scripted.values() if x.if_missed == inject]


def meet_expectation(turn: Turn, act: MeetExpectation) -> None:
    """Players did it, in time or late."""
    name = f"expected:{act.inject}#{act.number}"
    if name not in turn.drill.obligations:
        turn.refuse(act, N_('nothing is expected after "{inject}"'), inject=act.inject)
        return
    turn.act(ExpectationMet(act.inject, act.number))
    keep(turn, name)


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
    if not _has_come(turn.drill, *found):
        return
    if turn.drill.status == "running":
        turn.news.append(act.inject)
    else:
        # News does not outlast a turn, and nothing is delivered while time stands.
        turn.emit(InjectEdited(act.inject, {}, turn.at))


def _has_come(drill: Drill, inject: Inject, state: InjectState) -> bool:
    """Whether what an inject waits for has happened; a hold waits for its release."""
    due = state.due if state.due is not None else inject.at
    if due is not None:
        return due <= drill.at
    if inject.if_missed:
        return inject.if_missed in drill.missed
    if inject.when:
        return any(inject.when in _entered(run) for run in drill.runs.values())
    return True


def _entered(run: Run) -> set[str]:
    """Every phase the run has been in, by its runbook's name and its own."""
    names = (run.runbook, run.run)
    return {f"{name}/{path}" for path in run.entered_at for name in names}


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
