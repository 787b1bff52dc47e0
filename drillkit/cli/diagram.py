"""`drillkit diagram RUNBOOK`: phases and the ways between them, drawn."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from drillkit.plan.runbook import Runbook
    from drillkit.review.view.chart import States

FORMS = ("mermaid", "dot", "svg")


@click.command(
    help=N_(
        "Draw a runbook's phases and the ways between them.\n\n"
        "RUNBOOK is department/name or a file. With --drill, the path that the drill "
        "took and the time it spent are drawn in."
    )
)
@click.argument("runbook")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="mermaid",
    show_default=True,
    help=N_("What to draw it as."),
)
@click.option(
    "--drill", metavar="DRILL", help=N_("The id of a drill, `latest`, or its file.")
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=N_("File to write; otherwise it is printed."),
)
@lang_option
def command(
    runbook: str, form: str, drill: str | None, output: Path | None, lang: Language
) -> None:
    from drillkit.review.diagrams import dot, mermaid
    from drillkit.review.view.charts.states import states_of

    states = (
        _walked(runbook, drill, lang) if drill else states_of(_found(runbook), lang)
    )
    made = {"mermaid": mermaid, "dot": dot, "svg": _svg}[form](states)
    if output is None:
        click.echo(made, nl=False)
        return
    from drillkit.wholefile import whole

    with whole(output) as stream:
        stream.write(made.encode())
    click.echo(output)


def _svg(states: "States") -> str:
    from drillkit.conduct.workspace import find_workspace
    from drillkit.review.formats import drawing

    return drawing(states, find_workspace(Path.cwd()).root / "templates")


def _found(name: str) -> "Runbook":
    from difflib import get_close_matches

    from drillkit.cli.plans import read_asked

    file = Path(name)
    is_file = file.suffix in (".yaml", ".yml") and file.is_file()
    known = read_asked([file] if is_file else [], Path.cwd()).plan.runbooks
    for path, one in known.items():
        if path == name or (is_file and file.samefile(one.path)):
            return one.model
    near = get_close_matches(name, known, n=1)
    raise Misuse(
        N_('there is no runbook "{runbook}"'),
        way_out=N_('did you mean "{near}"?') if near else N_("there are: {known}"),
        runbook=name,
        near=near[0] if near else "",
        known=", ".join(known) or "-",
    )


def _walked(name: str, drill: str, lang: Language) -> "States":
    from drillkit.cli.logs import entries_of, found
    from drillkit.review.books import record_of
    from drillkit.review.measures import measure
    from drillkit.review.reader import Reader
    from drillkit.review.view.charts.states import Walk, states_of
    from drillkit.review.view.review import Review

    record = record_of(entries_of(found(drill, lang)))
    review = Review(record, measure(record), Reader(lang, record))
    for run, path in record.runbook_of.items():
        runbook = record.runbook(run)
        if runbook and name in (run, path):
            return states_of(runbook, lang, Walk(review, run))
    raise Misuse(
        N_('the drill has no run "{runbook}"'),
        way_out=N_("there are: {known}"),
        runbook=name,
        known=", ".join(record.runbook_of),
    )
