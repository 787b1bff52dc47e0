"""The steps before a seat: the present phases of its runs, lane by lane.

Each has its mark as text, its number, its words, who does it, and the time that
matters now: what is left, what it takes, or what it waits for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from drillkit.engine.charts import Chart, Phase, Step
from drillkit.engine.decide.steps import target_of
from drillkit.engine.drill import Obligation, Run, StepState
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.names import crew_words, leaves, phase_words, stages, step_words
from drillkit.tui.view.seeing import home_of, own_runs
from drillkit.tui.view.times import (
    late_words,
    left_of,
    left_words,
    lived,
    pressing,
    span,
    spent,
    stands_words,
    story_clock,
)
from drillkit.tui.view.values import Cell, Row, StepRef, Table, Tone

FITS = (Fit("", 3), Fit("", 3, is_right=True), Fit(), Fit("", 20, drops=1), Fit("", 22))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step stands: its mark, and the words and tone of its time."""

    mark: str
    time: str
    tone: Tone = "plain"


def steps(scene: Scene) -> Table:
    """Steps of the seat's own runs, then what other departments want of its role."""
    own = own_runs(scene)
    rows = [line for run in own for line in _of_run(scene, run)]
    rows += _for_my_role(scene, {run.run for run in own})
    title = _title(scene, own) or scene.reader._("Steps")
    return fitted(title, FITS, rows, _nothing(scene))


def _nothing(scene: Scene) -> str:
    if scene.drill.runs or scene.drill.mode != "live":
        return scene.reader._("No step is open.")
    return scene.reader._("No plan is followed yet. The command run.join lets one in.")


def _title(scene: Scene, own: tuple[Run, ...]) -> str:
    """With one plan and one phase, the phase is the title."""
    begun = [run for run in own if run.begun_at is not None]
    if len(begun) != 1:
        return ""
    [run] = begun
    chart = scene.charts[run.run]
    here, of = stages(chart, run)
    present = leaves(chart, run)
    name = (
        phase_words(scene, run.run, present[0].path)
        if len(present) == 1
        else scene.reader.path(run.run, run.configuration[0])
    )
    text = scene.reader._("{phase}, phase {n} of {of}")
    title = text.format(phase=name, n=here, of=of)
    if is_aside(scene, run):
        aside = scene.reader._("|| TIME-OUT")
        title = f"{title}  {aside}"
    return title


def is_aside(scene: Scene, run: Run) -> bool:
    """Whether its department has a time-out."""
    return run.department in scene.drill.time_outs


def _of_run(scene: Scene, run: Run) -> Iterator[Row]:
    if run.begun_at is None:
        yield _standby(scene, run)
        return
    chart = scene.charts[run.run]
    present = leaves(chart, run)
    is_alone = len(own_runs(scene)) == 1
    for phase in present:
        if not is_alone or len(present) > 1:
            yield heading(scene, run, phase, not is_alone)
        for number, step in enumerate(phase.steps, start=1):
            yield step_row(scene, run, chart, step, number)


def _standby(scene: Scene, run: Run) -> Row:
    reader = scene.reader
    whose, _, milestone = run.begins.rpartition("/")
    text = reader._("{run}: stands by").format(run=reader.run(run.run))
    if milestone:
        wait = reader._("waits for {run}: {milestone}").format(
            run=_whose(scene, whose), milestone=reader.milestone(milestone)
        )
        text = f"{text}, {wait}"
    return row(StepRef(run.run, ""), cell("[.]"), cell(""), cell(text, "dim"))


def _whose(scene: Scene, name: str) -> str:
    """Whom a milestone is awaited from: a run, or the first of a department."""
    reader = scene.reader
    return reader.run(name) if "/" in name else reader.department(name)


