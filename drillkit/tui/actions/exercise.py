"""The facilitator's work: the clock, the injects, what was seen, the end."""

from dataclasses import replace
from typing import Final

from drillkit.engine import commands
from drillkit.engine.agenda import agenda
from drillkit.engine.clock import FASTEST, SLOWEST, Speed
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import ExpectedRef, InjectRef, Ref, RunRef, StepRef

SPEEDS: Final = (
    SLOWEST,
    Speed(1, 2),
    Speed(1),
    Speed(2),
    Speed(5),
    Speed(10),
    Speed(30),
    FASTEST,
)
RATINGS: Final = ("P", "S", "M", "U")


def _is_exercise(scene: Scene, ref: Ref | None = None) -> bool:
    return scene.drill.mode != "live" and not scene.drill.is_over


def _is_running(scene: Scene, ref: Ref | None) -> bool:
    return _is_exercise(scene) and scene.drill.status in ("running", "paused")


def _pause(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    if scene.drill.status == "paused":
        return commands.Resume(scene.wall_ms)
    return commands.Pause(scene.wall_ms, answers.get("reason", ""))


def _hurried(scene: Scene, by: int) -> Speed:
    """The next speed up or down; one that is none of the list counts as the first."""
    present = scene.drill.clock.speed
    place = SPEEDS.index(present) if present in SPEEDS else SPEEDS.index(Speed(1))
    return SPEEDS[min(max(place + by, 0), len(SPEEDS) - 1)]


def _faster(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    speed = _hurried(scene, 1)
    return commands.SetSpeed(speed.numerator, speed.denominator, scene.wall_ms)


def _slower(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    speed = _hurried(scene, -1)
    return commands.SetSpeed(speed.numerator, speed.denominator, scene.wall_ms)


def _speeds(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    picks = [Choice(_written(x), f"x{_written(x)}") for x in SPEEDS]
    present = _written(scene.drill.clock.speed)
    return (asking.choice(scene, "speed", N_("speed"), picks, present),)


def _written(speed: Speed) -> str:
    return f"{speed.numerator / speed.denominator:g}"


def _speed(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    speed = next(x for x in SPEEDS if _written(x) == answers["speed"])
    return commands.SetSpeed(speed.numerator, speed.denominator, scene.wall_ms)


def _next_inject(scene: Scene) -> int | None:
    dues = agenda(scene.drill, scene.play, scene.charts)
    return min((due.at for due in dues if due.kind == "inject"), default=None)


def _jump_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    coming = _next_inject(scene)
    proposed = "" if coming is None else _since_start(coming)
    hint = scene.reader._(N_("the next inject is proposed"))
    prompt = scene.reader._(N_("jump to"))
    return (Question("to", prompt, "time", (), proposed, hint=hint if coming else ""),)


def _since_start(at: int) -> str:
    minutes, seconds = divmod(at // 1000, 60)
    return f"T+{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _jump(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    to = asking.time_of(scene, answers, "to")
    if isinstance(to, Wrong):
        return to
    if to is None or to <= scene.now:
        return Wrong("to", scene.reader._(N_("a drill jumps forward only")))
    return commands.Jump(to, scene.wall_ms)


def departments(scene: Scene) -> tuple[Choice, ...]:
    """The departments that take part."""
    names = dict.fromkeys(run.department for run in scene.drill.runs.values())
    return tuple(Choice(name, scene.reader.department(name)) for name in names)


def _department(scene: Scene, ref: Ref | None) -> Question:
    mine = scene.seat.department
    if isinstance(ref, RunRef | StepRef) and ref.run in scene.drill.runs:
        mine = scene.drill.runs[ref.run].department
    prompt = N_("department")
    return asking.choice(scene, "department", prompt, departments(scene), mine)


def _time_out_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (_department(scene, ref), asking.reason(scene, is_optional=True))


def _time_out(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    department = answers["department"]
    if department in scene.drill.time_outs:
        return commands.EndTimeOut(department)
    return commands.BeginTimeOut(department, answers.get("reason", ""))


def _emergency(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    if scene.drill.status == "emergency":
        return commands.EndEmergency(scene.wall_ms)
    return commands.DeclareEmergency(scene.wall_ms, answers.get("reason", ""))


def _end_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    picks = [
        Choice("director", words(N_("it is over"))),
        Choice("broken-off", words(N_("broken off: its figures do not count"))),
    ]
    how = asking.choice(scene, "how", N_("how it ends"), picks, "director")
    return (how, asking.reason(scene, is_optional=True))


def _end(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.EndDrill(
        answers.get("how") == "broken-off", answers.get("reason", "")
    )


def _inject(ref: Ref | None) -> str:
    assert isinstance(ref, InjectRef), "the registry offers these for injects only"
    return ref.inject


def status_of(scene: Scene, ref: Ref | None) -> str:
    """How an inject stands; "" for what is none."""
    if not isinstance(ref, InjectRef):
        return ""
    known = scene.drill.injects.get(ref.inject)
    if known is not None:
        return known.status
    story = scene.play.story
    scripted = story.injects.get(ref.inject) if story else None
    return "" if scripted is None else "held" if scripted.hold else "coming"


def _trigger(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.TriggerInject(_inject(ref))


def _hold(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    if status_of(scene, ref) == "held":
        return commands.ReleaseInject(_inject(ref))
    return commands.HoldInject(_inject(ref))


def _skip(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.SkipInject(_inject(ref), answers["reason"])


def _edit_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    name = _inject(ref)
    known = scene.drill.injects.get(name)
    story = scene.play.story
    scripted = story.injects.get(name) if story else None
    says = (known.says if known else {}) or (scripted.says if scripted else {})
    due = known.due if known and known.due is not None else None
    if due is None and scripted is not None:
        due = scripted.at
    return (
        asking.text(scene, N_("what it says"), scene.reader.texts(says)),
        Question(
            "due",
            scene.reader._(N_("when it comes")),
            "time",
            proposed="" if due is None else _since_start(due),
            is_optional=True,
        ),
    )


def _edit(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    due = asking.time_of(scene, answers, "due")
    if isinstance(due, Wrong):
        return due
    said = answers.get("text", "")
    says: dict[str, str] = {scene.reader.lang: said} if said else {}
    return commands.EditInject(_inject(ref), says, due)


def _write_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    to = (*departments(scene), *asking.roles(scene))
    return (
        asking.choice(scene, "to", N_("to"), to, scene.seat.department),
        Question("from", words(N_("from whom"))),
        Question("text", words(N_("what it says"))),
        Question("due", words(N_("when it comes")), "time", (), "+0m"),
    )


def _write(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    due = asking.time_of(scene, answers, "due")
    if isinstance(due, Wrong):
        return due
    lang = scene.reader.lang
    return commands.WriteInject(
        f"written-{len(scene.drill.injects) + 1}-{len(scene.stored)}",
        answers["to"],
        {lang: answers["text"]},
        {lang: answers.get("from", "")},
        due=scene.now if due is None else due,
    )


def _hint_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (_department(scene, ref), asking.text(scene, N_("hint")))


def _hint(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    lang = scene.reader.lang
    return commands.WriteInject(
        f"hint-{len(scene.drill.injects) + 1}-{len(scene.stored)}",
        answers["department"],
        {lang: answers["text"]},
        {"en": "exercise control", "ru": "руководство учения"},
        via="hint",
        due=scene.now,
    )


def _met(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    assert isinstance(ref, ExpectedRef), "the registry offers it for these only"
    return commands.MeetExpectation(ref.inject, ref.number)


def _objectives(scene: Scene) -> tuple[Choice, ...]:
    """What the drill is to show; secret until it ends, so known to few."""
    scenario = scene.reader.record.books.scenario
    names = scenario.objectives if scenario else ()
    return tuple(Choice(x, scene.reader.objective(x)) for x in names)


def _observe_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    objective = Question(
        "objective", words(N_("objective")), "choice", _objectives(scene), "", True
    )
    department = replace(_department(scene, ref), is_optional=True)
    return (asking.text(scene), department, objective)


def _observe(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Observe(
        answers["text"], answers.get("department", ""), answers.get("objective", "")
    )


def _rate_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    words = scene.reader._
    named = {
        "P": words(N_("P: performed without challenges")),
        "S": words(N_("S: performed with some challenges")),
        "M": words(N_("M: performed with major challenges")),
        "U": words(N_("U: unable to be performed")),
    }
    picks = [Choice(x, named[x]) for x in RATINGS]
    return (
        asking.choice(scene, "objective", N_("objective"), _objectives(scene)),
        asking.choice(scene, "rating", N_("rating"), picks),
        replace(_department(scene, ref), is_optional=True),
        Question("text", words(N_("why")), is_optional=True),
    )


def _rate(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.Rate(
        answers["objective"],
        next(x for x in RATINGS if x == answers["rating"]),
        answers.get("text", ""),
        answers.get("department", ""),
    )


def _is_waiting(scene: Scene, ref: Ref | None) -> bool:
    return status_of(scene, ref) in ("coming", "held")


INJECTS = (InjectRef,)
CONTROL = ("control",)

ACTIONS = (
    Action("clock.pause", "space", N_("pause, resume"), _pause, offered=_is_running),
    Action("clock.faster", "+", N_("faster"), _faster, offered=_is_running),
    Action("clock.slower", "-", N_("slower"), _slower, offered=_is_running),
    Action("clock.speed", "", N_("speed"), _speed, _speeds, offered=_is_running),
    Action("clock.jump", "J", N_("jump"), _jump, _jump_form, offered=_is_running),
    Action(
        "inject.send",
        "i",
        N_("send now"),
        _trigger,
        of=INJECTS,
        offered=_is_waiting,
        confirm=N_("Send it now?"),
    ),
    Action(
        "inject.hold", "H", N_("hold, release"), _hold, of=INJECTS, offered=_is_waiting
    ),
    Action(
        "inject.skip",
        "s",
        N_("leave out"),
        _skip,
        lambda scene, _ref: (asking.reason(scene),),
        INJECTS,
        offered=_is_waiting,
    ),
    Action(
        "inject.edit",
        "e",
        N_("edit"),
        _edit,
        _edit_form,
        INJECTS,
        offered=_is_waiting,
    ),
    Action(
        "inject.write",
        "w",
        N_("write an inject"),
        _write,
        _write_form,
        offered=_is_exercise,
    ),
    Action(
        "hint.give", "M", N_("give a hint"), _hint, _hint_form, offered=_is_exercise
    ),
    Action("expected.seen", "v", N_("seen"), _met, of=(ExpectedRef,)),
    Action("observation.write", "o", N_("observe"), _observe, _observe_form),
    Action(
        "objective.rate",
        "R",
        N_("rate"),
        _rate,
        _rate_form,
        offered=lambda scene, _ref: bool(_objectives(scene)),
    ),
    Action(
        "department.time-out",
        "O",
        N_("time-out"),
        _time_out,
        _time_out_form,
        offered=_is_exercise,
    ),
    Action(
        "emergency.declare",
        "ctrl+e",
        N_("REAL EMERGENCY"),
        _emergency,
        offered=_is_exercise,
        confirm=N_("REAL EMERGENCY: this is no exercise?"),
    ),
    Action(
        "drill.end",
        "",
        N_("end"),
        _end,
        _end_form,
        offered=lambda scene, _ref: not scene.drill.is_over,
        confirm=N_("This ends it for everybody."),
        word="end",
    ),
)
