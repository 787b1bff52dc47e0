"""`drillkit drills`: what has been drilled in this workspace."""

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language, format_instant, translator

HEADINGS = (
    N_("drill"),
    N_("scenario"),
    N_("mode"),
    N_("begun"),
    N_("state"),
    N_("entries"),
)
STATES = {
    "empty": N_("not begun"),
    "unreadable": N_("unreadable"),
    "running": N_("running"),
    "normal": N_("ended: back to normal"),
    "time": N_("ended: time was up"),
    "director": N_("ended by the director"),
    "broken-off": N_("broken off"),
    "stalled": N_("stalled"),
}
MODES = {"live": N_("live"), "drill": N_("drill"), "rehearsal": N_("rehearsal")}


@click.command(help=N_("List the drills of this workspace, the newest first."))
@lang_option
def command(lang: Language) -> None:
    from pathlib import Path

    from drillkit.conduct.workspace import find_workspace, list_drills

    translate = translator(lang)
    rows = [tuple(translate(heading) for heading in HEADINGS)]
    for line in list_drills(find_workspace(Path.cwd())):
        begun = line.begun_ms
        rows.append(
            (
                line.drill,
                line.scenario,
                translate(MODES[line.mode]) if line.mode else "",
                "" if begun is None else format_instant(begun, line.zone, lang),
                translate(STATES[line.state]),
                str(line.entries),
            )
        )
    if len(rows) == 1:
        click.echo(translate(N_("no drills yet")), err=True)
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())
