"""A drill's amendments as a patch: the plan then says what the drill did."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from drillkit.engine.amended import amended
from drillkit.engine.amendments import (
    Change,
    PhaseRetimed,
    RunChange,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.charts import Chart
from drillkit.engine.compile import compile_chart
from drillkit.engine.entry import Entry
from drillkit.engine.events import Event, PlanAmended, RunJoined
from drillkit.log.line import Stored
from drillkit.plan.read import read_texts
from drillkit.review.amending import (
    FOR_ALL,
    FOR_ONCE,
    GONE,
    ONLY,
    Drift,
    drift,
)
from drillkit.review.record import Books, read_record
from tests.tally import Tried
from tests.tui.scenes import rehearsed, shipped_plan

MINUTE = 60_000
RUN = "network-operations/backbone-outage"
FILE = "runbooks/network-operations/backbone-outage.yaml"


@cache
def texts() -> dict[str, str]:
    """The shipped runbooks, by the path a patch names."""
    return {
        f"runbooks/{name}.yaml": file.tree.text
        for name, file in shipped_plan().runbooks.items()
    }


def drifted(*changes: Change, of: dict[str, str] | None = None) -> Drift:
    """What a drill with these amendments says of the plan."""
    began = rehearsed("first-light")[:1]
    runs = {c.run for c in changes if not isinstance(c, WindowOpened)}
    events: list[Event] = [RunJoined(run, run, "", {}) for run in sorted(runs)]
    events += [PlanAmended(change, "because") for change in changes]
    told = tuple(
        Stored(n, 0, "", Entry(n * MINUTE, event))
        for n, event in enumerate(events, start=2)
    )
    return drift(read_record((*began, *told), Books()), of or texts())


def chart_of(runbook: str, text: str) -> Chart:
    plan, problems = read_texts({"runbook.yaml": text})
    assert not [p for p in problems if p.severity == "error"], problems
    organisation = shipped_plan().organisation
    assert organisation
    return compile_chart(plan.runbooks[runbook], organisation.model, None)


def changes_of(chart: Chart, run: str) -> Iterator[RunChange]:
    """Every amendment of one kind and another to each step and phase of a chart."""
    for phase in chart.phases.values():
        if phase.final:
            continue
        yield PhaseRetimed(run, phase.path, 77 * MINUTE)
        yield PhaseRetimed(run, phase.path, None)
        for step in phase.steps:
            yield StepRetimed(run, step.path, 95 * MINUTE)
            yield StepRetimed(run, step.path, None)
            yield StepReassigned(run, step.path, {"noc-shift-lead": 1})
            yield StepReassigned(run, step.path, {"noc-shift-lead": 2})
            if step.verb != "decide" and len(phase.steps) > 1:
                yield StepDropped(run, step.path)
            said = {"en": "Look: again", "ru": "Взгляните # ещё раз"}
            crew = {"noc-shift-lead": 1}
            yield StepAdded(run, phase.path, "again", said, crew, 9 * MINUTE, step.name)


def test_the_patched_plan_is_the_plan_as_it_was_amended() -> None:
    check_every_change(RUN)


@pytest.mark.soak
@pytest.mark.parametrize("runbook", sorted(shipped_plan().runbooks))
def test_every_shipped_plan_is_amended_as_it_was_in_the_drill(
    runbook: str, tried: Tried
) -> None:
    check_every_change(runbook)
    tried("shipped runbooks, each amended in every way", 1)


def said(chart: Chart) -> list[str]:
    """A chart in words: two conditions are the same if they read the same."""
    return [
        str(replace(phase, steps=()))
        + str([(replace(s, when=None), s.when and s.when.text) for s in phase.steps])
        for phase in chart.phases.values()
    ]


def check_every_change(runbook: str) -> None:
    path = f"runbooks/{runbook}.yaml"
    before = chart_of(runbook, texts()[path])
    tried = 0
    for change in changes_of(before, runbook):
        found = drifted(change, of={path: texts()[path]})
        (one,) = found.amendments
        assert one.is_in, (change, one)
        if one.remark == FOR_ALL:
            continue
        after = chart_of(runbook, found.after[path])
        assert said(after) == said(amended(before, (change,))), change
        tried += 1
    assert tried > 10


def test_a_patch_changes_the_lines_it_is_about_and_no_other() -> None:
    found = drifted(StepRetimed(RUN, "triage/confirm", 3 * MINUTE))
    before, after = texts()[FILE].splitlines(), found.after[FILE].splitlines()
    differ = [(b, a) for b, a in zip(before, after, strict=True) if a != b]
    assert differ == [("        target: 5m", "        target: 3m")]


def test_git_takes_the_patch(tmp_path: Path) -> None:
    found = drifted(
        StepRetimed(RUN, "triage/confirm", 3 * MINUTE),
        StepAdded(RUN, "triage", "mayor", {"en": "Call the mayor"}, {}, None, ""),
        PhaseRetimed(RUN, "triage", None),
    )
    for path, text in texts().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    patch = found.patch().encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / FILE).read_bytes().decode() == found.after[FILE]


def test_what_no_longer_stands_in_the_plan_is_told() -> None:
    text = texts()[FILE].replace("      confirm:", "      verify:")
    found = drifted(StepRetimed(RUN, "triage/confirm", MINUTE), of={FILE: text})
    assert [(a.is_in, a.remark) for a in found.amendments] == [(False, GONE)]
    assert found.patch() == ""


def test_a_site_that_was_opened_once_changes_no_plan() -> None:
    found = drifted(WindowOpened("anywhere", 0, MINUTE))
    assert [(a.is_in, a.remark) for a in found.amendments] == [(False, FOR_ONCE)]


def test_two_amendments_of_one_file_are_both_in_its_patch() -> None:
    found = drifted(
        StepDropped(RUN, "triage/confirm"),
        StepReassigned(RUN, "triage/size-up", {"technical-director": 1}),
    )
    chart = chart_of(RUN, found.after[FILE])
    assert "triage/confirm" not in chart.steps
    assert chart.steps["triage/size-up"].crew == {"technical-director": 1}
    assert chart.steps["triage/size-up"].needs == ()


def test_a_phase_keeps_its_only_step_and_says_so() -> None:
    chart = chart_of(RUN, texts()[FILE])
    (step,) = next(p.steps for p in chart.phases.values() if len(p.steps) == 1)
    found = drifted(StepDropped(RUN, step.path))
    assert [(a.is_in, a.remark) for a in found.amendments] == [(False, ONLY)]
