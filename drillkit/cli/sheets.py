"""Sheets as they are printed: tables for a terminal, HTML, or JSON.

What a terminal shows fits its width, and 80 columns where there is none.  Knows no
verb.
"""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from drillkit.cli.diagnostics import is_terminal
from drillkit.language import N_

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from drillkit.review.sheet import Sheet
    from drillkit.review.view.blocks import Block, Cell, Table

FORMS: Final = ("text", "json", "html")
WIDTH: Final = 80
STYLES: Final = {"kept": "green", "missed": "bold red", "open": "yellow"}

Function = TypeVar("Function", bound=Callable[..., Any])


def form_option(function: Function) -> Function:
    """Gives a command `--format` and `--output`; it receives `form` and `output`."""
    output = click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=N_("File to write; otherwise it is printed."),
    )
    form = click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default="text",
        help=N_("How to print: for people, for programs, or as a page."),
    )
    return form(output(function))


def put(
    sheet: "Sheet", form: str, output: Path | None, templates: Path | None = None
) -> None:
    """Print *sheet*, or write it to the file that was named."""
    text = _drawn(sheet, form, templates, is_terminal() and output is None)
    put_bytes(text.encode(), output)


def put_bytes(made: bytes, output: Path | None) -> None:
    """Print what was made, or write it to the file that was named."""
    if output is None:
        click.echo(made, nl=False)
        return
    from drillkit.wholefile import whole

    with whole(output) as stream:
        stream.write(made)
    click.echo(output)


def _drawn(sheet: "Sheet", form: str, templates: Path | None, is_lit: bool) -> str:
    if form == "json":
        return json.dumps(sheet, ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        from drillkit.review.foreign import texts

        return texts([("sheet.html.j2", {"view": sheet})], templates)[0]
    return drawn(sheet, is_lit)


def drawn(sheet: "Sheet", is_lit: bool = False, width: int = 0) -> str:
    """*sheet* for a terminal, with colours if it *is_lit*."""
    import shutil

    from rich.console import Console
    from rich.text import Text

    wide = width or (shutil.get_terminal_size().columns if is_lit else WIDTH)
    out = StringIO()
    console = Console(
        file=out, width=wide, force_terminal=is_lit, highlight=False, emoji=False,
        color_system="auto" if is_lit else None, legacy_windows=False,
    )  # fmt: skip
    console.print(Text(_line(sheet["title"]), "bold"))
    for line in (sheet["subtitle"], *sheet["notes"]):
        if line:
            console.print(Text(_line(line), "dim"))
    for section in sheet["sections"]:
        console.print()
        if section["title"] != sheet["title"]:
            console.print(Text(_line(section["title"]), "bold"))
        for n, block in enumerate(section["blocks"]):
            if n and block["kind"] in ("table", "heading"):
                console.print()
            _print(console, block, section["title"])
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _print(console: "Console", block: "Block", title: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    match block["kind"]:
        case "paragraph":
            console.print(Text(_line(block["text"]), _style(block["tone"])))
        case "heading":
            console.print(Text(_line(block["text"]), "underline"))
        case "items":
            for cell in block["rows"]:
                console.print(Padding(_words(cell), (0, 0, 0, 2)))
        case "table":
            console.print(_table(block, title))
        case _:
            # A picture is for the page; a terminal has its figures in the tables.
            pass


def _table(block: "Table", above: str) -> "RenderableType":
    from rich import box
    from rich.table import Table as Drawn
    from rich.text import Text

    if not block["rows"]:
        return Text(_line(block["empty"]))
    table = Drawn(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False,
        title_justify="left", title_style="", header_style="dim",
        title=None if block["caption"] == above else Text(_line(block["caption"])),
        expand=_is_wide(block),
    )  # fmt: skip
    for n, column in enumerate(block["columns"]):
        is_figure = column["align"] == "number"
        table.add_column(
            Text(_line(column["title"])),
            justify="right" if is_figure else "left",
            overflow="fold",
            # A heading is not broken inside a word while there is room elsewhere.
            min_width=max(map(len, column["title"].split()), default=1),
            ratio=None if is_figure or not _is_wide(block) else _ratio(block, n),
        )
    for row in block["rows"]:
        table.add_row(*map(_words, row))
    return table


def _is_wide(block: "Table") -> bool:
    """Whether its words need all the room there is."""
    longest = (
        max(len(part) for part in (cell["text"], cell["note"])) for row in block["rows"]
        for cell in row
    )  # fmt: skip
    return max(longest) > WIDTH // 3


def _ratio(block: "Table", column: int) -> int:
    """Room by what stands in a column, so that a date takes little of it."""
    cells = [row[column] for row in block["rows"]]
    longest = max(len(part) for one in cells for part in (one["text"], one["note"]))
    return min(max(longest, 12), WIDTH // 2)


def _words(cell: "Cell") -> "RenderableType":
    from rich.text import Text

    text = Text(_line(cell["text"]), _style(cell["tone"]))
    if cell["note"]:
        text.append("\n" if cell["text"] else "")
        text.append(_line(cell["note"]), "dim")
    return text


def _line(text: str) -> str:
    """Words on one line; a number and its unit stay together."""
    from drillkit.review.clean import plain

    return re.sub(r"[^\S\N{NO-BREAK SPACE}]+", " ", plain(text)).strip()


def _style(tone: str) -> str:
    return STYLES.get(tone, "")
