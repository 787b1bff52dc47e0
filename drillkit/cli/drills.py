"""`drillkit drills`: what has been drilled in this workspace."""

from typing import TYPE_CHECKING

import click

from drillkit.cli.options import lang_option
from drillkit.errors import WorkspaceError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.conduct.workspace import Listed

HEADINGS = (
    N_("drill (* latest)"),
    N_("mode"),
    N_("begun"),
    N_("ran for"),
    N_("state"),
)
STATES = {
    "empty": N_("not begun"),
    "unreadable": N_("unreadable"),
    "running": N_("running"),
    "normal": N_("back to normal"),
    "time": N_("time was up"),
    "director": N_("ended sooner"),
    "broken-off": N_("broken off"),
    "stalled": N_("stalled"),
}
MODES = {"live": N_("live"), "drill": N_("drill"), "rehearsal": N_("rehearsed")}


@click.command(help=N_("List the drills of this workspace, the newest first."))
@lang_option
def command(lang: Language) -> None:
    from pathlib import Path

    from drillkit.cli.logs import tell_strays
    from drillkit.conduct.workspace import find_workspace, list_drills

    translate = translator(lang)
    workspace = find_workspace(Path.cwd())
    if not workspace.is_marked:
        raise WorkspaceError(
            N_('there is no folder "runbooks" here or above'),
            way_out=N_('"drillkit init DIR" makes a workspace with a plan to try'),
        )
    tell_strays(workspace, lang)
    listed = list_drills(workspace)
    if not listed:
        click.echo(translate(N_("no drills yet")), err=True)
        return
    rows = [[translate(heading) for heading in HEADINGS]]
    rows += [cells(line, line is listed[0], lang) for line in listed]
    if {line.mode for line in listed} <= {"rehearsal", None}:
        # All alike, and a screen has better use for the room.
        rows = [[row[0], *row[2:]] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())


def cells(line: "Listed", is_latest: bool, lang: Language) -> list[str]:
    """One drill's row; it begins with its scenario's id, so that is left out."""
    from drillkit.language import format_instant

    translate = translator(lang)
    begun = line.begun_ms
    # Without the distance from UTC, which a list has no room for.
    told = "" if begun is None else format_instant(begun, line.zone, lang)
    return [
        f"{line.drill} *" if is_latest else line.drill,
        translate(MODES[line.mode]) if line.mode else "",
        " ".join(told.split()[:2]),
        "" if begun is None else lasted(line.lasted_ms),
        translate(STATES[line.state]),
    ]


def lasted(ms: int) -> str:
    """Drill time as h:mm:ss."""
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
