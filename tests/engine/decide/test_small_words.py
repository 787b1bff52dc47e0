"""What an act says is in what comes of it, word for word."""

from dataclasses import replace

import pytest

from drillkit.engine.amendments import PhaseRetimed, StepAdded, StepRetimed
from drillkit.engine.charts import Play
from drillkit.engine.commands import (
    Amend,
    BeginTimeOut,
    CallOut,
    Count,
    DeclareEmergency,
    EndDrill,
    EndTimeOut,
    Jump,
    Move,
    Pass,
    Pause,
    SetSpeed,
    TriggerInject,
    UndoStep,
)
from drillkit.engine.compile import compile_play
from drillkit.engine.decide import decide
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Entry
from drillkit.engine.events import (
    CallMade,
    DirectorNoted,
    DirectorTold,
    DrillEnded,
    ItemsCounted,
    MoveRefused,
    ObligationBroken,
    ObligationOpened,
    Paused,
)
from drillkit.engine.evolve import evolve
from drillkit.plan.read import read_texts
from tests.engine.semantics.play import HOUR, MINUTE, RUN, done, lived, plan_of, take

ONE = """
phases:
  mend:
    steps:
      fix: {do: Fix, by: worker, needs: []}
      look: {do: Look, by: worker, needs: [], target: 20m}
      calls: {batch: 3, of: calls, each: 1m, by: worker, needs: []}
    leads-to: {done: over}
  over: {final: true, reaches: normal}
"""


def test_a_pause_keeps_its_reason_and_so_does_an_end() -> None:
    life = lived(
        ONE, ("1m", Pause(1, "the power is out")), ("1m", EndDrill(reason="no more"))
    )

    assert Paused(1, "the power is out") in life.said("paused")
    assert life.said("drill-ended") == [DrillEnded("director", "no more")]
    assert lived(ONE, ("100h", Pass())).said("drill-ended") == [DrillEnded("time", "")]


def test_a_call_by_hand_says_what_it_was_to_say() -> None:
    life = lived(ONE, ("1m", CallOut(RUN, "boss", {"en": "come"})))
    [call] = [e for e in life.said("call-made") if isinstance(e, CallMade) and e.says]

    assert (call.role, call.says) == ("boss", {"en": "come"})


@pytest.mark.parametrize(
    "act", [Pause(1), SetSpeed(2, 1, 1), Jump(HOUR, 1), DeclareEmergency(1)]
)
def test_a_real_event_says_which_act_it_refused(act: object) -> None:
    life = lived(ONE, ("1m", act), mode="live")  # type: ignore[arg-type]
    [refused] = [e for e in life.said("move-refused") if isinstance(e, MoveRefused)]

    assert refused.move == type(act).__name__


def test_a_refused_end_of_a_time_out_says_which() -> None:
    life = lived(ONE, ("1m", EndTimeOut("ops")))
    [refused] = [e for e in life.said("move-refused") if isinstance(e, MoveRefused)]

    assert (refused.move, refused.words) == ("EndTimeOut", {"department": "ops"})


def test_none_is_a_number_that_can_be_counted() -> None:
    life = lived(
        ONE,
        ("1m", Count(RUN, "mend/calls", 0)),
        ("2m", Count(RUN, "mend/calls", -1)),
    )

    assert life.said("items-counted") == [ItemsCounted(RUN, "mend/calls", 1, 0, 3)]
    assert len(life.said("move-refused")) == 1


def test_a_new_target_counts_from_where_the_old_one_did() -> None:
    life = lived(
        ONE,
        ("1m", Amend(PhaseRetimed(RUN, "mend", HOUR), "slow")),
        ("2m", Amend(StepRetimed(RUN, "mend/fix", HOUR), "slow")),
    )
    opened = [
        e for e in life.said("obligation-opened") if isinstance(e, ObligationOpened)
    ]
    targets = {
        e.kind: (e.anchor, e.anchored_at, e.run) for e in opened if e.limit == HOUR
    }

    assert targets["phase-target"] == ("entered", 0, RUN)
    assert targets["step-target"] == ("opened", 0, RUN)


def test_a_step_that_is_undone_has_nothing_left_of_its_end() -> None:
    life = lived(
        ONE, ("1m", take("mend/fix")), ("2m", done("mend/fix")), ("3m", _undo())
    )
    state = life.drill.runs[RUN].steps["mend/fix"]

    assert (state.status, state.how, state.outcome) == ("open", "", "")
    assert (state.started_at, state.settled_at) == (None, None)


def _undo() -> UndoStep:
    return UndoStep(RUN, "mend/fix", "not so")


def test_what_ended_a_drill_ended_it_when_it_was_due() -> None:
    life = lived(ONE, ("101h", TriggerInject("nothing")))
    refused = life.entries[-1]

    assert isinstance(refused.event, MoveRefused)
    assert refused.at == life.drill.at == 100 * HOUR


