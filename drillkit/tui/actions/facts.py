"""What is found out, and how bad that makes it."""

from collections.abc import Iterable, Iterator

from drillkit.engine import commands
from drillkit.engine.events import FactValue
from drillkit.language import N_
from drillkit.plan.conditions import FactType
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.actions.steps import found
from drillkit.tui.scene import Scene
from drillkit.tui.view.classification import decided, foreseen
from drillkit.tui.view.values import Cell, Ref, RunRef, StepRef


def _run_of(ref: Ref | None, answers: Answers) -> str:
    if isinstance(ref, StepRef | RunRef):
        return ref.run
    return answers.get("run", "")


def asked_facts(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    """The facts a step asks for; for a run, all of its plan's."""
    step = found(scene, ref)
    if step is not None and step[1].verb in ("ask", "watch"):
        run = step[0].run
        names: Iterable[str] = step[1].asks or (step[1].about,)
        return tuple(_fact(scene, run, name, must=True) for name in names)
    if not isinstance(ref, StepRef | RunRef):
        return ()
    facts = scene.charts[ref.run].facts
    return tuple(_fact(scene, ref.run, name, must=False) for name in facts)


def _fact(scene: Scene, run: str, name: str, *, must: bool) -> Question:
    kind = scene.charts[run].facts[name]
    known = scene.drill.runs[run].facts.get(name)
    prompt = scene.reader.fact(run, name)
    proposed = "" if known is None else _written(known)
    if kind.kind == "count":
        return Question(name, prompt, "count", (), proposed, not must)
    values = ("yes", "no") if kind.kind == "yes-no" else kind.values
    picks = tuple(Choice(x, _value(scene, kind, x)) for x in values)
    return Question(name, prompt, "choice", picks, proposed, not must)


def _value(scene: Scene, kind: FactType, value: str) -> str:
    if kind.kind == "yes-no":
        return scene.reader.known(value == "yes")
    return scene.reader.known(value)


def _written(value: FactValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _report(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    run = _run_of(ref, answers)
    facts: dict[str, FactValue] = {}
    for name, value in _answered(scene, run, answers):
        if isinstance(value, Wrong):
            return value
        facts[name] = value
    if not facts:
        says = scene.reader._(N_("answer at least one question"))
        return Wrong(next(iter(scene.charts[run].facts), ""), says)
    return commands.ReportFacts(run, facts)


def _answered(
    scene: Scene, run: str, answers: Answers
) -> Iterator[tuple[str, FactValue | Wrong]]:
    kinds = scene.charts[run].facts
    for name, said in answers.items():
        if name in kinds and said.strip():
            yield name, _read(scene, kinds[name], name, said.strip())


def _classified(scene: Scene, ref: Ref | None, answers: Answers) -> tuple[Cell, ...]:
    """The level that the answers give; what cannot be meant is not known yet."""
    run = _run_of(ref, answers)
    told = dict(_answered(scene, run, answers))
    meant = {name: x for name, x in told.items() if not isinstance(x, Wrong)}
    return foreseen(scene, run, meant)


def _read(scene: Scene, kind: FactType, name: str, said: str) -> FactValue | Wrong:
    if kind.kind == "count":
        return asking.count_of(scene, {name: said}, name)
    values = ("yes", "no") if kind.kind == "yes-no" else kind.values
    if said not in values:
        says = scene.reader._(N_('"{said}" is none of {values}'))
        return Wrong(name, says.format(said=said, values=", ".join(values)))
    return said == "yes" if kind.kind == "yes-no" else said


def _decided(scene: Scene, ref: Ref | None, answers: Answers) -> tuple[Cell, ...]:
    return decided(scene, _run_of(ref, answers), answers.get("level", ""))


def _has_facts(scene: Scene, ref: Ref | None) -> bool:
    if not isinstance(ref, StepRef | RunRef) or ref.run not in scene.charts:
        return False
    begun = scene.drill.runs[ref.run].begun_at is not None
    return begun and bool(scene.charts[ref.run].facts)


def _level(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    run = _run_of(ref, answers)
    return commands.SetLevel(run, answers["level"], answers["reason"])


def _levels(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    listed = [Choice(x, scene.reader.level(x)) for x in scene.play.company.levels]
    level = asking.choice(scene, "level", N_("severity"), listed)
    return (level, asking.reason(scene))


RUNS = (StepRef, RunRef)

ACTIONS = (
    Action(
        "facts.report",
        "f",
        N_("report facts"),
        _report,
        asked_facts,
        RUNS,
        offered=_has_facts,
        foresees=_classified,
        short=N_("facts"),
    ),
    Action(
        "level.set",
        "L",
        N_("set severity"),
        _level,
        _levels,
        RUNS,
        offered=_has_facts,
        foresees=_decided,
        short=N_("severity"),
    ),
)
