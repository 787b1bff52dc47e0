"""Everything is tried at every seat, and who may is written down by hand."""

from dataclasses import dataclass, replace
from typing import Final, get_args

import pytest

from drillkit.conduct.permissions import Refusal, refusal
from drillkit.conduct.seats import Seat
from drillkit.conduct.session import Session
from drillkit.engine import amendments, commands
from drillkit.engine.commands import Act, Begin, ReportFacts, TakeCommand, TakeStep
from drillkit.engine.compile import began, compile_play
from drillkit.engine.drill import Drill, Journey, OpenRequest
from drillkit.engine.entry import Origin
from drillkit.engine.events import ItemListed
from drillkit.log.memory import MemoryLog
from tests.conduct.small import small_plan

PLAN = small_plan()
PLAY = compile_play(PLAN, "storm")
RUN, LOOK = "noc/outage", ("noc/outage", "triage/look")
ENGINEER = Origin("engineer")


@dataclass(frozen=True)
class Column:
    """A seat, for whom it writes, and in which mode."""

    seat: Seat
    for_role: str = ""
    mode: str = "drill"


ENGINEER_SEAT = Seat("participant", "engineer", "noc")
LEAD = Seat("participant", "lead", "noc")
COLUMNS: Final = (
    Column(Seat("director")),
    Column(Seat("director"), "agent"),
    Column(Seat("controller", department="noc")),
    Column(Seat("controller", department="care")),
    Column(Seat("evaluator", department="noc")),
    Column(Seat("evaluator", department="care")),
    Column(Seat("role-player")),
    Column(Seat("role-player"), "lead"),
    Column(Seat("role-player"), "fibre"),
    Column(Seat("scribe")),
    Column(Seat("scribe"), "engineer"),
    Column(Seat("scribe", department="care"), "engineer"),
    Column(Seat("observer")),
    Column(ENGINEER_SEAT),
    Column(LEAD),
    Column(Seat("participant", "clerk", "noc")),
    Column(Seat("participant", "agent", "care")),
    Column(ENGINEER_SEAT, mode="live"),
    Column(LEAD, mode="live"),
    Column(LEAD, "engineer", mode="live"),
    Column(Seat("director"), mode="live"),
)

