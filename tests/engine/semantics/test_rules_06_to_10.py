"""Company milestones, runs, levels, anchors, escalation (semantics, rules 6 to 10)."""

from drillkit.engine.commands import (
    AddItem,
    AnswerCall,
    CallOut,
    JoinRun,
    MarkItem,
    Pass,
    ReportFacts,
    ReturnTo,
    SendNotice,
    SendUpdate,
    SetLevel,
    Tell,
)
from drillkit.engine.events import ItemListed
from tests.engine.semantics.play import CARE, HOUR, MINUTE, RUN, done, lived

MARKS = ("milestone-reached", "milestone-withdrawn")

OURS = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    reaches: restored-confirmed
    leads-to: {done: over}
  over: {final: true, reaches: normal}
"""
THEIRS = """
phases:
  talk:
    steps:
      how:
        decide: How?
        outcomes: {calm: Calm, none: None of ours}
        by: speaker
        reaches: {calm: calm}
    leads-to: {calm: rest, none: away}
  rest: {final: true, reaches: normal}
  away: {final: true}
"""


def company_marks(life):
    return [x for x in life.lines(*MARKS) if "company" in x]


def test_rule_6_the_lead_department_reaches_the_company_s_milestones():
    life = lived(OURS, ("5m", done("talk/how", "calm", CARE)), care=THEIRS)

    assert company_marks(life) == ["00:00:00 milestone-reached company: detected"]


def test_rule_6_normal_comes_when_every_run_that_names_it_holds_it():
    half = lived(OURS, ("5m", done("mend/fix")), care=THEIRS)
    whole = half.after(("9m", done("talk/how", "calm", CARE)))

    assert "normal" not in half.drill.milestones
    assert company_marks(whole)[-1] == "00:09:00 milestone-reached company: normal"


def test_rule_6_normal_does_not_wait_for_a_run_that_ended_without_it():
    half = lived(
        OURS,
        ("5m", done("mend/fix")),
        care=THEIRS,
        scenario="ends: {when: normal, at-latest: 8h}",
    )
    whole = half.after(("9m", done("talk/how", "none", CARE)))

    assert whole.lines(*MARKS)[-1] == "00:09:00 milestone-reached company: normal"
    assert whole.lines("drill-ended") == ["00:09:00 drill-ended normal"]


TABLE = """
affected:
  north: {kind: site, client: mine}
  south: {kind: site}
