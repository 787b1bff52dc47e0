"""A command as it is typed after a colon: a name, a row, and answers.

    note.write text="carrier ref 88231"
    step.done triage/confirm
    clock.speed speed=4
    log 03:05 provider by phone "next word at 04:00"

Without a row it is about the selected one.
"""

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from drillkit.language import N_
from drillkit.tui.actions.jotting import EMPTY, LOG, NOTE, read_jotting
from drillkit.tui.actions.naming import name_of, ref_of, refs_of
from drillkit.tui.commands import COMMANDS
from drillkit.tui.scene import Scene
from drillkit.tui.sights import Sights
from drillkit.tui.view.values import Ref


@dataclass(frozen=True, slots=True)
class Asked:
    """What was meant."""

    name: str
    ref: Ref | None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Misread:
    """Why nothing was meant, in the reader's language."""

    says: str


def read_line(
    scene: Scene, sights: Sights, text: str, ref: Ref | None
) -> Asked | Misread:
    """What a typed line asks for."""
    try:
        words = shlex.split(text)
    except ValueError:
        return Misread(scene.reader._(N_("a quotation mark is open")))
    if not words:
        return Misread(scene.reader._(N_("nothing was typed")))
    if words[0] == LOG:
        jotted = read_jotting(scene, words[1:])
        if jotted is None:
            return Misread(scene.reader._(EMPTY))
        return Asked(NOTE, None, jotted)
    known = [*(one.name for one in COMMANDS), *(one.name for one in sights.actions)]
    name = words[0]
    if name not in known:
        return _unknown(scene, name, known)
    answers = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    rows = [word for word in words[1:] if "=" not in word]
    for row in rows:
        ref = ref_of(scene, row)
        if ref is None:
            return _unknown(scene, row, map(name_of, refs_of(scene)))
    return Asked(name, ref, answers)


def _unknown(scene: Scene, name: str, known: Iterable[str]) -> Misread:
    _ = scene.reader._
    said = _(N_('there is no "{name}" here')).format(name=name)
    meant = get_close_matches(name, list(known), n=1)
    if not meant:
        return Misread(said)
    hint = _(N_('did you mean "{name}"?')).format(name=meant[0])
    return Misread(f"{said}; {hint}")