# In the order of COLUMNS, "+" for whoever may:
#
#   director ── for the agent, who plays
#    controller of the NOC, of client care
#     evaluator of the NOC, of client care
#      role-player ── for the lead, who is of the company, and for a provider
#       scribe ── for the engineer, and one of client care for the engineer
#        observer
#         engineer (at the step, was called), lead (leads the NOC, stands in for the
#          engineer), clerk (of the NOC), agent (of client care)
#           a real event: engineer, lead, who has command ── for the engineer
#            a director in a real event
TABLE = """
Begin             ++ .. .. ... ... . .... ... .
Pass              ++ ++ ++ +++ +++ + ++++ +++ +
StateInstant      ++ .. .. ... ... . .... .+. .
TakeStep          ++ .. .. ... .+. . +++. +++ .
SettleStep        ++ .. .. ... .+. . +++. +++ .
SkipStep          ++ .. .. ... .+. . +++. +++ .
UndoStep          ++ .. .. ... .+. . +++. +++ .
Count             ++ .. .. ... .+. . +++. +++ .
ReportFacts       ++ .. .. ... .+. . +++. +++ .
SetLevel          ++ +. .. ... ... . .+.. .+. .
AnswerCall        ++ .. .. ... .+. . ++.. +++ .
ReportDelivery    ++ .. .. ... ... . .... ... .
CallOut           ++ .. .. ... .+. . +++. +++ .
Tell              ++ .. .. ... ... . .+.. .+. .
SendUpdate        ++ .. .. ... ... . .+.. .+. .
SendNotice        ++ .. .. ... ... . .+.. .+. .
SignPaper         ++ .. .. ... .+. . ++.. +++ .
TakeCommand       ++ .. .. ... ... . .+.. .+. .
AnswerRequest     ++ +. .. +.+ .+. . +++. +++ .
StandDownRequest  ++ .. .. ... .+. . +++. +++ .
StandDownJourney  ++ .. .. ... .+. . +++. +++ .
MissLeg           ++ .. .. ... .+. . +++. +++ .
StopClock         ++ .. .. ... .+. . ++++ +++ .
StartClock        ++ .. .. ... .+. . ++++ +++ .
ReverseStop       ++ .. .. ... .+. . ++++ +++ .
AddItem           ++ .. .. ... .+. . ++++ +++ .
MarkItem          ++ .. .. +.+ .+. . ++++ +++ .
EstimateItem      ++ .. .. ... .+. . ++++ +++ .
TriggerInject     ++ +. .. ... ... . .... ... .
HoldInject        ++ +. .. ... ... . .... ... .
ReleaseInject     ++ +. .. ... ... . .... ... .
SkipInject        ++ +. .. ... ... . .... ... .
EditInject        ++ +. .. ... ... . .... ... .
WriteInject       ++ +. .. ... ... . .... ... .
ReportSpoken      ++ +. .. +.+ ... . .... ... .
MeetExpectation   ++ +. +. +.+ ... . .... ... .
Pause             ++ .. .. ... ... . .... ... .
Resume            ++ .. .. ... ... . .... ... .
SetSpeed          ++ .. .. ... ... . .... ... .
Jump              ++ .. .. ... ... . .... ... .
BeginTimeOut      ++ +. .. ... ... . .... ... .
EndTimeOut        ++ +. .. ... ... . .... ... .
DeclareEmergency  ++ ++ ++ +++ +++ + ++++ +++ +
EndEmergency      ++ .. .. ... ... . .... ... .
EndDrill          ++ .. .. ... ... . .... .+. .
Stall             ++ .. .. ... ... . .... ... .
JoinRun           ++ +. .. ... ... . .... .+. .
ReturnTo          ++ +. .. ... ... . .... .+. .
Amend             ++ +. .. ... ... . .+.. .+. .
AcceptLoss        ++ +. .. ... ... . .+.. .+. .
EnterDecision     ++ ++ .. +.+ ++. . ++++ +++ .
Note              ++ ++ .. +.+ ++. . ++++ +++ .
Observe           ++ +. +. ... ... + .... ... .
Rate              ++ .. +. ... ... . .... ... .
WriteHotWash      ++ ++ ++ +.+ ++. . +++. +++ .
GiveFeedback      ++ ++ ++ +.+ ++. + ++++ +++ +
Correct           ++ .. .. ... ++. . +... +.+ .
"""

ACTS: Final[tuple[Act, ...]] = (
    Begin(began(PLAN, "storm", drill="d", mode="drill", wall_ms=0)),
    commands.Pass(),
    commands.StateInstant("detected", 0, "monitoring"),
    TakeStep(*LOOK),
    commands.SettleStep(*LOOK),
    commands.SkipStep(*LOOK, "no time"),
    commands.UndoStep(*LOOK),
    commands.Count(*LOOK, 1),
    ReportFacts(RUN, {"lost": "all"}),
    commands.SetLevel(RUN, "minor", "it is"),
    commands.AnswerCall("call-1"),
    commands.ReportDelivery("call-1", 0),
    commands.CallOut(RUN, "agent"),
    commands.Tell("bosses"),
    commands.SendUpdate("bosses"),
    commands.SendNotice("regulator"),
    commands.SignPaper("approval:noc/outage/triage/look#1"),
    TakeCommand("lead"),
    commands.AnswerRequest("r", "done"),
    commands.StandDownRequest("r", "not needed"),
    commands.StandDownJourney("j", "not needed"),
    commands.MissLeg("j"),
    commands.StopClock("bank", "site-access-refused"),
    commands.StartClock("bank", "site-access-refused"),
    commands.ReverseStop("bank", "site-access-refused", 0, "wrong"),
    commands.AddItem(ItemListed("lift", "client")),
    commands.MarkItem("atm", "workaround"),
    commands.EstimateItem("atm", 1),
    commands.TriggerInject("alarm"),
    commands.HoldInject("alarm"),
    commands.ReleaseInject("alarm"),
    commands.SkipInject("alarm"),
    commands.EditInject("alarm"),
    commands.WriteInject("hint", "engineer", {"": "Look up"}),
    commands.ReportSpoken("alarm", "the shift", "we come"),
    commands.MeetExpectation("alarm", 1),
    commands.Pause(0),
    commands.Resume(0),
    commands.SetSpeed(2, 1, 0),
    commands.Jump(1, 0),
    commands.BeginTimeOut("noc"),
    commands.EndTimeOut("noc"),
    commands.DeclareEmergency(0),
    commands.EndEmergency(0),
    commands.EndDrill(),
    commands.Stall(),
    commands.JoinRun("noc/second", "noc/outage"),
    commands.ReturnTo(RUN, "triage", "again"),
    commands.Amend(amendments.StepDropped(RUN, "triage/look"), "known"),
    commands.AcceptLoss("target:noc/outage/triage#1", "L. Lead", 0, "so be it"),
    commands.EnterDecision("wait", "L. Lead", "cheaper"),
    commands.Note("power is back"),
    commands.Observe("calm", "noc"),
    commands.Rate("size", "P", "", "noc"),
    commands.WriteHotWash("noc", "well", "calm"),
    commands.GiveFeedback({"prepared": 4}),
    commands.Correct(1, "a slip"),
)


