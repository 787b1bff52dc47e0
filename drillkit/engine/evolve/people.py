"""What happens between people: calls, answers, updates, command."""

from drillkit.engine import events
from drillkit.engine.drill import Call, Drill, Run, changed
from drillkit.engine.events import Answer
from drillkit.engine.evolve.runs import with_run

LADDER = frozenset({"alarm", "no-answer", "overrun"})


def call_made(drill: Drill, event: events.CallMade, at: int) -> Drill:
    """Somebody owes an answer."""
    call = Call(
        call=event.call,
        run=event.run,
        role=event.role,
        why=event.why,
        subject=event.subject,
        answer=event.answer,
        rung=event.rung,
        made_at=at,
        audience=event.audience,
        deputy_for=event.deputy_for,
    )
    called = changed(
        drill, calls={**drill.calls, event.call: call}, called=drill.called + 1
    )
    if event.why not in LADDER:
        return called

    def ask(run: Run) -> Run:
        # An alarm or an overrun starts a ladder afresh; no answer climbs it.
        asked = (*run.asked, event.role) if event.why == "no-answer" else (event.role,)
        return changed(run, asked=asked, acknowledged=False)

    return with_run(called, event.run, ask)


def is_enough(call: Call | events.CallMade, answer: Answer) -> bool:
    """Whether this answer is the one that counts (semantics, rules 9 and 10).

    A ladder is stopped by whoever answers; any answer shows that word was received.
    """
    return call.why in LADDER or call.answer in ("received", answer)


def call_answered(drill: Drill, event: events.CallAnswered, at: int) -> Drill:
    """Nobody waits for this answer any more, if it is the one that counts."""
    call = drill.calls[event.call]
    if not is_enough(call, event.answer):
        return drill
    rest = {k: v for k, v in drill.calls.items() if k != event.call}
    answered = changed(drill, calls=rest)
    if call.audience:
        heard = drill.told.get(call.audience, frozenset()) | {call.role}
        answered = changed(answered, told={**drill.told, call.audience: heard})
    if call.why in LADDER:
        return with_run(answered, call.run, lambda run: changed(run, acknowledged=True))
    return answered


def update_sent(drill: Drill, event: events.UpdateSent, at: int) -> Drill:
    """The audience has heard from us now."""
    return changed(drill, updates={**drill.updates, event.audience: at})


def notice_sent(drill: Drill, event: events.NoticeSent, at: int) -> Drill:
    """A notice goes out once."""
    return changed(drill, notices={**drill.notices, event.notice: at})


def command_taken(drill: Drill, event: events.CommandTaken, at: int) -> Drill:
    """Command passes with the acceptance."""
    return changed(drill, command=event.role)