"""


def test_rule_6_with_a_table_the_last_item_restores_the_company():
    life = lived(
        OURS.replace("leads-to: {done: over}", "leads-to: {done: rest}").replace(
            "  over:",
            "  rest: {steps: {sit: {do: Sit, by: worker}}, "
            "leads-to: {done: over}}\n  over:",
        ),
        ("5m", done("mend/fix")),
        ("6m", MarkItem("north", "restored-confirmed")),
        ("7m", MarkItem("south", "restored-confirmed", "the client")),
        scenario=TABLE,
    )

    assert life.lines("milestone-reached", "item-marked", "obligation-kept")[2:] == [
        "00:05:00 milestone-reached ops/fix: restored-confirmed",
        "00:06:00 item-marked north restored-confirmed",
        "00:06:00 obligation-kept sla:mine",
        "00:07:00 item-marked south restored-confirmed the client",
        "00:07:00 milestone-reached company: restored-confirmed",
        "00:07:00 obligation-kept restore:company",
    ]


def test_rule_6_one_more_broken_item_takes_the_restoration_back():
    life = lived(
        OURS,
        ("6m", MarkItem("north", "restored-confirmed")),
        ("7m", MarkItem("south", "restored-confirmed")),
        ("8m", AddItem(ItemListed("east", "site"))),
        scenario=TABLE,
    )

    assert company_marks(life)[-1] == (
        "00:08:00 milestone-withdrawn company: restored-confirmed"
    )
    assert life.drill.obligations["restore:company"].due == 4 * HOUR


def test_an_item_has_a_milestone_once_and_only_listed_items_have_any():
    life = lived(
        OURS,
        ("6m", MarkItem("north", "workaround")),
        ("7m", MarkItem("north", "workaround")),
        ("8m", MarkItem("west", "workaround")),
        ("9m", AddItem(ItemListed("north", "site"))),
        scenario=TABLE,
    )

    assert life.lines("move-refused") == [
        '00:07:00 move-refused MarkItem: "north" has "workaround" already',
        '00:08:00 move-refused MarkItem: no item is called "west"',
        '00:09:00 move-refused AddItem: "north" is in the table already',
    ]


LATER = """
runs: [ops/fix, {runbook: care/talk, begins: {await: ops/restored-confirmed}}]
"""


def test_rule_7_a_run_that_waits_for_its_beginning_has_no_clocks():
    life = lived(
        OURS,
        ("1m", ReportFacts(CARE, {})),
        ("2m", SetLevel(CARE, "crisis", "why not")),
        ("3m", ReturnTo(CARE, "talk", "why not")),
        ("5m", done("mend/fix")),
        care=THEIRS,
        scenario=LATER,
    )

    assert life.lines("run-began", "move-refused") == [
        "00:00:00 run-began ops/fix",
        '00:01:00 move-refused ReportFacts: no run "care/talk" has begun',
        '00:02:00 move-refused SetLevel: no run "care/talk" has begun',
        '00:03:00 move-refused ReturnTo: "care/talk/talk" is not a phase of a run '
        "that has begun",
        "00:05:00 run-began care/talk",
    ]


def test_rule_7_one_runbook_runs_twice_under_names_of_its_own():
    twice = "runs: {ops/fix: ops/fix, ops/again: {runbook: ops/fix}}"
    life = lived(OURS, ("5m", done("mend/fix", run="ops/again")), scenario=twice)

    assert life.lines("run-began") == [
        "00:00:00 run-began ops/fix",
        "00:00:00 run-began ops/again",
    ]
    assert life.drill.runs[RUN].configuration == ("mend",)
    assert life.drill.runs["ops/again"].configuration == ("over",)


def test_rule_7_a_further_run_joins_while_the_drill_runs():
    life = lived(
        OURS,
        ("5m", JoinRun("care/late", CARE)),
        ("6m", JoinRun("care/late", CARE)),
        ("7m", JoinRun("", CARE)),
        ("8m", JoinRun("care/next", CARE, begins="ops/normal")),
        care=THEIRS,
        scenario="runs: [ops/fix]",
    )

    assert life.lines("run-joined", "run-began", "move-refused") == [
        "00:00:00 run-began ops/fix",
        "00:05:00 run-joined care/late care/talk",
        "00:05:00 run-began care/late",
        '00:06:00 move-refused JoinRun: "care/late" runs already, or has no plan',
        '00:07:00 move-refused JoinRun: "" is no name for a run',
        "00:08:00 run-joined care/next care/talk ops/normal",
    ]


def test_rule_7_a_run_joins_only_for_what_can_still_come():
    ask = "care/talk/acknowledged"
    life = lived(
        OURS,
        ("1m", JoinRun("care/a", CARE, begins="ops/calm")),
        ("2m", JoinRun("care/b", CARE, begins="care/calm")),
        ("3m", JoinRun("care/c", CARE, begins="ops/fix/detected")),
        ("4m", JoinRun("care/d", CARE, begins=ask)),
        care=THEIRS,
        scenario="runs: [ops/fix]",
    )

    assert life.lines("run-joined", "run-began", "move-refused")[1:] == [
        '00:01:00 move-refused JoinRun: no run of this drill reaches "ops/calm"',
        '00:02:00 move-refused JoinRun: no run of this drill reaches "care/calm"',
        "00:03:00 run-joined care/c care/talk ops/fix/detected",
        "00:03:00 run-began care/c",
        f"00:04:00 run-joined care/d care/talk {ask}",
    ]


LEVELS = """
facts:
  service: {ask: Lost?, one-of: [none, lost]}
  many: {ask: How many?, count: true}
  sure: {ask: Sure?, yes-no: true}
classification:
  crisis: service == "lost" and many > 5
  minor: otherwise
