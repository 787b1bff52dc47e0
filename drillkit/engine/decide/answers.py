"""What answers and notices bring about: ladders stop, other clocks start."""

from drillkit.engine.commands import AnswerCall, SendNotice
from drillkit.engine.decide.milestones import reach
from drillkit.engine.decide.people import heard
from drillkit.engine.decide.promises import close, keep
from drillkit.engine.decide.severity import follow_level
from drillkit.engine.decide.turn import Turn
from drillkit.engine.events import CallAnswered, NoticeSent
from drillkit.engine.evolve.people import LADDER, is_enough
from drillkit.plan.problem import N_


def answer_call(turn: Turn, act: AnswerCall) -> None:
    """Received or took charge; an answer stops the ladder, late or not."""
    found = turn.drill.calls.get(act.call)
    if found is None:
        turn.refuse(act, N_("nobody waits for an answer to {call}"), call=act.call)
        return
    turn.act(CallAnswered(act.call, act.answer))
    if not is_enough(found, act.answer):
        return
    keep(turn, f"answer:{act.call}")
    if found.why in LADDER:
        reach(turn, found.run, "acknowledged")
        for other in [c for c in turn.drill.calls.values() if c.run == found.run]:
            if other.why in LADDER:
                close(turn, f"answer:{other.call}", "overtaken")
    if found.audience:
        heard(turn, found.audience)


def send_notice(turn: Turn, act: SendNotice) -> None:
    """A regulatory notice goes out; others may count from it."""
    if act.notice not in turn.play.company.notices or act.notice in turn.drill.notices:
        turn.refuse(act, N_('no notice "{notice}" is waiting'), notice=act.notice)
        return
    turn.act(NoticeSent(act.notice))
    keep(turn, f"notice:{act.notice}")
    follow_level(turn)
