"""`drillkit report DRILL`: the after-action report, as files."""

from collections.abc import Callable

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

FORMATS = ("html", "pdf", "docx", "md", "json", "csv")
USUAL = ("html", "md", "json")


DOCUMENTS = ("report", "brief", "hot-wash", "letter")


def formats_of(
    *known: str,
) -> Callable[[click.Context, click.Parameter, str], tuple[str, ...]]:
    """Reads a list with commas, of formats that a document can be had in."""

    def read(
        context: click.Context, option: click.Parameter, said: str
    ) -> tuple[str, ...]:
        asked = dict.fromkeys(one.strip() for one in said.split(","))
        choice = click.Choice(known)
        return tuple(choice.convert(one, option, context) for one in asked)

    return read


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
    callback=formats_of(*FORMATS),
    help=N_("Formats, with commas between: html, pdf, docx, md, json, csv."),
)
@click.option(
    "--output",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help=N_("Folder to write to; reports/ of the workspace unless told otherwise."),
)
@click.option(
    "--document",
    type=click.Choice(DOCUMENTS),
    default="report",
    help=N_(
        "Which document: the report, one page for executives, the sheet for the hot"
        " wash, or a letter to each client."
    ),
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
    document: str,
    names: bool,
    lang: Language,
) -> None:
    from pathlib import Path
    from typing import cast

    from drillkit.cli.logs import entries_of, found
    from drillkit.cli.outside import Room, around
    from drillkit.cli.pasts import made
    from drillkit.conduct.workspace import find_workspace
    from drillkit.review.documents.issue import Kind, issue
    from drillkit.review.formats import Format
    from drillkit.review.publish import publish

    workspace = find_workspace(Path.cwd())
    file = found(drill, lang)
    stored = entries_of(file)
    folder = Path(output) if output else workspace.root / "reports"
    asked = cast("tuple[Format, ...]", formats)
    templates = workspace.root / "templates"
    beside = around(Room(workspace, names, made(file)))
    if document == "report":
        written = publish(stored, lang, asked, folder, templates, beside)
    else:
        kind = cast("Kind", document)
        plain = tuple(one for one in asked if one not in ("json", "csv"))
        written = issue(stored, kind, lang, plain, folder, templates, beside)
    for path in written:
        click.echo(path)
