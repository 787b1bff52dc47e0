"""Providers, and clients' clocks that a listed reason stops.

A stop is deducted as the union of all stops, never their sum; one taken back
counts as nothing and stays in the log.
"""

from drillkit.engine.charts import Step
from drillkit.engine.commands import (
    AnswerRequest,
    ReverseStop,
    StandDownRequest,
    StartClock,
    StopClock,
)
from drillkit.engine.decide.contracts import counted_due, owed_to
from drillkit.engine.decide.promises import (
    close,
    keep,
    move_promise,
    open_promise,
    stand,
)
from drillkit.engine.decide.steps import give_up_waiting, settle_waiting
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.events import (
    ClockStarted,
    ClockStopped,
    RequestAnswered,
    RequestMade,
    RequestStoodDown,
    StepWaited,
    StopReversed,
)
from drillkit.plan.problem import N_


def make_request(turn: Turn, run: str, step: Step, visit: int) -> None:
    """Ask a provider; its own clock starts, and goes on if the phase is left."""
    provider, _, service = step.about.partition("/")
    name = step_id(run, step.path, visit)
    known = turn.play.company.providers[provider]
    turn.emit(RequestMade(name, run, step.path, visit, provider, service))
    turn.emit(StepWaited(run, step.path, visit, "provider"))
    open_promise(
        turn,
        f"provider:{name}",
        "provider",
        provider,
        run=run,
        anchor="requested",
        limit=known.promised(service),
    )
    if known.acknowledge_within is not None:
        open_promise(
            turn,
            f"provider-answer:{name}",
            "provider",
            provider,
            run=run,
            anchor="requested",
            limit=known.acknowledge_within,
        )


def answer_request(turn: Turn, act: AnswerRequest) -> None:
    """The provider reports; the step is settled if it still waits for that."""
    request = turn.drill.requests.get(act.request)
    if request is None:
        turn.refuse(act, N_("no request {name} is open"), name=act.request)
        return
    turn.act(RequestAnswered(act.request, act.outcome))
    keep(turn, f"provider-answer:{act.request}")
    if act.outcome == "acknowledged":
        return
    keep(turn, f"provider:{act.request}")
    settle_waiting(turn, request.run, request.path, request.visit, act.outcome)


def stand_down_request(turn: Turn, act: StandDownRequest) -> None:
    """The provider is not needed; what it promised is owed no more."""
    request = turn.drill.requests.get(act.request)
    if request is None:
        turn.refuse(act, N_("no request {name} is open"), name=act.request)
    elif not act.reason:
        turn.refuse(act, N_("standing down wants a reason"))
    else:
        turn.act(RequestStoodDown(act.request, act.reason))
        close(turn, f"provider-answer:{act.request}", "withdrawn")
        close(turn, f"provider:{act.request}", "withdrawn")
        give_up_waiting(turn, request.run, request.path, request.visit, act.reason)


def stop_clock(turn: Turn, act: StopClock) -> None:
    """A listed reason stops the client's clock."""
    client = turn.play.company.clients.get(act.client)
    if client is None or act.code not in client.stop_clock:
        turn.refuse(
            act,
            N_('the contract of "{client}" does not list the reason "{code}"'),
            client=act.client,
            code=act.code,
        )
        return
    if act.code in turn.drill.stops.get(act.client, {}):
        turn.refuse(act, N_("that clock stands for this reason already"))
        return
    turn.act(ClockStopped(act.client, act.code, act.reason))
    if owed := owed_to(turn, act.client):
        stand(turn, owed, "stop-clock")


def start_clock(turn: Turn, act: StartClock) -> None:
    """The reason is gone; another one may still hold the clock."""
    if act.code not in turn.drill.stops.get(act.client, {}):
        turn.refuse(act, N_("that clock does not stand for this reason"))
        return
    turn.act(ClockStarted(act.client, act.code))
    _count_again(turn, act.client)


def reverse_stop(turn: Turn, act: ReverseStop) -> None:
    """A stop that should not have been counts as nothing."""
    past = {stop[:2] for stop in turn.drill.stopped.get(act.client, ())}
    now = set(turn.drill.stops.get(act.client, {}).items())
    if (act.code, act.stopped_at) not in past | now:
        turn.refuse(act, N_("no stop of that clock began then"))
        return
    turn.act(StopReversed(act.client, act.code, act.stopped_at, act.reason))
    _count_again(turn, act.client)


def _count_again(turn: Turn, client: str) -> None:
    owed = owed_to(turn, client)
    if owed is None or owed.jumped or turn.drill.stops.get(client):
        return
    known = turn.play.company.clients[client]
    due = counted_due(turn, known, owed.anchored_at)
    move_promise(turn, owed, due, "stop-clock")
