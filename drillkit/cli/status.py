"""`drillkit status DRILL`: what a seat's screen shows, as lines."""

import os
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from drillkit.conduct.workspace import DrillFile, Workspace
    from drillkit.tui.scene import Scene
    from drillkit.tui.view.values import Cell, Control, Mine, Table

PANELS: Final = ("mine", "control", "timeline", "report")
# Lines are for ears too: what is far down a long list nobody hears out.
MOST: Final = 12
# A pipe has no width, and whoever reads it may cut as they like.
WIDE: Final = 160


@click.command(
    help=N_(
        "Show how a drill stands, as lines, without a screen.\n\n"
        "DRILL is the id of a drill, or `latest`. SEAT is a role, a department, or one "
        "of director, controller:DEPARTMENT, evaluator:DEPARTMENT, role-player, scribe "
        "and observer. What stands in brackets is a row's name, as `drillkit do` "
        "takes it."
    )
)
@click.argument("drill")
@click.option(
    "--as", "seat", default="observer", show_default=True, metavar="SEAT",
    help=N_("The seat to look from."),
)  # fmt: skip
@click.option("--code", default="", metavar="CODE", help=N_("The seat's join code."))
@click.option(
    "--panel", type=click.Choice(PANELS), default=None,
    help=N_("What to show; otherwise what the seat needs most."),
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help=N_("Show every row."))
@click.option(
    "--watch", is_flag=True,
    help=N_("Stay at the seat, and print each new entry as a line."),
)  # fmt: skip
@click.option(
    "--leave-after", type=click.FloatRange(0), metavar="SECONDS",
    help=N_("With --watch: leave after so many seconds, not at ENDEX."),
)  # fmt: skip
@lang_option
def command(
    drill: str,
    seat: str,
    code: str,
    panel: str | None,
    everything: bool,
    watch: bool,
    leave_after: float | None,
    lang: Language,
) -> None:
    from drillkit.cli.logs import found
    from drillkit.conduct.workspace import find_workspace

    file, workspace = found(drill, lang), find_workspace(Path.cwd())
    scene = scene_from(workspace, file, seat, code, lang)
    for line in told(scene, panel or "", None if everything else MOST):
        click.echo(line)
    if watch:
        _watch(workspace, file, seat, code, lang, leave_after)


def scene_from(
    workspace: "Workspace", file: "DrillFile", seat: str, code: str, lang: Language
) -> "Scene":
    """How it stands, seen from a seat; nothing is written, whoever is there."""
    from drillkit.cli.seats import scenario_of
    from drillkit.conduct.seating import stand_by
    from drillkit.engine.clock import drill_at
    from drillkit.tui.scenes import Scenes

    with stand_by(workspace, file, seat, code=code) as (desk, presence):
        scene = Scenes(desk, scenario_of(desk), presence).scene(lang)
        last_sign = None if presence.there() else presence.last_sign()
        if last_sign is None or scene.drill.mode == "live":
            return scene
        # Nobody is there: the drill comes back to where it was left.
        left = drill_at(scene.drill.clock, last_sign)
        return replace(scene, now=max(scene.drill.at, left))


def _watch(
    workspace: "Workspace",
    file: "DrillFile",
    seat: str,
    code: str,
    lang: Language,
    leave_after: float | None,
) -> None:
    from drillkit.cli.seats import Lines
    from drillkit.conduct.hosting import run_on
    from drillkit.conduct.seating import sit

    # Any number may watch, but a role has one seat.
    name = f"observer-{os.getpid()}" if seat == "observer" else ""
    place = sit(workspace, file, seat, code=code, chair_name=name)
    lines = Lines(place.desk, lang, len(place.desk.stored))
    since = place.desk.wall_ms()
    try:
        run_on(
            place.desk,
            lines.tell,
            lambda: (
                leave_after is not None
                and place.desk.wall_ms() - since >= leave_after * 1_000
            ),
        )
    finally:
        place.leave()


def told(scene: "Scene", panel: str = "", most: int | None = MOST) -> Iterator[str]:
    """The bar, the alarms, and the tables of a panel."""
    from drillkit.tui.view.control import control
    from drillkit.tui.view.frame import frame
    from drillkit.tui.view.mine import mine
    from drillkit.tui.view.plain import draw_frame, draw_page, draw_table
    from drillkit.tui.view.report import report_so_far
    from drillkit.tui.view.timeline import timeline

    width = _width()
    yield draw_frame(frame(scene), width)
    match panel or ("mine" if scene.seat.kind == "participant" else "control"):
        case "mine":
            tables = _tables(mine(scene))
        case "control":
            tables = _tables(control(scene))
        case "report":
            yield report_so_far(scene)
            return
        case _:
            seen = timeline(scene, width=width)
            yield f"\n{draw_page(seen.lanes, width)}"
            tables = [seen.entries]
    for table in tables:
        yield f"\n{draw_table(_named(table, most), width, most)}"


def _tables(panels: "Mine | Control") -> "list[Table]":
    shown = (getattr(panels, field.name) for field in fields(panels))
    return [table for table in shown if table is not None and table.rows]


def _named(table: "Table", most: int | None) -> "Table":
    """The table, each row followed by its name."""
    from itertools import islice

    from drillkit.tui.actions.naming import name_of
    from drillkit.tui.view.values import Cell, Column

    rows = tuple(islice(table.rows, most))
    names = [f"[{name_of(row.ref)}]" if row.ref else "" for row in rows]
    width = max(map(len, names), default=0)
    if not width:
        return replace(table, rows=rows)
    blanks = len(table.columns)
    return replace(
        table,
        columns=(*table.columns, Column("", width)),
        rows=tuple(
            replace(row, cells=(*_filled(row.cells, blanks), Cell(name, "dim")))
            for row, name in zip(rows, names, strict=True)
        ),
    )


def _filled(cells: "tuple[Cell, ...]", many: int) -> "tuple[Cell, ...]":
    from drillkit.tui.view.values import Cell as Blank

    return (*cells, *(Blank("") for _ in range(many - len(cells))))


def _width() -> int:
    import shutil

    from drillkit.cli.diagnostics import is_terminal

    return shutil.get_terminal_size().columns if is_terminal() else WIDE
