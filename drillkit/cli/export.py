"""`drillkit export DRILL`: the log in a form that others read."""

import sys

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

FORMATS = ("jsonl",)


@click.command(
    help=N_(
        "Write the log of a drill as lines of JSON, hashes included.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. Rehearsals of "
        "one scenario with one seed give equal bytes."
    )
)
@click.argument("drill")
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl")
@click.option(
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=N_("Write there; otherwise to the terminal."),
)
@lang_option
def command(drill: str, form: str, output: str | None, lang: Language) -> None:
    from pathlib import Path

    from drillkit.cli.logs import empty, found
    from drillkit.conduct.workspace import open_drill
    from drillkit.log.export import export_jsonl
    from drillkit.wholefile import whole

    file = found(drill, lang)
    log = open_drill(file)
    if not log.head(file.drill).seq:
        raise empty(file)
    data = (f"{line}\n".encode() for line in export_jsonl(log, file.drill))
    # Bytes: line ends and letters are the same on every system.
    if output is None:
        sys.stdout.buffer.writelines(data)
    else:
        with whole(Path(output)) as stream:
            stream.writelines(data)