phases:
  triage:
    steps:
      look: {ask: [service, many], by: worker}
      real: {decide: Real?, outcomes: {yes: "Yes", no: "No"}, by: boss,
             reaches: {yes: declared}}
    leads-to: {yes: mend, no: over}
  mend:
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true, reaches: normal}
"""
CRISIS = ReportFacts(RUN, {"service": "lost", "many": 9})
WORSE = ("classified", "level-changed", "obligation-moved", "obligation-opened")


def test_rule_8_a_run_is_classified_when_no_unknown_fact_could_change_it():
    unsure = lived(LEVELS, ("5m", ReportFacts(RUN, {"service": "lost"})))
    sure = lived(LEVELS, ("5m", ReportFacts(RUN, {"service": "none"})))

    assert unsure.lines("classified") == []
    assert sure.lines("classified") == ["00:05:00 classified ops/fix  -> minor"]


def test_rule_8_up_the_shorter_limit_counts_from_the_anchor():
    life = lived(LEVELS, ("5m", CRISIS))

    assert [x for x in life.lines(*WORSE) if x > "00:05"] == [
        "00:05:00 classified ops/fix  -> crisis",
        "00:05:00 level-changed minor -> crisis",
        "00:05:00 obligation-moved restore:company level due 02:00:00",
        "00:05:00 obligation-opened notice:first due 24:00:00",
        "00:05:00 obligation-moved notice:first anchor due 04:05:00",
    ]


def test_rule_8_what_a_worse_level_makes_overdue_is_late_by_classification():
    life = lived(
        LEVELS,
        ("1m", SetLevel(RUN, "minor", "a guess")),
        ("1m", ReportFacts(RUN, {"service": "none", "many": 0})),
        ("2m", done("triage/real", "yes")),
        ("150m", ReportFacts(RUN, {"service": "lost", "many": 9})),
    )

    assert [x for x in life.lines(*WORSE) if x > "02:30"] == [
        "02:30:00 classified ops/fix minor -> crisis",
        "02:30:00 level-changed minor -> crisis",
        "02:30:00 obligation-moved restore:company level due 02:30:00 "
        "late-by-classification",
        "02:30:00 obligation-opened tell:clients due 02:30:00 late-by-classification",
        "02:30:00 obligation-opened notice:first due 04:01:00",
    ]


def test_rule_8_down_promises_made_stand():
    life = lived(LEVELS, ("5m", CRISIS), ("20m", ReportFacts(RUN, {"service": "none"})))

    assert life.drill.level == "minor"
    assert life.drill.obligations["restore:company"].due == 2 * HOUR
    assert "notice:first" in life.drill.obligations


def test_rule_8_the_next_word_is_the_earlier_of_promise_and_new_period():
    told = lived(
        LEVELS,
        ("1m", ReportFacts(RUN, {"service": "none", "many": 0})),
        ("2m", done("triage/real", "yes")),
        ("10m", SendUpdate("clients")),
    )
    soon = told.after(("11m", SendUpdate("clients", next_in=5 * MINUTE)))

    assert told.after(("12m", CRISIS)).lines("obligation-moved")[2:] == [
        "00:12:00 obligation-moved update:clients@600000 level due 00:30:00",
    ]
    assert "update:clients" not in " ".join(
        soon.after(("12m", CRISIS)).lines("obligation-moved")
    )


def test_rule_8_the_drill_has_the_worst_of_its_runs_levels():
    life = lived(
        OURS,
        ("1m", SetLevel(RUN, "minor", "small")),
        ("2m", SetLevel(CARE, "crisis", "many calls")),
        ("3m", SetLevel(RUN, "minor", "still small")),
        ("4m", SetLevel(CARE, "minor", "over")),
        ("5m", SetLevel(CARE, "worst", "no such")),
        care=THEIRS,
    )

    assert life.lines("level-changed", "move-refused") == [
        "00:02:00 level-changed minor -> crisis",
        "00:04:00 level-changed crisis -> minor",
        '00:05:00 move-refused SetLevel: no level is called "worst"',
    ]


def test_rule_8_a_level_by_decision_stands_until_facts_say_something_new():
    life = lived(
        LEVELS,
        ("5m", CRISIS),
        ("6m", SetLevel(RUN, "minor", "the ministry says so")),
        ("7m", ReportFacts(RUN, {"sure": True})),
        ("8m", ReportFacts(RUN, {"many": 2})),
        ("9m", ReportFacts(RUN, {"many": 6})),
    )

    assert life.lines("classified") == [
        "00:05:00 classified ops/fix  -> crisis",
        "00:06:00 classified ops/fix crisis -> minor",
        "00:09:00 classified ops/fix minor -> crisis",
    ]


def test_facts_are_of_the_plan_and_of_their_kind():
    life = lived(
        LEVELS,
        ("1m", ReportFacts("ops/none", {})),
        ("2m", ReportFacts(RUN, {"colour": "red"})),
        ("3m", ReportFacts(RUN, {"service": "gone"})),
        ("4m", ReportFacts(RUN, {"many": True})),
        ("5m", ReportFacts(RUN, {"sure": 1})),
        ("6m", ReportFacts(RUN, {"sure": False})),
    )

    assert life.lines("move-refused", "facts-reported") == [
        '00:01:00 move-refused ReportFacts: no run "ops/none" has begun',
        '00:02:00 move-refused ReportFacts: "colour" is not a fact of this plan',
        '00:03:00 move-refused ReportFacts: "service" cannot be "gone"',
        '00:04:00 move-refused ReportFacts: "many" cannot be "True"',
        '00:05:00 move-refused ReportFacts: "sure" cannot be "1"',
        "00:06:00 facts-reported sure=False",
    ]


def test_rule_9_word_is_owed_from_the_declaration():
    life = lived(LEVELS, ("5m", CRISIS), ("9m", done("triage/real", "yes")))

    assert life.lines("obligation-opened")[-3:] == [
        "00:09:00 obligation-opened tell:board due 00:24:00",
        "00:09:00 obligation-opened tell:clients due 00:24:00",
        "00:09:00 obligation-opened update:clients@540000 due 00:29:00",
    ]


def test_rule_9_an_audience_is_told_when_everybody_in_it_has_answered():
    life = lived(
        LEVELS,
        ("5m", CRISIS),
        ("9m", done("triage/real", "yes")),
        ("10m", Tell("board", {"": "It is real"})),
        ("11m", AnswerCall("call-2")),
        ("12m", AnswerCall("call-3")),
        ("13m", Tell("clients", {"": "We are on it"})),
    )

    assert life.lines("call-made", "obligation-kept", "update-sent")[1:] == [
        "00:10:00 call-made call-2 chief tell",
        "00:10:00 call-made call-3 lawyer tell",
        "00:10:00 call-made call-4 boss no-answer deputy for worker",
        "00:11:00 obligation-kept answer:call-2",
        "00:12:00 obligation-kept answer:call-3",
        "00:12:00 obligation-kept tell:board",
        "00:13:00 update-sent clients next 00:33:00",
        "00:13:00 obligation-kept tell:clients",
        "00:13:00 obligation-kept update:clients@540000",
    ]


def test_rule_9_only_the_answer_an_audience_asks_for_counts():
    life = lived(
        LEVELS,
        ("10m", Tell("court")),
        ("11m", AnswerCall("call-2", "received")),
        ("12m", AnswerCall("call-2", "written")),
        ("13m", AnswerCall("call-2", "written")),
    )

    assert life.lines("call-answered", "obligation-kept", "move-refused") == [
        "00:11:00 call-answered call-2 received",
        "00:12:00 call-answered call-2 written",
        "00:12:00 obligation-kept answer:call-2",
        "00:13:00 move-refused AnswerCall: nobody waits for an answer to call-2",
    ]


def test_who_was_told_before_the_declaration_is_not_owed_word():
    life = lived(
        LEVELS,
        ("1m", Tell("clients")),
        ("2m", CRISIS),
        ("3m", done("triage/real", "yes")),
    )

    assert "tell:clients" not in life.drill.obligations
    assert "tell:board" in life.drill.obligations


def test_rule_9_the_earlier_anchor_of_a_notice_wins_and_months_are_the_calendar_s():
    life = lived(LEVELS, ("30m", CRISIS), ("1h", SendNotice("first")))

    assert life.drill.obligations["notice:last"].due == HOUR + 30 * 24 * HOUR
    assert life.lines("notice-sent", "obligation-kept")[:2] == [
        "01:00:00 notice-sent first",
        "01:00:00 obligation-kept notice:first",
    ]


def test_a_notice_goes_out_once():
    life = lived(
        LEVELS,
        ("1m", SendNotice("first")),
        ("2m", SendNotice("first")),
        ("3m", SendNotice("none")),
    )

    assert life.lines("move-refused") == [
        '00:02:00 move-refused SendNotice: no notice "first" is waiting',
        '00:03:00 move-refused SendNotice: no notice "none" is waiting',
    ]


LADDER = """
escalation:
  - {call: worker}
  - {call: speaker, from: crisis}
  - {call: chief}
