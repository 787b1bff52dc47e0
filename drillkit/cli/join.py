"""`drillkit join DRILL --as SEAT`: a seat at a drill or event that is running."""

from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language


@click.command(
    help=N_(
        "Sit down at a running drill or event.\n\n"
        "DRILL is its id or `latest`. A SEAT is a role of the organisation, a "
        "department (its first role), `observer`, `scribe`, `role-player`, "
        "`director`, or `controller` or `evaluator`, these also of one department: "
        "`evaluator:billing`. A department that was simulated is yours from then on, "
        "until you leave."
    )
)
@click.argument("drill", default="latest")
@click.option(
    "--as", "seat", required=True, metavar="SEAT",
    help=N_("The seat to take."),
)  # fmt: skip
@click.option("--code", default="", help=N_("The seat's join code, if it has one."))
@click.option("--name", default="", help=N_("Your name, for the others to see."))
@click.option(
    "--take-over", is_flag=True,
    help=N_("Sit down even if somebody sits there, who is told so."),
)  # fmt: skip
@lang_option
def command(
    drill: str,
    seat: str,
    code: str,
    name: str,
    take_over: bool,
    lang: Language,
) -> int:
    from drillkit.cli.logs import found
    from drillkit.cli.seats import Sitting, need_screen, open_up
    from drillkit.conduct.workspace import find_workspace

    need_screen()
    file = found(drill, lang)
    sitting = Sitting(
        find_workspace(Path.cwd()),
        file,
        seat,
        code=code,
        person=name,
        instead=take_over,
    )
    return open_up(sitting, lang)
