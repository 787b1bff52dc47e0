"""Edit a little and use: the plan of this drill, from now on, with a reason."""

from drillkit.engine import commands
from drillkit.engine.amendments import (
    Change,
    PhaseRetimed,
    StepAdded,
    StepDropped,
    StepReassigned,
    StepRetimed,
    WindowOpened,
)
from drillkit.engine.decide.changes import ahead
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.actions.steps import found, is_open
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref, RunRef, StepRef


def _paths(scene: Scene, run: str) -> list[str]:
    """Phases with steps that are not left for good, the present ones first."""
    now, chart = scene.drill.runs[run].configuration, scene.charts[run]
    coming = ahead(chart, now)
    paths = [p.path for p in chart.phases.values() if p.steps and p.path in coming]
    return sorted(paths, key=lambda path: path not in now)


def _phases(scene: Scene, run: str) -> tuple[Choice, ...]:
    paths = _paths(scene, run)
    return tuple(Choice(path, scene.reader.path(run, path)) for path in paths)


def _run(ref: Ref | None) -> str:
    assert isinstance(ref, StepRef | RunRef), "the registry offers these for runs only"
    return ref.run


def _phase_of(scene: Scene, ref: Ref | None) -> str:
    step = found(scene, ref)
    if step is None:
        return ""
    return scene.charts[step[0].run].phase_of(step[0].path).path


def _phase_question(scene: Scene, ref: Ref | None) -> Question:
    listed = _phases(scene, _run(ref))
    here = _phase_of(scene, ref)
    first = here if any(x.value == here for x in listed) else ""
    first = first or (listed[0].value if listed else "")
    return asking.choice(scene, "phase", N_("phase"), listed, first)


def _add_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    return (
        Question("text", words(N_("what is to be done"))),
        _phase_question(scene, ref),
        asking.choice(scene, "role", N_("by"), asking.roles(scene), scene.seat.role),
        Question("target", words(N_("target")), "duration", is_optional=True),
        asking.reason(scene),
    )


def _add(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    target = asking.span_of(scene, answers, "target")
    if isinstance(target, Wrong):
        return target
    run, phase = _run(ref), answers["phase"]
    step = found(scene, ref)
    after = step[1].name if step and _phase_of(scene, ref) == phase else ""
    known = {s.name for s in scene.charts[run].phases[phase].steps}
    name = next(f"added-{n}" for n in range(1, 1000) if f"added-{n}" not in known)
    change = StepAdded(
        run,
        phase,
        name,
        {scene.reader.lang: answers["text"]},
        {answers["role"]: 1},
        target,
        after,
    )
    return commands.Amend(change, answers["reason"])


def _amend(change: Change, answers: Answers) -> commands.Act:
    return commands.Amend(change, answers["reason"])


def _at(ref: Ref | None) -> StepRef:
    assert isinstance(ref, StepRef), "the registry offers these for steps only"
    return ref


def _drop(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    at = _at(ref)
    return _amend(StepDropped(at.run, at.path), answers)


def _target_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    prompt = scene.reader._(N_("target"))
    step = found(scene, ref)
    now = step[1].target if step else None
    proposed = "" if now is None else f"{now // 60_000}m"
    target = Question("target", prompt, "duration", (), proposed, is_optional=True)
    return (target, asking.reason(scene))


def _retime(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    target = asking.span_of(scene, answers, "target")
    if isinstance(target, Wrong):
        return target
    at = _at(ref)
    return _amend(StepRetimed(at.run, at.path, target), answers)


def _crew_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    people = scene.reader._(N_("how many people"))
    return (
        asking.choice(scene, "role", N_("by"), asking.roles(scene)),
        Question("people", people, "count", (), "1"),
        asking.reason(scene),
    )


def _reassign(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    people = asking.count_of(scene, answers, "people")
    if isinstance(people, Wrong):
        return people
    at = _at(ref)
    crew = {answers["role"]: people}
    return _amend(StepReassigned(at.run, at.path, crew), answers)


def _phase_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    prompt = scene.reader._(N_("target"))
    return (
        _phase_question(scene, ref),
        Question("target", prompt, "duration", is_optional=True),
        asking.reason(scene),
    )


def _retime_phase(
    scene: Scene, ref: Ref | None, answers: Answers
) -> commands.Act | Wrong:
    target = asking.span_of(scene, answers, "target")
    if isinstance(target, Wrong):
        return target
    return _amend(PhaseRetimed(_run(ref), answers["phase"], target), answers)


def _window_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    shut = [x for x, hours in scene.play.company.site_hours.items() if not hours.always]
    sites = [Choice(x, scene.reader.site(x)) for x in shut]
    return (
        asking.choice(scene, "site", N_("site"), sites),
        Question("opens", words(N_("opens")), "time", (), "+0m"),
        Question("closes", words(N_("closes")), "time", (), "+2h"),
        asking.reason(scene),
    )


def _open_window(
    scene: Scene, ref: Ref | None, answers: Answers
) -> commands.Act | Wrong:
    opens = asking.time_of(scene, answers, "opens")
    if isinstance(opens, Wrong):
        return opens
    closes = asking.time_of(scene, answers, "closes")
    if isinstance(closes, Wrong):
        return closes
    if opens is None or closes is None or closes <= opens:
        return Wrong("closes", scene.reader._(N_("it closes after it opens")))
    return _amend(WindowOpened(answers["site"], opens, closes), answers)


def _return_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (_phase_question(scene, ref), asking.reason(scene))


def _return(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.ReturnTo(_run(ref), answers["phase"], answers["reason"])


STEPS = (StepRef,)
RUNS = (StepRef, RunRef)


def _goes_on(scene: Scene, ref: Ref | None) -> bool:
    if not isinstance(ref, StepRef | RunRef) or ref.run not in scene.drill.runs:
        return False
    is_begun = scene.drill.runs[ref.run].begun_at is not None
    return is_begun and bool(_paths(scene, ref.run))


ACTIONS = (
    Action(
        "plan.add-step", "", N_("add a step"), _add, _add_form, RUNS, offered=_goes_on
    ),
    Action(
        "plan.drop-step",
        "",
        N_("drop the step"),
        _drop,
        lambda scene, _ref: (asking.reason(scene),),
        STEPS,
        offered=is_open,
    ),
    Action(
        "plan.retime-step",
        "",
        N_("change the step's target"),
        _retime,
        _target_form,
        STEPS,
        offered=is_open,
    ),
    Action(
        "plan.reassign-step",
        "",
        N_("give the step to others"),
        _reassign,
        _crew_form,
        STEPS,
        offered=is_open,
    ),
    Action(
        "plan.retime-phase",
        "",
        N_("change a phase's target"),
        _retime_phase,
        _phase_form,
        RUNS,
        offered=_goes_on,
    ),
    Action("plan.open-site", "", N_("open a site"), _open_window, _window_form),
    Action(
        "plan.return",
        "",
        N_("return to a phase"),
        _return,
        _return_form,
        RUNS,
        offered=_goes_on,
    ),
)
