"""Phases, needs, loops and milestones (semantics, rules 1 to 5)."""

from drillkit.engine.commands import (
    AnswerRequest,
    MissLeg,
    Pass,
    ReturnTo,
    SkipStep,
    StandDownJourney,
    StandDownRequest,
)
from tests.engine.semantics.play import RUN, done, lived, take

FLOW = ("phase-left", "phase-entered", "step-opened", "step-settled")
MARKS = ("milestone-reached", "milestone-withdrawn")

TWO = """
phases:
  work:
    steps:
      one: {do: One, by: worker}
      two: {do: Two, by: worker}
      extra: {do: Extra, by: worker, optional: true, needs: []}
      look: {watch: seen, every: 10m, by: worker, needs: []}
    leads-to: {done: over}
  over: {final: true}
facts:
  seen: {ask: How many?, count: true}
"""


def test_rule_1_a_phase_leaves_when_every_step_that_counts_is_settled():
    life = lived(TWO, ("5m", done("work/one")), ("9m", done("work/two")))

    assert life.lines(*FLOW) == [
        "00:00:00 phase-entered work#1",
        "00:00:00 step-opened work/one#1",
        "00:00:00 step-opened work/extra#1",
        "00:00:00 step-opened work/look#1",
        "00:05:00 step-settled work/one done",
        "00:05:00 step-opened work/two#1",
        "00:09:00 step-settled work/two done",
        "00:09:00 step-settled work/extra overtaken",
        "00:09:00 step-settled work/look overtaken",
        "00:09:00 phase-left work done done -> over",
        "00:09:00 phase-entered over#1",
    ]


def test_rule_1_a_decision_leaves_its_phase_at_once():
    book = """
    phases:
      ask:
        steps:
          look: {do: Look, by: worker, needs: []}
          real:
            decide: Real?
            outcomes: {yes: "Yes", no: "No"}
            by: boss
            needs: []
        leads-to: {yes: over, no: out}
      over: {final: true}
      out: {final: true}
    """
    life = lived(book, ("5m", done("ask/real", "no")))

    assert life.lines("step-settled", "phase-left") == [
        "00:05:00 step-settled ask/real done no",
        "00:05:00 step-settled ask/look overtaken",
        "00:05:00 phase-left ask outcome no -> out",
    ]


PAPER = """
phases:
  sign:
    steps:
      paper: {approve: A paper, by: boss, later: 2h}
    leads-to: {done: wait, refused: out}
  wait:
    steps:
      rest: {do: Rest, by: worker}
    leads-to: {done: out}
  out: {final: true}
"""


def test_rule_1_a_paper_that_is_signed_later_lets_its_phase_go_on():
    life = lived(PAPER, ("5m", done("sign/paper", "requested")))

    assert life.lines("phase-left", "obligation-opened")[-2:] == [
        "00:05:00 obligation-opened approval:ops/fix/sign/paper#1 due 02:05:00",
        "00:05:00 phase-left sign done done -> wait",
    ]


def test_rule_1_a_refusal_leads_where_the_phase_says():
    life = lived(PAPER, ("5m", done("sign/paper", "refused")))

    assert "00:05:00 phase-left sign outcome refused -> out" in life.lines()


NESTED = """
phases:
  both:
    lanes:
      left:
        phases:
          work:
            lanes:
              inner:
                phases:
                  a:
                    steps: {one: {do: One, by: worker}}
                    leads-to: {done: b}
                  b: {final: true}
              other:
                phases:
                  c:
                    steps: {two: {do: Two, by: worker}}
                    leads-to: {done: d}
                  d: {final: true}
            join: all
            leads-to: {done: there}
          there: {final: true}
      right:
        phases:
          e:
            steps: {three: {do: Three, by: worker}}
            leads-to: {done: f}
          f: {final: true}
    join: all
    leads-to: {done: over}
  over: {final: true}
"""


def test_rule_1_lanes_join_from_the_inside_out():
    life = lived(
        NESTED,
        ("1m", done("both/left/work/inner/a/one")),
        ("2m", done("both/right/e/three")),
        ("3m", done("both/left/work/other/c/two")),
    )

    assert life.lines("phase-left")[2:] == [
        "00:03:00 phase-left both/left/work/other/c done done -> "
        "both/left/work/other/d",
        "00:03:00 phase-left both/left/work/other/d overtaken",
        "00:03:00 phase-left both/left/work/inner/b overtaken",
        "00:03:00 phase-left both/left/work done done -> both/left/there",
        "00:03:00 phase-left both/right/f overtaken",
        "00:03:00 phase-left both/left/there overtaken",
        "00:03:00 phase-left both done done -> over",
    ]


