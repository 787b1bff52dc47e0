"""What waits for an answer: decisions to take, calls to answer, papers to sign."""

from collections.abc import Iterator

from drillkit.conduct.permissions import refusal
from drillkit.engine.charts import Step
from drillkit.engine.commands import SetLevel
from drillkit.engine.decide.steps import target_of
from drillkit.engine.drill import Call, Run
from drillkit.review.reader import Reader
from drillkit.review.telling.people import WHY_CALLED
from drillkit.tui.scene import Scene
from drillkit.tui.view.alarms import waits
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.classification import disputed
from drillkit.tui.view.clocks import title_of
from drillkit.tui.view.names import crew_words, step_words
from drillkit.tui.view.seeing import home_of, is_own, own_runs
from drillkit.tui.view.steps import is_own_step
from drillkit.tui.view.tasks import questions, to_tell, tries
from drillkit.tui.view.times import left_of, left_words, pressing, span
from drillkit.tui.view.values import (
    CallRef,
    Cell,
    EntryRef,
    InjectRef,
    PromiseRef,
    Ref,
    Row,
    RunRef,
    StepRef,
    Table,
)

FITS = (Fit("", 8), Fit(), Fit("", 24, drops=1), Fit("", 18))


def waiting(scene: Scene) -> Table:
    """Everything that waits for this seat, and whom this seat waits for."""
    _ = scene.reader._
    rows = [
        *_decisions(scene),
        *_disputed(scene),
        *_calls(scene),
        *_papers(scene),
        *_to_tell(scene),
        *_questions(scene),
        *_unanswered(scene),
    ]
    return fitted(_("Waiting"), FITS, rows, _("Nothing waits for you."))


def _decisions(scene: Scene) -> Iterator[Row]:
    for run in scene.drill.runs.values():
        chart = scene.charts[run.run]
        for path, state in run.steps.items():
            step = chart.steps.get(path)
            if step is None or state.status == "settled" or not _asks(step):
                continue
            if chart.phase_of(path).path not in run.configuration:
                continue
            if is_own_step(scene, run.run, step):
                yield _decision(scene, run, step, state.visit)


def _disputed(scene: Scene) -> Iterator[Row]:
    """Levels set by decision before answers came that give another one."""
    reader, seat = scene.reader, scene.seat
    for run in scene.drill.runs.values():
        level = disputed(scene, run.run) if seat.kind == "participant" else ""
        act = SetLevel(run.run, level, "")
        if not level or refusal(seat, act, scene.drill, scene.play) is not None:
            continue
        text = reader._("{run}: by decision {level}, the answers give {given}")
        said = text.format(
            run=reader.run(run.run),
            level=reader.level(run.level),
            given=reader.level(level),
        )
        word = cell(reader._("CLASSIFY"), "strong")
        yield row(RunRef(run.run), word, cell(said), cell(""), cell(""))


def _asks(step: Step) -> bool:
    return step.verb in ("decide", "approve")


def _decision(scene: Scene, run: Run, step: Step, visit: int) -> Row:
    reader = scene.reader
    word = reader._("DECIDE") if step.verb == "decide" else reader._("SIGN")
    return row(
        StepRef(run.run, step.path),
        cell(word, "strong"),
        cell(step_words(scene, run.run, step)),
        cell(crew_words(reader, step.crew), "dim"),
        _due(scene, target_of(run.run, step.path, visit)),
    )


def _due(scene: Scene, obligation: str) -> Cell:
    owed = scene.drill.obligations.get(obligation)
    if owed is None or owed.due is None:
        return cell("")
    left = left_of(scene, owed)
    return cell(left_words(scene.reader, left), pressing(left, owed.limit).tone)


def _calls(scene: Scene) -> Iterator[Row]:
    """Calls to this role; for whoever has a department, to all of its roles."""
    role, home = scene.seat.role, home_of(scene)
    for call in scene.drill.calls.values():
        is_ours = call.role == role if role else home and _home(scene, call) == home
        if is_ours and waits(scene, call):
            yield _call(scene, call, scene.reader._("ANSWER"))


def _home(scene: Scene, call: Call) -> str:
    known = scene.play.company.roles.get(call.role)
    return known.department if known else ""


def _call(scene: Scene, call: Call, word: str) -> Row:
    reader = scene.reader
    why = reader._(WHY_CALLED[call.why])
    text = f"{why}, {call_words(reader, call)}"
    if call.role != scene.seat.role:
        # Who is called comes first: where there is little room the rest is cut off.
        text = f"{reader.role(call.role)}: {text}"
    return row(
        CallRef(call.call),
        cell(word, "strong"),
        cell(text),
        cell(""),
        _due(scene, f"answer:{call.call}"),
    )


def call_words(reader: Reader, call: Call) -> str:
    """Who calls: the run, and the audience it tells."""
    run = reader.run(call.run) if call.run else ""
    audience = reader.audience(call.audience) if call.audience else ""
    return ", ".join(part for part in (run, audience) if part)


def _papers(scene: Scene) -> Iterator[Row]:
    """Papers asked for earlier that are to be signed."""
    for owed in scene.drill.obligations.values():
        if owed.kind == "approval" and is_own(scene, owed):
            yield row(
                PromiseRef(owed.obligation),
                cell(scene.reader._("SIGN"), "strong"),
                cell(title_of(scene, owed)),
                cell(""),
                _due(scene, owed.obligation),
            )


def _to_tell(scene: Scene) -> Iterator[Row]:
    """News to tell by word of mouth, until what was heard is written down."""
    reader = scene.reader
    for h in to_tell(scene):
        event, again = h.event, tries(scene, h.event.inject)
        word = reader._("PHONE") if event.via == "phone" else reader._("TELL")
        text = f"{event.number} {reader.texts(event.says)}"
        if again:
            said = reader._("nobody answered x{n}").format(n=again)
            text = f"{said}: {text}"
        yield row(
            InjectRef(event.inject),
            cell(word, "strong"),
            cell(text.strip()),
            cell(reader.texts(event.sender), "dim"),
            cell(span(scene.now - h.at)),
        )


def _questions(scene: Scene) -> Iterator[Row]:
    """For those who direct: what departments ask the facilitator."""
    reader = scene.reader
    for h in questions(scene):
        by = reader.role(h.origin.by) if h.origin else ""
        yield row(
            EntryRef(h.seq),
            cell(reader._("ANSWER"), "strong"),
            cell(h.event.text),
            cell(by, "dim"),
            cell(span(scene.now - h.at)),
        )


def _unanswered(scene: Scene) -> Iterator[Row]:
    """Whom this seat's runs have called, and who has not answered."""
    if not home_of(scene):
        return
    own = {run.run for run in own_runs(scene)}
    shown: set[Ref | None] = {line.ref for line in _calls(scene)}
    for call in scene.drill.calls.values():
        if call.run in own and waits(scene, call) and CallRef(call.call) not in shown:
            yield _call(scene, call, scene.reader._("waits"))
