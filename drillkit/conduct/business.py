"""Whose business an act is: which roles', which department's, and of what sort.

Read from the act and the drill as it stands.  Knows no seats; an act about something
that does not exist is nobody's, and the engine will say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from drillkit.engine import commands
from drillkit.engine.amended import chart_of
from drillkit.engine.amendments import WindowOpened
from drillkit.engine.charts import Play
from drillkit.engine.commands import Act
from drillkit.engine.drill import Drill

# ``work`` is a department's and its crews', ``role`` only the role's itself, ``answer``
# comes from outside, ``coordination`` is the ladder's or the commander's, and
# ``direction`` a controller's, or the commander's where there are no controllers.
Sort = Literal[
    "host",
    "time",
    "emergency",
    "work",
    "role",
    "answer",
    "coordination",
    "direction",
    "table",
    "mark",
    "word",
    "story",
    "spoken",
    "expected",
    "controls",
    "time-out",
    "seen",
    "rated",
    "hot-wash",
    "feedback",
    "correction",
]


Exercise: TypeAlias = (
    commands.BeginTimeOut
    | commands.EndTimeOut
    | commands.TriggerInject
    | commands.HoldInject
    | commands.ReleaseInject
    | commands.SkipInject
    | commands.EditInject
    | commands.WriteInject
    | commands.ReportSpoken
    | commands.MeetExpectation
    | commands.Observe
    | commands.Rate
    | commands.WriteHotWash
    | commands.GiveFeedback
)
Leading: TypeAlias = (
    commands.SetLevel
    | commands.StateInstant
    | commands.AcceptLoss
    | commands.Amend
    | commands.JoinRun
    | commands.ReturnTo
    | commands.EndDrill
    | commands.ReportDelivery
    | commands.Begin
    | commands.Stall
    | commands.Pass
    | commands.DeclareEmergency
    | commands.Pause
    | commands.Resume
    | commands.SetSpeed
    | commands.Jump
    | commands.EndEmergency
    | Exercise
)


@dataclass(frozen=True, slots=True)
class Business:
    """A sort of business, and whose it is."""

    sort: Sort
    roles: frozenset[str] = frozenset()
    department: str = ""


def business_of(act: Act, drill: Drill, play: Play) -> Business:
    """What sort of business *act* is, and whose."""
    match act:
        case (
            commands.TakeStep()
            | commands.SettleStep()
            | commands.SkipStep()
            | commands.UndoStep()
            | commands.Count()
        ):
            return _of_step("work", act.run, act.path, drill, play)
        case commands.ReportFacts():
            return _of_facts(act, drill, play)
        case commands.CallOut():
            return Business("work", department=_department(act.run, drill))
        case commands.AnswerRequest():
            return _of_request("answer", act.request, drill, play)
        case commands.StandDownRequest():
            return _of_request("work", act.request, drill, play)
        case commands.MissLeg() | commands.StandDownJourney():
            return _of_journey(act.journey, drill, play)
        case (
            commands.AnswerCall()
            | commands.Tell()
            | commands.SendUpdate()
            | commands.SendNotice()
            | commands.SignPaper()
            | commands.TakeCommand()
        ):
            return _of_role(act, drill, play)
        case (
            commands.StopClock()
            | commands.StartClock()
            | commands.ReverseStop()
            | commands.AddItem()
            | commands.EstimateItem()
        ):
            return Business("table")
        case commands.MarkItem():
            return Business("mark")
        case commands.EnterDecision() | commands.Note():
            return Business("word")
        case commands.Correct():
            return Business("correction")
        case _:
            return _of_leading(act, drill, play)


def _of_leading(act: Leading, drill: Drill, play: Play) -> Business:
    """What whoever leads does with the drill and its plan."""
    match act:
        case commands.SetLevel():
            return _of_ladder(act.run, drill, play)
        case commands.StateInstant():
            return _of_ladder("", drill, play)
        case commands.AcceptLoss():
            owed = drill.obligations.get(act.obligation)
            return _of_ladder(owed.run if owed else "", drill, play)
        case commands.Amend():
            # A site is no department's.
            run = "" if isinstance(act.change, WindowOpened) else act.change.run
            return _of_ladder(run, drill, play)
        case commands.JoinRun():
            return Business("direction", department=act.runbook.partition("/")[0])
        case commands.ReturnTo():
            return Business("direction", department=_department(act.run, drill))
        case commands.EndDrill():
            # A department's controller does not end everybody's drill.
            return Business("direction" if drill.mode == "live" else "controls")
        case commands.Begin() | commands.Stall() | commands.ReportDelivery():
            return Business("host")
        case commands.Pass():
            return Business("time")
        case commands.DeclareEmergency():
            return Business("emergency")
        case (
            commands.Pause()
            | commands.Resume()
            | commands.SetSpeed()
            | commands.Jump()
            | commands.EndEmergency()
        ):
            return Business("controls")
        case _:
            return _of_exercise(act, drill, play)


def _of_exercise(act: Exercise, drill: Drill, play: Play) -> Business:
    """What the staff of an exercise does beside it."""
    match act:
        case commands.BeginTimeOut() | commands.EndTimeOut():
            return Business("time-out", department=act.department)
        case (
            commands.TriggerInject()
            | commands.HoldInject()
            | commands.ReleaseInject()
            | commands.SkipInject()
            | commands.EditInject()
        ):
            return Business("story", department=_addressee(act.inject, drill, play))
        case commands.WriteInject():
            return Business("story", department=department_of(act.to, play))
        case commands.ReportSpoken():
            return Business("spoken", department=_addressee(act.inject, drill, play))
        case commands.MeetExpectation():
            return Business("expected", department=_addressee(act.inject, drill, play))
        case commands.Observe():
            return Business("seen", department=act.department)
        case commands.Rate():
            return Business("rated", department=act.department)
        case commands.WriteHotWash():
            return Business("hot-wash", department=act.department)
        case commands.GiveFeedback():
            return Business("feedback")
        case _:
            assert_never(act)


def department_of(addressee: str, play: Play) -> str:
    """The department of a role; a department is its own."""
    role = play.company.roles.get(addressee)
    return role.department if role else addressee


def _department(run: str, drill: Drill) -> str:
    known = drill.runs.get(run)
    return known.runbook.partition("/")[0] if known else ""


def _of_step(sort: Sort, run: str, path: str, drill: Drill, play: Play) -> Business:
    """A step is its crew's, whoever's runbook it stands in."""
    known = drill.runs.get(run)
    if known is None:
        return Business(sort)
    state = known.steps.get(path)
    step = chart_of(play, known).steps.get(path)
    crew = state.crew if state else step.crew if step else ()
    return Business(sort, _known(crew, play), _department(run, drill))


def _of_facts(act: commands.ReportFacts, drill: Drill, play: Play) -> Business:
    """Facts are also reported by the crews of open steps that ask for them."""
    run = drill.runs.get(act.run)
    if run is None:
        return Business("work")
    steps = chart_of(play, run).steps
    crew = {
        role
        for path, state in run.steps.items()
        if path in steps and state.status != "settled"
        for role in state.crew
        if not {*steps[path].asks, steps[path].about}.isdisjoint(act.facts)
    }
    return Business("work", _known(crew, play), _department(act.run, drill))


def _of_request(sort: Sort, request: str, drill: Drill, play: Play) -> Business:
    found = drill.requests.get(request)
    if found is None:
        return Business(sort)
    return _of_step(sort, found.run, found.path, drill, play)


def _of_journey(journey: str, drill: Drill, play: Play) -> Business:
    found = drill.journeys.get(journey)
    if found is None:
        return Business("work")
    return _of_step("work", found.run, found.path, drill, play)


def _of_role(
    act: commands.AnswerCall
    | commands.Tell
    | commands.SendUpdate
    | commands.SendNotice
    | commands.SignPaper
    | commands.TakeCommand,
    drill: Drill,
    play: Play,
) -> Business:
    """What the plan gives to one role."""
    role = ""
    match act:
        case commands.AnswerCall():
            call = drill.calls.get(act.call)
            role = call.role if call else ""
        case commands.Tell() | commands.SendUpdate():
            audience = play.company.audiences.get(act.audience)
            role = audience.by if audience else ""
        case commands.SendNotice():
            notice = play.company.notices.get(act.notice)
            role = notice.by if notice else ""
        case commands.TakeCommand():
            role = act.role
        case commands.SignPaper():
            owed = drill.obligations.get(act.obligation)
            if owed is not None:
                path = owed.subject.removeprefix(f"{owed.run}/")
                return _of_step("role", owed.run, path, drill, play)
        case _:
            assert_never(act)
    return Business("role", _known((role,), play), department_of(role, play))


def _of_ladder(run: str, drill: Drill, play: Play) -> Business:
    """What whoever leads a run decides."""
    known = drill.runs.get(run)
    if known is None:
        return Business("coordination")
    ladder = (rung.role for rung in chart_of(play, known).ladder)
    roles = _known(ladder, play)
    return Business("coordination", roles, _department(run, drill))


def _known(roles: Iterable[str], play: Play) -> frozenset[str]:
    return frozenset(role for role in roles if role in play.company.roles)


def _addressee(inject: str, drill: Drill, play: Play) -> str:
    """The department an inject is for."""
    state = drill.injects.get(inject)
    if state is not None and state.to:
        return department_of(state.to, play)
    scripted = play.story.injects.get(inject) if play.story else None
    return department_of(scripted.to, play) if scripted else ""
