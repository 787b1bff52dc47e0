"""Severity and promises, in sentences."""

from typing import assert_never

from drillkit.engine.events import (
    Classified,
    FactsReported,
    LevelChanged,
    ObligationAccepted,
    ObligationBroken,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
)
from drillkit.language import N_
from drillkit.review.reader import Reader
from drillkit.review.telling.course import because

OwedEvent = (
    ObligationOpened
    | ObligationMoved
    | ObligationKept
    | ObligationBroken
    | ObligationClosed
    | ObligationAccepted
)
SeverityEvent = FactsReported | Classified | LevelChanged
PromiseEvent = SeverityEvent | OwedEvent

KINDS = {
    "step-target": N_("target of a step"),
    "phase-target": N_("target of a phase"),
    "acknowledge": N_("answer to a call"),
    "answer": N_("answer to a message"),
    "tell": N_("notification"),
    "update": N_("next update"),
    "restore": N_("restoration"),
    "sla": N_("contract"),
    "notice": N_("notice to an authority"),
    "provider": N_("partner's promise"),
    "approval": N_("signature"),
    "expected": N_("expected action"),
}
WHY_CLOSED = {
    "overtaken": N_("overtaken"),
    "skipped": N_("skipped"),
    "not-finished": N_("not finished at ENDEX"),
    "withdrawn": N_("withdrawn"),
    "replaced": N_("replaced"),
}
WHY_MOVED = {
    "level": N_("severity changed"),
    "stop-clock": N_("clock stop"),
    "amendment": N_("plan amended"),
    "promise": N_("a new promise"),
    "time-out": N_("time-out"),
    "jumped": N_("jumped over"),
    "anchor": N_("an earlier anchor"),
    "window": N_("the site is shut"),
}


def tell_promise(reader: Reader, event: PromiseEvent) -> str:
    if isinstance(event, SeverityEvent):
        return _severity(reader, event)
    return _owed(reader, event)


def _severity(reader: Reader, event: SeverityEvent) -> str:
    _ = reader._
    match event:
        case FactsReported():
            facts = reader.facts(event.run, event.facts)
            return _("Known: {facts}").format(facts=facts)
        case Classified():
            level = reader.level(event.level)
            return because(_("Classified: {level}").format(level=level), event.reason)
        case LevelChanged():
            return _("Severity of the whole event: {level}, was {was}").format(
                level=reader.level(event.level), was=reader.level(event.was)
            )
    assert_never(event)


def _owed(reader: Reader, event: OwedEvent) -> str:
    _ = reader._
    match event:
        case ObligationOpened():
            what = promise_title(reader, event.kind, event.subject, event.run)
            due = "\N{EN DASH}" if event.due is None else reader.at(event.due)
            return _("Promised by {due}: {what}").format(due=due, what=what)
        case ObligationMoved():
            due = "\N{EN DASH}" if event.due is None else reader.at(event.due)
            text = _("Due now {due} ({why}): {what}")
            why = _(WHY_MOVED.get(event.why, event.why))
            what = of_id(reader, event.obligation)
            return text.format(due=due, why=why, what=what)
        case ObligationKept():
            return _kept(reader, event.obligation)
        case ObligationBroken():
            return _("Overdue: {what}").format(what=of_id(reader, event.obligation))
        case ObligationClosed():
            what = of_id(reader, event.obligation)
            why = _(WHY_CLOSED[event.why])
            return _("No longer owed ({why}): {what}").format(why=why, what=what)
        case ObligationAccepted():
            text = _("Accepted by {by}, new date {until}: {what}").format(
                by=reader.role(event.by),
                until=reader.story(
                    event.until_ms - reader.record.began.event.starts_ms
                ),
                what=of_id(reader, event.obligation),
            )
            return because(text, event.reason)
    assert_never(event)


def _kept(reader: Reader, obligation: str) -> str:
    """What was promised came; a deadline that had passed was not kept by it."""
    what = of_id(reader, obligation)
    late = reader.record.late_by.get(obligation)
    if late is None:
        return reader._("Kept: {what}").format(what=what)
    text = reader._("Met late, by {late}: {what}")
    return text.format(late=reader.duration(late), what=what)


def of_id(reader: Reader, obligation: str) -> str:
    """A promise by its id, in words."""
    opened = reader.record.opened.get(obligation)
    if opened is None:
        return obligation
    return promise_title(reader, opened.kind, opened.subject, opened.run)


def promise_title(reader: Reader, kind: str, subject: str, run: str) -> str:
    """What was promised: its kind, and whom or what it is about."""
    about = _about(reader, kind, subject, run)
    return f"{reader._(KINDS[kind])}: {about}" if about else reader._(KINDS[kind])


def _about(reader: Reader, kind: str, subject: str, run: str) -> str:
    if kind in ("step-target", "phase-target", "approval"):
        return reader.path(run, subject)
    if kind in ("tell", "update"):
        return reader.audience(subject)
    if kind == "sla":
        return reader.client(subject)
    if kind == "notice":
        return reader.notice(subject)
    if kind == "restore":
        return reader.milestone(subject) if subject == "normal" else ""
    if kind in ("acknowledge", "answer"):
        return reader.role(reader.record.role_of_call.get(subject, subject))
    if kind == "provider":
        asked = reader.record.provider_of.get(subject, subject)
        return reader.provider(asked)
    return reader.expected(subject) if kind == "expected" else subject
