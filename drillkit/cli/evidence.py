"""`drillkit evidence YEAR`: what an auditor asks for, packed with its hashes."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.options import lang_option
from drillkit.errors import DrillkitError
from drillkit.language import N_, Language, plural

if TYPE_CHECKING:
    from drillkit.cli.outside import Room
    from drillkit.conduct.workspace import Workspace
    from drillkit.review.evidence import Dossier, Held
    from drillkit.review.formats import Format
    from drillkit.review.history.past import Past

REPORTS: "Final[tuple[Format, ...]]" = ("html", "md", "json")


@click.command(
    help=N_(
        "Pack what an auditor of business continuity asks for about YEAR.\n\n"
        "Programme, approved scenarios, which plan was tested, attendance, calls, each "
        "log with its verification, signed reports, actions and retests, the plan then "
        "and now, and the hash of every file. The same comes out each time."
    )
)
@click.argument("year", type=click.IntRange(1, 9999), metavar="[YEAR]", required=False)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help=N_("A new folder, or a file that ends in .zip; otherwise evidence-YEAR."),
)
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=N_("The date as of which actions and plans are judged."),
)
@click.option(
    "--names",
    is_flag=True,
    help=N_("Put persons' names in, and the whole text of each log."),
)
@click.option("--simulated", is_flag=True, help=N_("Count simulations, too."))
@lang_option
def command(
    year: int | None,
    output: Path | None,
    day: datetime | None,
    names: bool,
    simulated: bool,
    lang: Language,
) -> None:
    from drillkit.cli.check import today
    from drillkit.cli.pasts import workspace_here
    from drillkit.cli.sheets import drawn
    from drillkit.review.evidence import archive, evidence

    now = day.date() if day else today()
    asked = year or now.year
    # What is over is told as of its end, so that it is told alike ever after.
    as_of = min(now, date(asked, 12, 31))
    workspace = workspace_here()
    target = output or Path(f"evidence-{asked}")
    if target.suffix != ".zip" and target.is_dir() and any(target.iterdir()):
        raise DrillkitError(
            N_("{path} is not empty"),
            way_out=N_("name a new folder, or a file that ends in .zip"),
            path=str(target),
        )
    dossier = _dossier(workspace, asked, as_of, lang, names=names, simulated=simulated)
    made = evidence(dossier, lang, drawn)
    if target.suffix == ".zip":
        _write(target, archive(made, f"evidence-{asked}"))
    else:
        for path, content in made.items():
            _write(target / path, content)
    n_ = plural(lang)
    said = n_("{n} file", "{n} files", len(made)).format(n=len(made))
    click.echo(f"{target}: {said}")


def _write(path: Path, content: bytes) -> None:
    from drillkit.wholefile import whole

    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as stream:
        stream.write(content)


def _dossier(
    workspace: "Workspace",
    year: int,
    as_of: date,
    lang: Language,
    *,
    names: bool,
    simulated: bool,
) -> "Dossier":
    from drillkit.cli.actions import agenda_of
    from drillkit.cli.outside import Room, roster_of
    from drillkit.cli.pasts import all_pasts, plan_of, tell
    from drillkit.review.actions.reading import read_files
    from drillkit.review.actions.telling import Teller, actions_sheet, standings
    from drillkit.review.evidence import Dossier
    from drillkit.review.history.covering import Teller as Coverer
    from drillkit.review.history.covering import coverage, coverage_sheet
    from drillkit.review.posts import unheld
    from drillkit.review.programme import programme_files

    root = workspace.root
    plan = plan_of(root)
    pasts = [past for past in all_pasts(workspace, lang) if past.day <= as_of]
    teller = Teller(lang, plan)
    found = standings(agenda_of(root, lang), pasts, as_of)
    title = teller._(N_("Actions and their retests"))
    empty = teller._(N_("There were no actions."))
    programmes, unread = read_files(programme_files(root), root)
    tell(unread, lang)
    return Dossier(
        year,
        as_of.isoformat(),
        tuple(
            _held(Room(workspace, names, past.made_ms, pasts), past, lang)
            for past in pasts
            if past.day.year == year and past.is_over
            and (simulated or not past.is_simulated)
        ),
        plan.texts,
        {path: text for path, text in programmes.items() if str(year) in path},
        _text(root / "readiness.csv"),
        _text(root / "communications.csv"),
        {
            "actions": actions_sheet(teller, found, title, empty),
            "coverage": coverage_sheet(
                Coverer(lang, coverage(plan, pasts), as_of), is_whole=True
            ),
        },
        unheld(roster_of(root)),
        names,
    )  # fmt: skip


def _held(room: "Room", past: "Past", lang: Language) -> "Held":
    """A drill with its report, told by posts unless names are asked for."""
    from dataclasses import replace

    from drillkit.cli.outside import around, roster_of
    from drillkit.conduct.workspace import DrillFile, read_rows
    from drillkit.review.evidence import Held
    from drillkit.review.formats import files
    from drillkit.review.posts import posts_of
    from drillkit.review.view import view

    root, drill = room.workspace.root, past.drill
    record, beside = around(room)(past.record, lang)
    document = view(record, lang, beside)
    report = {
        f"report.{lang}.{ending}": content
        for form in REPORTS
        for ending, content in files(document, form, root / "templates").items()
    }
    posts = posts_of(past.record, roster_of(root))
    raw = [_text(root / name / f"{drill}.yaml") for name in ("actions", "reviews")]
    actions, review = raw if room.names else map(posts.unnamed, raw)
    return Held(
        replace(past, record=record),
        read_rows(DrillFile(drill, room.workspace.drills / f"{drill}.db")),
        report,
        actions,
        review,
    )


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
