"""Dates to keep: drills of the programme, and actions that are due.

The door to icalendar, which writes them as a calendar file (RFC 5545): the same dates
give the same bytes, and an event keeps its name when its date moves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from drillkit.errors import Misuse
from drillkit.language import N_, Language, translator
from drillkit.plan.plan import Plan
from drillkit.review.actions.telling import (
    STATES,
    TONES,
    Standing,
    Teller,
    due_first,
)
from drillkit.review.history.held import Planned
from drillkit.review.sheet import Sheet, sheet
from drillkit.review.view.blocks import Tone, cell, section, table
from drillkit.review.view.review import NOTHING

# A stamp that no clock gives, so that a calendar file is the same each time it is made.
STAMP = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: a moment with a length, or a whole day."""

    name: str
    at: datetime | date
    lasts: timedelta
    title: str
    note: str
    state: str
    tone: Tone = ""

    @property
    def day(self) -> date:
        return self.at.date() if isinstance(self.at, datetime) else self.at


def entries(
    drills: Iterable[Planned], actions: Iterable[Standing], teller: Teller, today: date
) -> tuple[Entry, ...]:
    """All dates in order."""
    found = [_drill(one, teller, today) for one in drills]
    found += [_action(one, teller) for one in due_first(actions)]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


def _drill(one: Planned, teller: Teller, today: date) -> Entry:
    _ = teller._
    zone = teller.organisation.timezone if teller.organisation else "UTC"
    file = teller.plan.scenarios.get(one.drill.scenario)
    title = file.model.title.say(teller.lang) if file else one.drill.scenario
    state = _("planned")
    tone: Tone = ""
    if one.held is not None:
        state, tone = _("held: {drill}").format(drill=one.held.drill), "kept"
    elif one.at.date() < today:
        state, tone = _("not held"), "missed"
    note = [one.drill.note.say(teller.lang)] if one.drill.note else []
    note += [teller.role(one.drill.lead)] if one.drill.lead else []
    return Entry(
        f"{one.year.model.programme}/{one.name}",
        one.at.replace(tzinfo=ZoneInfo(zone)),
        timedelta(milliseconds=one.drill.lasts),
        _("Exercise: {title}").format(title=title),
        "; ".join(note),
        state,
        tone,
    )


def _action(one: Standing, teller: Teller) -> Entry:
    action = one.todo.action
    assert action.due is not None, "only actions with a date are asked for"
    what = (action.do or action.finding).say(teller.lang)
    return Entry(
        one.todo.name,
        action.due,
        timedelta(days=1),
        teller._("Due: {what}").format(what=what),
        teller.role(action.owner),
        teller._(STATES[one.state]),
        TONES[one.state],
    )


def diary_sheet(found: Sequence[Entry], lang: Language) -> Sheet:
    """The dates as a list."""
    _ = translator(lang)
    rows = [
        [
            cell(one.day.isoformat(), (), "", _clock(one)),
            cell(one.title, (), "", one.note),
            cell(one.state or NOTHING, (), one.tone, one.name),
        ]
        for one in found
    ]
    columns = [_("Date"), _("What"), _("State")]
    empty = _(
        "No dates: drills are planned in programme/YEAR.yaml, and drillkit actions"
        " draft DRILL gives actions their dates."
    )
    title = _("Drills and due dates")
    data: list[dict[str, object]] = [
        {
            "name": one.name,
            "at": one.at.isoformat(),
            "title": one.title,
            "state": one.state,
            "note": one.note,
        }
        for one in found
    ]
    part = section("dates", title, [table(title, columns, rows, empty)])
    return sheet(lang, _("Calendar"), title, [part], data)


def _clock(one: Entry) -> str:
    return one.at.strftime("%H:%M") if isinstance(one.at, datetime) else ""


def calendar_file(found: Sequence[Entry], plan: Plan) -> bytes:
    """The dates as a calendar that other programs read."""
    try:
        from icalendar import Alarm, Calendar, Event
    except ImportError as error:
        raise Misuse(
            N_("calendar files are made by the package icalendar, which is missing"),
            way_out=N_('install it with: pip install "drillkit[calendar]"'),
        ) from error
    organisation = plan.organisation.model.organisation if plan.organisation else ""
    calendar = Calendar()
    calendar.add("prodid", "-//drillkit//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{organisation} drillkit".strip())
    for one in found:
        event = Event()
        event.add("uid", f"{one.name}@drillkit")
        event.add("dtstamp", STAMP)
        event.add("summary", one.title)
        # In UTC: a whole history of a zone for one moment helps nobody.
        begins = one.at.astimezone(UTC) if isinstance(one.at, datetime) else one.at
        event.add("dtstart", begins)
        event.add("dtend", begins + one.lasts)
        event.add("description", "\n".join(filter(None, (one.note, one.state))))
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("trigger", timedelta(days=-7))
        reminder.add("description", one.title)
        event.add_component(reminder)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
