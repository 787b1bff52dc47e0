"""A line of the log as it is said on the phone: when, who, by what channel, and what.

    log 03:05 provider by phone "next word at 04:00"
    log -10m noc-shift-lead the crew is at the bridge
    log the lights are back

It comes to a note with its manner.  Who is no role of the company is written in front
of the words; what is said in another order is words.
"""

from collections.abc import Sequence
from typing import Final

from drillkit.language import N_
from drillkit.review.reader import CHANNELS
from drillkit.tui.actions.manner import AT, BY, CHANNEL, FOR, NAMES
from drillkit.tui.actions.times import drill_time
from drillkit.tui.scene import Scene

LOG: Final = "log"
NOTE: Final = "note.write"
EMPTY: Final = N_('say what: log 03:05 provider by phone "next word at 04:00"')
_BY: Final = frozenset(("by", "по"))
# As people say them in Russian after "by".
_CHANNELS: Final = {
    "телефону": "phone",
    "телефон": "phone",
    "рации": "radio",
    "рация": "radio",
    "почте": "e-mail",
    "почта": "e-mail",
}


def read_jotting(scene: Scene, words: Sequence[str]) -> dict[str, str] | None:
    """The answers of a note; None if nothing is said in it."""
    given = dict(word.split("=", 1) for word in words if _is_manner(word))
    rest = [word for word in words if not _is_manner(word)]
    answers: dict[str, str] = {}
    if len(rest) > 1 and _is_time(scene, rest[0]):
        answers[AT] = rest.pop(0)
    before = ""
    is_told = len(rest) > 3 and bool(_channel(rest[1:]))
    if len(rest) > 1 and (is_told or _whose(scene, rest[0])):
        who = rest.pop(0)
        role = _whose(scene, who)
        if not role:
            before = f"{scene.reader.anything(who)}: "
        elif role != scene.seat.role:
            answers[FOR] = role
    if len(rest) > 2 and (channel := _channel(rest)):
        answers[CHANNEL] = channel
        rest = rest[2:]
    text = " ".join(rest).strip()
    if not text:
        return None
    return answers | given | {"text": before + text}


def _channel(words: Sequence[str]) -> str:
    """The channel that *words* begin with; "by the way" begins with none."""
    by, said = words[0].casefold(), words[1].casefold()
    channel = _CHANNELS.get(said, said)
    return channel if by in _BY and channel in CHANNELS else ""


def _is_manner(word: str) -> bool:
    name, sign, _ = word.partition("=")
    return bool(sign) and name in (*NAMES, BY)


def _is_time(scene: Scene, word: str) -> bool:
    """A time that is over; what begins with a number may still be words."""
    at = drill_time(scene, word)
    return at is not None and at <= scene.now


def _whose(scene: Scene, word: str) -> str:
    """The role that is meant, by its id or its department's; "" if none is."""
    return scene.play.company.role_at(word)
