"""Every text that can come to stand on a seat's screens, whatever it looks at."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from drillkit.tui.scene import Scene
from drillkit.tui.view.classification import classification, preview
from drillkit.tui.view.control import control
from drillkit.tui.view.frame import frame
from drillkit.tui.view.instructions import instructions
from drillkit.tui.view.mine import mine
from drillkit.tui.view.report import report_so_far
from drillkit.tui.view.timeline import Filter, timeline
from drillkit.tui.view.values import (
    CallRef,
    Cell,
    EntryRef,
    ExpectedRef,
    InjectRef,
    ItemRef,
    PromiseRef,
    Ref,
    RequestRef,
    Row,
    RunRef,
    SeatRef,
    StepRef,
    Table,
)


def refs_of(scene: Scene) -> Iterator[Ref]:
    """Every row there can be, those of injects to come included."""
    drill = scene.drill
    for run, chart in scene.charts.items():
        yield RunRef(run)
        yield from (StepRef(run, path) for path in (*chart.phases, *chart.steps, ""))
    yield from (CallRef(name) for name in drill.calls)
    yield from (PromiseRef(name) for name in drill.obligations)
    yield from (RequestRef(name) for name in drill.requests)
    yield from (ItemRef(name) for name in drill.items)
    yield from (SeatRef(name) for name in ("noc-shift-lead", "director", "evaluator:x"))
    yield from (EntryRef(line.seq) for line in scene.stored)
    story = scene.play.story
    for name in dict.fromkeys((*(story.injects if story else ()), *drill.injects)):
        yield InjectRef(name)
        yield from (ExpectedRef(name, number) for number in (1, 2))


def screens(scene: Scene, refs: Iterable[Ref]) -> Iterator[object]:
    """Everything that is drawn at a seat."""
    yield frame(scene)
    yield mine(scene)
    yield control(scene)
    yield timeline(scene)
    yield timeline(scene, Filter(with_bookkeeping=True))
    yield report_so_far(scene)
    for run in scene.drill.runs:
        yield classification(scene, run)
        yield preview(scene, run, {})
    yield from (instructions(scene, ref) for ref in refs)


def texts_of(value: object) -> Iterator[str]:
    """All words in a value of a screen."""
    match value:
        case str():
            yield value
        case Cell(text):
            yield text
        case Row(cells):
            yield from (cell.text for cell in cells)
        case Table():
            yield value.title
            yield value.empty
            yield from (column.title for column in value.columns)
            for row in value.rows:
                yield from texts_of(row)
        case tuple():
            for part in value:
                yield from texts_of(part)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from texts_of(getattr(value, field.name))
        case _:
            pass


def everything(scene: Scene, refs: Iterable[Ref]) -> str:
    """All of it, one text a line."""
    return "\n".join(
        text for screen in screens(scene, refs) for text in texts_of(screen)
    )
