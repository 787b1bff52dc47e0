"""Windows, journeys, amendments, undo, the end, the log (semantics, rules 20 to 28)."""

from dataclasses import fields, is_dataclass, replace

import pytest

from drillkit.engine.amendments import (
    PhaseRetimed,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.commands import (
    AcceptLoss,
    AddItem,
    Amend,
    Begin,
    BeginTimeOut,
    Correct,
    Count,
    EditInject,
    EndDrill,
    EndTimeOut,
    HoldInject,
    MeetExpectation,
    MissLeg,
    Move,
    Note,
    Observe,
    Pass,
    Pause,
    Rate,
    ReleaseInject,
    Resume,
    ReturnTo,
    SendUpdate,
    SignPaper,
    SkipInject,
    SkipStep,
    TakeCommand,
    TriggerInject,
    UndoStep,
    WriteInject,
)
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.events import ItemListed
from drillkit.engine.secret import is_secret
from tests.engine.semantics.play import (
    CARE,
    HOUR,
    MINUTE,
    PASS,
    RUN,
    Life,
    done,
    kind_of,
    lived,
    said_by,
    take,
)

# The island opens on Tuesdays and Thursdays from 17:00 to 19:00 Sakhalin time, which
# is 09:00 to 11:00 in Moscow; the story starts on a Tuesday at 09:00 in Moscow.
SITE = """
phases:
  mend:
    steps:
      fix: {do: Fix, at: island, by: worker, target: 90m, needs: []}
      other: {do: Other, by: worker, needs: []}
    leads-to: {done: over}
  over: {final: true}
"""
WORK = ("step-started", "step-waited", "step-resumed")
TUESDAY_TO_THURSDAY = 48 * HOUR


def test_rule_20_work_at_a_site_starts_inside_the_window():
    life = lived(SITE, ("10m", take("mend/fix")))

    assert life.lines(*WORK) == ["00:10:00 step-started mend/fix until 02:00:00"]


def test_rule_20_a_rest_shorter_than_the_target_waits_for_the_next_window():
    life = lived(SITE, ("40m", take("mend/fix")), ("49h", Pass()))

    assert life.lines(*WORK) == [
        "00:40:00 step-started mend/fix",
        "00:40:00 step-waited mend/fix window until 48:00:00",
        "48:00:00 step-resumed mend/fix until 50:00:00",
    ]
    assert [x for x in life.lines("obligation-moved") if "target" in x] == [
        "00:40:00 obligation-moved target:ops/fix/mend/fix#1 window due stands",
        "48:00:00 obligation-moved target:ops/fix/mend/fix#1 window due 48:50:00",
    ]


def test_rule_20_a_window_that_closes_under_the_work_pauses_it():
    life = lived(SITE, ("10m", take("mend/fix")), ("3h", Pass()))

    assert life.lines(*WORK)[1:] == [
        "02:00:00 step-waited mend/fix window until 48:00:00"
    ]
    assert "02:00:00 obligation-moved" not in " ".join(life.lines())


def test_rule_20_or_leads_where_the_phase_says():
    book = SITE.replace("{done: over}", "{done: over, window-closed: over}")
    life = lived(book, ("10m", take("mend/fix")), ("3h", Pass()))

    assert "02:00:00 phase-left mend outcome window-closed -> over" in life.lines()


def opened(opens, closes):
    change = WindowOpened("island", opens * MINUTE, closes * MINUTE)
    return Amend(change, "the keeper agreed")


def test_rule_20_a_window_opened_by_amendment_lets_people_in():
    life = lived(
        SITE,
        ("40m", take("mend/fix")),
        ("50m", opened(50, 200)),
        ("4h", Pass()),
    )

    assert life.lines(*WORK)[2:] == [
        "00:50:00 step-resumed mend/fix until 03:20:00",
        "03:20:00 step-waited mend/fix window until 48:00:00",
    ]


def test_rule_20_a_window_opened_for_later_is_waited_for():
    life = lived(
        SITE, ("40m", take("mend/fix")), ("50m", opened(300, 400)), ("6h", Pass())
    )

    assert life.lines(*WORK)[2:] == [
        "00:50:00 step-waited mend/fix window until 05:00:00",
        "05:00:00 step-resumed mend/fix until 06:40:00",
    ]


def test_rule_20_a_window_opened_round_the_work_keeps_it_going():
    life = lived(
        SITE,
        ("10m", take("mend/fix")),
        ("20m", opened(100, 130)),
        ("25m", opened(125, 150)),
        ("3h", Pass()),
    )

    assert life.lines(*WORK)[1:] == [
        "00:20:00 step-resumed mend/fix until 02:10:00",
        "00:25:00 step-resumed mend/fix until 02:30:00",
        "02:30:00 step-waited mend/fix window until 48:00:00",
    ]


def test_rule_20_a_gate_that_opens_in_a_time_out_does_not_start_the_target():
    life = lived(
        SITE,
        ("40m", take("mend/fix")),
        ("1h", BeginTimeOut("ops")),
        ("48h10m", EndTimeOut("ops")),
    )

    assert [x for x in life.lines("obligation-moved") if "target" in x] == [
        "00:40:00 obligation-moved target:ops/fix/mend/fix#1 window due stands",
        "48:10:00 obligation-moved target:ops/fix/mend/fix#1 time-out due 49:00:00",
    ]


def test_rule_20_a_time_out_that_ends_before_the_gate_opens_starts_nothing():
    life = lived(
        SITE,
        ("40m", take("mend/fix")),
        ("1h", BeginTimeOut("ops")),
        ("2h", EndTimeOut("ops")),
        ("48h", Pass()),
    )

    assert life.lines("obligation-moved")[-1] == (
        "48:00:00 obligation-moved target:ops/fix/mend/fix#1 window due 48:50:00"
    )


WAY = """
phases:
  bring:
    steps:
      part: {dispatch: router, to: island, by: worker, target: 9h,
             tells: {clients: each-leg}}
      more: {dispatch: router, to: island, by: worker, needs: []}
      crew: {travel: island, by: worker, from: base, needs: []}
      drive: {travel: port, by: worker, from: base, takes: {fixed: 1h}, needs: []}
    after: {11h: home}
    leads-to: {done: over, no-part: bring, missed: home}
  home:
    steps: {rest: {do: Rest, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
TRIP = (
    "part-reserved",
    "journey-planned",
    "leg-departed",
    "leg-arrived",
    "leg-missed",
)


def test_rule_21_the_earliest_chain_is_shown_and_every_leg_is_an_entry():
    life = lived(WAY, ("20m", take("bring/part")), ("6h", Pass()))

    assert life.lines(*TRIP, "step-settled") == [
        "00:20:00 part-reserved depot router 0",
        "00:20:00 journey-planned base 01:00:00 - 03:00:00 port, "
        "port 03:00:00 - 03:30:00 island",
        "01:00:00 leg-departed ops/fix/bring/part#1 0",
        "03:00:00 leg-arrived ops/fix/bring/part#1 0",
        "03:00:00 leg-departed ops/fix/bring/part#1 1",
        "03:30:00 leg-arrived ops/fix/bring/part#1 1",
        "03:30:00 step-settled bring/part done",
    ]
    assert len([x for x in life.lines("obligation-opened") if " tell:" in x]) == 2


def test_rule_21_a_part_is_reserved_by_the_first_and_the_next_finds_none():
    life = lived(WAY, ("20m", take("bring/part")), ("21m", take("bring/more")))

    assert life.lines("step-settled", "phase-left")[:1] == [
        "00:21:00 step-settled bring/more done no-part"
    ]
    assert life.lines("phase-left") == [
        "00:21:00 phase-left bring outcome no-part -> bring"
    ]


def test_rule_21_a_missed_leg_is_planned_anew():
    life = lived(
        WAY,
        ("20m", take("bring/crew")),
        ("50m", MissLeg("ops/fix/bring/crew#1", "late at the gate")),
        ("4h", MissLeg("ops/fix/bring/crew#1")),
    )

    assert life.lines(*TRIP, "move-refused")[1:] == [
        "00:50:00 leg-missed ops/fix/bring/crew#1 0 late at the gate",
        "00:50:00 journey-planned base 03:00:00 - 05:00:00 port, "
        "port 05:00:00 - 05:30:00 island",
        "03:00:00 leg-departed ops/fix/bring/crew#1 0",
        "04:00:00 move-refused MissLeg: no journey ops/fix/bring/crew#1 waits to leave",
    ]


def test_rule_21_no_way_there_is_a_miss():
    book = WAY.replace("travel: island", "travel: base").replace(
        "from: base, needs", "from: island, needs", 1
    )
    life = lived(book, ("20m", take("bring/crew")))

    assert (
        life.lines("step-settled")[0] == "00:20:00 step-settled bring/crew done missed"
    )
    assert life.lines("phase-left") == [
        "00:20:00 phase-left bring outcome missed -> home"
    ]


def test_rule_21_who_is_there_already_has_arrived():
    book = WAY.replace("travel: island", "travel: base")
    life = lived(book, ("20m", take("bring/crew")))

    assert life.lines("step-settled") == ["00:20:00 step-settled bring/crew done"]


def test_rule_21_an_arrival_after_the_phase_was_left_changes_nothing():
    life = lived(
        WAY,
        ("20m", take("bring/crew")),
        ("70m", ReturnTo(RUN, "home", "called back")),
        ("6h", Pass()),
    )
    late = life.after(("6h", Note("-")))

    assert life.lines("leg-arrived")[-1].startswith("03:30:00")
    assert [x for x in late.lines("step-settled") if x > "01:10:01"] == []


def test_rule_21_a_drive_with_a_time_of_its_own_needs_no_timetable():
    life = lived(WAY, ("20m", take("bring/drive")), ("1h", done("bring/drive")))

    assert life.lines("journey-planned") == []
    assert life.drill.runs[RUN].steps["bring/drive"].how == "done"


PLAN = """
phases:
  mend:
    target: 2h
    steps:
      look: {do: Look, by: worker}
      fix: {do: Fix, by: worker, target: 30m}
      test: {do: Test, by: worker}
      well: {decide: Well?, outcomes: {yes: "Yes", no: "No"}, by: boss}
    leads-to: {yes: check, no: mend}
  check:
    lanes:
      one:
        phases:
          see: {steps: {eye: {do: See, by: worker}}, leads-to: {done: seen}}
          seen: {final: true}
    join: all
    leads-to: {done: last}
  last:
    steps: {sweep: {do: Sweep, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
WHY = "it is quicker so"
NEW = {"": "Ask the neighbour"}


def amend(change):
    return Amend(change, WHY)


def test_rule_22_a_step_may_be_added_at_its_place():
    life = lived(
        PLAN,
        ("1m", amend(StepAdded(RUN, "mend", "ask", NEW, {"boss": 1}, HOUR, "look"))),
        ("2m", done("mend/look")),
        ("3m", amend(StepAdded(RUN, "mend", "end", NEW, {"boss": 1}))),
    )

    assert life.lines("step-opened") == [
        "00:00:00 step-opened mend/look#1",
        "00:02:00 step-opened mend/ask#1",
        "00:02:00 step-opened mend/fix#1",
    ]
    assert life.drill.obligations["target:ops/fix/mend/ask#1"].due == 62 * MINUTE


def test_rule_22_what_needed_a_dropped_step_goes_on():
    early = lived(
        PLAN,
        ("1m", amend(StepDropped(RUN, "mend/fix"))),
        ("2m", done("mend/look")),
    )
    late = lived(
        PLAN, ("2m", done("mend/look")), ("3m", amend(StepDropped(RUN, "mend/fix")))
    )

    assert early.lines("step-opened")[-1] == "00:02:00 step-opened mend/test#1"
    assert late.lines("step-opened", "step-settled")[-2:] == [
        "00:03:00 step-settled mend/fix skipped it is quicker so",
        "00:03:00 step-opened mend/test#1",
    ]


def test_rule_22_a_target_counts_from_where_the_old_one_did():
    life = lived(
        PLAN,
        ("2m", done("mend/look")),
        ("10m", amend(StepRetimed(RUN, "mend/fix", 20 * MINUTE))),
        ("11m", amend(PhaseRetimed(RUN, "mend", 3 * HOUR))),
        ("12m", amend(StepRetimed(RUN, "mend/fix", None))),
        ("13m", amend(StepRetimed(RUN, "mend/fix", HOUR))),
    )

    assert life.lines("obligation-moved", "obligation-closed") == [
        "00:10:00 obligation-moved target:ops/fix/mend/fix#1 amendment due 00:22:00",
        "00:11:00 obligation-moved phase:ops/fix/mend#1 amendment due 03:00:00",
        "00:12:00 obligation-closed target:ops/fix/mend/fix#1 withdrawn",
    ]
    assert life.drill.obligations["target:ops/fix/mend/fix#1"].due == 62 * MINUTE


def test_rule_22_a_target_that_stands_is_longer_or_shorter_when_it_counts_again():
    life = lived(
        SITE,
        ("40m", take("mend/fix")),
        ("1h", amend(StepRetimed(RUN, "mend/fix", 100 * MINUTE))),
        ("48h", Pass()),
    )

    assert life.drill.obligations["target:ops/fix/mend/fix#1"].due == 49 * HOUR


def test_rule_22_a_longer_target_does_not_undo_a_breach():
    life = lived(
        PLAN,
        ("2m", done("mend/look")),
        ("40m", amend(StepRetimed(RUN, "mend/fix", 5 * HOUR))),
    )

    assert life.drill.obligations["target:ops/fix/mend/fix#1"].broken
    assert life.lines("obligation-moved") == []


def test_rule_22_another_crew_takes_an_open_step():
    life = lived(PLAN, ("1m", amend(StepReassigned(RUN, "mend/look", {"boss": 1}))))

    assert life.drill.runs[RUN].steps["mend/look"].crew == {"boss": 1}


def test_rule_22_an_amendment_holds_in_later_visits():
    life = lived(
        PLAN,
        ("1m", amend(StepDropped(RUN, "mend/fix"))),
        ("2m", done("mend/look")),
        ("3m", done("mend/test")),
        ("4m", done("mend/well", "no")),
        ("5m", done("mend/look")),
        ("6m", amend(StepRetimed(RUN, "mend/look", HOUR))),
    )

    assert life.lines("step-opened")[-1] == "00:05:00 step-opened mend/test#2"
    assert life.lines("move-refused") == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (StepDropped(RUN, "mend/none"), "no step has that name"),
        (StepDropped(RUN, "mend/well"), "a decision can be taken, not dropped"),
        (StepDropped("ops/none", "a/b"), 'no run is called "ops/none"'),
        (PhaseRetimed(RUN, "over", HOUR), "no phase with steps has that name"),
        (
            StepAdded(RUN, "check", "new", NEW, {}),
            "no phase with steps has that name",
        ),
        (StepAdded(RUN, "mend", "look", NEW, {}), "a step has that name already"),
        (StepAdded(RUN, "mend", "A b", NEW, {}), '"A b" is no name for a step'),
        (StepAdded(RUN, "mend", "new", NEW, {}, None, "x"), "no step has that name"),
        (
            StepReassigned(RUN, "mend/fix", {"nobody": 1}),
            'nobody has the role "nobody"',
        ),
        (WindowOpened("island", 5, 5), "no such window"),
        (WindowOpened("nowhere", 5, 6), "no such window"),
    ],
)
def test_rule_22_what_cannot_be_amended_is_refused_with_the_reason(change, why):
    life = lived(PLAN, ("1m", amend(change)))

    assert life.lines()[-1] == f"00:01:00 move-refused Amend: {why}"


def test_rule_22_an_amendment_wants_a_reason():
    life = lived(PLAN, ("1m", Amend(StepDropped(RUN, "mend/fix"), "")))

    assert life.lines()[-1].endswith("an amendment wants a reason")


AT_LAST = (
    ("1m", done("mend/look")),
    ("2m", done("mend/fix")),
    ("3m", done("mend/test")),
    ("4m", done("mend/well", "yes")),
)


def test_rule_22_a_phase_left_for_good_takes_no_amendment():
    life = lived(PLAN, *AT_LAST, ("5m", amend(StepDropped(RUN, "mend/fix"))))

    assert life.lines()[-1].endswith("that phase is left for good")


def test_rule_22_nor_does_a_settled_step_whose_phase_does_not_come_again():
    once = PLAN.replace("no: mend", "no: check")
    life = lived(once, AT_LAST[0], ("5m", amend(StepDropped(RUN, "mend/look"))))
    inner = lived(
        PLAN.replace("steps: {eye:", "steps: {lid: {do: Lift, by: boss}, eye:"),
        *AT_LAST,
        ("5m", done("check/one/see/lid")),
        ("6m", amend(StepDropped(RUN, "check/one/see/lid"))),
    )

    why = "that step is settled, and its phase does not come again"
    assert life.lines()[-1].endswith(why)
    assert inner.lines()[-1].endswith(why)


def test_rule_22_a_lost_promise_is_accepted_by_name_and_only_when_it_is_lost():
    name = "target:ops/fix/mend/fix#1"
    life = lived(
        PLAN,
        ("1m", done("mend/look")),
        ("2m", AcceptLoss(name, "the chief", 0, WHY)),
        ("40m", AcceptLoss(name, "the chief", 0, WHY)),
    )

    assert life.lines("move-refused", "obligation-accepted") == [
        "00:02:00 move-refused AcceptLoss: only a promise that is lost can be "
        "accepted, and by name",
        f"00:40:00 obligation-accepted {name} the chief 0 {WHY}",
    ]
    assert life.drill.obligations[name].accepted


def test_rule_23_undo_reopens_a_step_and_closes_what_it_had_opened():
    life = lived(PLAN, ("1m", done("mend/look")), ("2m", UndoStep(RUN, "mend/look")))

    assert life.lines()[-2:] == [
        "00:02:00 step-reopened mend/look mend/fix",
        "00:02:00 obligation-closed target:ops/fix/mend/fix#1 withdrawn",
    ]
    assert list(life.drill.runs[RUN].steps) == ["mend/look"]


def test_rule_23_an_undone_step_owes_its_target_from_its_opening():
    life = lived(
        PLAN,
        ("1m", done("mend/look")),
        ("2m", done("mend/fix")),
        ("5m", UndoStep(RUN, "mend/fix", "not yet")),
    )

    assert life.drill.obligations["target:ops/fix/mend/fix#1"].due == 31 * MINUTE


def test_rule_23_an_unsigned_paper_is_asked_for_again():
    book = PLAN.replace("{do: Look, by: worker}", "{approve: It, by: boss, later: 1h}")
    life = lived(
        book,
        ("1m", done("mend/look", "requested")),
        ("2m", UndoStep(RUN, "mend/look")),
    )

    assert "approval:ops/fix/mend/look#1" not in life.drill.obligations


@pytest.mark.parametrize(
    ("moves", "why"),
    [
        ([], "is not settled in the present phases"),
        ([done("mend/look"), take("mend/fix")], "something has come of"),
        ([x for _, x in AT_LAST], "something has come of"),
    ],
)
def test_rule_23_what_something_has_come_of_is_not_undone(moves, why):
    made = [(f"{n + 1}m", act) for n, act in enumerate(moves)]
    life = lived(PLAN, *made, ("9m", UndoStep(RUN, "mend/look")))

    assert why in life.lines()[-1]


def test_rule_23_a_controller_sends_a_run_back_with_a_reason_which_is_a_visit():
    back = ReturnTo(RUN, "mend", "the wrong card")
    life = lived(PLAN, *AT_LAST, said_by("controller", "5m", back, key="k1"))
    left = [e for e in life.entries if e.key == "k1"]

    assert [x for x in life.lines("phase-left", "phase-entered") if x > "00:05"] == [
        "00:05:00 phase-left check/one/see returned -> mend the wrong card",
        "00:05:00 phase-left check returned -> mend the wrong card",
        "00:05:00 phase-entered mend#2",
    ]
    assert [e.origin.by for e in left] == ["controller"]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (ReturnTo(RUN, "mend", ""), "returning to a phase wants a reason"),
        (ReturnTo(RUN, "none", "x"), "is not a phase of a run that has begun"),
        (ReturnTo("ops/none", "mend", "x"), "is not a phase of a run that has begun"),
        (ReturnTo(RUN, "check/one/see", "x"), 'phase around "ops/fix/check/one/see"'),
    ],
)
def test_rule_23_no_run_is_sent_nowhere(act, why):
    assert why in lived(PLAN, ("1m", act)).lines()[-1]


