"""The log a command is about: found, read, and known to be that of a drill.

What is no log among the drills is passed over with a note.  Knows no verb.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from drillkit.cli.diagnostics import say
from drillkit.errors import LogError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.conduct.workspace import DrillFile, Workspace
    from drillkit.log.line import Stored


def found(drill: str, lang: Language) -> "DrillFile":
    """The drill of an id, `latest`, or a file, seen from here."""
    from drillkit.conduct.workspace import LATEST, find_drill, find_workspace

    workspace = find_workspace(Path.cwd())
    file = find_drill(workspace, drill)
    if drill == LATEST:
        tell_strays(workspace, lang)
    return file


def tell_strays(workspace: "Workspace", lang: Language) -> None:
    """Say which files among the drills are none."""
    from drillkit.conduct.workspace import strays_in

    translate = translator(lang)
    for stray in strays_in(workspace):
        note = translate(N_("passed over: {why}"))
        say(f"drillkit: {note.format(why=stray.word(translate))}")


def entries_of(file: "DrillFile") -> "tuple[Stored, ...]":
    """Its entries, from the beginning of the drill on; LogError if it has none."""
    from drillkit.conduct.starting import not_begun
    from drillkit.conduct.workspace import open_drill
    from drillkit.engine.events import DrillBegan

    stored = tuple(open_drill(file).read(file.drill))
    if not stored:
        raise not_begun(file)
    if not isinstance(stored[0].entry.event, DrillBegan):
        raise LogError(
            N_("{path} does not begin with the beginning of a drill"),
            path=str(file.path),
        )
    return stored
