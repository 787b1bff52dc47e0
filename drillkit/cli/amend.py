"""`drillkit amend DRILL`: what a drill changed in the plan, as a patch."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillkit.cli.diagnostics import say
from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drillkit.review.amending import Drift
    from drillkit.review.reader import Reader


@click.command(
    help=N_(
        "Print what was amended in a drill as a patch of the plan.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. The patch is "
        "made for the runbooks of this workspace as they are now, and changes no "
        "comment and no other line: look through it, then\n\n"
        "    drillkit amend DRILL | git apply\n\n"
        "On standard error it says what each amendment comes to."
    )
)
@click.argument("drill")
@lang_option
def command(drill: str, lang: Language) -> None:
    from drillkit.cli.logs import entries_of, found
    from drillkit.review.amending import drift
    from drillkit.review.books import record_of
    from drillkit.review.reader import Reader

    file = found(drill, lang)
    record = record_of(entries_of(file))
    told = drift(record, runbook_texts())
    for line in summary(told, Reader(lang, record)):
        say(line)
    click.echo(told.patch(), nl=False)


def runbook_texts() -> dict[str, str]:
    """Every runbook of the workspace, by its path from the workspace's top."""
    from drillkit.conduct.workspace import find_workspace

    root = find_workspace(Path.cwd()).root
    files = sorted((root / "runbooks").glob("*/*.yaml"))
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in files
    }


def summary(drift: "Drift", reader: "Reader") -> "Iterator[str]":
    """One line an amendment: what it was, and whether it is in the patch."""
    from drillkit.review.clean import one_line
    from drillkit.review.telling.story import amendment

    _ = reader._
    if not drift.amendments:
        yield _(N_("the plan was not amended in this drill"))
        return
    taken = sum(one.is_in for one in drift.amendments)
    yield _(N_("{taken} of {all} amendments are in the patch")).format(
        taken=taken, all=len(drift.amendments)
    )
    for one in drift.amendments:
        mark = "[x]" if one.is_in else "[ ]"
        remark = f" ({_(one.remark)})" if one.remark else ""
        yield one_line(f"{mark} #{one.seq} {amendment(reader, one.change)}{remark}")