def test_rule_24_the_end_closes_everything_open_as_not_finished():
    life = lived(PLAN, ("5m", EndDrill(broken_off=True, reason="a real fire")))

    assert life.lines()[-5:] == [
        "00:05:00 obligation-closed restore:company not-finished",
        "00:05:00 obligation-closed answer:call-1 not-finished",
        "00:05:00 obligation-closed phase:ops/fix/mend#1 not-finished",
        "00:05:00 drill-ended broken-off",
        "00:05:00 scenario-revealed story",
    ]


def test_rule_24_after_the_end_there_are_only_words():
    life = lived(
        PLAN,
        ("5m", EndDrill()),
        ("6m", Observe("they ran")),
        ("7m", Rate("fast", "P")),
        ("8m", Correct(2, "a typo")),
        ("9m", Note("hot wash at noon")),
        ("10m", done("mend/look")),
        ("11m", Pass()),
        ("12m", Begin(lived(PLAN).entries[0].event)),
        scenario="objectives: {fast: {title: Fast, capability: recovery}}",
    )

    assert life.lines()[-6:] == [
        "00:05:00 observed they ran",
        "00:05:00 rated fast P",
        "00:05:00 corrected 2 a typo False",
        "00:05:00 note-written hot wash at noon",
        "00:05:00 move-refused SettleStep: the drill is over",
        "00:05:00 move-refused Begin: the drill has begun already",
    ]