phases:
  mend:
    target: 45m
    steps: {fix: {do: Fix, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
CALLS = ("call-made",)


def test_rule_10_the_deputy_then_the_next_rung_and_the_last_one_repeats():
    life = lived(LADDER, ("65m", Pass()))

    assert life.lines(*CALLS) == [
        "00:00:00 call-made call-1 worker alarm",
        "00:10:00 call-made call-2 boss no-answer deputy for worker",
        "00:20:00 call-made call-3 chief no-answer",
        "00:30:00 call-made call-4 lawyer no-answer deputy for chief",
        "00:40:00 call-made call-5 chief no-answer",
        "00:50:00 call-made call-6 lawyer no-answer deputy for chief",
        "01:00:00 call-made call-7 chief no-answer",
    ]


def test_rule_10_rungs_above_the_level_are_passed_over_until_it_is_reached():
    life = lived(LADDER, ("15m", SetLevel(RUN, "crisis", "worse")), ("21m", Pass()))

    assert life.lines(*CALLS)[-1] == "00:20:00 call-made call-3 speaker no-answer"


def test_rule_10_an_answer_stops_the_ladder_and_counts_for_its_rung_though_late():
    life = lived(LADDER, ("12m", AnswerCall("call-1", "took-charge")), ("44m", Pass()))

    assert life.lines("obligation-broken", "call-answered", "obligation-kept") == [
        "00:10:00 obligation-broken answer:call-1",
        "00:12:00 call-answered call-1 took-charge",
        "00:12:00 obligation-kept answer:call-1",
    ]
    assert life.lines(*CALLS)[-1].startswith("00:10:00")
    assert "00:12:00 obligation-closed answer:call-2 overtaken" in life.lines()


def test_rule_10_a_phase_that_overruns_starts_the_ladder_afresh():
    life = lived(LADDER, ("5m", AnswerCall("call-1")), ("60m", Pass()))

    assert life.lines(*CALLS)[1:] == [
        "00:45:00 call-made call-2 worker overrun",
        "00:55:00 call-made call-3 boss no-answer deputy for worker",
    ]


def test_rule_10_an_overrun_starts_no_second_search_beside_one_under_way():
    life = lived(LADDER, ("49m", Pass()))

    assert "overrun" not in " ".join(life.lines(*CALLS))


def test_rule_10_without_a_ladder_nobody_is_called_twice():
    life = lived(OURS, ("3h", Pass()))

    assert life.lines(*CALLS) == [
        "00:00:00 call-made call-1 worker alarm",
        "00:10:00 call-made call-2 boss no-answer deputy for worker",
    ]


def test_rule_10_a_window_of_no_time_does_not_call_for_ever():
    no_time = ("acknowledge-within: 10m", "acknowledge-within: 0m")
    life = lived(LADDER, ("1m", Pass()), company=no_time)

    assert life.lines(*CALLS)[-1] == "00:00:00 call-made call-4 lawyer no-answer " + (
        "deputy for chief"
    )


def test_calls_by_hand_are_for_roles_and_runs_that_there_are():
    life = lived(
        OURS,
        ("1m", CallOut(RUN, "chief", {"": "Come"})),
        ("2m", CallOut(RUN, "nobody")),
        ("3m", CallOut("ops/none", "chief")),
        ("4m", Tell("nobody")),
        ("5m", SendUpdate("clients", run="ops/none")),
    )

    assert life.lines("call-made", "move-refused")[1:] == [
        "00:01:00 call-made call-2 chief notify",
        '00:02:00 move-refused CallOut: nobody has the role "nobody"',
        '00:03:00 move-refused CallOut: no run is called "ops/none"',
        '00:04:00 move-refused Tell: nobody is called "nobody"',
        '00:05:00 move-refused SendUpdate: no run is called "ops/none"',
    ]
