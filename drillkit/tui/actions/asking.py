"""What actions ask and how their answers are read, in one manner."""

from collections.abc import Iterable
from typing import TypeVar

from drillkit.language import N_
from drillkit.tui.actions.action import Answers, Choice, Question, Wrong
from drillkit.tui.actions.times import drill_time, span_ms
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref, RunRef, StepRef

R = TypeVar("R")


def reason(scene: Scene, *, is_optional: bool = False) -> Question:
    """Why; written into the log."""
    return Question("reason", scene.reader._(N_("reason")), is_optional=is_optional)


def text(scene: Scene, prompt: str = N_("text"), proposed: str = "") -> Question:
    """Some words; ``prompt`` is a message id."""
    return Question("text", scene.reader._(prompt), proposed=proposed)


def prose(
    scene: Scene,
    prompt: str = N_("text"),
    proposed: str = "",
    *,
    is_optional: bool = False,
) -> Question:
    """A text that may take some lines; ``prompt`` is a message id."""
    words = scene.reader._(prompt)
    return Question("text", words, "prose", (), proposed, is_optional)


def roles(scene: Scene) -> tuple[Choice, ...]:
    """Every role of the company."""
    return tuple(
        Choice(name, scene.reader.role(name)) for name in scene.play.company.roles
    )


def runs(scene: Scene) -> tuple[Choice, ...]:
    """The runs that have begun, the seat's own first."""
    mine = scene.seat.department
    begun = [x for x in scene.drill.runs.values() if x.begun_at is not None]
    begun.sort(key=lambda run: run.department != mine)
    return tuple(Choice(run.run, scene.reader.run(run.run)) for run in begun)


def choice(
    scene: Scene, name: str, prompt: str, choices: Iterable[Choice], proposed: str = ""
) -> Question:
    """One of several; the only one is proposed."""
    listed = tuple(choices)
    if len(listed) == 1:
        proposed = listed[0].value
    return Question(name, scene.reader._(prompt), "choice", listed, proposed)


def span_of(scene: Scene, answers: Answers, name: str) -> int | Wrong | None:
    """A stretch of time; None where it was left out."""
    said = answers.get(name, "").strip()
    if not said:
        return None
    found = span_ms(said)
    if found is None:
        says = scene.reader._(N_('"{said}" is no length of time; write 20m or 1h30m'))
        return Wrong(name, says.format(said=said))
    return found


def time_of(scene: Scene, answers: Answers, name: str) -> int | Wrong | None:
    """A drill time; None where it was left out."""
    said = answers.get(name, "").strip()
    if not said:
        return None
    found = drill_time(scene, said)
    if found is None:
        says = scene.reader._(
            N_('"{said}" is no time; write 03:05, +10m, -10m or T+1:20')
        )
        return Wrong(name, says.format(said=said))
    return found


def count_of(scene: Scene, answers: Answers, name: str) -> int | Wrong:
    """A whole number from 0."""
    said = answers.get(name, "").strip()
    if said.isascii() and said.isdecimal():
        return int(said)
    says = scene.reader._(N_('"{said}" is no whole number'))
    return Wrong(name, says.format(said=said))


def departments(scene: Scene) -> tuple[Choice, ...]:
    """The departments that take part."""
    names = dict.fromkeys(run.department for run in scene.drill.runs.values())
    return tuple(Choice(name, scene.reader.department(name)) for name in names)


def department(scene: Scene, ref: Ref | None) -> Question:
    """Which department; that of the row, or the seat's own, is proposed."""
    mine = scene.seat.department
    if isinstance(ref, RunRef | StepRef) and ref.run in scene.drill.runs:
        mine = scene.drill.runs[ref.run].department
    prompt = N_("department")
    return choice(scene, "department", prompt, departments(scene), mine)
