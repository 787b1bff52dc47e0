"""The exercise itself: its clock, time-outs, a real emergency, the end."""

from typing import Final

from drillkit.engine import commands
from drillkit.engine.agenda import agenda
from drillkit.engine.clock import FASTEST, SLOWEST, Speed
from drillkit.language import N_
from drillkit.tui.actions import asking
from drillkit.tui.actions.action import Action, Answers, Choice, Question, Wrong
from drillkit.tui.actions.times import since_start
from drillkit.tui.scene import Scene
from drillkit.tui.view.jumping import voided
from drillkit.tui.view.values import Cell, Ref

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


def is_exercise(scene: Scene, ref: Ref | None = None) -> bool:
    """Whether it is a drill and goes on."""
    return scene.drill.mode != "live" and not scene.drill.is_over


def _is_running(scene: Scene, ref: Ref | None) -> bool:
    return is_exercise(scene) and scene.drill.status in ("running", "paused")


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
    proposed = "" if coming is None else since_start(coming)
    hint = scene.reader._(N_("the next inject is proposed"))
    prompt = scene.reader._(N_("jump to"))
    return (Question("to", prompt, "time", (), proposed, hint=hint if coming else ""),)


def _jump(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act | Wrong:
    to = asking.time_of(scene, answers, "to")
    if isinstance(to, Wrong):
        return to
    if to is None or to <= scene.now:
        return Wrong("to", scene.reader._(N_("a drill jumps forward only")))
    return commands.Jump(to, scene.wall_ms)


def _skipped(scene: Scene, ref: Ref | None, answers: Answers) -> tuple[Cell, ...]:
    """What the jump would void; a time that cannot be meant is said by the form."""
    to = asking.time_of(scene, answers, "to")
    if not isinstance(to, int) or to <= scene.now:
        return ()
    return voided(scene, to)


def _time_out_form(scene: Scene, ref: Ref | None) -> tuple[Question, ...]:
    return (asking.department(scene, ref), asking.reason(scene, is_optional=True))


def _time_out(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    department = answers["department"]
    if department in scene.drill.time_outs:
        return commands.EndTimeOut(department)
    return commands.BeginTimeOut(department, answers.get("reason", ""))


def _declare(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.DeclareEmergency(scene.wall_ms, answers.get("reason", ""))


def _call_back(scene: Scene, ref: Ref | None, answers: Answers) -> commands.Act:
    return commands.EndEmergency(scene.wall_ms)


def _is_emergency(scene: Scene, ref: Ref | None) -> bool:
    return scene.drill.status == "emergency"


def _could_be(scene: Scene, ref: Ref | None) -> bool:
    """Declared twice at once it is declared; only the director calls it back."""
    return is_exercise(scene) and not _is_emergency(scene, ref)


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


ACTIONS = (
    Action(
        "clock.pause",
        "space",
        N_("pause, resume"),
        _pause,
        offered=_is_running,
        short=N_("pause"),
    ),
    Action("clock.faster", "+", N_("faster"), _faster, offered=_is_running),
    Action("clock.slower", "-", N_("slower"), _slower, offered=_is_running),
    Action("clock.speed", "", N_("speed"), _speed, _speeds, offered=_is_running),
    Action(
        "clock.jump",
        "J",
        N_("jump"),
        _jump,
        _jump_form,
        offered=_is_running,
        foresees=_skipped,
    ),
    Action(
        "department.time-out",
        "O",
        N_("time-out"),
        _time_out,
        _time_out_form,
        offered=is_exercise,
    ),
    Action(
        "emergency.declare",
        "ctrl+e",
        N_("REAL EMERGENCY"),
        _declare,
        offered=_could_be,
        confirm=N_("REAL EMERGENCY: this is no exercise?"),
    ),
    Action(
        "emergency.end",
        "",
        N_("call the real emergency back"),
        _call_back,
        offered=_is_emergency,
        confirm=N_("The real emergency is over, and the exercise goes on?"),
    ),
    Action(
        "drill.end",
        "",
        N_("end"),
        _end,
        _end_form,
        offered=lambda scene, _ref: not scene.drill.is_over,
        confirm=N_("This ends it for everybody."),
        words=(N_("end"), N_("ENDEX")),
    ),
)
