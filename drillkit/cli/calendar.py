"""`drillkit calendar`: drills of the programme and due dates, as a list or a file."""

from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language


@click.command(
    help=N_(
        "Show planned drills and what is due, in order of time.\n\n"
        "Drills are planned in programme/YEAR.yaml. With --format ics it is a calendar "
        "file for other programs, which needs the extra [calendar]."
    )
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "html", "ics")),
    default="text",
    help=N_("How to print: for people, for programs, as a page or a calendar file."),
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=N_("File to write; otherwise it is printed."),
)
@lang_option
def command(form: str, output: Path | None, lang: Language) -> None:
    from drillkit.cli.actions import standing_here
    from drillkit.cli.check import today
    from drillkit.cli.pasts import all_pasts, programme_of, workspace_here
    from drillkit.cli.sheets import put, put_bytes
    from drillkit.review.diary import calendar_file, diary_sheet, entries
    from drillkit.review.history.held import planned

    root, teller, actions = standing_here(lang)
    years = programme_of(root, lang)
    pasts = all_pasts(workspace_here(), lang) if years else ()
    found = entries(planned(years, pasts), actions, teller, today())
    if form == "ics":
        put_bytes(calendar_file(found, teller.plan), output)
        return
    put(diary_sheet(found, lang), form, output, root / "templates")
