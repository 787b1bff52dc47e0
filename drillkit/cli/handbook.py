"""`drillkit handbook SCENARIO`: what people read before an exercise, each their own."""

import click

from drillkit.cli.options import lang_option
from drillkit.cli.report import formats_of
from drillkit.language import N_, Language

READERS = ("players", "observers", "evaluators", "director")


@click.command(
    help=N_(
        "Write the handbooks of an exercise.\n\n"
        "SCENARIO is a scenario's id or its file. Players and observers are told how it"
        " is played and nothing of what comes in; evaluators get a guide for each "
        "capability, and the director the whole inject list. The files of players and "
        "observers are called after the day, because a scenario's name tells the story."
    )
)
@click.argument("scenario")
@click.option(
    "--for",
    "readers",
    type=click.Choice(READERS),
    multiple=True,
    help=N_("For whom; may be given several times. All, unless told otherwise."),
)
@click.option(
    "--format",
    "formats",
    default="html,md",
    show_default=True,
    metavar="A,B",
    callback=formats_of("html", "pdf", "docx", "md"),
    help=N_("Formats, with commas between: html, pdf, docx, md."),
)
@click.option(
    "--output",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help=N_("Folder to write to; reports/ of the workspace unless told otherwise."),
)
@lang_option
def command(
    scenario: str,
    readers: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    lang: Language,
) -> None:
    from pathlib import Path
    from typing import cast

    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.conduct.workspace import find_workspace
    from drillkit.review.documents.handbook import For, handbook
    from drillkit.review.documents.issue import write
    from drillkit.review.documents.prepared import prepared
    from drillkit.review.formats import Format

    asked, name = find_scenario(scenario, None)
    refuse_problems(asked, lang)
    record = prepared(asked.plan, name)
    root = find_workspace(Path.cwd()).root
    made = [
        handbook(record, cast("For", reader), lang) for reader in readers or READERS
    ]
    for path in write(
        made,
        "handbook",
        cast("tuple[Format, ...]", formats),
        Path(output) if output else root / "reports",
        root / "templates",
    ):
        click.echo(path)