def test_what_the_director_noted_and_told_is_counted() -> None:
    drill = lived(ONE).drill
    noted = evolve(drill, Entry(5, DirectorNoted(7, "x")))
    noted = evolve(noted, Entry(5, DirectorNoted(4, "y")))
    told = evolve(noted, Entry(5, DirectorTold(("a", "b"))))
    told = evolve(told, Entry(5, DirectorTold(("c",))))

    assert (drill.noted, noted.noted, told.noted) == (0, 7, 7)
    assert (drill.told_lines, told.told_lines) == (0, 3)


def test_the_first_entry_of_a_drill_is_in_the_drill() -> None:
    story = "ends: {when: normal, at-latest: 5h}\nonset: 2026-11-24T08:50\n"
    life = lived(ONE, scenario=story)
    drill = life.drill

    assert (drill.ends_when, drill.ends_at) == ("normal", 5 * HOUR)
    assert (drill.onset, drill.lead, drill.mode) == (-10 * MINUTE, "ops", "drill")


def test_phases_stand_in_the_order_of_the_plan_and_not_of_the_alphabet() -> None:
    lane = "{one: {steps: {fix: {do: Fix}}, leads-to: {done: end}}, end: {final: true}}"
    book = f"""
    phases:
      work:
        lanes:
          zulu: {{phases: {lane}}}
          alpha: {{phases: {lane}}}
        leads-to: {{done: over}}
      over: {{final: true}}
    """
    life = lived(book, ("1m", done("work/zulu/one/fix")))

    assert life.drill.runs[RUN].configuration == (
        "work",
        "work/zulu/end",
        "work/alpha/one",
    )


def test_at_one_instant_the_company_s_promises_break_before_a_department_s() -> None:
    book = ONE.replace("target: 20m", "target: 4h")
    life = lived(book, ("5h", Pass()))
    broken = [e for e in life.entries if isinstance(e.event, ObligationBroken)]
    at_four = [e.event.obligation for e in broken if e.at == 4 * HOUR]

    assert at_four.index("restore:company") < at_four.index(f"target:{RUN}/mend/look#1")


def test_before_it_begins_a_drill_refuses_what_comes_too_soon() -> None:
    play: Play = compile_play(plan_of(ONE), "story")
    [refused] = decide(Drill(), Move(MINUTE, Pause(1)), play)

    assert isinstance(refused.event, MoveRefused)
    assert refused == replace(refused, at=MINUTE)


def test_every_clock_of_a_department_goes_on_after_its_time_out() -> None:
    book = ONE.replace("  mend:\n", "  mend:\n    target: 1h\n")
    life = lived(book, ("1m", BeginTimeOut("ops")), ("11m", EndTimeOut("ops")))
    dues = {o.kind: o.due for o in life.drill.obligations.values() if o.run == RUN}

    assert dues["phase-target"] == 70 * MINUTE
    assert dues["step-target"] == 30 * MINUTE


@pytest.mark.parametrize(("mode", "ended"), [("drill", ["normal"]), ("live", [])])
def test_a_real_event_is_not_over_because_all_runs_are(
    mode: str, ended: list[str]
) -> None:
    book = ONE.replace(", reaches: normal", "")
    moves = [("1m", done(f"mend/{step}")) for step in ("fix", "look", "calls")]
    moves[2] = ("1m", Count(RUN, "mend/calls", 3))
    life = lived(book, *moves, mode=mode)

    assert life.drill.runs[RUN].configuration == ("over",)
    assert [
        e.how for e in life.said("drill-ended") if isinstance(e, DrillEnded)
    ] == ended


def test_a_step_that_comes_again_with_its_outer_phase_can_still_be_changed() -> None:
    book = """
    phases:
      work:
        lanes:
          us: {phases: {one: {steps: {fix: {do: Fix}}, leads-to: {done: end}}, end: {final: true}}}
          them: {phases: {one: {steps: {ask: {do: Ask}}, leads-to: {done: end}}, end: {final: true}}}
        leads-to: {done: check}
      check:
        steps: {good: {decide: Good?, outcomes: {yes: "Yes", no: "No"}, by: boss}}
        leads-to: {yes: over, no: work}
      over: {final: true}
    """  # noqa: E501
    change = Amend(StepRetimed(RUN, "work/us/one/fix", HOUR), "slow")
    life = lived(book, ("1m", done("work/us/one/fix")), ("2m", change))
    once = lived(
        book.replace("no: work}", "no: over}"),
        ("1m", done("work/us/one/fix")),
        ("2m", change),
    )

    assert life.said("move-refused") == []
    assert len(once.said("move-refused")) == 1


def test_a_step_put_in_later_is_one_to_do() -> None:
    added = StepAdded(RUN, "mend", "more", {"en": "More"}, {"worker": 1}, None, "fix")
    life = lived(
        ONE,
        ("1m", Amend(added, "needed")),
        ("2m", done("mend/fix")),
        ("3m", take("mend/more")),
    )
    state = life.drill.runs[RUN].steps["mend/more"]

    assert (state.verb, state.status) == ("do", "working")


def test_a_plan_without_a_company_is_named_for_what_it_lacks() -> None:
    plan, _ = read_texts({})

    with pytest.raises(LookupError, match="^a plan without an organisation cannot"):
        compile_play(plan)
