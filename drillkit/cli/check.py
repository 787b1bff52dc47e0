"""`drillkit check`: what is wrong with a plan, each with its place and way out."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.options import lang_option
from drillkit.language import N_, Language, plural, translator

if TYPE_CHECKING:
    from drillkit.plan.problem import Problem


@lang_option
@click.command(
    help=N_(
        "Check plan files: text, references, shape and promises.\n\n"
        'PATH is a file or a folder; without one, the folder "runbooks" of this '
        "workspace, and the corrective actions beside it. Ends with 1 when there are "
        "errors."
    )
)
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=N_("The date that reviews and accepted risks are held against."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=N_("How to print: for people, or for programs."),
)
@click.option("--strict", is_flag=True, help=N_("Let warnings count as errors."))
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    day: datetime | None,
    form: str,
    strict: bool,
    lang: Language,
) -> None:
    from drillkit.cli.beside import apart, judged
    from drillkit.cli.plans import read_asked
    from drillkit.plan.check import check, in_order

    here = Path.cwd()
    of_plan, others = apart(paths, here)
    asked = read_asked(of_plan, here)
    as_of = day.date() if day else today()
    beside = judged(others, asked.plan, as_of)
    # Whoever names only files beside the plan asks about these.
    files = {*(asked.files if of_plan or not paths else ()), *beside.texts}
    found = (*asked.problems, *check(asked.plan, as_of), *beside.problems)
    problems = [one for one in in_order(found) if one.place.path in files]
    if form == "json":
        click.echo(_json(problems, translator(lang)))
    else:
        texts = {**asked.plan.texts, **beside.texts}
        click.echo(_text(texts, problems, len(files), lang))
    if any(strict or problem.severity == "error" for problem in problems):
        ctx.exit(1)


def today() -> date:
    """The day that it is, in UTC."""
    from drillkit.conduct.clock import wall_ms

    return datetime.fromtimestamp(wall_ms() // 1000, UTC).date()


def _text(
    texts: Mapping[str, str],
    problems: Sequence["Problem"],
    files: int,
    lang: Language,
) -> str:
    from drillkit.plan.excerpt import excerpts

    shown = excerpts(problems, texts, translator(lang))
    return "\n\n".join([*shown, _summary(problems, files, lang)])


def _summary(problems: Sequence["Problem"], files: int, lang: Language) -> str:
    n_ = plural(lang)
    in_files = n_("{count} file", "{count} files", files).format(count=files)
    if not problems:
        return translator(lang)(N_("{files}, no problems")).format(files=in_files)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = [
        n_("{count} error", "{count} errors", errors).format(count=errors),
        n_("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]
    said = [
        counted
        for counted, number in zip(counts, (errors, warnings), strict=True)
        if number
    ]
    words = {"counts": ", ".join(said), "files": in_files}
    return translator(lang)(N_("{counts} in {files}")).format(**words)


def _json(problems: Sequence["Problem"], translate: Callable[[str], str]) -> str:
    from drillkit.plan.excerpt import hint, sentence

    rows = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "end_column": problem.place.column + problem.place.width,
            "rule": problem.rule,
            "severity": problem.severity,
            "message": sentence(problem, translate),
            "hint": hint(problem, translate),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
