"""`drillkit verify DRILL`: is the log what was written?"""

from typing import TYPE_CHECKING

import click

from drillkit.cli.diagnostics import FINE, FOUND
from drillkit.cli.options import lang_option
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drillkit.conduct.workspace import DrillFile
    from drillkit.errors import LogUnavailable
    from drillkit.log.chain import Fault, Verdict
    from drillkit.log.line import Row
    from drillkit.review.unsealed import Finding

WRONGS = {
    "edited": N_("entry {seq} was edited, or entry {before} was and its hash with it"),
    "removed": N_("entries {seq} to {until} were removed"),
    "inserted": N_("entry {seq} was put in later"),
    "reordered": N_("entry {seq} stands elsewhere: the order was changed"),
    "cut": N_(
        "entries from {seq} on were removed, or the log was written anew: the head "
        "expected is not in it"
    ),
}
OPEN = N_(
    "no end of the drill in it: it is still running, was broken off, or was cut; "
    "compare with --expect-head"
)


@click.command(
    help=N_(
        "Verify that no entry of a drill was edited, removed, put in or moved.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. The head "
        "printed at ENDEX and in the report shows a log that was cut or written anew."
    )
)
@click.argument("drill")
@click.option(
    "--expect-head", default="", metavar="HASH", help=N_("The hash the log ended in.")
)
@lang_option
def command(drill: str, expect_head: str, lang: Language) -> int:
    from drillkit.cli.logs import found
    from drillkit.conduct.starting import not_begun
    from drillkit.log.chain import verify

    file = found(drill, lang)
    drill, rows, damage = rows_anyhow(file)
    if not rows:
        raise not_begun(file)
    verdict = verify(drill, rows, expect_head.strip().lower())
    is_open = not damage and lacks_end(rows, verdict)
    translate = translator(lang)
    for line in told(verdict, translate, is_open):
        click.echo(line)
    secrets = () if verdict.fault else kept_by_director(drill, rows)
    for one in secrets:
        click.echo(translate(one.says).format(n=one.number))
    if damage:
        raise damage
    is_wrong = verdict.fault or any(one.is_fault for one in secrets)
    return FOUND if is_wrong else FINE


def kept_by_director(drill: str, rows: "Sequence[Row]") -> "Sequence[Finding]":
    """What the log says of the director's private one."""
    from drillkit.log.private import telling
    from drillkit.review.unsealed import findings

    is_over = any('"kind":"drill-ended"' in row.text for row in rows)
    return findings(telling(drill, rows), is_over=is_over)


def rows_anyhow(
    file: "DrillFile",
) -> "tuple[str, Sequence[Row], LogUnavailable | None]":
    """A drill and its entries, page by page if SQLite finds the file damaged."""
    from drillkit.conduct.workspace import read_rows
    from drillkit.errors import LogUnavailable
    from drillkit.log.export import drill_of
    from drillkit.log.pages import newest_rows
    from drillkit.log.sqlite_file import is_damage

    try:
        return file.drill, read_rows(file), None
    except LogUnavailable as damage:
        rows = newest_rows(file.path) if is_damage(damage) else ()
        if not rows:
            raise
        return drill_of(rows), rows, damage


def lacks_end(rows: "Sequence[Row]", verdict: "Verdict") -> bool:
    """Whether nothing shows that the last entry is the last one there was."""
    from drillkit.log.chain import says

    if verdict.fault or verdict.expected_at == verdict.head.seq:
        return False
    # A director's log ends where its drill's does.
    ends = ("drill-ended", "scenario-sealed")
    return all(says(row, "kind") not in ends for row in rows)


def told(
    verdict: "Verdict", translate: "Callable[[str], str]", is_open: bool
) -> list[str]:
    """The verdict in lines."""
    seq, digest = verdict.head.seq, verdict.head.hash
    if verdict.fault and not seq:
        says = N_("drill {drill}: not even its first entry is as it was written")
    elif verdict.fault:
        says = N_("drill {drill}: up to entry {seq} it is as it was written")
    else:
        says = N_("drill {drill}: all entries are as they were written, {seq} of them")
    lines = [translate(says).format(drill=verdict.drill, seq=seq)]
    if verdict.fault:
        lines.append(accused(verdict.fault, translate))
    elif verdict.expected_at not in (None, seq):
        grown = N_("entry {at} is the head expected; what follows was added after it")
        lines.append(translate(grown).format(at=verdict.expected_at))
    if is_open:
        lines.append(translate(OPEN))
    lines.append(translate(N_("head {hash}")).format(hash=digest))
    return lines


def accused(fault: "Fault", translate: "Callable[[str], str]") -> str:
    """What is wrong with which entry."""
    says = WRONGS[fault.wrong]
    if fault.wrong == "removed" and fault.until == fault.seq:
        says = N_("entry {seq} was removed")
    if fault.wrong == "edited" and fault.seq == 1:
        says = N_("entry {seq} was edited")
    words = {"seq": fault.seq, "before": fault.seq - 1, "until": fault.until}
    return translate(says).format(**words)
