"""`drillkit confirm person|contact`: who takes part, and which contacts work."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.groups import Subverbs
from drillkit.cli.options import lang_option
from drillkit.errors import WorkspaceError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.cli.plans import Asked
    from drillkit.plan.plan import PlanFile
    from drillkit.plan.roster import Roster


@click.group(
    cls=Subverbs,
    help=N_(
        "Note that people take part, and that contacts were tried.\n\n"
        "    drillkit confirm person anna-sokolova\n\n"
        "    drillkit confirm contact tel:+7-000-100-00-02 --by duty"
    ),
)
def command() -> None:
    pass


_on = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help=N_("When; today unless told."),
)  # fmt: skip


@command.command(
    "person",
    help=N_(
        "Write into the roster that each PERSON has confirmed. "
        "Comments and layout stay."
    ),
)
@click.argument("persons", metavar="PERSON...", nargs=-1, required=True)
@_on
@lang_option
def person(persons: tuple[str, ...], on: datetime | None, lang: Language) -> None:
    from drillkit.cli.days import day_of
    from drillkit.plan import editing
    from drillkit.plan.source import read_tree
    from drillkit.wholefile import whole

    asked, roster = _roster(lang)
    known = roster.model.persons
    for name in persons:
        if name not in known:
            raise _unknown(name, list(known), N_('nobody in the roster is "{name}"'))
    day = day_of(on, asked)
    text = roster.tree.text
    for name in persons:
        tree, _problems = read_tree(roster.path, text)
        assert tree is not None, "a roster with a date more is still YAML"
        text = editing.put(tree, ("persons", name), "confirmed", day.isoformat())
    with whole(Path(roster.path)) as stream:
        stream.write(text.encode())
    said = N_("{path}: confirmed on {day}: {names}")
    click.echo(
        translator(lang)(said).format(
            path=roster.path, day=day.isoformat(), names=", ".join(persons)
        )
    )


@command.command(
    "contact",
    help=N_(
        "Note in communications.csv that each CONTACT of the roster was tried. The "
        "file holds telephone numbers and stays outside Git."
    ),
)
@click.argument("contacts", metavar="CONTACT...", nargs=-1, required=True)
@click.option("--dead", is_flag=True, help=N_("It does not work."))
@click.option("--by", default="", metavar="NAME", help=N_("Who tried it."))
@_on
@lang_option
def contact(
    contacts: tuple[str, ...],
    dead: bool,
    by: str,
    on: datetime | None,
    lang: Language,
) -> None:
    from drillkit.cli.days import day_of
    from drillkit.conduct.vouched import Checked, keep_out_of_git, note_checked
    from drillkit.conduct.workspace import find_workspace

    asked, roster = _roster(lang)
    known = [one for x in roster.model.persons.values() for one in x.contacts]
    for name in contacts:
        if name not in known:
            raise _unknown(name, known, N_('nobody in the roster has "{name}"'))
    day: date = day_of(on, asked)
    lines = [Checked(name, day, not dead, " ".join(by.split())) for name in contacts]
    root = find_workspace(Path.cwd()).root
    path = note_checked(root, lines)
    keep_out_of_git(root, path.name)
    said = N_("{path}: dead: {names}") if dead else N_("{path}: works: {names}")
    click.echo(translator(lang)(said).format(path=path.name, names=", ".join(contacts)))


def _roster(lang: Language) -> "tuple[Asked, PlanFile[Roster]]":
    from drillkit.cli.plans import read_asked
    from drillkit.cli.scenarios import refuse_problems

    asked = read_asked([], Path.cwd())
    if asked.plan.roster is None:
        refuse_problems(asked, lang)
        raise WorkspaceError(
            N_("there is no roster"),
            way_out=N_("copy runbooks/roster.example.yaml to roster.yaml"),
        )
    return asked, asked.plan.roster


def _unknown(name: str, known: Sequence[str], says: str) -> WorkspaceError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return WorkspaceError(
        says,
        way_out=N_('did you mean "{near}"?') if near else N_("see roster.yaml"),
        name=name,
        near=near[0] if near else "",
    )
