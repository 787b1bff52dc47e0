"""`drillkit coverage`: what of the plan was ever exercised, and when last."""

from datetime import datetime
from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.cli.sheets import form_option
from drillkit.errors import Misuse, WorkspaceError
from drillkit.language import N_, Language


@click.command(
    help=N_(
        "Show what of the plan was ever exercised, when last, in which drill or event: "
        "phases, ways out of them, rungs, roles, audiences, partners.\n\n"
        "Without --all it lists what was never exercised with people."
    )
)
@click.option("--department", metavar="ID", help=N_("Only this department's plans."))
@click.option("--all", "is_whole", is_flag=True, help=N_("What was exercised, too."))
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=N_("The date that stale plans are held against."),
)
@form_option
@lang_option
def command(
    department: str | None,
    is_whole: bool,
    day: datetime | None,
    form: str,
    output: Path | None,
    lang: Language,
) -> None:
    from drillkit.cli.check import today
    from drillkit.cli.pasts import all_pasts, plan_of, workspace_here
    from drillkit.cli.sheets import put
    from drillkit.plan.near import nearest
    from drillkit.review.history.covering import Teller, coverage, coverage_sheet

    workspace = workspace_here()
    plan = plan_of(workspace.root)
    if not plan.runbooks:
        raise WorkspaceError(
            N_("there is no plan in {root}"),
            way_out=N_('"drillkit init DIR" makes a workspace with a plan to try'),
            root=str(workspace.root),
        )
    departments = dict.fromkeys(name.split("/")[0] for name in plan.runbooks)
    if department and department not in departments:
        hint, words = nearest(department, departments)
        raise Misuse(
            N_('no runbook here is of department "{department}"'),
            way_out=hint,
            department=department,
            **words,
        )
    found = coverage(plan, all_pasts(workspace, lang))
    teller = Teller(lang, found, day.date() if day else today())
    made = coverage_sheet(teller, department or "", is_whole)
    put(made, form, output, workspace.root / "templates")
