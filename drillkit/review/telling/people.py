"""Calls, updates, partners, journeys and the affected table, in sentences."""

from typing import assert_never

from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    ClockStarted,
    ClockStopped,
    CommandTaken,
    ItemEstimated,
    ItemListed,
    ItemMarked,
    JourneyPlanned,
    JourneyStoodDown,
    LegArrived,
    LegDeparted,
    LegMissed,
    MessageDelivered,
    NoticeSent,
    PartReserved,
    PartReturned,
    RequestAnswered,
    RequestMade,
    RequestStoodDown,
    StopReversed,
    UpdateSent,
)
from drillkit.language import N_
from drillkit.review.reader import Reader
from drillkit.review.telling.course import because
from drillkit.review.telling.promises import of_id

CallEvent = (
    CallMade | CallAnswered | MessageDelivered | UpdateSent | NoticeSent | CommandTaken
)
RoadEvent = (
    JourneyPlanned
    | LegDeparted
    | LegArrived
    | LegMissed
    | JourneyStoodDown
    | PartReserved
    | PartReturned
)
PartnerEvent = RequestMade | RequestAnswered | RequestStoodDown
ClientEvent = ClockStopped | ClockStarted | StopReversed
ItemEvent = ItemListed | ItemMarked | ItemEstimated
PeopleEvent = CallEvent | RoadEvent | PartnerEvent | ClientEvent | ItemEvent

WHY_CALLED = {
    "alarm": N_("alarm"),
    "no-answer": N_("the one before did not answer"),
    "overrun": N_("a phase overran"),
    "notify": N_("notification"),
    "tell": N_("told by the plan"),
}
ANSWERS = {
    "received": N_("received"),
    "took-charge": N_("took charge"),
    "read-back": N_("read back"),
    "written": N_("answered in writing"),
}
OUTCOMES = {
    "acknowledged": N_("acknowledged"),
    "done": N_("done"),
    "refused": N_("refused"),
}


def tell_people(reader: Reader, event: PeopleEvent) -> str:
    if isinstance(event, CallEvent):
        return _call(reader, event)
    if isinstance(event, RoadEvent):
        return _road(reader, event)
    if isinstance(event, PartnerEvent):
        return _partner(reader, event)
    if isinstance(event, ClientEvent):
        return _client(reader, event)
    return _item(reader, event)


def _call(reader: Reader, event: CallEvent) -> str:
    _ = reader._
    match event:
        case CallMade():
            text = _("Called: {role} ({why})").format(
                role=reader.role(event.role), why=_(WHY_CALLED[event.why])
            )
            return because(text, reader.texts(event.says))
        case CallAnswered():
            role = reader.record.role_of_call.get(event.call, event.call)
            return _("Answered: {role}, {answer}").format(
                role=reader.role(role), answer=_(ANSWERS[event.answer])
            )
        case MessageDelivered():
            return _delivered(reader, event)
        case UpdateSent():
            audience = reader.audience(event.audience)
            text = _("Update to {audience}").format(audience=audience)
            if event.next_due is not None:
                promise = _("next by {time}").format(time=reader.at(event.next_due))
                text = f"{text} ({promise})"
            return because(text, reader.texts(event.says))
        case NoticeSent():
            return _("Notice sent: {notice}").format(notice=reader.notice(event.notice))
        case CommandTaken():
            who = ", ".join(x for x in (reader.role(event.role), event.person) if x)
            return _("Command taken: {who}").format(who=who)
    assert_never(event)


def _delivered(reader: Reader, event: MessageDelivered) -> str:
    """What really went out, and until when it counts on the wall."""
    text = reader._("Really delivered, counted by the wall clock: {what}")
    owed = [
        reader._("{what}, due {time}").format(
            what=of_id(reader, name), time=reader.wall(due)
        )
        for name, due in event.dues.items()
    ]
    return because(text.format(what="; ".join(owed)), reader.channel(event.channel))


def _road(reader: Reader, event: RoadEvent) -> str:
    _ = reader._
    match event:
        case JourneyPlanned():
            way = " \N{RIGHTWARDS ARROW} ".join(
                reader.site(site)
                for site in [leg.origin for leg in event.legs[:1]]
                + [leg.destination for leg in event.legs]
            )
            text = _("Journey planned: {way}").format(way=way)
            if event.legs:
                there = _("there at {time}")
                when = there.format(time=reader.at(event.legs[-1].arrives_at))
                text = f"{text} ({when})"
            return text
        case LegDeparted():
            return _("Departed on leg {n}").format(n=event.leg + 1)
        case LegArrived():
            return _("Arrived from leg {n}").format(n=event.leg + 1)
        case LegMissed():
            return because(_("Missed leg {n}").format(n=event.leg + 1), event.reason)
        case JourneyStoodDown():
            text = _("Journey stood down, on leg {n}").format(n=event.leg + 1)
            return because(text, event.reason)
        case PartReserved():
            text = _("Part reserved: {part}, {n} left")
            return text.format(part=reader.part(event.part), n=event.left)
        case PartReturned():
            text = _("Part back in store: {part}, {n} left")
            return text.format(part=reader.part(event.part), n=event.left)
    assert_never(event)


def _partner(reader: Reader, event: PartnerEvent) -> str:
    _ = reader._
    match event:
        case RequestMade():
            return _("Asked {provider}: {service}").format(
                provider=reader.provider(event.provider),
                service=reader.service(event.provider, event.service),
            )
        case RequestAnswered():
            asked = reader.record.provider_of.get(event.request, event.request)
            return _("{provider}: {answer}").format(
                provider=reader.provider(asked), answer=_(OUTCOMES[event.outcome])
            )
        case RequestStoodDown():
            asked = reader.record.provider_of.get(event.request, event.request)
            text = _("Stood down: {provider}").format(provider=reader.provider(asked))
            return because(text, event.reason)
    assert_never(event)


def _client(reader: Reader, event: ClientEvent) -> str:
    _ = reader._
    client, code = reader.client(event.client), reader.stop_clock(event.code)
    match event:
        case ClockStopped():
            text = _("Clock stopped for {client}: {code}")
            return because(text.format(client=client, code=code), event.reason)
        case ClockStarted():
            text = _("Clock runs again for {client}: {code}")
            return text.format(client=client, code=code)
        case StopReversed():
            text = _("Clock stop taken back for {client}: {code}")
            return because(text.format(client=client, code=code), event.reason)
    assert_never(event)


def _item(reader: Reader, event: ItemEvent) -> str:
    _ = reader._
    item = reader.item(event.item)
    match event:
        case ItemListed():
            item = reader.texts(event.title) or item
            return _("Affected: {item}").format(item=item)
        case ItemMarked():
            text = _("{item}: {milestone}").format(
                item=item, milestone=reader.milestone(event.milestone)
            )
            return because(text, reader.role(event.confirmed_by))
        case ItemEstimated():
            if event.restored_at is None:
                return _("Estimate withdrawn: {item}").format(item=item)
            text = _("{item} expected back at {time}").format(
                item=item, time=reader.at(event.restored_at)
            )
            return because(text, reader.role(event.said_by))
    assert_never(event)
