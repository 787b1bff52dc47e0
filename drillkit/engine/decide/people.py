"""Calls, the ladder, telling an audience, and the clock of silence.

Telling is not escalating: a level says who is told, all at once; the ladder
says whom to call when somebody does not answer (semantics, rule 10).
"""

from collections.abc import Iterator
from typing import Literal

from drillkit.engine.commands import (
    CallOut,
    ReportDelivery,
    SendUpdate,
    SignPaper,
    TakeCommand,
    Tell,
)
from drillkit.engine.decide.promises import keep, open_promise, owed_by_kind
from drillkit.engine.decide.turn import Turn
from drillkit.engine.drill import Call
from drillkit.engine.events import (
    Answer,
    CallMade,
    CommandTaken,
    MessageDelivered,
    ObligationKept,
    Texts,
    UpdateSent,
)
from drillkit.engine.evolve.people import LADDER
from drillkit.plan.problem import N_

# Promises whose clocks a message starts.
BY_MESSAGE = frozenset({"acknowledge", "answer", "update", "provider", "expected"})


def call(
    turn: Turn,
    run: str,
    role: str,
    why: Literal["alarm", "no-answer", "overrun", "notify", "tell"],
    subject: str,
    *,
    answer: Answer = "received",
    rung: int = 0,
    deputy_for: str = "",
    audience: str = "",
    says: Texts | None = None,
) -> None:
    """Call *role*, and owe an answer within the level's window."""
    name = f"call-{turn.drill.called + 1}"
    turn.act(
        CallMade(
            call=name,
            run=run,
            role=role,
            why=why,
            subject=subject,
            answer=answer,
            rung=rung,
            deputy_for=deputy_for,
            audience=audience,
            says=says or {},
        )
    )
    open_promise(
        turn,
        f"answer:{name}",
        "acknowledge" if why in LADDER else "answer",
        role,
        run=run,
        anchor="called",
        limit=turn.level.acknowledge_within,
    )


def alarm(turn: Turn, run: str) -> None:
    """Call out whoever has the first step, or the ladder's first rung."""
    chart = turn.chart(run)
    crew = next((s.crew for s in chart.phases[chart.initial].steps if s.crew), {})
    role = next(iter(crew), "") or next((r.role for r in chart.ladder), "")
    if role:
        call(turn, run, role, "alarm", run, answer="took-charge")


def overrun(turn: Turn, run: str, phase: str) -> None:
    """A phase took longer than it may: the ladder starts afresh.

    While somebody is being looked for already, a second search would only
    call the same people twice.
    """
    rungs = list(_rungs(turn, run))
    if rungs and turn.run(run).acknowledged:
        rung, role, _ = rungs[0]
        call(turn, run, role, "overrun", phase, answer="took-charge", rung=rung)


def climb(turn: Turn, missed: Call) -> None:
    """Nobody answered: the deputy, then the next rung; the last one repeats."""
    run = turn.run(missed.run)
    if not missed.deputy_for:
        deputy = _deputy(turn, missed.role)
        if deputy and deputy not in run.asked:
            _call_next(turn, missed, missed.rung, deputy, missed.role)
            return
    rungs = list(_rungs(turn, missed.run))
    fresh = [x for x in rungs if x[0] > missed.rung and x[1] not in run.asked]
    if fresh:
        _call_next(turn, missed, *fresh[0])
    elif rungs and turn.at > missed.made_at:
        # A window of no time would call the last rung for ever in one instant.
        last = [x for x in rungs if x[0] == rungs[-1][0]]
        after = [x for x in last if x[1] != missed.role]
        _call_next(turn, missed, *(after or last)[0])


def _call_next(
    turn: Turn, missed: Call, rung: int, role: str, deputy_for: str = ""
) -> None:
    call(
        turn,
        missed.run,
        role,
        "no-answer",
        missed.call,
        answer="took-charge",
        rung=rung,
        deputy_for=deputy_for,
    )


def _rungs(turn: Turn, run: str) -> Iterator[tuple[int, str, str]]:
    """Every rung the drill's level reaches, each followed by its deputy."""
    for number, rung in enumerate(turn.chart(run).ladder, start=1):
        if turn.play.company.reaches_level(turn.drill.level, rung.level):
            yield number, rung.role, ""
            if deputy := _deputy(turn, rung.role):
                yield number, deputy, rung.role


def _deputy(turn: Turn, role: str) -> str:
    known = turn.play.company.roles.get(role)
    return known.deputy if known else ""


