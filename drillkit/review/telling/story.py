"""Injects, words, amendments and refusals, in sentences."""

from typing import assert_never

from drillkit.engine.amendments import (
    Change,
    PhaseRetimed,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.events import (
    Corrected,
    DecisionTaken,
    ExpectationMet,
    ExpectationMissed,
    FeedbackGiven,
    HotWashNoted,
    InjectDelivered,
    InjectEdited,
    InjectHeld,
    InjectReleased,
    InjectSkipped,
    InjectSpoken,
    InjectWritten,
    MoveRefused,
    NoteWritten,
    Observed,
    PlanAmended,
    Rated,
    WashSort,
)
from drillkit.language import N_
from drillkit.review.reader import Reader
from drillkit.review.retelling import decided, observed
from drillkit.review.telling.course import because

InjectEvent = (
    InjectDelivered
    | InjectSpoken
    | InjectHeld
    | InjectReleased
    | InjectSkipped
    | InjectEdited
    | InjectWritten
    | ExpectationMet
    | ExpectationMissed
)
WordEvent = (
    DecisionTaken
    | NoteWritten
    | Observed
    | Rated
    | HotWashNoted
    | FeedbackGiven
    | Corrected
    | PlanAmended
    | MoveRefused
)
StoryEvent = InjectEvent | WordEvent

WASHED: dict[WashSort, str] = {
    "well": N_("went well"),
    "improve": N_("to improve"),
    "idea": N_("idea"),
}

RATINGS = {
    "P": N_("performed without challenges"),
    "S": N_("performed with some challenges"),
    "M": N_("performed with major challenges"),
    "U": N_("unable to be performed"),
}


def tell_story(reader: Reader, event: StoryEvent) -> str:
    if isinstance(event, InjectEvent):
        return _inject(reader, event)
    return _word(reader, event)


def _inject(reader: Reader, event: InjectEvent) -> str:
    _ = reader._
    named = reader.inject(event.inject)
    match event:
        case InjectDelivered() | InjectWritten():
            sender = reader.texts(event.sender) or _("exercise staff")
            says = reader.texts(event.says)
            text = _("Inject from {sender} to {to}").format(
                sender=sender, to=whom(reader, event.to)
            )
            return because(text, says)
        case InjectSpoken():
            return _spoken(reader, event)
        case InjectHeld():
            return _("Inject held back: {inject}").format(inject=named)
        case InjectReleased():
            return _("Inject released: {inject}").format(inject=named)
        case InjectSkipped():
            text = _("Inject skipped: {inject}").format(inject=named)
            return because(text, event.reason)
        case InjectEdited():
            text = _("Inject edited: {inject}").format(inject=named)
            return because(text, reader.texts(event.says))
        case ExpectationMet():
            text = _("Expected action seen: {what}")
            return text.format(what=_action(reader, event))
        case ExpectationMissed():
            text = _("Expected action not seen in time: {what}")
            return text.format(what=_action(reader, event))
    assert_never(event)


def _spoken(reader: Reader, event: InjectSpoken) -> str:
    if not event.answered:
        text = reader._("Role-player reached nobody: {who}").format(who=event.whom)
        return because(text, event.heard)
    text = reader._("Role-player spoke to {who}").format(who=event.whom)
    return because(text, event.heard)


def _action(reader: Reader, event: ExpectationMet | ExpectationMissed) -> str:
    asked = reader.asked(event.inject, event.number)
    if asked:
        return asked
    # While the scenario is secret the log knows no more than this.
    return reader._("{inject}, no. {n}").format(inject=event.inject, n=event.number)


def whom(reader: Reader, to: str) -> str:
    """An inject goes to a department, a role, or everybody."""
    if not to:
        return reader._("everybody")
    department = reader.department(to)
    return department if department != to else reader.role(to)


def _word(reader: Reader, event: WordEvent) -> str:
    _ = reader._
    match event:
        case DecisionTaken():
            text = _("Decision by {by}: {what}").format(
                by=reader.role(event.by), what=decided(reader, event)[0]
            )
            return because(text, _(event.why))
        case NoteWritten():
            return _("Note: {text}").format(text=event.text)
        case Observed():
            return _("Observed: {text}").format(text=observed(reader, event))
        case Rated():
            text = _("Rated: {objective}, {rating}").format(
                objective=reader.objective(event.objective),
                rating=_(RATINGS[event.rating]),
            )
            return because(text, event.text)
        case HotWashNoted():
            return _washed(reader, event)
        case FeedbackGiven():
            return because(_("Feedback form handed in"), event.text)
        case Corrected():
            return because(correction(reader, event), event.reason)
        case PlanAmended():
            return because(amendment(reader, event.change), event.reason)
        case MoveRefused():
            why = reader._(event.why).format(**event.words)
            return _("Not allowed: {why}").format(why=why)
    assert_never(event)


def _washed(reader: Reader, event: HotWashNoted) -> str:
    text = reader._("Hot wash, {sort}: {text}").format(
        sort=reader._(WASHED[event.sort]), text=event.text
    )
    return because(text, reader.role(event.owner) if event.owner else "")


def correction(reader: Reader, event: Corrected) -> str:
    """What entry is wrong, and what is right."""
    _ = reader._
    if event.void:
        return _("Entry {n} did not happen").format(n=event.seq)
    if event.happened is not None:
        return _("Entry {n} happened at {time}").format(
            n=event.seq, time=reader.at(event.happened)
        )
    return _("Entry {n} should say: {text}").format(n=event.seq, text=event.text)


def amendment(reader: Reader, change: Change) -> str:
    """What was changed in the plan."""
    _ = reader._
    match change:
        case StepAdded():
            return _("Plan amended: new step {step} in {phase}").format(
                step=reader.texts(change.text),
                phase=reader.path(change.run, change.phase),
            )
        case StepDropped():
            step = reader.path(change.run, change.path)
            return _("Plan amended: step dropped: {step}").format(step=step)
        case StepRetimed() | PhaseRetimed():
            what = reader.path(change.run, change.path)
            if change.target is None:
                return _("Plan amended: no target: {what}").format(what=what)
            target = reader.duration(change.target)
            return _("Plan amended: target {target}: {what}").format(
                target=target, what=what
            )
        case StepReassigned():
            crew = ", ".join(
                f"{reader.role(role)} \N{MULTIPLICATION SIGN} {n}"
                for role, n in change.crew.items()
            )
            return _("Plan amended: now by {crew}: {step}").format(
                crew=crew, step=reader.path(change.run, change.path)
            )
        case WindowOpened():
            return _("Plan amended: {site} open from {opens} to {closes}").format(
                site=reader.site(change.site),
                opens=reader.at(change.opens),
                closes=reader.at(change.closes),
            )
    assert_never(change)
