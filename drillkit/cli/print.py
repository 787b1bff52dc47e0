"""`drillkit print SCENARIO|RUNBOOK`: the drill on paper, for when the laptop dies.

What participants may have and what only controllers may have lie in folders of their
own, so that one print job never holds both.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.options import lang_option
from drillkit.errors import TableError, WorkspaceError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.cli.plans import Asked
    from drillkit.review.onpaper.pack import Wanted

KINDS: Final = ("plan-cards", "call-list", "log", "inject-cards", "controllers-list")


@click.command(
    help=N_(
        "Write SCENARIO as sheets to print: plan cards, call list, a numbered blank "
        "log, and for controllers inject cards and their list.\n\n"
        "A path such as network-operations/backbone-outage prints one runbook. Each "
        "sheet is one HTML file for A4 that any browser prints. What is written on the "
        "blank log is typed in afterwards: drillkit transcribe."
    )
)
@click.argument("scenario", metavar="SCENARIO|RUNBOOK")
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True,
    help=N_("Only this sheet; may be given several times."),
)  # fmt: skip
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help=N_("Folder of the sheets; print/ of the workspace unless told otherwise."),
)  # fmt: skip
@click.option(
    "--log-sheet", "mark", default="A", show_default=True, metavar="LETTERS",
    help=N_("What the lines of the blank log begin with; each log has its own."),
)  # fmt: skip
@click.option(
    "--pages", type=click.IntRange(1, 100), default=4, show_default=True,
    help=N_("How many pages the blank log has."),
)  # fmt: skip
@click.option(
    "--printed-by", default="", metavar="NAME",
    help=N_("Note in readiness.csv that NAME printed the packs."),
)  # fmt: skip
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help=N_("When it is printed; today unless told."),
)  # fmt: skip
@lang_option
def command(
    scenario: str,
    kinds: tuple[str, ...],
    output: Path | None,
    mark: str,
    pages: int,
    printed_by: str,
    on: datetime | None,
    lang: Language,
) -> None:
    from drillkit.cli.scenarios import refuse_problems
    from drillkit.conduct.vouched import keep_out_of_git
    from drillkit.conduct.workspace import find_workspace
    from drillkit.review.onpaper import KINDS as KNOWN
    from drillkit.review.onpaper import pack
    from drillkit.wholefile import whole

    asked, name = _find(scenario)
    refuse_problems(asked, lang)
    workspace = find_workspace(Path.cwd())
    sheets = pack(
        asked.plan,
        _wanted(asked, name, mark, pages),
        [kind for kind in KNOWN if not kinds or kind in kinds],
        lang,
        workspace.root / "templates",
    )
    folder = output or workspace.root / "print"
    if output is None:
        # The call list has names and numbers in it.
        keep_out_of_git(workspace.root, "print/")
    for sheet in sheets:
        path = (
            folder / name.replace("/", "-") / sheet.folder / f"{sheet.kind}.{lang}.html"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as stream:
            stream.write(sheet.html.encode())
        click.echo(path)
        if sheet.kind == "log":
            click.echo(_table(path.with_suffix(".csv"), mark, pages, lang))
    if not sheets:
        raise WorkspaceError(
            N_("a runbook has no injects, so there is nothing to print"),
            way_out=N_("name a scenario, or leave --kind out"),
        )
    if printed_by.strip():
        _note(asked, name, printed_by, on, lang)


def _table(path: Path, mark: str, pages: int, lang: Language) -> Path:
    """The table into which the log is typed afterwards, with the same numbers.

    People may have typed into it already, so only a blank one is written anew.
    """
    from drillkit.cli.diagnostics import say
    from drillkit.exchange.commas import write_csv
    from drillkit.exchange.paper_log import blank_log
    from drillkit.review.onpaper.pack import numbers
    from drillkit.wholefile import whole

    rows = blank_log(numbers(mark, pages), lang)
    if _is_typed_into(path):
        kept = N_("{path} is left as it is: something is typed into it")
        say(translator(lang)(kept).format(path=path))
        return path
    with whole(path) as stream:
        stream.write(write_csv(rows, ";" if lang == "ru" else ","))
    return path


def _is_typed_into(path: Path) -> bool:
    """Whether there is a table with more than numbers in it; what no CSV is, is."""
    from drillkit.exchange.cells import text_of
    from drillkit.exchange.commas import read_csv

    if not path.exists():
        return False
    try:
        sheet = read_csv(path.read_bytes(), str(path))
    except TableError:
        return True
    return any(text_of(cell) for row in sheet.rows[1:] for cell in row[1:])


def _find(name: str) -> "tuple[Asked, str]":
    from drillkit.cli.plans import read_asked
    from drillkit.cli.scenarios import find_scenario

    if "/" in name and not name.endswith((".yaml", ".yml")):
        asked = read_asked([], Path.cwd())
        if name in asked.plan.runbooks:
            return asked, name
        if not asked.problems:
            raise WorkspaceError(
                N_('there is no runbook "{name}"'),
                way_out=N_("there are: {known}"),
                name=name,
                known=", ".join(asked.plan.runbooks),
            )
        return asked, name
    return find_scenario(name, None)


def _wanted(asked: "Asked", name: str, mark: str, pages: int) -> "Wanted":
    from drillkit.conduct.readiness import content_of, roles_of
    from drillkit.engine.digest import digest
    from drillkit.review.onpaper.pack import Wanted

    plan = asked.plan
    if name in plan.scenarios:
        roles = tuple(roles_of(plan, plan.scenarios[name]))
        return Wanted(name, roles, content_of(plan, name), mark, pages)
    company = plan.organisation
    assert company is not None, "a plan without problems has an organisation"
    book = plan.runbooks[name]
    called = {role for phase in _steps(asked, name) for role in phase}
    called |= {rung.call for rung in book.model.escalation} | {book.model.owner}
    listed = tuple(role for role in company.model.roles() if role in called)
    return Wanted(name, listed, digest(book.tree.text), mark, pages)


def _steps(asked: "Asked", name: str) -> "list[list[str]]":
    """The roles that steps of a runbook name, step by step."""
    from drillkit.engine.compile import compile_chart

    company, roster = asked.plan.organisation, asked.plan.roster
    assert company is not None, "a plan without problems has an organisation"
    book = asked.plan.runbooks[name]
    chart = compile_chart(book, company.model, roster.model if roster else None)
    return [list(step.crew) for step in chart.steps.values()]


def _note(
    asked: "Asked", name: str, by: str, on: datetime | None, lang: Language
) -> None:
    from drillkit.cli.days import day_of
    from drillkit.cli.diagnostics import say
    from drillkit.conduct.readiness import content_of
    from drillkit.conduct.vouched import Vouched, vouch
    from drillkit.conduct.workspace import find_workspace

    if name not in asked.plan.scenarios:
        return
    day, content = day_of(on, asked), content_of(asked.plan, name)
    line = Vouched("printed", name, content, day, " ".join(by.split()))
    path = vouch(find_workspace(Path.cwd()).root, line)
    said = N_("{path}: {by} printed {scenario} {hash} on {day}")
    say(
        translator(lang)(said).format(
            path=path.name,
            by=line.by,
            scenario=name,
            hash=content[:12],
            day=day.isoformat(),
        )
    )
