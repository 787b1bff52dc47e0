"""How the drill went on: its clock, its runs, phases and steps, in sentences."""

from typing import assert_never

from drillkit.engine.events import (
    DirectorNoted,
    DirectorTold,
    DrillBegan,
    DrillEnded,
    DrillStalled,
    EmergencyDeclared,
    EmergencyEnded,
    InstantStated,
    ItemsCounted,
    Jumped,
    MilestoneReached,
    MilestoneWithdrawn,
    Paused,
    PhaseEntered,
    PhaseLeft,
    Resumed,
    RunBegan,
    RunJoined,
    ScenarioRevealed,
    ScenarioSealed,
    SpeedChanged,
    StepOpened,
    StepReopened,
    StepResumed,
    StepSettled,
    StepStarted,
    StepWaited,
    TimeOutBegan,
    TimeOutEnded,
)
from drillkit.language import N_
from drillkit.plan.runbook import Phase
from drillkit.review.measures.paths import find
from drillkit.review.reader import Reader

ClockEvent = (
    DrillBegan
    | InstantStated
    | Paused
    | Resumed
    | SpeedChanged
    | Jumped
    | TimeOutBegan
    | TimeOutEnded
    | EmergencyDeclared
    | EmergencyEnded
    | DrillStalled
    | ScenarioSealed
    | ScenarioRevealed
    | DirectorNoted
    | DirectorTold
    | DrillEnded
)
RunEvent = (
    RunJoined
    | RunBegan
    | PhaseEntered
    | PhaseLeft
    | MilestoneReached
    | MilestoneWithdrawn
)
StepEvent = (
    StepOpened
    | StepStarted
    | StepWaited
    | StepResumed
    | StepSettled
    | StepReopened
    | ItemsCounted
)
CourseEvent = ClockEvent | RunEvent | StepEvent

ENDINGS = {
    "normal": N_("ENDEX: back to normal"),
    "time": N_("ENDEX: the time is up"),
    "director": N_("ENDEX by the exercise director"),
    "broken-off": N_("ENDEX: broken off"),
    "stalled": N_("ENDEX: nothing could move any more"),
}
CLOSINGS = {
    "normal": N_("Real event closed: back to normal"),
    "time": N_("Real event closed: the time is up"),
    "director": N_("Real event closed"),
    "broken-off": N_("Real event closed: broken off"),
    "stalled": N_("Real event closed: nothing could move any more"),
}
STATED = {
    "onset": N_("It began at {time}, according to: {source}"),
    "detected": N_("It was noticed at {time}, according to: {source}"),
    "ticket": N_("Its ticket was opened at {time}, according to: {source}"),
}
WAITS = {
    "window": N_("until the site opens"),
    "part": N_("for a part"),
    "provider": N_("for a partner"),
    "journey": N_("for a journey"),
}
SETTLED = {
    "done": N_("Done: {step}"),
    "skipped": N_("Skipped: {step}"),
    "overtaken": N_("Overtaken: {step}"),
    "requested": N_("Requested, to be signed later: {step}"),
}
# Why the plan itself passes a step over; other reasons are people's words.
SKIPS = {
    "level": N_("not needed at this severity"),
    "condition": N_("its condition does not hold"),
}


def tell_course(reader: Reader, event: CourseEvent) -> str:
    if isinstance(event, ClockEvent):
        return _clock(reader, event)
    if isinstance(event, RunEvent):
        return _run(reader, event)
    return _step(reader, event)


def ending(reader: Reader, event: DrillEnded) -> str:
    """How it ended; a real event has no ENDEX and no exercise director."""
    is_live = reader.record.began.event.mode == "live"
    return reader._((CLOSINGS if is_live else ENDINGS)[event.how])


def because(text: str, reason: str) -> str:
    """A reason is the author's own words, so it stands behind a dash."""
    return f"{text} \N{EN DASH} {reason}" if reason else text


