"""`drillkit actions`: corrective actions, drafted from a report, closed by a retest."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.groups import Subverbs
from drillkit.cli.options import lang_option
from drillkit.cli.sheets import form_option
from drillkit.errors import DrillkitError, Misuse
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.review.actions.reading import Agenda, Sheaf
    from drillkit.review.actions.telling import Standing, Teller
    from drillkit.review.history.past import Past

DATE = click.DateTime(["%Y-%m-%d"])
SOON_DAYS = 30


@click.group(
    cls=Subverbs,
    help=N_(
        "Keep the corrective actions that drills led to.\n\n"
        "They are text in actions/, one file a drill, to be edited, reviewed and kept "
        "in Git. An action is closed by a later drill that passed its retest."
    ),
)
def command() -> None:
    pass


@command.command(
    "draft", help=N_("Draft actions from the findings of a drill's report.")
)
@click.argument("drill")
@click.option(
    "--due", type=DATE, metavar="DATE", help=N_("The date by which they are due.")
)
@lang_option
def draft(drill: str, due: datetime | None, lang: Language) -> None:
    from drillkit.cli.pasts import named_pasts, workspace_here
    from drillkit.review.actions.findings import findings
    from drillkit.review.actions.reading import sheaf_of
    from drillkit.review.actions.writing import added, fields
    from drillkit.review.reader import Reader
    from drillkit.review.view.review import Review

    [past] = named_pasts([drill], lang)
    reader = Reader(lang, past.record)
    organisation = past.record.books.organisation
    spoken: dict[str, dict[str, str]] = {}
    for each in (lang, *(organisation.languages if organisation else ())):
        review = Review(past.record, past.measures, Reader(each, past.record))
        for one in findings(review):
            spoken.setdefault(one.name, {})[each] = one.text
    found = findings(Review(past.record, past.measures, reader))
    day = due.date() if due else None
    made = [(one.name, fields(one, day, spoken[one.name])) for one in found]
    root = workspace_here().root
    sheaf = agenda_of(root, lang).of(past.drill)
    if sheaf is None:
        sheaf, new = _begun(root, past, made, lang), len(made)
    else:
        known = sheaf.tree.keys(("actions",))
        fresh = [(name, values) for name, values in made if name not in known]
        for name, values in fresh:
            sheaf = sheaf_of(sheaf.path, added(sheaf, name, values))
        new = len(fresh)
    path = root / sheaf.path
    if new or not path.exists():
        _write(path, sheaf.tree.text)
    said = reader.n_("{n} finding drafted", "{n} findings drafted", new)
    click.echo(f"{path}: {said}")
    if found:
        click.echo(
            reader._(
                N_("next: edit the file, then: drillkit check, drillkit actions list")
            )
        )


def _begun(
    root: Path,
    past: "Past",
    made: Sequence[tuple[str, Mapping[str, str]]],
    lang: Language,
) -> "Sheaf":
    """A new file of actions, not written yet; what lies in its place is refused."""
    from drillkit.cli.pasts import refuse_taken
    from drillkit.review.actions.reading import read_agenda, sheaf_of
    from drillkit.review.actions.writing import HEADINGS, drafted

    path = f"actions/{past.drill}.yaml"
    refuse_taken(root / path, root, read_agenda, lang)
    headings = map(translator(lang), HEADINGS)
    text = drafted(past.drill, past.day, past.began.scenario, made, headings)
    return sheaf_of(path, text)


@command.command("list", help=N_("List all actions and how they stand."))
@click.option("--open", "only_open", is_flag=True, help=N_("Only those not closed."))
@form_option
@lang_option
def list_(only_open: bool, form: str, output: Path | None, lang: Language) -> None:
    from drillkit.cli.sheets import put
    from drillkit.review.actions.telling import actions_sheet

    root, teller, found = standing_here(lang)
    shown = [one for one in found if one.is_open or not only_open]
    empty = teller._(
        N_("No actions yet: drillkit actions draft DRILL makes them of a report.")
    )
    title = teller._(N_("What drills led to"))
    put(actions_sheet(teller, shown, title, empty), form, output, root / "templates")


@command.command("due", help=N_("List open actions by their dates."))
@click.option(
    "--within",
    type=click.IntRange(0, 36500),
    default=SOON_DAYS,
    show_default=True,
    metavar="DAYS",
    help=N_("How far to look ahead; what is overdue is always shown."),
)
@form_option
@lang_option
def due(within: int, form: str, output: Path | None, lang: Language) -> None:
    from drillkit.cli.check import today
    from drillkit.cli.sheets import put
    from drillkit.review.actions.telling import actions_sheet, due_first

    root, teller, found = standing_here(lang)
    last = today() + timedelta(days=within)
    shown = [one for one in due_first(found) if (one.todo.action.due or last) <= last]
    empty = teller._(N_("Nothing is due until {date}.")).format(date=last.isoformat())
    title = teller._(N_("Due until {date}")).format(date=last.isoformat())
    put(actions_sheet(teller, shown, title, empty), form, output, root / "templates")


@command.command("add", help=N_("Add an action of your own to a drill's file."))
@click.argument("drill")
@click.argument("name")
@click.argument("finding")
@click.option("--do", "what", metavar="TEXT", help=N_("What will be different."))
@click.option("--owner", metavar="ROLE", help=N_("Whose it is."))
@click.option(
    "--due", type=DATE, metavar="DATE", help=N_("The date by which it is due.")
)
@click.option(
    "--element",
    type=click.Choice(
        ("planning", "organisation", "equipment", "training", "exercise")
    ),
    help=N_("The element of the capability that changes."),
)
@click.option(
    "--priority",
    type=click.Choice(("high", "medium", "low")),
    help=N_("How pressing it is."),
)
@click.option("--plan", metavar="PATH", help=N_("The plan line it is about."))
@click.option("--scenario", metavar="ID", help=N_("The scenario that retests it."))
@click.option(
    "--expected", metavar="INJECT", help=N_("The inject whose expected action does.")
)
@click.option("--measure", metavar="KEY", help=N_("The measure that retests it."))
@click.option("--at-most", metavar="TIME", help=N_("The longest it may take."))
@click.option("--at-least", metavar="SHARE", help=N_("The least share it must reach."))
@lang_option
def add(drill: str, name: str, finding: str, lang: Language, **said: object) -> None:
    from drillkit.cli.pasts import named_pasts, workspace_here
    from drillkit.plan.editing import plain
    from drillkit.review.actions.writing import added

    root = workspace_here().root
    agenda = agenda_of(root, lang)
    # By its id there may be actions of a drill whose log is kept elsewhere.
    sheaf = agenda.of(drill)
    if sheaf is None:
        [past] = named_pasts([drill], lang)
        sheaf = agenda.of(past.drill) or _begun(root, past, (), lang)
    if name in sheaf.tree.keys(("actions",)):
        raise Misuse(
            N_('{path} has an action "{name}" already'), path=sheaf.path, name=name
        )
    values = {"finding": plain(finding), **_values(said)}
    text = added(sheaf, name, values)
    _refuse_faults(text, sheaf.path, root)
    _write(root / sheaf.path, text)
    click.echo(f"{root / sheaf.path}: {sheaf.drill}/{name}")


def _values(said: Mapping[str, object]) -> dict[str, str]:
    """What was said on the line, as keys and values of YAML."""
    from drillkit.plan.editing import flow, plain

    values: dict[str, str] = {}
    if said["what"]:
        values["do"] = plain(str(said["what"]))
    for key in ("owner", "due", "element", "priority", "plan"):
        value = said[key]
        if isinstance(value, datetime):
            values[key] = value.date().isoformat()
        elif value:
            values[key] = str(value)
    keys = ("scenario", "expected", "measure", "at_most", "at_least")
    retest = {key.replace("_", "-"): str(said[key]) for key in keys if said[key]}
    return values | ({"retest": flow(retest)} if retest else {})


def _refuse_faults(text: str, path: str, root: Path) -> None:
    """What was typed is held to what a file may say, before it is one."""
    from drillkit.cli.pasts import plan_of
    from drillkit.review.actions.faults import faults
    from drillkit.review.actions.reading import read_agenda

    agenda, problems = read_agenda({path: text})
    told = (*problems, *faults(agenda, plan_of(root), None))
    bad = [problem for problem in told if problem.severity == "error"]
    if bad:
        raise DrillkitError(
            bad[0].says, way_out=bad[0].hint, **{**bad[0].words, **bad[0].hint_words}
        )


@command.command(
    "close",
    help=N_(
        "Close an action whose retest a later drill passed.\n\n"
        "Without such a drill it stays open, unless somebody closes it by name: with "
        "--by and --because it is closed without a retest, and every list says so."
    ),
)
@click.argument("action")
@click.option("--by", metavar="ROLE", help=N_("The post that closes it."))
@click.option("--because", metavar="TEXT", help=N_("Why it needs no retest."))
@lang_option
def close(action: str, by: str | None, because: str | None, lang: Language) -> None:
    from drillkit.cli.check import today
    from drillkit.plan.editing import plain
    from drillkit.review.actions.writing import closed, scalar

    root, teller, found = standing_here(lang)
    one = _asked(action, found)
    if one.todo.action.closed:
        raise Misuse(N_('"{name}" is closed already'), name=one.todo.name)
    values = {"date": today().isoformat(), **({"by": by} if by else {})}
    passed = one.trials and one.trials[-1].outcome == "passed"
    if passed:
        proof = one.trials[-1]
        values |= {"passed-in": scalar(proof.past.drill), "entry": str(proof.entry)}
        said = teller.trial(proof)
    elif by and because:
        values["because"] = plain(because)
        said = teller._(N_("closed without a retest"))
    else:
        raise _unproven(one, teller)
    text = closed(one.todo, values)
    _refuse_faults(text, one.todo.sheaf.path, root)
    _write(root / one.todo.sheaf.path, text)
    click.echo(f"{one.todo.name}: {said}")


def _unproven(one: "Standing", teller: "Teller") -> DrillkitError:
    """Why it stays open, and what would close it."""
    name = one.todo.name
    retest = teller.retest(one.todo.action.retest)
    by_name = N_("drill it again; or close it by name, with --by ROLE --because TEXT")
    if not retest:
        says = N_('"{name}" has no retest, so no drill can close it')
        return DrillkitError(says, way_out=by_name, name=name)
    if one.trials:
        last = one.trials[-1]
        says = N_('"{name}" failed its retest in {drill}, entry {n}: {retest}')
        return DrillkitError(
            says, way_out=by_name, name=name, drill=last.past.drill,
            n=last.entry, retest=retest,
        )  # fmt: skip
    says = N_('no later drill has tried the retest of "{name}": {retest}')
    return DrillkitError(says, way_out=by_name, name=name, retest=retest)


def _asked(name: str, found: "tuple[Standing, ...]") -> "Standing":
    """The action of this name, or of this last part of a name."""
    exact = [one for one in found if one.todo.name == name]
    near = exact or [one for one in found if one.todo.loc[1] == name]
    if len(near) == 1:
        return near[0]
    from drillkit.plan.near import nearest

    if near:
        which = ", ".join(one.todo.name for one in near)
        raise Misuse(
            N_('"{name}" may be several actions: {names}'), name=name, names=which
        )
    names = [one.todo.name for one in found]
    hint, words = nearest(
        name, names if "/" in name else [n.split("/")[1] for n in names]
    )
    raise Misuse(
        N_('there is no action "{action}"'),
        way_out=hint or N_('see "drillkit actions list"'),
        action=name,
        **words,
    )


def standing_here(lang: Language) -> "tuple[Path, Teller, tuple[Standing, ...]]":
    """Every action of this workspace, beside its drills and its plan."""
    from drillkit.cli.check import today
    from drillkit.cli.pasts import all_pasts, plan_of, workspace_here
    from drillkit.review.actions.telling import Teller, standings

    workspace = workspace_here()
    agenda = agenda_of(workspace.root, lang)
    # Without actions there is nothing that drills could have retested.
    pasts = all_pasts(workspace, lang) if agenda.todos else ()
    return (
        workspace.root,
        Teller(lang, plan_of(workspace.root)),
        standings(agenda, pasts, today()),
    )


def agenda_of(root: Path, lang: Language) -> "Agenda":
    """The actions of a workspace; a file that cannot be read is `check`'s to tell."""
    from drillkit.cli.pasts import tell
    from drillkit.review.actions.reading import action_files, read_agenda, read_files

    texts, unread = read_files(action_files(root), root)
    agenda, problems = read_agenda(texts)
    tell((*unread, *problems), lang)
    return agenda


def _write(path: Path, text: str) -> None:
    from drillkit.wholefile import whole

    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as stream:
        stream.write(text.encode())