def drill_in(mode: str) -> Drill:
    """A drill just begun, with something open of everything an act may be about."""
    log = MemoryLog(lambda: 7)
    seat = Session(log, "d", PLAY)
    first = began(PLAN, "storm", drill="d", mode="drill", wall_ms=7)
    seat.move(Begin(first), 0, Origin("director"), "begin")
    if mode == "live":
        seat.move(TakeCommand("lead"), 0, Origin("lead"))
    drill = seat.drill
    request = OpenRequest("r", *LOOK, 1, "fibre", "splice", 0)
    approval = replace(
        next(iter(drill.obligations.values())),
        kind="approval",
        run=RUN,
        subject=LOOK[1],
    )
    changes = {
        "mode": mode,
        "requests": {"r": request},
        "journeys": {"j": Journey("j", *LOOK, 1, ())},
        "obligations": {
            **drill.obligations,
            "approval:noc/outage/triage/look#1": approval,
            "target:noc/outage/triage#1": replace(approval, kind="phase-target"),
        },
    }
    return replace(drill, **changes)


DRILLS = {mode: drill_in(mode) for mode in ("drill", "live")}


def marks(act: Act) -> str:
    """Who may do it, in the order of the columns; the corrected entry is the
    engineer's."""
    return "".join("+" if answer(column, act) is None else "." for column in COLUMNS)


def answer(column: Column, act: Act) -> Refusal | None:
    drill = DRILLS[column.mode]
    return refusal(
        column.seat, act, drill, PLAY, for_role=column.for_role, wrote=ENGINEER
    )


def expected() -> dict[str, str]:
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {name: "".join(parts) for name, *parts in lines}


def test_the_table_knows_every_act():
    assert {type(act) for act in ACTS} == set(get_args(Act))
    assert set(expected()) == {act.__name__ for act in get_args(Act)}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_everybody_may_do_what_the_table_says_and_nothing_else(act: Act):
    assert marks(act) == expected()[type(act).__name__]


@pytest.mark.parametrize("name", ["role-player:noc", "director", "scribe", "engineer"])
def test_a_role_player_writes_as_nobody_who_has_a_seat(name: str):
    refused = refusal(
        Seat("role-player"), commands.Note("x"), DRILLS["drill"], PLAY, for_role=name
    )
    assert refused is not None
    assert "outside the company" in refused.says


@pytest.mark.parametrize("seat", [LEAD, Seat("scribe")], ids=lambda seat: seat.name)
def test_for_another_no_more_is_corrected_than_what_that_one_made_or_wrote(seat: Seat):
    def answer(wrote: Origin) -> Refusal | None:
        act, drill = commands.Correct(1, "a slip", void=True), DRILLS["live"]
        return refusal(seat, act, drill, PLAY, for_role="engineer", wrote=wrote)

    assert answer(Origin("agent")) is not None
    assert answer(Origin("engineer")) is None
    assert answer(Origin("agent", "engineer")) is None