def test_rule_24_what_is_done_at_the_last_instant_counts():
    life = lived(
        PLAN,
        ("1h", done("mend/look")),
        ("1h", Pass()),
        scenario="ends: {at-latest: 1h}",
    )

    assert "01:00:00 step-settled mend/look done" in life.lines()
    assert life.lines("drill-ended") == ["01:00:00 drill-ended time"]


def test_rule_25_a_step_is_done_by_roles_of_any_department():
    book = PLAN.replace(
        "{do: Look, by: worker}", "{do: Look, by: {speaker: 2, boss: 1}}"
    )

    assert lived(book).drill.runs[RUN].steps["mend/look"].crew == {
        "speaker": 2,
        "boss": 1,
    }


def test_rule_27_the_first_entry_holds_the_plan_and_not_the_scenario():
    life = lived(PLAN, scenario="injects: {secret: {at: 5m, to: ops, says: Hush}}")
    first = life.entries[0].event

    assert sorted(first.plan) == ["ops/fix.yaml", "organisation.yaml"]
    assert len(first.plan_hash) == len(first.scenario_hash) == 64
    assert "Hush" not in str(first)


def test_rule_27_the_end_reveals_the_scenario():
    life = lived(
        PLAN,
        ("1m", EndDrill()),
        scenario="injects: {secret: {at: 5m, to: ops, says: Hush}}",
    )
    [told] = life.said("scenario-revealed")

    assert "Hush" in told.text
    assert told.hash == life.entries[0].event.scenario_hash


