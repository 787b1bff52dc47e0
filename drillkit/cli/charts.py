"""`drillkit charts DRILL`: the report's pictures in the terminal."""

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

STYLES = {
    "title": "bold",
    "ink": "",
    "soft": "dim",
    "kept": "blue",
    "missed": "bold red",
    "open": "dim",
    "plan": "dim",
    "stop": "yellow",
    "quiet": "dim",
    "": "",
}


@click.command(
    help=N_(
        "Show the pictures of a drill's report in the terminal.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. They read "
        "without colours and fit the terminal's width."
    )
)
@click.argument("drill")
@lang_option
def command(drill: str, lang: Language) -> None:
    from rich.console import Console
    from rich.text import Text

    from drillkit.cli.logs import entries_of, found
    from drillkit.review.blockart import chart_lines, gantt_lines
    from drillkit.review.books import record_of
    from drillkit.review.view import view

    document = view(record_of(entries_of(found(drill, lang))), lang)
    console = Console(highlight=False, soft_wrap=True)
    wide = min(console.width, 120)
    for section in document["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "gantt":
                lines = gantt_lines(block, wide)
            elif block["kind"] == "chart":
                lines = chart_lines(block, wide)
            else:
                continue
            for line in lines:
                parts = [(part.text, STYLES[part.look]) for part in line]
                console.print(Text.assemble(*parts))
            console.print()