def heading(scene: Scene, run: Run, phase: Phase, with_run: bool) -> Row:
    """A phase over its steps."""
    words = phase_words(scene, run.run, phase.path)
    if with_run:
        words = f"{scene.reader.run(run.run)} | {words}"
    passed = span(lived(scene, run) - run.entered_at[phase.path])
    visit = run.visits[phase.path]
    if visit > 1:
        again = scene.reader._("visit {n}").format(n=visit)
        words = f"{words} ({again})"
    time = "" if phase.final else passed
    if not phase.final and phase.target is not None:
        time = f"{passed}/{span(phase.target)}"
    if is_aside(scene, run) and time:
        time = f"|| {time}"
    return row(
        StepRef(run.run, phase.path),
        cell("==", "strong"),
        cell(""),
        cell(words, "strong"),
        cell(""),
        cell(time, "dim"),
    )


def _for_my_role(scene: Scene, own: set[str]) -> list[Row]:
    """Steps of other departments that this role has to take (rule 25)."""
    role, found = scene.seat.role, []
    for run in scene.drill.runs.values() if role else ():
        if run.run in own or run.begun_at is None:
            continue
        chart = scene.charts[run.run]
        for phase in leaves(chart, run):
            rows = [
                step_row(scene, run, chart, step, number)
                for number, step in enumerate(phase.steps, start=1)
                if role in step.crew and _is_open(run, step)
            ]
            if rows:
                found += [heading(scene, run, phase, True), *rows]
    return found


def _is_open(run: Run, step: Step) -> bool:
    state = run.steps.get(step.path)
    return state is not None and state.status != "settled"


def step_row(scene: Scene, run: Run, chart: Chart, step: Step, number: int) -> Row:
    """One step on one line."""
    state = run.steps.get(step.path)
    stands = standing(scene, run, step, state)
    words = step_words(scene, run.run, step) + _counted(run, step, state)
    if step.optional and (state is None or state.status != "settled"):
        optional = scene.reader._("optional")
        words = f"{words} ({optional})"
    return row(
        StepRef(run.run, step.path),
        cell(stands.mark, stands.tone),
        cell(str(number), "dim"),
        cell(words, _words_tone(scene, step, state)),
        _who(scene, step),
        cell(stands.time, stands.tone),
    )


def _words_tone(scene: Scene, step: Step, state: StepState | None) -> Tone:
    if state is None or state.status == "settled":
        return "dim"
    is_mine = not scene.seat.role or scene.seat.role in step.crew
    return "strong" if is_mine else "plain"


def _who(scene: Scene, step: Step) -> Cell:
    if step.crew:
        is_mine = scene.seat.role in step.crew
        return cell(crew_words(scene.reader, step.crew), "strong" if is_mine else "dim")
    if step.verb == "request":
        return cell(scene.reader.provider(step.about.partition("/")[0]), "dim")
    return cell("")


def _counted(run: Run, step: Step, state: StepState | None) -> str:
    """How far a count is, where a step counts something."""
    if step.verb in ("batch", "roll-call"):
        return f" {state.counted if state else 0}/{step.total}"
    if step.verb == "ask":
        return f" {sum(name in run.facts for name in step.asks)}/{len(step.asks)}"
    return ""


def standing(scene: Scene, run: Run, step: Step, state: StepState | None) -> Standing:
    """How a step stands right now."""
    if state is None:
        return _not_yet(scene, run, step)
    if state.status == "settled":
        return _settled(scene, state)
    name = target_of(run.run, step.path, state.visit)
    owed = scene.drill.obligations.get(name)
    if owed is not None and owed.due is not None and owed.due < scene.now:
        return Standing("[!]", late_words(scene.reader, -left_of(scene, owed)), "late")
    if state.status == "waiting" or step.verb == "await":
        return Standing("[.]", _waits(scene, run, step, state, owed))
    if state.status == "working":
        return _working(scene, run, step, state, owed)
    if owed is None:
        return Standing("[ ]", "")
    left = left_of(scene, owed)
    if owed.due is None:
        return Standing("[ ]", _stands(scene, owed), "dim")
    return Standing(
        "[ ]", left_words(scene.reader, left), pressing(left, owed.limit).tone
    )


