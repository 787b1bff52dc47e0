"""`drillkit report DRILL`: the after-action report, as files."""

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

FORMATS = ("html", "pdf", "docx", "md", "json", "csv")
USUAL = ("html", "md", "json")


def _formats(
    _context: click.Context, _option: click.Parameter, said: str
) -> tuple[str, ...]:
    """A list with commas; each once, in the order said."""
    asked = tuple(dict.fromkeys(one.strip() for one in said.split(",")))
    choice = click.Choice(FORMATS)
    return tuple(choice.convert(one, _option, _context) for one in asked)


@click.command(
    help=N_(
        "Write the after-action report of a drill.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. The HTML is "
        "one file that opens anywhere; the JSON and the CSV hold every measure with "
        "its entries. PDF and Word need the extras [pdf] and [docx]. "
        "Templates in the workspace's templates/ come before the shipped ones."
    )
)
@click.argument("drill")
@click.option(
    "--format",
    "formats",
    default=",".join(USUAL),
    show_default=True,
    metavar="A,B",
    callback=_formats,
    help=N_("Formats, with commas between: html, pdf, docx, md, json, csv."),
)
@click.option(
    "--output",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help=N_("Folder to write to; reports/ of the workspace unless told otherwise."),
)
@click.option(
    "--names",
    is_flag=True,
    help=N_("Print persons' names; otherwise posts stand instead."),
)
@lang_option
def command(
    drill: str,
    formats: tuple[str, ...],
    output: str | None,
    names: bool,
    lang: Language,
) -> None:
    from pathlib import Path
    from typing import cast

    from drillkit.cli.logs import entries_of, found
    from drillkit.cli.outside import Room, around
    from drillkit.cli.pasts import made
    from drillkit.conduct.workspace import find_workspace
    from drillkit.review.formats import Format
    from drillkit.review.publish import publish

    workspace = find_workspace(Path.cwd())
    file = found(drill, lang)
    stored = entries_of(file)
    folder = Path(output) if output else workspace.root / "reports"
    for path in publish(
        stored,
        lang,
        cast("tuple[Format, ...]", formats),
        folder,
        workspace.root / "templates",
        around(Room(workspace, names, made(file))),
    ):
        click.echo(path)