DEADLINE = """
phases:
  ask:
    target: 2h
    steps:
      mend: {request: fibre/repair, target: 90m}
      z-first: {do: First, by: worker, needs: [], target: 50m}
      a-second: {do: Second, by: worker, needs: []}
    after: {30m: self}
    leads-to: {done: over, refused: self}
  self:
    steps: {own: {do: Own, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""


def test_rule_2_open_steps_are_overtaken_in_listed_order_and_their_targets_close():
    life = lived(DEADLINE, ("40m", Pass()))

    assert [x for x in life.lines() if x.startswith("00:30:00")] == [
        "00:30:00 step-settled ask/mend overtaken",
        "00:30:00 obligation-closed target:ops/fix/ask/mend#1 overtaken",
        "00:30:00 step-settled ask/z-first overtaken",
        "00:30:00 obligation-closed target:ops/fix/ask/z-first#1 overtaken",
        "00:30:00 step-settled ask/a-second overtaken",
        "00:30:00 phase-left ask deadline after-1800000 -> self",
        "00:30:00 obligation-closed phase:ops/fix/ask#1 overtaken",
        "00:30:00 phase-entered self#1",
        "00:30:00 step-opened self/own#1",
    ]


def test_rule_2_a_request_goes_on_outside_until_its_answer():
    life = lived(DEADLINE, ("40m", AnswerRequest("ops/fix/ask/mend#1", "done")))

    assert "provider:ops/fix/ask/mend#1" not in life.drill.obligations
    assert life.lines("request-made", "request-answered", "step-settled") == [
        "00:00:00 request-made ops/fix/ask/mend#1 ops/fix ask/mend 1 fibre repair",
        "00:30:00 step-settled ask/mend overtaken",
        "00:30:00 step-settled ask/z-first overtaken",
        "00:30:00 step-settled ask/a-second overtaken",
        "00:40:00 request-answered ops/fix/ask/mend#1 done",
    ]


def test_rule_2_a_request_goes_on_outside_until_it_is_stood_down():
    name = "ops/fix/ask/mend#1"
    life = lived(
        DEADLINE,
        ("40m", StandDownRequest(name, "")),
        ("40m", StandDownRequest(name, "mended by ourselves")),
        ("41m", StandDownRequest(name, "once more")),
        ("4h", Pass()),
    )

    assert [x for x in life.lines() if "00:40" <= x < "00:50"] == [
        "00:40:00 move-refused StandDownRequest: standing down wants a reason",
        f"00:40:00 request-stood-down {name} mended by ourselves",
        f"00:40:00 obligation-closed provider-answer:{name} withdrawn",
        f"00:40:00 obligation-closed provider:{name} withdrawn",
        f"00:41:00 move-refused StandDownRequest: no request {name} is open",
    ]
    assert [x for x in life.lines("obligation-broken") if " provider" in x] == [
        f"00:15:00 obligation-broken provider-answer:{name}"
    ]


def test_rule_2_a_step_that_still_waits_for_whom_we_stand_down_is_skipped():
    name = "ops/fix/ask/mend#1"
    life = lived(
        DEADLINE,
        ("5m", StandDownRequest(name, "another partner")),
        ("6m", AnswerRequest(name, "done")),
    )

    assert [x for x in life.lines() if x >= "00:05"] == [
        f"00:05:00 request-stood-down {name} another partner",
        f"00:05:00 obligation-closed provider-answer:{name} withdrawn",
        f"00:05:00 obligation-closed provider:{name} withdrawn",
        "00:05:00 step-settled ask/mend skipped another partner",
        f"00:05:00 obligation-closed target:{name} skipped",
        f"00:06:00 move-refused AnswerRequest: no request {name} is open",
    ]


ON_THE_WAY = """
phases:
  bring:
    steps:
      part: {dispatch: router, to: island, by: worker, needs: []}
      wait: {do: Wait, by: worker, needs: []}
    after: {30m: idle}
    leads-to: {done: idle}
  idle:
    steps: {sit: {do: Sit, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
PART = "ops/fix/bring/part#1"


def test_rule_2_a_dispatch_goes_on_outside_until_it_is_stood_down():
    life = lived(
        ON_THE_WAY,
        ("1m", take("bring/part")),
        ("90m", StandDownJourney(PART, "")),
        ("90m", StandDownJourney(PART, "the old one works")),
        ("91m", StandDownJourney(PART, "once more")),
        ("9h", Pass()),
    )

    assert [x for x in life.lines() if x > "00:59" and PART in x] == [
        f"01:00:00 leg-departed {PART} 0",
        f"01:30:00 journey-stood-down {PART} 0 the old one works",
        f"01:31:00 move-refused StandDownJourney: nobody is on the way under {PART}",
    ]
    assert "01:30:00 move-refused StandDownJourney: standing down wants a reason" in (
        life.lines()
    )
    assert life.drill.spent == {"depot/router": 1}, "it is on the road"


def test_rule_2_a_part_that_never_left_its_store_can_be_sent_again():
    life = lived(
        ON_THE_WAY.replace("30m", "2h"),
        ("1m", take("bring/part")),
        ("5m", StandDownJourney(PART, "wrong place")),
        ("6m", ReturnTo(RUN, "bring", "again")),
        ("7m", take("bring/part")),
    )

    assert life.lines("part-reserved", "part-returned", "step-settled")[:4] == [
        "00:01:00 part-reserved depot router 0",
        "00:05:00 part-returned depot router 1",
        "00:05:00 step-settled bring/part skipped wrong place",
        "00:06:00 step-settled bring/wait overtaken",
    ]
    assert life.lines("part-reserved")[-1] == "00:07:00 part-reserved depot router 0"


def test_rule_2_a_part_stranded_on_its_way_is_not_back_in_its_store():
    life = lived(
        ON_THE_WAY.replace("30m", "9h").replace(
            "part: {dispatch: router, to: island",
            "part: {dispatch: router, to: harbour",
        ),
        ("1m", take("bring/part")),
        ("190m", MissLeg(PART, "fog")),
        ("191m", StandDownJourney(PART, "the old one works")),
        company=(
            "  - {from: port, to: island, takes: 30m}\n",
            "  - {from: port, to: island, takes: 30m}\n"
            '  - {from: port, to: harbour, takes: 30m, departs: ["20:30", "21:30"]}\n',
        ),
    )

    assert life.lines("journey-planned", "part-returned") == [
        "00:01:00 journey-planned base 01:00:00 - 03:00:00 port, "
        "port 03:30:00 - 04:00:00 harbour",
        "03:10:00 journey-planned port 04:30:00 - 05:00:00 harbour",
    ]
    assert life.lines("journey-stood-down") == [
        f"03:11:00 journey-stood-down {PART} 0 the old one works"
    ]


def test_a_request_that_waits_is_settled_by_its_answer():
    said_by_provider = ("10m", AnswerRequest("ops/fix/ask/mend#1", "acknowledged"))
    life = lived(DEADLINE, said_by_provider, ("20m", done("ask/mend", "refused")))

    assert life.lines("request-answered", "step-settled", "phase-left")[:5] == [
        "00:10:00 request-answered ops/fix/ask/mend#1 acknowledged",
        "00:20:00 request-answered ops/fix/ask/mend#1 refused",
        "00:20:00 step-settled ask/mend done refused",
        "00:20:00 step-settled ask/z-first overtaken",
        "00:20:00 step-settled ask/a-second overtaken",
    ]


NEEDS = """
facts:
  big: {ask: Big?, yes-no: true}
phases:
  work:
    steps:
      one: {do: One, by: worker}
      two: {do: Two, by: worker}
      free: {do: Free, by: worker, needs: []}
      crisis-only: {do: More, by: worker, from: crisis, needs: []}
      when-big: {do: Big, by: worker, when: big, needs: []}
      after-both: {do: Both, by: worker, needs: [two, crisis-only]}
      verdict:
        decide: Well?
        outcomes: {yes: "Yes", no: "No"}
        by: boss
        from: crisis
    leads-to: {yes: over, no: over}
  over: {final: true}
"""


def test_rule_3_a_step_waits_for_the_one_above_it_unless_it_says_otherwise():
    life = lived(NEEDS)

    assert life.lines("step-opened", "step-settled") == [
        "00:00:00 step-opened work/one#1",
        "00:00:00 step-opened work/free#1",
        "00:00:00 step-opened work/crisis-only#1",
        "00:00:00 step-settled work/crisis-only skipped level",
        "00:00:00 step-opened work/when-big#1",
    ]


def test_rule_3_a_skipped_step_satisfies_needs():
    life = lived(NEEDS, ("1m", SkipStep(RUN, "work/one", "known already")))

    assert life.lines("step-opened", "step-settled")[-2:] == [
        "00:01:00 step-settled work/one skipped known already",
        "00:01:00 step-opened work/two#1",
    ]


def test_rule_3_skipping_wants_a_reason():
    life = lived(NEEDS, ("1m", SkipStep(RUN, "work/one", "")))

    assert life.lines()[-1] == (
        "00:01:00 move-refused SkipStep: skipping wants a reason"
    )


def test_rule_3_a_decision_can_only_be_taken():
    life = lived(
        NEEDS,
        ("1m", done("work/one")),
        ("2m", done("work/two")),
        ("3m", done("work/after-both")),
        ("4m", SkipStep(RUN, "work/verdict", "no time")),
    )

    assert life.lines()[-1] == (
        '00:04:00 move-refused SkipStep: "ops/fix/work/verdict" is a decision; '
        "it can be taken, not skipped"
    )
    assert life.drill.runs[RUN].steps["work/verdict"].status == "open"


LOOP = """
phases:
  mend:
    target: 1h
    lanes:
      parts:
        keep: true
        phases:
          fetch:
            steps: {get: {do: Get, by: worker}}
            leads-to: {done: there}
          there: {final: true, reaches: parts-there}
      hands:
        phases:
          fix:
            steps: {turn: {do: Turn, by: worker, target: 10m}}
            after: {20m: fixed}
            reaches: mended
            leads-to: {done: fixed}
          fixed: {final: true}
    join: all
    reaches: restored-reported
    leads-to: {done: verify}
  verify:
    steps:
      good:
        decide: Good?
        outcomes: {yes: "Yes", no: "No"}
        by: boss
    reaches: {yes: restored-confirmed}
    leads-to: {yes: over, no: mend}
  over: {final: true, reaches: normal}
"""
ROUND = (
    ("5m", done("mend/parts/fetch/get")),
    ("10m", done("mend/hands/fix/turn")),
    ("15m", done("verify/good", "no")),
)


def test_rule_4_a_phase_entered_again_starts_afresh_and_kept_lanes_keep_their_result():
    life = lived(LOOP, *ROUND, ("35m", Pass()))
    again = [x for x in life.lines() if x > "00:15:00" and "call" not in x]

    assert again == [
        "00:15:00 step-settled verify/good done no",
        "00:15:00 phase-left verify outcome no -> mend",
        "00:15:00 milestone-withdrawn ops/fix: mended",
        "00:15:00 milestone-withdrawn company: mended",
        "00:15:00 milestone-withdrawn ops/fix: restored-reported",
        "00:15:00 milestone-withdrawn company: restored-reported",
        "00:15:00 phase-entered mend#2",
        "00:15:00 obligation-opened phase:ops/fix/mend#2 due 01:15:00",
        "00:15:00 phase-entered mend/parts/there#2",
        "00:15:00 phase-entered mend/hands/fix#2",
        "00:15:00 step-opened mend/hands/fix/turn#2",
        "00:15:00 obligation-opened target:ops/fix/mend/hands/fix/turn#2 due 00:25:00",
        "00:25:00 obligation-broken target:ops/fix/mend/hands/fix/turn#2",
        "00:35:00 step-settled mend/hands/fix/turn overtaken",
        "00:35:00 obligation-closed target:ops/fix/mend/hands/fix/turn#2 overtaken",
        "00:35:00 phase-left mend/hands/fix deadline after-1200000 -> mend/hands/fixed",
        "00:35:00 phase-entered mend/hands/fixed#2",
        "00:35:00 phase-left mend/hands/fixed overtaken",
        "00:35:00 phase-left mend/parts/there overtaken",
        "00:35:00 phase-left mend done done -> verify",
        "00:35:00 obligation-kept phase:ops/fix/mend#2",
        "00:35:00 milestone-reached ops/fix: restored-reported",
        "00:35:00 milestone-reached company: restored-reported",
        "00:35:00 phase-entered verify#2",
        "00:35:00 step-opened verify/good#2",
    ]


def test_rule_4_the_drill_s_own_clocks_do_not_restart():
    life = lived(LOOP, *ROUND)

    assert life.lines("obligation-opened")[0] == (
        "00:00:00 obligation-opened restore:company due 04:00:00"
    )
    assert life.drill.obligations["restore:company"].due == 4 * 3_600_000


def test_rule_4_a_lane_sent_back_by_hand_does_not_jump_to_the_result_it_kept():
    life = lived(
        LOOP,
        *ROUND,
        ("20m", ReturnTo(RUN, "mend/parts/fetch", "the wrong part")),
        ("25m", done("mend/hands/fix/turn")),
    )

    assert "mend/parts/fetch" in life.drill.runs[RUN].configuration


REACH = """
phases:
  mend:
    lanes:
      quick:
        phases:
          patch:
            steps: {tie: {do: Tie, by: worker}}
            reaches: workaround
            leads-to: {done: tied}
          tied: {final: true, reaches: carried}
      slow:
        phases:
          wait:
            steps: {sit: {do: Sit, by: worker}}
            leads-to: {done: build}
          build:
            steps: {lay: {do: Lay, by: worker}}
            after: {1h: built}
            reaches: workaround
            leads-to: {done: built}
          built: {final: true}
    join: all
    leads-to: {done: over}
  over: {final: true}
"""


def test_rule_5_the_first_lane_to_reach_a_milestone_reaches_it():
    life = lived(
        REACH,
        ("5m", done("mend/quick/patch/tie")),
        ("6m", done("mend/slow/wait/sit")),
        ("9m", done("mend/slow/build/lay")),
    )

    assert life.lines(*MARKS)[2:] == [
        "00:05:00 milestone-reached ops/fix: workaround",
        "00:05:00 milestone-reached company: workaround",
        "00:05:00 milestone-reached ops/fix: carried",
        "00:05:00 milestone-reached company: carried",
    ]


def test_rule_5_a_phase_that_is_overtaken_reaches_nothing():
    life = lived(REACH, ("6m", done("mend/slow/wait/sit")), ("2h", Pass()))

    assert not [x for x in life.lines(*MARKS) if "workaround" in x]


def test_rule_5_only_the_phase_that_reached_it_withdraws_it_when_entered_again():
    life = lived(
        REACH,
        ("5m", done("mend/quick/patch/tie")),
        ("6m", done("mend/slow/wait/sit")),
        ("7m", ReturnTo(RUN, "mend/slow/wait", "again")),
        ("8m", ReturnTo(RUN, "mend/quick/patch", "it fell off")),
    )

    assert life.lines("milestone-withdrawn") == [
        "00:08:00 milestone-withdrawn ops/fix: workaround",
        "00:08:00 milestone-withdrawn company: workaround",
    ]


AWAITS = """
phases:
  mend:
    steps: {fix: {do: Fix, by: worker}}
    reaches: fixed
    leads-to: {done: check}
  check:
    steps: {look: {do: Look, by: worker}}
    leads-to: {done: over}
  over: {final: true}
"""
WAITER = """
phases:
  hear:
    steps:
      wait: {await: ops/fixed}
      more: {do: More, by: speaker}
      also: {await: ops/fix/fixed}
    leads-to: {done: rest}
  rest: {final: true}
"""


def test_rule_5_an_await_is_satisfied_at_once_and_stays_satisfied():
    life = lived(
        AWAITS,
        ("5m", done("mend/fix")),
        ("6m", ReturnTo(RUN, "mend", "broken again")),
        ("7m", done("hear/more", run="care/talk")),
        care=WAITER,
    )

    assert life.drill.runs["care/talk"].steps["hear/wait"].how == "done"
    assert life.drill.runs["care/talk"].steps["hear/also"].status == "open"
    assert life.after(("9m", done("mend/fix"))).lines("step-settled")[-2:] == [
        "00:09:00 step-settled mend/fix done",
        "00:09:00 step-settled care/talk/hear/also done",
    ]


def test_rule_5_an_await_on_nothing_that_runs_has_a_manual_way_through():
    book = WAITER.replace("ops/fixed", "head/plan").replace("speaker", "worker")
    life = lived(book, ("5m", done("hear/wait")))

    assert life.lines("step-opened")[-1] == "00:05:00 step-opened hear/more#1"


def test_a_run_that_turns_in_a_circle_in_one_instant_stops_turning():
    book = """
    phases:
      a: {leads-to: {done: b}}
      b: {leads-to: {done: a}}
      over: {final: true}
    """
    life = lived(book, ("1m", Pass()), ("2m", take("a/one")))

    assert life.lines()[-1].startswith("00:02:00 move-refused")
