"""`drillkit show DRILL`: the timeline in the terminal."""

import re
import sys
from typing import TYPE_CHECKING

import click

from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drillkit.review.reader import Reader
    from drillkit.review.record import Record
    from drillkit.review.view.timeline import TimelineRow

CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")
SPAN = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


class DrillTime(click.ParamType[int]):
    """A time since STARTEX: `1:30`, `1:30:00`, `90m`, `1h30m`."""

    name = "time"

    def convert(
        self,
        value: str | int,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        if isinstance(value, int):
            return value
        found = CLOCK.fullmatch(value) or SPAN.fullmatch(value)
        if found is None or not value:
            lang: Language = ctx.find_root().obj or "en" if ctx else "en"
            text = translator(lang)(
                N_('"{value}" is not a drill time; write 1:30 or 90m')
            )
            self.fail(text.format(value=value), param, ctx)
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000


@click.command(
    help=N_(
        "Show the timeline of a drill.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. What only "
        "follows from other entries is left out unless --all or --kind asks for it."
    )
)
@click.argument("drill")
@click.option(
    "--department", "departments", multiple=True, metavar="ID",
    help=N_("Only entries of this department; may be repeated."),
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND",
    help=N_("Only entries of this kind, such as phase-entered; may be repeated."),
)  # fmt: skip
@click.option(
    "--from", "since", type=DrillTime(), metavar="TIME",
    help=N_("Only from this drill time on: 1:30 or 90m."),
)  # fmt: skip
@click.option(
    "--until", type=DrillTime(), metavar="TIME",
    help=N_("Only until this drill time: 1:30 or 90m."),
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help=N_("Show every entry."))
@lang_option
def command(
    drill: str,
    departments: tuple[str, ...],
    kinds: tuple[str, ...],
    since: int | None,
    until: int | None,
    everything: bool,
    lang: Language,
) -> None:
    from pathlib import Path

    from drillkit.conduct.workspace import find_drill, find_workspace, open_drill
    from drillkit.review.books import record_of
    from drillkit.review.reader import Reader

    file = find_drill(find_workspace(Path.cwd()), drill)
    record = record_of(tuple(open_drill(file).read(file.drill)))
    check(record, departments, kinds)
    found = rows(Reader(lang, record), departments, kinds, since, until, everything)
    draw(found) if sys.stdout.isatty() else list_rows(found)


def check(
    record: "Record", departments: "Sequence[str]", kinds: "Sequence[str]"
) -> None:
    """A name that nothing can have is a slip of the pen, not an empty timeline."""
    from difflib import get_close_matches

    from drillkit.review.telling import kinds as known_kinds

    organisation = record.books.organisation
    homes = tuple(organisation.departments) if organisation else tuple(departments)
    for asked, known, says in (
        (departments, homes, N_('no department of this drill is called "{name}"')),
        (kinds, known_kinds(), N_('there is no kind of entry called "{name}"')),
    ):
        for name in asked:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                way_out = N_('did you mean "{near}"?') if near else ""
                raise Misuse(
                    says, way_out=way_out, name=name, near=near[0] if near else ""
                )


def rows(
    reader: "Reader",
    departments: "Sequence[str]" = (),
    kinds: "Sequence[str]" = (),
    since: int | None = None,
    until: int | None = None,
    everything: bool = False,
) -> "list[TimelineRow]":
    """The entries asked for, in the log's order."""
    from drillkit.review.telling import QUIET, department_of, kind_of
    from drillkit.review.view.timeline import row_of

    return [
        row_of(reader, h)
        for h in reader.record.happenings
        if (since is None or h.at >= since)
        and (until is None or h.at <= until)
        and (not departments or department_of(reader, h) in departments)
        and (
            kind_of(h.event) in kinds
            if kinds
            else everything or not isinstance(h.event, QUIET)
        )
    ]


def list_rows(found: "list[TimelineRow]") -> None:
    """One line an entry, for pipes and files."""
    from drillkit.review.clean import one_line

    for row in found:
        text = f"{row['text']} ({row['note']})" if row["note"] else row["text"]
        cells = (str(row["seq"]), row["at"], row["who"] or row["department"], text)
        click.echo("\t".join(one_line(cell) for cell in cells))


def draw(found: "list[TimelineRow]") -> None:
    """A table as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from drillkit.review.clean import plain

    table = Table(box=None, padding=(0, 1), show_header=False, expand=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(style="cyan", ratio=1)
    table.add_column(ratio=3)
    for row in found:
        words = Text(plain(row["text"]), style=_style(row))
        if row["note"]:
            words.append(f"\n{plain(row['note'])}", style="dim")
        who = Text(plain(row["who"] or row["department"]))
        table.add_row(str(row["seq"]), row["at"], who, words)
    Console().print(table)


def _style(row: "TimelineRow") -> str:
    if row["tone"] == "quiet":
        return "dim strike"
    return "bold red" if row["tone"] == "missed" else ""