def test_rule_27_what_names_an_inject_to_come_is_for_the_private_log():
    life = lived(
        PLAN,
        ("1m", HoldInject("secret")),
        ("2m", EditInject("secret", {"": "Hush, hush"}, 0)),
        ("3m", SkipInject("secret", "secret enough")),
        ("4m", WriteInject("secret-too", "ops", {"": "Hush"})),
        ("5m", ReleaseInject("secret")),
        ("5m", TriggerInject("secret")),
        ("5m", MeetExpectation("secret", 1)),
        ("6m", Note("a word")),
        scenario="injects: {secret: {at: 5m, to: ops, says: Hush}}",
    )
    shared = [e.event for e in life.entries if not is_secret(e.event)]

    assert len(life.entries) == len(shared) + 8
    assert "secret" not in str(shared)
    assert "Hush" not in str(shared)
    assert kind_of(shared[-1]) == "note-written"


def test_rule_27_a_seat_without_the_story_ends_a_drill_and_one_with_it_tells_it():
    story = "injects: {secret: {at: 5m, to: ops, says: Hush}}"
    life = lived(PLAN, scenario=story)
    seat = Life(replace(life.play, story=None), life.entries, life.drill)
    over = seat.after(("10m", EndDrill()))
    assert not over.said("scenario-revealed")

    told = Life(life.play, over.entries, over.drill).after(("11m", PASS), ("12m", PASS))
    assert told.lines()[-1] == "00:10:00 scenario-revealed story"
    assert len(told.said("scenario-revealed")) == 1


