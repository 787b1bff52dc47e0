"""An action done at a desk, and the sentence that says what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from drillkit.conduct.desk import Desk
from drillkit.conduct.permissions import Refusal
from drillkit.engine import commands
from drillkit.engine.commands import Act
from drillkit.errors import LogError
from drillkit.language import N_
from drillkit.log.line import Stored
from drillkit.review.clean import one_line
from drillkit.tui.actions.action import Action, Answers, Wrong
from drillkit.tui.actions.manner import parted, read_manner
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Ref, Tone

# What one key does and takes back says which of the two it was.
SAID: Final[Mapping[type, str]] = {
    commands.HoldInject: N_("held back"),
    commands.ReleaseInject: N_("released"),
    commands.Pause: N_("paused"),
    commands.Resume: N_("goes on"),
    commands.BeginTimeOut: N_("time-out begins"),
    commands.EndTimeOut: N_("time-out is over"),
}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it; ``stored`` is empty if nothing was written, or not yet."""

    says: str
    tone: Tone
    stored: Sequence[Stored] = ()
    is_refused: bool = False


def do(
    desk: Desk, scene: Scene, action: Action, ref: Ref | None, answers: Answers
) -> Came:
    """Do it now, at this desk; *answers* may also tell the manner of it."""
    _ = scene.reader._
    own, more = parted(answers, (x.name for x in action.asks(scene, ref)))
    manner = read_manner(scene, more)
    if isinstance(manner, Wrong):
        return Came(manner.says, "attention", is_refused=True)
    act = action.makes(scene, ref, own)
    if isinstance(act, Wrong):
        return Came(act.says, "attention", is_refused=True)
    came = desk.do(
        act,
        for_role=manner.for_role,
        happened=manner.happened,
        channel=manner.channel,
        why_late=manner.why_late,
    )
    if isinstance(came, Refusal):
        return Came(refused(scene, came), "attention", is_refused=True)
    label = _(SAID.get(type(act), action.label))
    if not came:
        kept = _(N_("kept, and written as soon as the log can be: {what}"))
        return Came(kept.format(what=label), "urgent")
    said = _(N_("written down: {what}  #{seq}"))
    return Came(said.format(what=label, seq=came[-1].seq), "good", came)


def refused(scene: Scene, refusal: Refusal) -> str:
    """Why not, in the reader's language; roles and departments by their titles."""
    words = {key: _titled(scene, said) for key, said in refusal.words.items()}
    return scene.reader._(refusal.says).format(**words)


def _titled(scene: Scene, said: str) -> str:
    company, reader = scene.play.company, scene.reader
    names = [
        reader.role(name)
        if name in company.roles
        else reader.department(name)
        if name in company.departments
        else name
        for name in said.split(", ")
    ]
    return ", ".join(names)


def refused_later(desk: Desk, scene: Scene) -> str:
    """The oldest kept act that was refused, until it is acknowledged; "" if none."""
    if not desk.refused_later:
        return ""
    first, count = desk.refused_later[0], len(desk.refused_later)
    text = scene.reader._(N_("NOT WRITTEN 1/{n} {what}: {why}"))
    what = one_line(_named(scene, first.act))
    return text.format(n=count, what=what, why=refused(scene, first.why))


def _named(scene: Scene, act: Act) -> str:
    """The words that were typed, and the step they were about."""
    run, path = getattr(act, "run", ""), getattr(act, "path", "")
    about = scene.reader.path(run, path) if run and path else ""
    said = getattr(act, "text", "") or getattr(act, "reason", "")
    return ", ".join(part for part in (about, said) if part)


def trouble_of(desk: Desk, scene: Scene) -> str:
    """What is wrong with the log, and what is kept meanwhile; "" if nothing is."""
    if desk.trouble is None:
        return ""
    _ = scene.reader._
    kept = _(N_("kept here: {n}")).format(n=desk.waiting) if desk.waiting else ""
    said = (_shortened(desk.trouble, desk.trouble.word(_)), kept)
    return "; ".join(part for part in (*said, desk.trouble.word_way_out(_)) if part)


def _shortened(trouble: LogError, said: str) -> str:
    """What it says with the file's name alone: a line holds no long path."""
    path = str(trouble.words.get("path", ""))
    return said.replace(path, PurePath(path).name) if path else said
