"""`drillkit approve SCENARIO --by NAME`: a name, a day and the hash of the content."""

from datetime import datetime
from pathlib import Path

import click

from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language, translator


@click.command(
    help=N_(
        "Note in readiness.csv that NAME approves SCENARIO as it is now.\n\n"
        "The line has the hash of the scenario, the runbooks it runs and the "
        "organisation; once one of them changes, it is to be approved again. The file "
        "is for Git, where others see who approved what."
    )
)
@click.argument("scenario")
@click.option(
    "--by", required=True, metavar="NAME", help=N_("Who approves it, by name.")
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help=N_("When; today unless told."),
)  # fmt: skip
@lang_option
def command(scenario: str, by: str, on: datetime | None, lang: Language) -> None:
    from drillkit.cli.days import day_of
    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.conduct.readiness import content_of
    from drillkit.conduct.vouched import Vouched, vouch
    from drillkit.conduct.workspace import find_workspace

    if not by.strip():
        raise Misuse(N_("nobody approves it: the name is empty"))
    asked, name = find_scenario(scenario, None)
    refuse_problems(asked, lang)
    content = content_of(asked.plan, name)
    day = day_of(on, asked)
    line = Vouched("approved", name, content, day, " ".join(by.split()))
    path = vouch(find_workspace(Path.cwd()).root, line)
    said = N_("{path}: {by} approves {scenario} {hash} on {day}")
    click.echo(
        translator(lang)(said).format(
            path=path.name,
            by=line.by,
            scenario=name,
            hash=content[:12],
            day=day.isoformat(),
        )
    )