def test_rule_28_every_time_is_a_whole_number():
    life = lived(WAY, ("20m", take("bring/part")), ("6h", Pass()))

    assert not [x for e in life.entries for x in numbers(e) if isinstance(x, float)]


def numbers(value):
    if is_dataclass(value):
        return [n for f in fields(value) for n in numbers(getattr(value, f.name))]
    if isinstance(value, tuple):
        return [n for one in value for n in numbers(one)]
    return [value]


def test_a_drill_that_has_not_begun_takes_nothing_but_its_beginning():
    life = lived(PLAN)
    [entry] = decide(Drill(), Move(0, Note("hello")), life.play)

    assert entry.event.why == "the drill has not begun"
    assert decide(Drill(), Move(0, Pass()), life.play) == ()


INJECTS = """
injects:
  timed: {at: 10m, to: ops, says: One}
  shut: {when: ops/fix/last, to: ops, says: Two}
  spare: {hold: true, to: ops, says: Three}
"""


def test_an_inject_comes_when_its_phase_is_entered():
    life = lived(
        PLAN,
        *AT_LAST,
        ("5m", done("check/one/see/eye")),
        scenario=INJECTS,
    )

    assert life.lines("inject-delivered") == ["00:05:00 inject-delivered shut"]


def test_a_held_inject_waits_for_its_release():
    life = lived(
        PLAN,
        ("1m", HoldInject("timed")),
        ("2m", EditInject("spare", {"": "Other"}, 0)),
        ("15m", ReleaseInject("timed")),
        ("16m", ReleaseInject("spare")),
        ("17m", ReleaseInject("nothing")),
        ("18m", TriggerInject("timed")),
        scenario=INJECTS,
    )

    assert life.lines("inject-delivered", "move-refused") == [
        "00:15:00 inject-delivered timed",
        "00:16:00 inject-delivered spare",
        '00:17:00 move-refused ReleaseInject: no inject is called "nothing"',
        '00:18:00 move-refused TriggerInject: "timed" was delivered already',
    ]
    assert life.said("inject-delivered")[1].says == {"": "Other"}


