"""The manner of an act: whose it was, when it was, by what channel, and why it is late.

The screens ask for it in a part of every form, and it can be typed beside the answers
of any action.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from drillkit.conduct.permissions import writes_for
from drillkit.language import N_
from drillkit.tui.actions.action import Answers, Choice, Question, Wrong
from drillkit.tui.actions.times import drill_time
from drillkit.tui.scene import Scene

FOR, AT, CHANNEL, LATE = "for", "at", "channel", "late"
# What is shorter to type stands for the channel wherever the action does not ask so.
BY: Final = "by"
NAMES: Final = (FOR, AT, CHANNEL, LATE)


@dataclass(frozen=True, slots=True)
class Manner:
    """``for_role`` "" is the seat's own act, ``happened`` None is now."""

    for_role: str = ""
    happened: int | None = None
    channel: str = ""
    why_late: str = ""


def manner_asked(scene: Scene) -> tuple[Question, ...]:
    """What can be said about any act, all of which may be left out."""
    words = scene.reader._
    times = words(N_("03:05, -10m or T+1:20; empty: now"))
    ways = words(N_("phone, radio, e-mail, paper"))
    at = Question(AT, words(N_("when it really happened")), "time", hint=times)
    late = Question(LATE, words(N_("why it is entered late")))
    channel = Question(CHANNEL, words(N_("by what channel it came")), hint=ways)
    roles = writes_for(scene.seat, scene.drill, scene.play)
    picks = tuple(Choice(name, scene.reader.role(name)) for name in roles)
    whose = Question(FOR, words(N_("whose act it was")), "choice", picks)
    return (at, late, channel, *([whose] if picks else []))


def parted(
    given: Answers, asked: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The answers of an action that has *asked* so, and what is said of its manner."""
    own = set(asked)
    names = {*NAMES, BY} - own
    answers = {name: said for name, said in given.items() if name not in names}
    manner = {
        CHANNEL if name == BY else name: said
        for name, said in given.items()
        if name in names
    }
    return answers, manner


def read_manner(scene: Scene, said: Answers) -> Manner | Wrong:
    """The manner, or which part of it cannot be meant."""
    role = said.get(FOR, "").strip()
    if role and role not in scene.play.company.roles:
        return Wrong(FOR, _no_role(scene, role))
    happened = _happened(scene, said.get(AT, "").strip())
    if isinstance(happened, Wrong):
        return happened
    channel, late = said.get(CHANNEL, "").strip(), said.get(LATE, "").strip()
    return Manner(role, happened, channel, late)


def _no_role(scene: Scene, role: str) -> str:
    _ = scene.reader._
    said = _(N_('nobody has the role "{role}"')).format(role=role)
    meant = get_close_matches(role, scene.play.company.roles, n=1)
    if not meant:
        return said
    hint = _(N_('did you mean "{name}"?')).format(name=meant[0])
    return f"{said}; {hint}"


def _happened(scene: Scene, said: str) -> int | Wrong | None:
    if not said:
        return None
    _ = scene.reader._
    at = drill_time(scene, said)
    if at is None:
        text = _(N_('"{said}" is no time; write 03:05, +10m, -10m or T+1:20'))
    elif at > scene.now:
        text = _(N_('"{said}" is still to come'))
    else:
        return at
    return Wrong(AT, text.format(said=said))
