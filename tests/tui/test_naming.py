"""Every row can be called by a name that people can type."""

import pytest

from drillkit.tui.actions.naming import name_of, near, ref_of, refs_of
from drillkit.tui.view.values import EntryRef, RunRef, StepRef
from tests.tui.scenes import MINUTE, scene_at


@pytest.mark.parametrize("at", [0, 20 * MINUTE, 60 * MINUTE])
def test_a_row_is_found_by_its_own_name(at: int) -> None:
    scene = scene_at(at, scenario="partner-cut")
    rows = list(refs_of(scene))
    assert len(rows) > 10
    assert [ref_of(scene, name_of(ref)) for ref in rows] == rows


def test_an_open_step_is_found_by_the_end_of_its_path() -> None:
    scene = scene_at(MINUTE)
    run = next(iter(scene.drill.runs))
    path = next(
        path
        for path, step in scene.drill.runs[run].steps.items()
        if step.status != "settled"
    )
    assert ref_of(scene, path.rpartition("/")[2]) == StepRef(run, path)


def test_a_department_stands_for_its_only_run() -> None:
    scene = scene_at(MINUTE)
    run = next(iter(scene.drill.runs.values()))
    assert ref_of(scene, run.department) == RunRef(run.run)


def test_an_entry_has_its_number_and_no_other() -> None:
    scene = scene_at(MINUTE)
    last = len(scene.stored)
    assert ref_of(scene, f"#{last}") == EntryRef(last)
    assert ref_of(scene, f"#{last + 1}") is None
    assert ref_of(scene, "#0") is None


def test_what_nobody_is_called_finds_nothing_but_the_nearest_name() -> None:
    scene = scene_at(MINUTE)
    run = next(iter(scene.drill.runs))
    assert ref_of(scene, f"{run}x") is None
    assert near(scene, f"{run}x")[1] == {"name": run}