def test_a_hold_without_a_time_is_news_when_it_is_released():
    life = lived(PLAN, ("16m", ReleaseInject("spare")), scenario=INJECTS)

    assert "00:16:00 inject-delivered spare" in life.lines()


def test_what_is_released_while_drill_time_stands_comes_when_it_goes_on():
    life = lived(
        PLAN,
        ("5m", Pause(1)),
        ("5m", ReleaseInject("spare")),
        ("5m", Resume(2)),
        ("6m", Pass()),
        scenario=INJECTS,
    )

    assert life.lines("resumed", "inject-delivered") == [
        "00:05:00 resumed 2",
        "00:05:00 inject-delivered spare",
    ]


def test_a_release_before_its_phase_is_entered_does_not_deliver():
    life = lived(
        PLAN,
        *AT_LAST,
        ("2m", HoldInject("shut")),
        ("3m", ReleaseInject("shut")),
        ("5m", done("check/one/see/eye")),
        scenario=INJECTS,
    )

    assert life.lines("inject-delivered") == ["00:05:00 inject-delivered shut"]


def test_a_release_after_its_phase_was_entered_delivers():
    life = lived(
        PLAN,
        *AT_LAST,
        ("2m", HoldInject("shut")),
        ("5m", done("check/one/see/eye")),
        ("7m", ReleaseInject("shut")),
        scenario=INJECTS,
    )

    assert life.lines("inject-delivered") == ["00:07:00 inject-delivered shut"]


