"""What a row is called where people type its name, and which row a name means.

network-operations:triage/confirm   a step; `confirm` if no other open step ends so
network-operations                  a run, by its id or its department
call-3  #123  alarm-1?2             a call, an entry, what inject alarm-1 asks for
other ids stand for themselves      injects, items, requests, promises
"""

from collections.abc import Iterator
from typing import assert_never

from drillkit.engine.drill import Run
from drillkit.plan.near import Hint, nearest
from drillkit.tui.scene import Scene
from drillkit.tui.view.tasks import questions
from drillkit.tui.view.values import (
    CallRef,
    EntryRef,
    ExpectedRef,
    InjectRef,
    ItemRef,
    PromiseRef,
    Ref,
    RequestRef,
    RunRef,
    SeatRef,
    StepRef,
)


def name_of(ref: Ref) -> str:
    """A row's name, as it can be typed."""
    match ref:
        case StepRef(run, path):
            return f"{run}:{path}"
        case RunRef(run):
            return run
        case CallRef(call):
            return call
        case InjectRef(inject):
            return inject
        case ExpectedRef(inject, number):
            return f"{inject}?{number}"
        case PromiseRef(obligation):
            return obligation
        case RequestRef(request):
            return request
        case ItemRef(item):
            return item
        case EntryRef(seq):
            return f"#{seq}"
        case SeatRef(seat):
            return seat
        case _:
            assert_never(ref)


def refs_of(scene: Scene) -> Iterator[Ref]:
    """Every row there is: calls first, then the steps of the present phases."""
    drill = scene.drill
    yield from (CallRef(name) for name in drill.calls)
    for run in drill.runs.values():
        paths = dict.fromkeys((*run.steps, *_present(scene, run)))
        yield from (StepRef(run.run, path) for path in paths)
    story = scene.play.story
    injects = dict.fromkeys((*(story.injects if story else ()), *drill.injects))
    for name in injects:
        yield InjectRef(name)
        asked = story.injects[name].expects if story and name in story.injects else ()
        yield from (ExpectedRef(name, n) for n in range(1, len(asked) + 1))
    yield from (EntryRef(asked.seq) for asked in questions(scene))
    yield from (RequestRef(name) for name in drill.requests)
    yield from (ItemRef(name) for name in drill.items)
    yield from (PromiseRef(name) for name in drill.obligations)
    yield from (RunRef(name) for name in drill.runs)


def _present(scene: Scene, run: Run) -> Iterator[str]:
    """The steps of the present phases, those not yet open too."""
    for path in run.configuration:
        yield from (s.path for s in scene.charts[run.run].phases[path].steps)


def ref_of(scene: Scene, name: str) -> Ref | None:
    """The row *name* stands for; None if there is none, or more than one."""
    if name.startswith("#") and name[1:].isdecimal():
        seq = int(name[1:])
        return EntryRef(seq) if 1 <= seq <= len(scene.stored) else None
    rows = {name_of(ref): ref for ref in refs_of(scene)}
    return rows.get(name) or _by_ending(scene, name) or _by_department(scene, name)


def near(scene: Scene, name: str) -> Hint:
    """The name somebody may have meant, as a hint and its words."""
    return nearest(name, [name_of(ref) for ref in refs_of(scene)])


def _by_ending(scene: Scene, name: str) -> Ref | None:
    """The one unsettled step whose path ends so, the seat's own department first."""
    ending = f"/{name}"
    found = [
        StepRef(run.run, path)
        for run in scene.drill.runs.values()
        for path in dict.fromkeys((*run.steps, *_present(scene, run)))
        if f"/{path}".endswith(ending)
        and (path not in run.steps or run.steps[path].status != "settled")
    ]
    mine = [
        ref
        for ref in found
        if scene.drill.runs[ref.run].department == scene.seat.department
    ]
    listed = mine or found
    return listed[0] if len(listed) == 1 else None


def _by_department(scene: Scene, name: str) -> Ref | None:
    runs = [run.run for run in scene.drill.runs.values() if run.department == name]
    return RunRef(runs[0]) if len(runs) == 1 else None
