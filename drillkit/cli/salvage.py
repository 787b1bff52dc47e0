"""`drillkit salvage DRILL`: what of a damaged log is still as it was written."""

import sys
from typing import TYPE_CHECKING

import click

from drillkit.cli.diagnostics import FINE, FOUND, say
from drillkit.cli.options import lang_option
from drillkit.errors import LogBroken, Misuse
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from drillkit.log.salvage import Salvage


@click.command(
    help=N_(
        "Save what still verifies of a damaged log, as lines of JSON.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file, which is only "
        "read. What was saved is a log like any other for `verify`, `show` and "
        "`report`; what was lost is said."
    )
)
@click.argument("drill")
@click.option(
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=N_("Write there; otherwise to the terminal."),
)
@lang_option
def command(drill: str, output: str | None, lang: Language) -> int:
    from pathlib import Path

    from drillkit.log.export import line_of

    path = file_of(drill)
    saved = saved_from(path)
    data = (f"{line_of(row)}\n".encode() for row in saved.rows)
    if output is None:
        sys.stdout.buffer.writelines(data)
    else:
        write(Path(output), data, path)
    for line in told(saved, translator(lang)):
        say(line)
    return FOUND if saved.behind or not saved.rows else FINE


def file_of(drill: str) -> "Path":
    """The file of a drill, which need not be one that SQLite would open."""
    from pathlib import Path

    from drillkit.conduct.workspace import find_drill, find_workspace

    named = Path(drill)
    if named.suffix in (".db", ".jsonl") and named.is_file():
        return named
    return find_drill(find_workspace(Path.cwd()), drill).path


def saved_from(path: "Path") -> "Salvage":
    """All that can be saved; LogBroken if that is nothing at all."""
    from drillkit.log.export import rows_of
    from drillkit.log.pages import rows_in_pages
    from drillkit.log.salvage import salvage
    from drillkit.log.sqlite_file import in_plain_words

    with in_plain_words(path):
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8", errors="surrogateescape") as lines:
                saved = salvage(rows_of(lines))
        else:
            saved = salvage(rows_in_pages(path))
    if saved is None:
        raise LogBroken(N_("nothing in {path} reads as an entry"), path=str(path))
    return saved


def write(output: "Path", data: "Iterable[bytes]", source: "Path") -> None:
    """Write what was saved, but never over what it was saved from."""
    from drillkit.log.sqlite_file import in_plain_words

    if output.exists() and output.samefile(source):
        raise Misuse(
            N_("{path} is the log itself; name another file"), path=str(output)
        )
    with in_plain_words(output), output.open("wb") as stream:
        stream.writelines(data)


def told(saved: "Salvage", translate: "Callable[[str], str]") -> list[str]:
    """What was saved and what was lost, in lines."""
    due, last = saved.head.seq + 1, max(saved.behind, default=0)
    if not saved.rows:
        says = [N_("drill {drill}: not even its first entry is as it was written")]
    else:
        says = [N_("drill {drill}: entries 1 to {seq} are as they were written")]
    if due in saved.behind:
        says.append(N_("lost: entry {due}, which is not what was written"))
    elif saved.behind:
        says.append(N_("lost: entry {due}, which is not there"))
    else:
        says.append(N_("no entry behind them was found"))
    if last > due:
        says.append(
            N_(
                "left out: what follows, up to entry {last}, which can be read but "
                "no longer be proven"
            )
        )
    says.append(N_("head {hash}"))
    words = {"drill": saved.drill, "seq": due - 1, "due": due, "last": last}
    return [translate(one).format(hash=saved.head.hash, **words) for one in says]