def test_a_contingency_held_while_it_was_needed_comes_with_its_release():
    asks = "{at: 1m, to: ops, says: Ask, expects: [{do: It, within: 5m}]}"
    late = "{if-missed: asks, to: ops, says: Again}"
    life = lived(
        PLAN,
        ("2m", HoldInject("late")),
        ("3m", ReleaseInject("late")),
        ("4m", HoldInject("late")),
        ("20m", ReleaseInject("late")),
        scenario=f"injects: {{asks: {asks}, late: {late}}}",
    )

    assert life.lines("inject-delivered") == [
        "00:01:00 inject-delivered asks",
        "00:20:00 inject-delivered late",
    ]


def test_an_inject_is_edited_skipped_and_written_on_the_spot():
    life = lived(
        PLAN,
        ("1m", EditInject("timed", due=30 * MINUTE)),
        ("2m", SkipInject("spare", "no time")),
        ("3m", TriggerInject("spare")),
        ("4m", WriteInject("own", "ops", {"": "New"}, due=20 * MINUTE)),
        ("5m", WriteInject("own", "ops", {"": "New"})),
        ("6m", WriteInject("later", "ops", {"": "New"})),
        ("7m", TriggerInject("later")),
        ("8m", WriteInject("empty", "ops", {})),
        ("40m", Pass()),
        scenario=INJECTS,
    )

    assert life.lines("inject-delivered", "move-refused") == [
        '00:03:00 move-refused TriggerInject: "spare" was left out',
        '00:05:00 move-refused WriteInject: "own" is taken, or says nothing',
        "00:07:00 inject-delivered later",
        '00:08:00 move-refused WriteInject: "empty" is taken, or says nothing',
        "00:20:00 inject-delivered own",
        "00:30:00 inject-delivered timed",
    ]


