"""`drillkit resume DRILL`: back to a drill that nobody is at any more."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.options import lang_option
from drillkit.cli.seats import headless_options
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from drillkit.conduct.seating import Place


@click.command(
    help=N_(
        "Come back to a drill or event after a crash, or after everybody had left.\n\n"
        "A drill stood since the last sign of life from any seat, so it goes on at "
        "the same second; a real event went on without us, and what fell due "
        "meanwhile is written with the time it was due."
    )
)
@click.argument("drill", default="latest")
@click.option(
    "--as", "seat", default="", metavar="SEAT",
    help=N_("The seat to take: the director's, in an event the commander's."),
)  # fmt: skip
@click.option("--code", default="", help=N_("The seat's join code, if it has one."))
@click.option(
    "--simulate", default="", metavar="DEPARTMENTS",
    help=N_("Departments to simulate, with commas between them, or `all`."),
)  # fmt: skip
@click.option("--paused", is_flag=True, help=N_("Leave a drill that stood standing."))
@click.option(
    "--take-over", is_flag=True,
    help=N_("Sit down even if somebody sits there, who is told so."),
)  # fmt: skip
@headless_options
@click.option(
    "--plan", type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help=N_("The plan, if it is not this workspace's."),
)  # fmt: skip
@lang_option
def command(
    drill: str,
    seat: str,
    code: str,
    simulate: str,
    paused: bool,
    take_over: bool,
    headless: bool,
    leave_after: float | None,
    plan: Path | None,
    lang: Language,
) -> int:
    from drillkit.cli.logs import found
    from drillkit.cli.seats import (
        Sitting,
        need_screen,
        open_up,
        plan_for,
        read_departments,
    )
    from drillkit.conduct.seating import usual_seat
    from drillkit.conduct.workspace import find_workspace
    from drillkit.engine.compile import compile_play

    if not headless:
        need_screen()
    file = found(drill, lang)
    seat = seat or usual_seat(file)
    known = plan_for(simulate, plan)
    company = compile_play(known).company if known else None
    sitting = Sitting(
        find_workspace(Path.cwd()),
        file,
        seat,
        known,
        read_departments(simulate, company) if company else frozenset(),
        code,
        instead=take_over,
    )
    ready = _stay_paused if paused else _go_on
    return open_up(sitting, lang, headless, leave_after, ready)


def _stay_paused(place: "Place") -> None:
    """Whoever sits down lets it go on."""


def _go_on(place: "Place") -> None:
    from drillkit.conduct.seating import stood_since
    from drillkit.engine.commands import Resume

    if stood_since(place.desk) is not None:
        place.desk.do(Resume(0))