def call_out(turn: Turn, act: CallOut) -> None:
    """Somebody is called by hand, outside any ladder."""
    if act.role not in turn.play.company.roles:
        turn.refuse(act, N_('nobody has the role "{role}"'), role=act.role)
    elif act.run not in turn.drill.runs:
        turn.refuse(act, N_('no run is called "{run}"'), run=act.run)
    else:
        call(turn, act.run, act.role, "notify", act.run, says=act.says)


def tell(
    turn: Turn,
    audience: str,
    says: Texts,
    run: str,
    path: str,
    answer: Answer | None,
) -> None:
    """Tell an audience: its roles are called, one without roles hears an update."""
    known = turn.play.company.audiences[audience]
    if not known.roles:
        send_update(turn, audience, says, None, run, path)
        return
    for role in known.roles:
        call(
            turn,
            run,
            role,
            "tell",
            path or run,
            answer=answer or known.answer,
            audience=audience,
            says=says,
        )


def heard(turn: Turn, audience: str) -> None:
    """Keep the promise to tell, once everybody in the audience has answered."""
    roles = turn.play.company.audiences[audience].roles
    if turn.drill.told.get(audience, frozenset()).issuperset(roles):
        keep(turn, f"tell:{audience}")


def send_update(
    turn: Turn,
    audience: str,
    says: Texts,
    next_in: int | None,
    run: str,
    path: str,
) -> None:
    """An audience hears how it stands and when it will hear next."""
    period = turn.level.update.get(audience)
    promised = next_in if next_in is not None else period
    is_over = "normal" in turn.drill.milestones
    next_due = None if promised is None or is_over else turn.at + promised
    turn.act(UpdateSent(audience, run, path, says, next_due))
    if not turn.play.company.audiences[audience].roles:
        keep(turn, f"tell:{audience}")
    for owed in owed_by_kind(turn, "tell") + owed_by_kind(turn, "update"):
        if owed.subject == audience and (
            owed.kind == "update" or "@" in owed.obligation
        ):
            keep(turn, owed.obligation)
    if next_due is not None:
        open_silence(turn, audience, turn.at, next_due)


def open_silence(turn: Turn, audience: str, since: int, promised: int) -> None:
    """The clock of silence: the promise made or the level's period, if sooner."""
    period = turn.level.update.get(audience)
    due = promised if period is None else min(promised, since + period)
    open_promise(
        turn,
        f"update:{audience}@{since}",
        "update",
        audience,
        anchor="last-update",
        anchored_at=since,
        limit=due - since,
        due=due,
    )


def tell_now(turn: Turn, act: Tell) -> None:
    """An audience is told by hand."""
    if _is_known(turn, act):
        tell(turn, act.audience, act.says, act.run, "", None)


def update_now(turn: Turn, act: SendUpdate) -> None:
    """An audience gets an update by hand."""
    if _is_known(turn, act):
        send_update(turn, act.audience, act.says, act.next_in, act.run, "")


def _is_known(turn: Turn, act: Tell | SendUpdate) -> bool:
    if act.audience not in turn.play.company.audiences:
        turn.refuse(act, N_('nobody is called "{audience}"'), audience=act.audience)
        return False
    if act.run and act.run not in turn.drill.runs:
        turn.refuse(act, N_('no run is called "{run}"'), run=act.run)
        return False
    return True


def report_delivery(turn: Turn, act: ReportDelivery) -> None:
    """A message really went out: whoever has it lives in wall time (rule 15)."""
    dues = {
        owed.obligation: act.wall_ms + owed.limit
        for owed in turn.drill.obligations.values()
        if owed.kind in BY_MESSAGE
        and owed.obligation.partition(":")[2] == act.message
        and not (owed.broken or owed.jumped)
    }
    if not dues:
        turn.refuse(act, N_('no clock of a message "{name}" counts'), name=act.message)
        return
    turn.act(MessageDelivered(act.message, act.wall_ms, act.channel, dues))


def sign_paper(turn: Turn, act: SignPaper) -> None:
    """A paper asked for earlier is signed."""
    owed = turn.drill.obligations.get(act.obligation)
    if owed is None or owed.kind != "approval":
        turn.refuse(act, N_("no paper waits under {name}"), name=act.obligation)
        return
    turn.act(ObligationKept(act.obligation))


def take_command(turn: Turn, act: TakeCommand) -> None:
    """Command passes when the next one accepts."""
    if act.role not in turn.play.company.roles:
        turn.refuse(act, N_('nobody has the role "{role}"'), role=act.role)
        return
    turn.act(CommandTaken(act.role, act.person))