def _not_yet(scene: Scene, run: Run, step: Step) -> Standing:
    """Which steps before it are still to be settled."""
    phase = scene.charts[run.run].phase_of(step.path)
    numbers = {s.name: n for n, s in enumerate(phase.steps, start=1)}
    missing = [
        str(numbers[name])
        for name in step.needs
        if name in numbers and not _is_settled(run, f"{phase.path}/{name}")
    ]
    text = scene.reader._("after {steps}").format(steps=", ".join(missing))
    return Standing("[ ]", text if missing else "", "dim")


def _is_settled(run: Run, path: str) -> bool:
    state = run.steps.get(path)
    return state is not None and state.status == "settled"


def _settled(scene: Scene, state: StepState) -> Standing:
    _ = scene.reader._
    since = state.opened_at if state.started_at is None else state.started_at
    took = span((state.settled_at or since) - since)
    match state.how:
        case "skipped":
            return Standing("[-]", _("skipped"), "dim")
        case "overtaken":
            return Standing("[-]", _("overtaken"), "dim")
        case "requested":
            return Standing("[x]", _("sign later"), "dim")
        case _:
            return Standing("[x]", took, "dim")


def _stands(scene: Scene, owed: Obligation) -> str:
    if owed.jumped:
        return scene.reader._("jumped over")
    return stands_words(scene.reader, left_of(scene, owed))


def _working(
    scene: Scene, run: Run, step: Step, state: StepState, owed: Obligation | None
) -> Standing:
    if owed is None:
        took = span(spent(scene, run, state.started_at or state.opened_at))
        return Standing("[>]", f"|| {took}" if is_aside(scene, run) else took)
    left = left_of(scene, owed)
    if owed.due is None:
        return Standing("[>]", _stands(scene, owed), "dim")
    if step.verb == "watch":
        return Standing("[>]", left_words(scene.reader, left))
    # Whatever held the clock up is none of the time that was spent.
    took = span(owed.limit - left)
    tone = pressing(left, owed.limit).tone
    return Standing("[>]", f"{took}/{span(owed.limit)}", tone)


def _waits(
    scene: Scene, run: Run, step: Step, state: StepState, owed: Obligation | None
) -> str:
    """What a step waits for, and until when as far as that is known."""
    reader = scene.reader
    if step.verb == "await":
        # The step's own words say for whom.
        if owed is not None and owed.due is not None:
            return left_words(reader, left_of(scene, owed))
        waited = span(scene.now - state.opened_at)
        text = reader._("waits {time}").format(time=waited)
    elif step.verb == "request":
        return _provider(scene, run, step, state)
    elif step.verb in ("dispatch", "travel"):
        text = reader._("on the way")
        if state.until is not None:
            there = reader._("there {time}")
            text = there.format(time=story_clock(scene, state.until))
    else:
        text = reader._("site shut")
        if state.until is not None:
            zone = scene.play.company.site_hours[step.site].zone
            until = reader._("shut until {time}")
            text = until.format(time=story_clock(scene, state.until, zone))
    return text


def _provider(scene: Scene, run: Run, step: Step, state: StepState) -> str:
    """What a partner promised, by its own clock."""
    owed = scene.drill.obligations.get(f"provider:{run.run}/{step.path}#{state.visit}")
    if owed is None or owed.due is None:
        return scene.reader._("with the partner")
    left = left_of(scene, owed)
    if left < 0:
        return late_words(scene.reader, -left)
    return scene.reader._("partner {time}").format(time=span(left))


def is_own_step(scene: Scene, run: str, step: Step) -> bool:
    """Whether this seat may have to take the step, or to see that it is taken."""
    if scene.seat.kind in ("role-player", "observer", "evaluator"):
        return False
    role, home = scene.seat.role, home_of(scene)
    if role:
        return role in step.crew
    return not home or scene.charts[run].department == home
