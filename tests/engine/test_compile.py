"""From texts to what is run: paths, order, and what the log may know."""

from dataclasses import replace

import pytest

from drillkit.engine.charts import Chart
from drillkit.engine.compile import began, compile_play, digest
from drillkit.plan.plan import Plan
from tests.engine.semantics.play import HOUR, MINUTE, RUN, plan_of

BOOK = """
phases:
  mend:
    target: 2h
    lanes:
      hands:
        keep: true
        phases:
          look:
            steps:
              eye: {do: Look, by: worker}
              gauge: {watch: many, every: 10m}
              fix: {do: Fix, by: worker}
              call: {do: Call, by: boss, needs: []}
            after: {1h: given}
            leads-to: {done: there}
          given: {final: true}
          there: {final: true}
      words:
        phases:
          say: {final: true}
    leads-to: {done: over}
  over: {final: true, reaches: normal}
facts:
  many: {ask: How many?, count: true}
classification:
  crisis: many > 5
  minor: otherwise
"""
STORY = """
onset: 2026-11-24T08:30
injects:
  alarm: {at: 0m, to: ops, says: It rings, expects: {do: Look, within: 5m}}
  hint: {if-missed: alarm, says: Look there}
"""


def chart() -> Chart:
    return compile_play(plan_of(BOOK)).charts[RUN]


def test_phases_are_numbered_as_they_are_read_each_before_what_lies_in_it():
    phases = chart().phases

    assert list(phases) == [
        "mend",
        "mend/hands/look",
        "mend/hands/given",
        "mend/hands/there",
        "mend/words/say",
        "over",
    ]
    assert [p.order for p in phases.values()] == list(range(6))
    assert phases["mend/hands/look"].parent == "mend/hands"
    assert phases["over"].parent == ""


def test_a_phase_leads_to_phases_beside_it():
    look = chart().phases["mend/hands/look"]

    assert look.leads_to == {"done": "mend/hands/there"}
    assert look.after == ((HOUR, "mend/hands/given"),)


def test_lanes_are_joined_by_all_of_them_unless_the_phase_says_otherwise():
    any_of = BOOK.replace("    target: 2h\n", "    join: any\n")

    assert chart().phases["mend"].join == "all"
    assert chart().phases["over"].join == ""
    assert compile_play(plan_of(any_of)).charts[RUN].phases["mend"].join == "any"


def test_a_lane_knows_where_it_begins_and_ends():
    hands, words = chart().phases["mend"].lanes

    assert (hands.path, hands.initial) == ("mend/hands", "mend/hands/look")
    assert hands.finals == {"mend/hands/given", "mend/hands/there"}
    assert (hands.keep, words.keep) == (True, False)


def test_nobody_waits_for_a_watch_by_standing_below_it():
    assert {s.name: s.needs for s in chart().steps.values()} == {
        "eye": (),
        "gauge": ("eye",),
        "fix": ("eye",),
        "call": (),
    }


def test_the_last_row_of_a_classification_needs_no_condition():
    crisis, minor = chart().rows

    assert (crisis.level, minor.level) == ("crisis", "minor")
    assert crisis.condition is not None
    assert minor.condition is None


def test_an_inject_has_its_time_or_what_it_follows():
    injects = compile_play(plan_of(BOOK, scenario=STORY), "story").story.injects

    assert (injects["alarm"].at, injects["alarm"].if_missed) == (0, "")
    assert (injects["hint"].at, injects["hint"].if_missed) == (None, "alarm")
    assert [x.order for x in injects.values()] == [0, 1]
    assert injects["alarm"].expects[0].within == 5 * MINUTE


def test_a_plan_may_be_run_without_a_scenario():
    assert compile_play(plan_of(BOOK)).story is None


def test_a_plan_without_an_organisation_is_not_run():
    plan = plan_of(BOOK)
    bare = Plan(None, plan.runbooks, plan.scenarios)

    with pytest.raises(LookupError):
        compile_play(bare)
    with pytest.raises(LookupError):
        began(bare, "story", drill="d", mode="drill", wall_ms=0)


def test_the_onset_lies_before_the_drill():
    event = began(
        plan_of(BOOK, scenario=STORY), "story", drill="d", mode="drill", wall_ms=0
    )

    assert event.onset == -30 * MINUTE


@pytest.mark.parametrize("lead", ["ops/fix", "main"])
def test_a_lead_named_by_its_run_is_its_department(lead: str) -> None:
    story = "\nruns: {ops/fix: ops/fix, main: ops/fix}\n"
    plan = plan_of(BOOK, scenario=story)
    file = plan.scenarios["story"]
    led = replace(file, model=file.model.model_copy(update={"lead": lead}))

    event = began(
        replace(plan, scenarios={"story": led}),
        "story",
        drill="d",
        mode="drill",
        wall_ms=0,
    )

    assert event.lead == "ops"


def test_the_shared_texts_are_named_by_what_they_are_and_tell_no_secret():
    plan = plan_of(BOOK, scenario=STORY)
    event = began(plan, "story", drill="d", mode="drill", wall_ms=0)

    assert list(event.plan) == ["organisation.yaml", "ops/fix.yaml"]
    assert not any("It rings" in text for text in event.plan.values())
    assert event.scenario_hash == digest(plan.scenarios["story"].tree.text)


def test_texts_that_are_cut_elsewhere_have_another_digest():
    assert digest("ab", "c") == digest("ab", "c")
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc")}) == 3
