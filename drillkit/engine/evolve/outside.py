"""What happens outside: providers, journeys, stores, clients' clocks, items."""

from dataclasses import replace

from drillkit.engine import events
from drillkit.engine.drill import Drill, Item, Journey, OpenRequest, changed


def request_made(drill: Drill, event: events.RequestMade, at: int) -> Drill:
    """A provider works on it."""
    made = OpenRequest(
        request=event.request,
        run=event.run,
        path=event.path,
        visit=event.visit,
        provider=event.provider,
        service=event.service,
        made_at=at,
    )
    return changed(drill, requests={**drill.requests, event.request: made})


def request_answered(drill: Drill, event: events.RequestAnswered, at: int) -> Drill:
    """Acknowledged is not over; done and refused are."""
    if event.outcome == "acknowledged":
        known = replace(drill.requests[event.request], acknowledged=True)
        return changed(drill, requests={**drill.requests, event.request: known})
    return _without(drill, event.request)


def request_stood_down(drill: Drill, event: events.RequestStoodDown, at: int) -> Drill:
    """Nobody works on it any more."""
    return _without(drill, event.request)


def _without(drill: Drill, request: str) -> Drill:
    rest = {k: v for k, v in drill.requests.items() if k != request}
    return changed(drill, requests=rest)


def journey_planned(drill: Drill, event: events.JourneyPlanned, at: int) -> Drill:
    """A journey, or the same one planned anew."""
    journey = Journey(
        journey=event.journey,
        run=event.run,
        path=event.path,
        visit=event.visit,
        legs=event.legs,
        part=event.part,
        store=event.store,
    )
    return changed(drill, journeys={**drill.journeys, event.journey: journey})


def leg_departed(drill: Drill, event: events.LegDeparted, at: int) -> Drill:
    """On the way."""
    journey = replace(drill.journeys[event.journey], departed=True)
    return changed(drill, journeys={**drill.journeys, event.journey: journey})


def leg_arrived(drill: Drill, event: events.LegArrived, at: int) -> Drill:
    """One leg less; after the last there is no journey."""
    journey = drill.journeys[event.journey]
    if event.leg + 1 == len(journey.legs):
        rest = {k: v for k, v in drill.journeys.items() if k != event.journey}
        return changed(drill, journeys=rest)
    further = replace(journey, leg=event.leg + 1, departed=False)
    return changed(drill, journeys={**drill.journeys, event.journey: further})


def journey_over(
    drill: Drill, event: events.LegMissed | events.JourneyStoodDown, at: int
) -> Drill:
    """The rest of the journey is not as planned; a new plan may follow a miss."""
    rest = {k: v for k, v in drill.journeys.items() if k != event.journey}
    return changed(drill, journeys=rest)


def part_reserved(drill: Drill, event: events.PartReserved, at: int) -> Drill:
    """One part less."""
    return _spend(drill, event, 1)


def part_returned(drill: Drill, event: events.PartReturned, at: int) -> Drill:
    """One part more."""
    return _spend(drill, event, -1)


def _spend(
    drill: Drill, event: events.PartReserved | events.PartReturned, parts: int
) -> Drill:
    name = f"{event.store}/{event.part}"
    spent = {**drill.spent, name: drill.spent.get(name, 0) + parts}
    return changed(drill, spent=spent)


def clock_stopped(drill: Drill, event: events.ClockStopped, at: int) -> Drill:
    """A reason stops the client's clock; a second one stops it no further."""
    open_stops = {event.code: at, **drill.stops.get(event.client, {})}
    return changed(drill, stops={**drill.stops, event.client: open_stops})


def clock_started(drill: Drill, event: events.ClockStarted, at: int) -> Drill:
    """The reason is gone; its stretch is kept for the sum."""
    open_stops = dict(drill.stops[event.client])
    stop = (event.code, open_stops.pop(event.code), at)
    past = (*drill.stopped.get(event.client, ()), stop)
    return changed(
        drill,
        stops={**drill.stops, event.client: open_stops},
        stopped={**drill.stopped, event.client: past},
    )


def stop_reversed(drill: Drill, event: events.StopReversed, at: int) -> Drill:
    """A stop that should not have been counts as nothing."""
    open_stops = {
        code: since
        for code, since in drill.stops.get(event.client, {}).items()
        if (code, since) != (event.code, event.stopped_at)
    }
    past = tuple(
        stop
        for stop in drill.stopped.get(event.client, ())
        if stop[:2] != (event.code, event.stopped_at)
    )
    return changed(
        drill,
        stops={**drill.stops, event.client: open_stops},
        stopped={**drill.stopped, event.client: past},
    )


def new_item(event: events.ItemListed) -> Item:
    """A line of the affected table, nothing reached yet."""
    return Item(
        item=event.item,
        kind=event.kind,
        priority=event.priority,
        users=event.users,
        client=event.client,
        site=event.site,
    )


def item_listed(drill: Drill, event: events.ItemListed, at: int) -> Drill:
    """One more line in the affected table."""
    return changed(drill, items={**drill.items, event.item: new_item(event)})


def item_marked(drill: Drill, event: events.ItemMarked, at: int) -> Drill:
    """The item has this milestone from now."""
    item = drill.items[event.item]
    marked = replace(item, marks={**item.marks, event.milestone: at})
    return changed(drill, items={**drill.items, event.item: marked})


def item_estimated(drill: Drill, event: events.ItemEstimated, at: int) -> Drill:
    """The last estimate counts; the log has them all."""
    item = replace(drill.items[event.item], estimate=event.restored_at)
    return changed(drill, items={**drill.items, event.item: item})
