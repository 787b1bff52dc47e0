"""What the rules imply and a crisis brings up sooner or later."""

from dataclasses import replace

from drillkit.engine.amendments import StepDropped, StepReassigned, WindowOpened
from drillkit.engine.commands import (
    Amend,
    Begin,
    EndDrill,
    Jump,
    MarkItem,
    MissLeg,
    Move,
    Note,
    Pass,
    ReportFacts,
    SkipStep,
    StartClock,
    StopClock,
    UndoStep,
)
from drillkit.engine.compile import compile_play
from drillkit.engine.drill import Drill
from tests.engine.semantics.play import (
    HOUR,
    MINUTE,
    RUN,
    Life,
    done,
    lived,
    ms,
    plan_of,
    played,
    take,
)

BOOK = """
facts:
  many: {ask: How many?, count: true}
phases:
  mend:
    steps:
      look: {watch: many, every: 10m, by: worker, needs: []}
      big: {do: Big, by: worker, when: many > 5, needs: []}
      size: {ask: [many], by: worker, needs: []}
      gate: {do: Fix, at: island, by: worker, needs: []}
      part: {dispatch: router, to: island, by: worker, needs: []}
      own: {dispatch: router, to: port, by: worker, takes: {fixed: 1h}, needs: []}
    leads-to: {done: over}
  over: {final: true}
"""


def live(life: Life) -> Life:
    """The same drill begun without a scenario, as a real event is."""
    event = replace(life.entries[0].event, mode="live", ends_at=None)
    play = replace(life.play, story=None)
    return played(Life(play, (), Drill()), ((0, Begin(event)),))


def test_a_real_event_has_no_story_and_no_latest_end():
    life = live(lived(BOOK)).after(("200h", Note("still at it")), ("201h", EndDrill()))

    assert life.lines()[-1] == "201:00:00 drill-ended director"
    assert life.lines("scenario-revealed") == []


def test_a_watched_fact_is_looked_at_again_and_again():
    life = lived(BOOK, ("5m", ReportFacts(RUN, {"many": 2})), ("16m", Pass()))
    look = [x for x in life.lines() if "mend/look#1" in x and "target" in x]

    assert look == [
        "00:00:00 obligation-opened target:ops/fix/mend/look#1 due 00:10:00",
        "00:05:00 obligation-kept target:ops/fix/mend/look#1",
        "00:05:00 obligation-opened target:ops/fix/mend/look#1 due 00:15:00",
        "00:15:00 obligation-broken target:ops/fix/mend/look#1",
    ]


def test_a_watch_that_was_skipped_by_mistake_has_its_clock_back():
    skip, undo = SkipStep(RUN, "mend/look", "seen"), UndoStep(RUN, "mend/look")
    life = lived(BOOK, ("3m", skip), ("4m", undo))

    assert life.drill.obligations["target:ops/fix/mend/look#1"].due == ms("10m")


def test_a_question_is_settled_once_everything_it_asks_is_known():
    early = lived(BOOK, ("4m", done("mend/size")))
    known = lived(BOOK, ("5m", ReportFacts(RUN, {"many": 2})))

    assert early.lines()[-1].endswith(
        '"ops/fix/mend/size" still has facts nobody reported'
    )
    assert known.lines("step-settled") == ["00:05:00 step-settled mend/size done"]


def test_a_step_whose_condition_does_not_hold_is_skipped_as_it_opens():
    book = BOOK.replace("when: many > 5, needs: []", "when: many > 5, needs: [size]")
    life = lived(book, ("5m", ReportFacts(RUN, {"many": 2})))

    assert life.lines("step-settled")[-1] == (
        "00:05:00 step-settled mend/big skipped condition"
    )


def test_a_gate_of_a_dropped_step_concerns_nobody():
    life = lived(
        BOOK,
        ("3h", take("mend/gate")),
        ("4h", Amend(StepDropped(RUN, "mend/gate"), "somebody was there")),
        ("5h", Amend(WindowOpened("island", 5 * HOUR, 6 * HOUR), "open")),
    )

    assert life.lines("step-resumed") == []


def test_a_gate_without_a_target_opens_and_closes_as_well():
    life = lived(BOOK, ("3h", take("mend/gate")), ("51h", Pass()))

    assert life.lines("step-resumed") == [
        "48:00:00 step-resumed mend/gate until 50:00:00"
    ]
    assert life.lines("step-waited")[-1].startswith("50:00:00 step-waited mend/gate")


def test_a_journey_goes_on_though_its_step_was_dropped():
    name = "ops/fix/mend/part#1"
    life = lived(
        BOOK,
        ("10m", take("mend/part")),
        ("20m", Amend(StepDropped(RUN, "mend/part"), "not needed")),
        ("30m", MissLeg(name, "late")),
        ("6h", Pass()),
    )

    assert life.lines("leg-missed", "step-waited") == [
        "00:10:00 step-waited mend/part journey until 03:30:00",
        f"00:30:00 leg-missed {name} 0 late",
    ]
    assert life.lines("leg-arrived")[-1] == f"05:30:00 leg-arrived {name} 1"


