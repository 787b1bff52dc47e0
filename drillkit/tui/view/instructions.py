"""What the selected row is, in full: everything its line has no room for."""

from typing import assert_never

from drillkit.tui.scene import Scene
from drillkit.tui.view.detail import detail
from drillkit.tui.view.page_of_inject import expected_page, inject_page
from drillkit.tui.view.page_of_people import call_page, promise_page, seat_page
from drillkit.tui.view.page_of_phase import phase_page, run_page
from drillkit.tui.view.page_of_step import step_page
from drillkit.tui.view.page_of_things import item_page, request_page
from drillkit.tui.view.values import (
    CallRef,
    EntryRef,
    ExpectedRef,
    InjectRef,
    ItemRef,
    Page,
    PromiseRef,
    Ref,
    RequestRef,
    RunRef,
    SeatRef,
    StepRef,
)


def instructions(scene: Scene, ref: Ref | None) -> Page:
    """The page about a row; an empty one where there is nothing (any more)."""
    return _page(scene, ref) or Page(scene.reader._("Nothing is selected"), ())


def _page(scene: Scene, ref: Ref | None) -> Page | None:
    match ref:
        case None:
            return None
        case StepRef():
            return _in_plan(scene, ref)
        case RunRef():
            return run_page(scene, ref.run) if ref.run in scene.drill.runs else None
        case CallRef():
            return call_page(scene, ref)
        case InjectRef():
            return inject_page(scene, ref)
        case ExpectedRef():
            return expected_page(scene, ref)
        case PromiseRef():
            return promise_page(scene, ref)
        case RequestRef():
            return request_page(scene, ref)
        case ItemRef():
            return item_page(scene, ref)
        case EntryRef():
            return detail(scene, ref)
        case SeatRef():
            return seat_page(scene, ref)
        case _:
            assert_never(ref)


def _in_plan(scene: Scene, ref: StepRef) -> Page | None:
    chart = scene.charts.get(ref.run)
    if chart is None:
        return None
    if ref.path in chart.steps:
        return step_page(scene, ref.run, chart.steps[ref.path])
    if ref.path in chart.phases:
        return phase_page(scene, ref.run, chart.phases[ref.path])
    return run_page(scene, ref.run)
