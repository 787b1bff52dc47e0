"""`drillkit review`: causes, conclusions, comments with answers, approvals."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.groups import Subverbs
from drillkit.cli.options import lang_option
from drillkit.errors import DrillkitError, Misuse
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from drillkit.review.authors.reading import Paper

BY = N_("The post, or the department, that says so.")


@click.group(
    cls=Subverbs,
    help=N_(
        "Keep what people say about a drill: draft, for comment, approved.\n\n"
        "It is text in reviews/, one file a drill, to be edited, reviewed and kept in "
        "Git; the report prints it with a signature sheet."
    ),
)
def command() -> None:
    pass


@command.command("begin", help=N_("Begin the review of a drill, as a draft."))
@click.argument("drill")
@click.option(
    "--sign",
    "signs",
    multiple=True,
    metavar="ROLE",
    help=N_("A post that has to approve it; may be given again."),
)
@lang_option
def begin(drill: str, signs: tuple[str, ...], lang: Language) -> None:
    from drillkit.cli.logs import entries_of, found
    from drillkit.cli.outside import papers_of
    from drillkit.cli.pasts import refuse_taken, workspace_here
    from drillkit.review.authors.reading import read_papers
    from drillkit.review.authors.writing import HEADINGS, begun

    file = found(drill, lang)
    head = entries_of(file)[-1].hash
    root = workspace_here().root
    for paper in papers_of(root, lang):
        if paper.drill == file.drill:
            raise Misuse(N_("{path} was begun already"), path=str(root / paper.path))
    translate = translator(lang)
    path = root / "reviews" / f"{file.drill}.yaml"
    refuse_taken(path, root, read_papers, lang)
    text = begun(file.drill, head, signs, map(translate, HEADINGS))
    _put(path, path.relative_to(root).as_posix(), text, root)
    click.echo(translate(N_("{path}: a draft; next: edit it")).format(path=path))


@command.command("show", help=N_("Show how the review of a drill stands."))
@click.argument("drill")
@lang_option
def show(drill: str, lang: Language) -> None:
    from drillkit.cli.logs import entries_of, found
    from drillkit.cli.sheets import drawn
    from drillkit.review.authors.telling import (
        comments,
        conclusions,
        signatures,
        version,
    )
    from drillkit.review.books import record_of
    from drillkit.review.reader import Reader
    from drillkit.review.sheet import sheet

    _root, paper = _asked(drill, lang)
    reader = Reader(lang, record_of(entries_of(found(paper.drill, lang))))
    made = (
        conclusions(paper, reader),
        comments(paper, reader),
        signatures(paper, reader),
    )
    parts = [one for one in made if one]
    kind = reader._(N_("Review"))
    subtitle = version(paper, reader)
    click.echo(
        drawn(sheet(lang, kind, paper.drill, parts, subtitle=subtitle)), nl=False
    )


@command.command("send", help=N_("Send it round for comment, as a new version."))
@click.argument("drill")
@lang_option
def send(drill: str, lang: Language) -> None:
    from drillkit.review.authors.writing import sent_round

    root, paper = _asked(drill, lang)
    _change(root, paper, sent_round(paper), lang)


@command.command("comment", help=N_("Add a department's comment."))
@click.argument("drill")
@click.argument("text")
@click.option("--by", required=True, metavar="ROLE", help=BY)
@lang_option
def comment(drill: str, text: str, by: str, lang: Language) -> None:
    from drillkit.cli.check import today
    from drillkit.plan.editing import plain
    from drillkit.review.authors.writing import entered

    root, paper = _asked(drill, lang)
    known = paper.model.comments
    n = 1 + sum(one.by == by for one in known.values())
    name = next(f"{by}-{k}" for k in range(n, n + 1000) if f"{by}-{k}" not in known)
    values = {"by": by, "date": today().isoformat(), "text": plain(text)}
    _change(root, paper, entered(paper, "comments", name, values), lang)


@command.command("answer", help=N_("Answer a comment."))
@click.argument("drill")
@click.argument("comment")
@click.argument("text")
@click.option("--by", default="", metavar="ROLE", help=BY)
@lang_option
def answer(drill: str, comment: str, text: str, by: str, lang: Language) -> None:
    from drillkit.plan.near import nearest
    from drillkit.review.authors.writing import answered

    root, paper = _asked(drill, lang)
    if comment not in paper.model.comments:
        hint, words = nearest(comment, paper.model.comments)
        raise Misuse(
            N_('there is no comment "{comment}"'),
            way_out=hint,
            comment=comment,
            **words,
        )
    _change(root, paper, answered(paper, comment, text, by), lang)


@command.command(
    "approve",
    help=N_(
        "Approve the version as it is now.\n\n"
        "The approval names its hash; whoever changes the text afterwards has to ask "
        "again. Comments without an answer stand in the way."
    ),
)
@click.argument("drill")
@click.option("--by", required=True, metavar="ROLE", help=N_("The post that approves."))
@click.option("--name", metavar="NAME", help=N_("Who holds it; printed by --names."))
@lang_option
def approve(drill: str, by: str, name: str | None, lang: Language) -> None:
    from drillkit.cli.check import today
    from drillkit.plan.editing import plain
    from drillkit.review.authors.writing import approved

    root, paper = _asked(drill, lang)
    open_ones = [k for k, one in paper.model.comments.items() if one.answer is None]
    if open_ones:
        raise DrillkitError(
            N_("comments without an answer: {names}"),
            way_out=N_('"drillkit review answer {drill} {first} TEXT" writes one'),
            names=", ".join(open_ones), drill=paper.drill, first=open_ones[0],
        )  # fmt: skip
    values = {"date": today().isoformat(), "of": f'"{paper.short}"'}
    values |= {"name": plain(name)} if name else {}
    _change(root, paper, approved(paper, by, values), lang)


def _asked(drill: str, lang: Language) -> "tuple[Path, Paper]":
    """The review of a drill, by the drill's id."""
    from drillkit.cli.outside import papers_of
    from drillkit.cli.pasts import workspace_here
    from drillkit.conduct.workspace import LATEST, find_drill

    workspace = workspace_here()
    name = find_drill(workspace, drill).drill if drill == LATEST else drill
    for paper in papers_of(workspace.root, lang):
        if paper.drill == name:
            return workspace.root, paper
    raise Misuse(
        N_('there is no review of "{drill}"'),
        way_out=N_('"drillkit review begin {drill}" begins one'),
        drill=name,
    )


def _change(root: Path, paper: "Paper", text: str, lang: Language) -> None:
    """Write *text*, if it is sound, and tell how the review stands."""
    from drillkit.review.authors.reading import read_papers
    from drillkit.review.authors.telling import STANDINGS

    _put(root / paper.path, paper.path, text, root)
    [new], _problems = read_papers({paper.path: text})
    translate = translator(lang)
    said = translate(N_("version {n}, {state}, {hash}")).format(
        n=new.model.version,
        state=translate(STANDINGS[new.standing]),
        hash=new.short,
    )
    click.echo(f"{root / paper.path}: {said}")


def _put(path: Path, name: str, text: str, root: Path) -> None:
    from drillkit.cli.pasts import plan_of
    from drillkit.review.authors.reading import faults, read_papers
    from drillkit.wholefile import whole

    papers, problems = read_papers({name: text})
    told = [*problems, *faults(papers, plan_of(root))]
    for problem in told:
        if problem.severity == "error":
            words = {**problem.words, **problem.hint_words}
            raise DrillkitError(problem.says, way_out=problem.hint, **words)
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as stream:
        stream.write(text.encode())
