"""`drillkit run SCENARIO`: a drill with people in it, from the director's seat."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.options import lang_option
from drillkit.cli.seats import headless_options
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.conduct.seating import Place
    from drillkit.conduct.workspace import Workspace
    from drillkit.engine.charts import Company


@click.command(
    help=N_(
        "Begin a drill of a scenario, now, and open the director's seat.\n\n"
        "SCENARIO is the id of a scenario in this workspace, or its file. Others sit "
        "down with `drillkit join`. Departments that nobody sits at can be simulated; "
        "whoever joins one of them takes it over."
    )
)
@click.argument("scenario")
@click.option(
    "--simulate", default="", metavar="DEPARTMENTS",
    help=N_("Departments to simulate, with commas between them, or `all`."),
)  # fmt: skip
@click.option(
    "--codes", is_flag=True,
    help=N_("Make a join code for each seat and print them."),
)  # fmt: skip
@click.option(
    "--speed", type=click.IntRange(1, 60), default=1, show_default=True,
    help=N_("How many times faster than the wall clock it begins."),
)  # fmt: skip
@headless_options
@click.option(
    "--plan", type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help=N_("The plan, if it is not this workspace's."),
)  # fmt: skip
@lang_option
def command(
    scenario: str,
    simulate: str,
    codes: bool,
    speed: int,
    headless: bool,
    leave_after: float | None,
    plan: Path | None,
    lang: Language,
) -> int:
    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.cli.seats import Sitting, need_screen, open_up, read_departments
    from drillkit.conduct.starting import begin_drill
    from drillkit.conduct.workspace import find_drill, find_workspace
    from drillkit.engine.commands import SetSpeed
    from drillkit.engine.compile import compile_play

    if not headless:
        need_screen()
    asked, name = find_scenario(scenario, plan)
    refuse_problems(asked, lang)
    workspace = find_workspace(Path.cwd())
    company = compile_play(asked.plan).company
    departments = read_departments(simulate, company)
    drill = begin_drill(workspace, asked.plan, name)
    click.echo(translator(lang)(N_("drill {drill}")).format(drill=drill))
    if codes:
        _tell_codes(workspace, drill, company)
    sitting = Sitting(
        workspace, find_drill(workspace, drill), "director", asked.plan, departments
    )

    def hurry(place: "Place") -> None:
        if speed != 1:
            place.desk.do(SetSpeed(speed, 1, 0))

    return open_up(sitting, lang, headless, leave_after, hurry)


def _tell_codes(workspace: "Workspace", drill: str, company: "Company") -> None:
    from drillkit.conduct.codes import make_codes
    from drillkit.conduct.seating import folder_of, seats_of

    for seat, code in make_codes(
        folder_of(workspace, drill), seats_of(company)
    ).items():
        click.echo(f"  {code}  {seat}")
