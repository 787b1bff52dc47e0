"""`drillkit ready SCENARIO`: green, or what is missing and what to do about it."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.diagnostics import FINE, FOUND
from drillkit.cli.options import lang_option
from drillkit.language import N_, Language, plural, translator

if TYPE_CHECKING:
    from drillkit.cli.plans import Asked
    from drillkit.conduct.readiness import Item, Known, Missing, Rehearsed
    from drillkit.conduct.workspace import Workspace

# Nobody rings up more people before looking again.
SHOWN: Final = 8


@click.command(
    help=N_(
        "Say whether SCENARIO is ready to be drilled, and what is missing.\n\n"
        "Looked at are the plan, its approval, the people of the roster, the "
        "simulation, the contacts and the printed packs, each with the day on which it "
        "is due, from eight weeks before the start on. Ends with 1 unless all is green."
    )
)
@click.argument("scenario")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help=N_("The day it is asked on; today unless told."),
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    help=N_("How to print: for people, or for programs."),
)  # fmt: skip
@lang_option
def command(scenario: str, today: datetime | None, form: str, lang: Language) -> int:
    from drillkit.cli.days import day_of
    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.conduct.readiness import readiness
    from drillkit.conduct.workspace import find_workspace

    asked, name = find_scenario(scenario, None)
    if name not in asked.plan.scenarios or asked.plan.organisation is None:
        refuse_problems(asked, lang)
    day = day_of(today, asked)
    known = _known(asked, find_workspace(Path.cwd()), day)
    items = readiness(known, name)
    starts = asked.plan.scenarios[name].model.starts
    if form == "json":
        click.echo(_json(name, starts, items, day, lang))
    else:
        for line in told(name, starts, items, day, lang):
            click.echo(line)
    return FINE if all(item.is_green for item in items) else FOUND


def _known(asked: "Asked", workspace: "Workspace", day: date) -> "Known":
    from drillkit.conduct.readiness import Known
    from drillkit.conduct.vouched import read_checked, read_vouched
    from drillkit.plan.check import check, in_order

    problems = in_order((*asked.problems, *check(asked.plan, day)))
    return Known(
        asked.plan,
        len(problems),
        read_vouched(workspace.root),
        read_checked(workspace.root),
        tuple(_rehearsed(workspace)),
        day,
    )


def _rehearsed(workspace: "Workspace") -> "Iterator[Rehearsed]":
    """Simulations of this workspace, the oldest first."""
    from drillkit.cli.days import day_at
    from drillkit.conduct.readiness import Rehearsed, content_began
    from drillkit.conduct.starting import begun
    from drillkit.conduct.workspace import DrillFile, list_drills
    from drillkit.log.sqlite_file import made_at

    for one in reversed(list_drills(workspace)):
        if one.mode != "rehearsal":
            continue
        began = begun(DrillFile(one.drill, one.path))
        # Its own clock shows the story's time; the file was made when it was lived.
        on = day_at(made_at(one.path), one.zone)
        yield Rehearsed(one.drill, content_began(began), on, one.state)


def told(
    name: str, starts: datetime, items: "Sequence[Item]", day: date, lang: Language
) -> Iterator[str]:
    """The countdown: one line each, and under a red one what is missing."""
    _, n_ = translator(lang), plural(lang)
    left = (starts.date() - day).days
    green = sum(item.is_green for item in items)
    verdict = _(N_("READY")) if green == len(items) else _(N_("NOT READY"))
    when = (
        n_("in {n} day", "in {n} days", left).format(n=left)
        if left > 0
        else _(N_("today"))
        if left == 0
        else n_("{n} day ago", "{n} days ago", -left).format(n=-left)
    )
    head = _(N_("{name}, {starts} ({when}): {verdict}, {green} of {all} green"))
    yield head.format(
        name=name,
        starts=starts.strftime("%Y-%m-%d %H:%M"),
        when=when,
        verdict=verdict,
        green=green,
        all=len(items),
    )
    for item in items:
        yield from _item(item, day, lang)


def _item(item: "Item", day: date, lang: Language) -> Iterator[str]:
    from drillkit.conduct.readiness import TITLES

    _ = translator(lang)
    title = _(TITLES[item.name])
    if item.is_green:
        more = f": {_worded(item.told, lang)}" if item.told else ""
        yield f"[x] {title}{more}"
        return
    due = N_("due {day}") if item.due >= day else N_("was due {day}")
    yield f"[ ] {title} ({_(due).format(day=item.due.isoformat())})"
    for missing in item.missing[:SHOWN]:
        yield f"      {_worded(missing, lang)}"
        yield f"        = {_(missing.way_out).format(**missing.words)}"
    if len(item.missing) > SHOWN:
        rest = _(N_("and {n} more; --format json has them all"))
        yield f"      {rest.format(n=len(item.missing) - SHOWN)}"


def _worded(missing: "Missing", lang: Language) -> str:
    from drillkit.review.clean import one_line

    return one_line(translator(lang)(missing.says).format(**missing.words))


def _json(
    name: str, starts: datetime, items: "Sequence[Item]", day: date, lang: Language
) -> str:
    from drillkit.conduct.readiness import TITLES

    _ = translator(lang)
    rows = [
        {
            "item": item.name,
            "title": _(TITLES[item.name]),
            "green": item.is_green,
            "due": item.due.isoformat(),
            "overdue": not item.is_green and item.due < day,
            "told": _worded(item.told, lang) if item.told else "",
            "missing": [
                {
                    "says": _worded(one, lang),
                    "way_out": _(one.way_out).format(**one.words),
                }
                for one in item.missing
            ],
        }
        for item in items
    ]
    whole = {
        "scenario": name,
        "starts": starts.isoformat(),
        "today": day.isoformat(),
        "days_left": (starts.date() - day).days,
        "ready": all(item.is_green for item in items),
        "items": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