def test_a_dispatch_with_a_time_of_its_own_takes_a_part_all_the_same():
    life = lived(BOOK, ("10m", take("mend/own")), ("11m", take("mend/part")))

    assert life.lines("part-reserved", "step-settled") == [
        "00:10:00 part-reserved depot router 0",
        "00:11:00 step-settled mend/part done no-part",
    ]


def test_another_crew_may_be_named_before_the_step_opens():
    book = BOOK.replace("when: many > 5, needs: []", "needs: [size]")
    crew = StepReassigned(RUN, "mend/big", {"boss": 2})
    life = lived(
        book, ("1m", Amend(crew, "busy")), ("5m", ReportFacts(RUN, {"many": 2}))
    )

    assert life.drill.runs[RUN].steps["mend/big"].crew == {"boss": 2}


def test_a_contract_that_was_jumped_over_stays_unrated_when_its_stop_ends():
    life = lived(
        BOOK,
        ("1h", StopClock("mine", "no-access")),
        ("2h", Jump(3 * HOUR, 2_000_000)),
        ("4h", StartClock("mine", "no-access")),
        ("9h", Pass()),
        scenario="affected: {north: {kind: site, client: mine}}",
    )

    assert life.drill.obligations["sla:mine"].due is None
    assert not life.drill.obligations["sla:mine"].broken


def test_an_undo_of_what_never_was_is_refused():
    life = lived(BOOK, ("1m", UndoStep("ops/none", "mend/big")))

    assert life.lines()[-1].endswith("is not settled in the present phases")


def test_what_time_brings_is_nobody_s_doing():
    life = lived(BOOK)
    life = played(life, ((11 * MINUTE, Move(11 * MINUTE, Pass())),))

    assert {e.origin for e in life.entries} == {None}


LAWS = """
phases:
  mend:
    steps:
      a: {do: A, by: worker, takes: [1m, 2m, 3m]}
      b: {do: B, by: worker, takes: {pert: [1m, 2m, 3m]}}
      c: {do: C, by: worker, takes: {lognormal: [2m, 9m]}}
      d: {do: D, by: worker, takes: {beta: [1m, 5m, 2, 3]}}
      e: {do: E, by: worker, takes: {fixed: 5m}}
      f: {roll-call: worker, by: boss}
      g: {roll-call: worker, of: on-shift, by: boss}
    leads-to: {done: over}
  over: {final: true}
"""


def test_a_step_takes_what_its_author_wrote():
    steps = compile_play(plan_of(LAWS)).charts[RUN].steps.values()

    assert [type(s.takes).__name__ for s in steps] == [
        "Triangular",
        "Pert",
        "Lognormal",
        "Beta",
        "Fixed",
        "NoneType",
        "NoneType",
    ]
    assert [s.total for s in steps][-2:] == [3, 3]


def test_a_site_that_is_always_open_never_closes():
    life = lived(BOOK.replace("at: island", "at: base"), ("3h", take("mend/gate")))

    assert life.lines("step-started") == ["03:00:00 step-started mend/gate"]


def test_a_window_says_nothing_to_who_has_finished():
    life = lived(
        BOOK,
        ("1h", take("mend/gate")),
        ("90m", done("mend/gate")),
        ("100m", Amend(WindowOpened("island", 0, 9 * HOUR), "open")),
    )

    assert life.lines("step-resumed") == []


def test_a_window_is_the_drill_s_and_no_runbook_s():
    window = WindowOpened("island", HOUR, 2 * HOUR)
    life = lived(BOOK, ("1m", Amend(window, "open")))

    assert life.drill.windows == (("island", HOUR, 2 * HOUR),)
    assert life.drill.runs[RUN].changes == ()


def test_a_provider_that_promises_no_answer_owes_none():
    book = """
    phases:
      mend:
        steps:
          ask: {request: fibre/divert}
          tell: {notify: chief, by: boss, needs: []}
        leads-to: {done: over, refused: over}
      over: {final: true}
    """
    life = lived(
        book,
        ("1m", done("mend/tell")),
        company=("    acknowledge-within: 15m\n", ""),
    )

    assert [x for x in life.lines("obligation-opened") if "provider" in x] == [
        "00:00:00 obligation-opened provider:ops/fix/mend/ask#1 due 00:40:00"
    ]
    assert life.lines("call-made")[-1] == "00:01:00 call-made call-2 chief notify"


def test_an_item_reaches_only_what_items_can_reach():
    life = lived(
        BOOK,
        ("1m", MarkItem("village", "restored")),
        ("2m", MarkItem("village", "restored-reported")),
        scenario="affected: {village: {kind: settlement}}",
    )

    assert life.lines("move-refused", "item-marked") == [
        '00:01:00 move-refused MarkItem: "restored" is not a milestone that items have',
        "00:02:00 item-marked village restored-reported",
    ]
