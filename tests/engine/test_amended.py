"""Amended charts: steps come, go and change; phases stay where they are."""

from drillkit.engine.amended import amended
from drillkit.engine.amendments import (
    PhaseRetimed,
    RunChange,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
)
from drillkit.engine.charts import Chart
from drillkit.engine.compile import compile_play
from tests.engine.semantics.play import MINUTE, RUN, plan_of

BOOK = """
phases:
  mend:
    target: 30m
    steps:
      look: {do: Look, by: worker}
      fix: {do: Fix, by: worker, target: 10m}
      test: {do: Test, by: worker, needs: [fix, look]}
    leads-to: {done: rest}
  rest: {leads-to: {done: over}}
  over: {final: true}
"""


def chart() -> Chart:
    return compile_play(plan_of(BOOK)).charts[RUN]


def changed(*changes: RunChange) -> Chart:
    return amended(chart(), changes)


def needs(one: Chart) -> dict[str, tuple[str, ...]]:
    """Every step by name, in order, with what it waits for."""
    return {step.name: step.needs for step in one.steps.values()}


def added(step: str, after: str = "", phase: str = "mend") -> StepAdded:
    return StepAdded(RUN, phase, step, {"": "New"}, {"boss": 1}, None, after)


def test_a_new_step_comes_last_and_waits_for_the_one_above_it():
    assert needs(changed(added("new"))) == {
        "look": (),
        "fix": ("look",),
        "test": ("fix", "look"),
        "new": ("test",),
    }


def test_a_new_step_may_have_a_place_and_nothing_else_waits_for_it():
    assert needs(changed(added("new", after="look"))) == {
        "look": (),
        "new": ("look",),
        "fix": ("look",),
        "test": ("fix", "look"),
    }


def test_the_first_step_of_a_phase_waits_for_nothing():
    assert needs(changed(added("new", phase="rest")))["new"] == ()


def test_what_waited_for_a_dropped_step_waits_for_what_that_one_waited_for():
    assert needs(changed(StepDropped(RUN, "mend/fix"))) == {
        "look": (),
        "test": ("look",),
    }


def test_changes_are_made_in_the_order_they_were_decided():
    after = changed(
        added("new", after="fix"),
        StepRetimed(RUN, "mend/new", 5 * MINUTE),
        StepReassigned(RUN, "mend/new", {"worker": 2}),
        StepRetimed(RUN, "mend/new", 7 * MINUTE),
    )

    assert after.steps["mend/new"].target == 7 * MINUTE
    assert after.steps["mend/new"].crew == {"worker": 2}


def test_a_change_concerns_its_step_or_phase_alone():
    before = chart()
    after = changed(
        StepRetimed(RUN, "mend/fix", None), PhaseRetimed(RUN, "rest", MINUTE)
    )

    assert after.steps["mend/fix"].target is None
    assert after.phases["rest"].target == MINUTE
    assert after.phases["mend"].target == before.phases["mend"].target
    for path in ("mend/look", "mend/test"):
        assert after.steps[path] == before.steps[path]


def test_phases_stay_where_they_are():
    before, after = chart(), changed(added("new"), StepDropped(RUN, "mend/look"))

    assert list(after.phases) == list(before.phases)
    assert [p.order for p in after.phases.values()] == [0, 1, 2]


def test_a_new_step_behind_a_watch_waits_for_the_step_before_the_watch():
    book = BOOK.replace(
        "      test:", "      eye: {watch: cut, every: 5m, by: boss}\n      test:", 1
    )
    assert "eye" in book
    before = compile_play(plan_of(book)).charts[RUN]
    assert needs(amended(before, (added("new", after="eye"),)))["new"] == ("fix",)