def _clock(reader: Reader, event: ClockEvent) -> str:
    _ = reader._
    match event:
        case DrillBegan():
            title = reader.texts(event.title)
            if event.mode == "live":
                return _("Real event opened: {title}").format(title=title)
            return _("STARTEX: {title}").format(title=title)
        case InstantStated():
            return _(STATED[event.instant]).format(
                time=reader.story(event.time), source=event.source
            )
        case Paused():
            # Nobody typed it if nobody was there.
            reason = _(event.reason) if event.reason else ""
            return because(_("Paused"), reason)
        case Resumed():
            return _("Resumed")
        case SpeedChanged():
            return _("Speed is now {n}:{of}").format(
                n=event.numerator, of=event.denominator
            )
        case Jumped():
            return _("Jumped to {time}").format(time=reader.at(event.to))
        case TimeOutBegan():
            text = _("Time-out: {department}")
            department = reader.department(event.department)
            return because(text.format(department=department), event.reason)
        case TimeOutEnded():
            text = _("Back from the time-out: {department}")
            return text.format(department=reader.department(event.department))
        case EmergencyDeclared():
            return because(_("REAL EMERGENCY: the exercise stands"), event.reason)
        case EmergencyEnded():
            return _("The real emergency is over; the exercise goes on")
        case DrillStalled():
            waits = "; ".join(event.waits)
            return because(_("Nothing can move"), waits)
        case ScenarioRevealed():
            return _("The scenario is opened")
        case ScenarioSealed():
            return _("The scenario is kept secret until ENDEX")
        case DirectorNoted():
            return _("The director notes something, secret until ENDEX")
        case DirectorTold():
            return _("What the director noted is opened")
        case DrillEnded():
            return because(ending(reader, event), event.reason)
    assert_never(event)


def _run(reader: Reader, event: RunEvent) -> str:
    _ = reader._
    match event:
        case RunJoined():
            return _("{run} joins").format(run=reader.run(event.run))
        case RunBegan():
            return _("{run} begins").format(run=reader.run(event.run))
        case PhaseEntered():
            phase = reader.path(event.run, event.path)
            if event.visit > 1:
                text = _("Phase: {phase}, visit {n}")
                return text.format(phase=phase, n=event.visit)
            return _("Phase: {phase}").format(phase=phase)
        case PhaseLeft():
            phase = reader.path(event.run, event.path)
            how = _how_left(reader, event)
            left = _left(reader, how).format(phase=phase)
            if event.how != "outcome":
                return left
            return f"{left} ({reader.outcome(event.run, event.path, event.outcome)})"
        case MilestoneReached():
            return _("Milestone: {name}").format(name=reader.milestone(event.name))
        case MilestoneWithdrawn():
            text = _("Milestone withdrawn: {name}")
            return text.format(name=reader.milestone(event.name))
    assert_never(event)


def _how_left(reader: Reader, event: PhaseLeft) -> str:
    """A lane that stands in its final ends with its phase; nothing was cut short."""
    found = find(reader.record, event.run, event.path)
    is_final = found is not None and isinstance(found.what, Phase) and found.what.final
    return "done" if event.how == "overtaken" and is_final else event.how


def _left(reader: Reader, how: str) -> str:
    return {
        "done": reader._("Phase done: {phase}"),
        "outcome": reader._("Phase decided: {phase}"),
        "deadline": reader._("Phase left by its deadline: {phase}"),
        "overtaken": reader._("Phase overtaken: {phase}"),
        "returned": reader._("Phase left, to go back: {phase}"),
    }[how]


def _step(reader: Reader, event: StepEvent) -> str:
    _ = reader._
    step = reader.path(event.run, event.path)
    match event:
        case StepOpened():
            return _("To do: {step}").format(step=step)
        case StepStarted():
            return _("Taken in hand: {step}").format(step=step)
        case StepWaited():
            why = _(WAITS[event.why])
            return _("Waits {why}: {step}").format(why=why, step=step)
        case StepResumed():
            return _("Goes on: {step}").format(step=step)
        case StepSettled():
            text = _(SETTLED[event.how]).format(step=step)
            if event.outcome not in ("done", "", event.how):
                outcome = reader.outcome(event.run, event.path, event.outcome)
                text = f"{text} ({outcome})"
            if event.how == "skipped" and event.reason in SKIPS:
                return because(text, _(SKIPS[event.reason]))
            return because(text, event.reason)
        case StepReopened():
            return because(_("Open again: {step}").format(step=step), event.reason)
        case ItemsCounted():
            share = reader.share(event.count, event.total)
            return _("Counted {share}: {step}").format(share=share, step=step)
    assert_never(event)
