"""Parts and people on their way: the earliest workable chain of legs.

A journey goes on outside when its phase is left, so what it brings about is
asked again at each arrival (semantics, rules 2 and 21).
"""

from drillkit.engine.charts import Step
from drillkit.engine.commands import MissLeg, StandDownJourney
from drillkit.engine.decide.steps import (
    give_up_waiting,
    is_waiting,
    owe_word,
    settle,
    settle_waiting,
)
from drillkit.engine.decide.turn import Turn, step_id
from drillkit.engine.drill import Journey
from drillkit.engine.events import (
    JourneyLeg,
    JourneyPlanned,
    JourneyStoodDown,
    LegArrived,
    LegDeparted,
    LegMissed,
    PartReserved,
    PartReturned,
    StepWaited,
)
from drillkit.engine.travel import PlannedLeg, earliest_journey
from drillkit.plan.problem import N_


def is_journey(step: Step) -> bool:
    """Whether legs carry it; one with ``takes`` of its own is a plain drive."""
    return step.verb in ("dispatch", "travel") and step.takes is None


def begin_journey(turn: Turn, run: str, step: Step, visit: int) -> None:
    """Reserve the part, find the way, and go."""
    part, store = "", ""
    if step.verb == "dispatch":
        part = str(turn.run(run).facts.get(step.about, step.about))
        found = _reserve(turn, step, part)
        if found is None:
            settle(turn, run, step, visit, outcome="no-part")
            return
        store = found
    if not is_journey(step):
        return
    origin = turn.play.company.store_sites[store] if store else _base(turn, step)
    name = step_id(run, step.path, visit)
    journey = Journey(name, run, step.path, visit, (), part, store)
    _set_out(turn, journey, origin, step.site, turn.at)


def _reserve(turn: Turn, step: Step, part: str) -> str | None:
    """Take a part from the store named, or from the first that has one."""
    for (store, held), count in turn.play.company.stock.items():
        if held != part or step.origin not in ("", store):
            continue
        left = count - turn.drill.spent.get(f"{store}/{part}", 0)
        if left > 0:
            turn.emit(PartReserved(store, part, left - 1))
            return store
    return None


def _base(turn: Turn, step: Step) -> str:
    """Where people leave from: the site said, or where their role is based."""
    roles = (turn.play.company.roles[r] for r in step.crew)
    return step.origin or next((r.based_at for r in roles if r.based_at), step.site)


def _set_out(
    turn: Turn, journey: Journey, origin: str, destination: str, ready: int
) -> None:
    """Plan the legs from *origin*, ready at a drill time; no way is a miss."""
    company = turn.play.company
    chain = earliest_journey(
        company.legs, origin, destination, turn.story(ready), company.site_hours
    )
    where = (journey.run, journey.path, journey.visit)
    if not chain:
        settle_waiting(turn, *where, "missed" if chain is None else "done")
        return
    legs = tuple(_leg(turn, planned) for planned in chain)
    turn.emit(
        JourneyPlanned(
            journey.journey,
            journey.run,
            journey.path,
            journey.visit,
            legs,
            journey.part,
            journey.store,
        )
    )
    if is_waiting(turn, *where):
        turn.emit(StepWaited(*where, "journey", legs[-1].arrives_at))


def _leg(turn: Turn, planned: PlannedLeg) -> JourneyLeg:
    return JourneyLeg(
        planned.origin,
        planned.destination,
        turn.drill_time(planned.departs_at),
        turn.drill_time(planned.arrives_at),
    )


def depart(turn: Turn, journey: Journey) -> None:
    """The next leg leaves."""
    key = f"leg:{journey.journey}:{journey.leg}@{turn.at}:departed"
    turn.emit(LegDeparted(journey.journey, journey.leg), key)
    _tell_on_the_way(turn, journey)


def arrive(turn: Turn, journey: Journey) -> None:
    """A leg is over; after the last the step is settled, if it still waits."""
    key = f"leg:{journey.journey}:{journey.leg}@{turn.at}:arrived"
    turn.emit(LegArrived(journey.journey, journey.leg), key)
    if journey.leg + 1 < len(journey.legs):
        _tell_on_the_way(turn, journey)
        return
    settle_waiting(turn, journey.run, journey.path, journey.visit)


def _tell_on_the_way(turn: Turn, journey: Journey) -> None:
    """A step may promise word at each leg (``tells``)."""
    step = turn.chart(journey.run).steps.get(journey.path)
    tells = {} if step is None else step.tells
    for audience, when in tells.items():
        if when == "each-leg":
            owe_word(turn, audience, journey.run, journey.journey)


def miss_leg(turn: Turn, act: MissLeg) -> None:
    """They did not get away; the journey is planned anew from where they are."""
    journey = turn.drill.journeys.get(act.journey)
    if journey is None or journey.departed:
        turn.refuse(act, N_("no journey {name} waits to leave"), name=act.journey)
        return
    turn.act(LegMissed(act.journey, journey.leg, act.reason))
    missed = journey.legs[journey.leg]
    to = journey.legs[-1].destination
    # The leg just missed leaves now or earlier: the next chance is later.
    _set_out(turn, journey, missed.origin, to, max(turn.at, missed.departs_at) + 1)


def stand_down_journey(turn: Turn, act: StandDownJourney) -> None:
    """They are not needed; a part that has not left its store stays there."""
    journey = turn.drill.journeys.get(act.journey)
    if journey is None:
        turn.refuse(act, N_("nobody is on the way under {name}"), name=act.journey)
        return
    if not act.reason:
        turn.refuse(act, N_("standing down wants a reason"))
        return
    turn.act(JourneyStoodDown(act.journey, journey.leg, act.reason))
    if _is_in_store(turn, journey):
        _give_back(turn, journey.store, journey.part)
    give_up_waiting(turn, journey.run, journey.path, journey.visit, act.reason)


def _is_in_store(turn: Turn, journey: Journey) -> bool:
    """Whether a part is sent that has not left; a missed leg may begin elsewhere."""
    origin = journey.legs[journey.leg].origin
    is_there = turn.play.company.store_sites.get(journey.store) == origin
    return is_there and not journey.departed


def _give_back(turn: Turn, store: str, part: str) -> None:
    held = turn.play.company.stock[store, part]
    spent = turn.drill.spent[f"{store}/{part}"]
    turn.emit(PartReturned(store, part, held - spent + 1))