COUNTS = """
phases:
  count:
    steps:
      all: {roll-call: worker, of: 4, threshold: 50%, by: boss, needs: []}
      calls: {batch: 3, of: Calls, by: speaker, needs: []}
      tell: {notify: care, by: boss, needs: [], says: News, tells: {clients: done}}
      paper: {approve: A paper, by: boss, needs: []}
      say: {notify: board, by: boss, needs: []}
    leads-to: {done: over}
  over: {final: true}
"""


def test_counts_settle_a_step_when_they_are_enough_and_go_on_after_it():
    life = lived(
        COUNTS,
        ("1m", Count(RUN, "count/all", 1)),
        ("2m", Count(RUN, "count/all", 2)),
        ("3m", Count(RUN, "count/all", 4)),
        ("4m", Count(RUN, "count/calls", 3)),
        ("5m", Count(RUN, "count/tell", 1)),
        ("6m", Count(RUN, "count/all", -1)),
    )

    assert life.lines("step-settled", "move-refused") == [
        "00:02:00 step-settled count/all done",
        "00:04:00 step-settled count/calls done",
        '00:05:00 move-refused Count: "ops/fix/count/tell" counts nothing',
        "00:06:00 move-refused Count: fewer than none cannot be counted",
    ]
    assert life.drill.runs[RUN].steps["count/all"].counted == 4


def test_a_department_is_told_through_the_first_of_its_roles():
    life = lived(COUNTS, ("1m", done("count/tell")), ("2m", done("count/say")))

    assert life.lines("call-made")[1:] == [
        "00:01:00 call-made call-2 speaker notify",
        "00:02:00 call-made call-3 chief tell",
        "00:02:00 call-made call-4 lawyer tell",
    ]
    assert any(" tell:clients@" in x for x in life.lines("obligation-opened"))


def test_what_a_step_promised_to_tell_is_kept_by_the_next_update():
    life = lived(COUNTS, ("1m", done("count/tell")), ("2m", SendUpdate("clients")))

    assert any("tell:clients@" in x for x in life.lines("obligation-kept"))


def test_a_step_is_settled_by_an_outcome_it_has_and_once():
    life = lived(
        COUNTS,
        ("1m", done("count/say", "bad")),
        ("2m", done("count/paper", "requested")),
        ("3m", done("count/none")),
        ("4m", done("count/say")),
        ("5m", done("count/say")),
        ("6m", take("count/paper")),
        ("7m", take("count/paper")),
        ("8m", SkipStep("ops/none", "count/paper", "x")),
    )

    assert life.lines("move-refused") == [
        '00:01:00 move-refused SettleStep: "bad" is not an outcome of '
        '"ops/fix/count/say"',
        '00:02:00 move-refused SettleStep: "ops/fix/count/paper" cannot be signed '
        "later",
        '00:03:00 move-refused SettleStep: "ops/fix/count/none" is not a step of the '
        "present phases",
        '00:05:00 move-refused SettleStep: "ops/fix/count/say" is settled already',
        '00:07:00 move-refused TakeStep: "ops/fix/count/paper" is in hand already',
        '00:08:00 move-refused SkipStep: "ops/none/count/paper" is not a step of the '
        "present phases",
    ]


def test_a_paper_asked_for_is_signed_later():
    book = COUNTS.replace(
        "paper: {approve: A paper,", "paper: {approve: It, later: 1h,"
    )
    paper = "approval:ops/fix/count/paper#1"
    life = lived(
        book,
        ("2m", done("count/paper", "requested")),
        said_by("boss", "3m", SignPaper(paper), key="sign"),
        ("4m", SignPaper(paper)),
    )

    assert life.lines()[-2:] == [
        f"00:03:00 obligation-kept {paper}",
        f"00:04:00 move-refused SignPaper: no paper waits under {paper}",
    ]
    assert life.entries[-2].origin.by == "boss"


def test_command_passes_to_a_role_that_there_is():
    life = lived(PLAN, ("1m", TakeCommand("chief")), ("2m", TakeCommand("king")))

    assert life.drill.command == "chief"
    assert life.lines()[-1].endswith('nobody has the role "king"')


def test_a_pause_holds_what_an_amendment_would_move():
    life = lived(
        PLAN,
        ("1m", Pause(0)),
        ("1m", amend(StepDropped(RUN, "mend/look"))),
        ("1m", AddItem(ItemListed("north", "site"))),
    )

    assert life.lines("step-opened")[-1] == "00:00:00 step-opened mend/look#1"
    assert CARE not in life.drill.runs
