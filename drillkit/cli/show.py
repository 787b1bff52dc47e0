"""`drillkit show DRILL`: the timeline in the terminal."""

from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.diagnostics import is_terminal, say
from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from drillkit.review.reader import Reader
    from drillkit.review.record import Record
    from drillkit.review.view.timeline import TimelineRow

# Below this a column for the names would break words in two.
ROOMY: Final = 100


@click.command(
    help=N_(
        "Show the timeline of a drill.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. What only "
        "follows from other entries is left out unless --all or --kind asks for it.\n\n"
        "A TIME counts from STARTEX: 1h20m, 90m or 1:20. With @ it is the story's "
        "clock: @10:20, or @2026-11-24T10:20."
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
    "--from", "since", default="", metavar="TIME",
    help=N_("Only from this time on."),
)  # fmt: skip
@click.option(
    "--until", default="", metavar="TIME",
    help=N_("Only until this time."),
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help=N_("Show every entry."))
@lang_option
def command(
    drill: str,
    departments: tuple[str, ...],
    kinds: tuple[str, ...],
    since: str,
    until: str,
    everything: bool,
    lang: Language,
) -> None:
    from drillkit.cli.logs import entries_of, found
    from drillkit.review.books import record_of
    from drillkit.review.reader import Reader

    record = record_of(entries_of(found(drill, lang)))
    check(record, departments, kinds)
    reader = Reader(lang, record)
    times = span(since, until, record)
    listed = rows(reader, departments, kinds, *times, everything)
    if not listed:
        say(reader._(N_("no entry is what was asked for")))
    draw(listed) if is_terminal() else list_rows(listed)


def span(since: str, until: str, record: "Record") -> tuple[int | None, int | None]:
    """From when and until when; None where it was left open."""
    from drillkit.cli.times import drill_ms

    first = drill_ms(since, record) if since else None
    last = drill_ms(until, record) if until else None
    if first is not None and last is not None and first > last:
        raise Misuse(
            N_("--from {since} is after --until {until}"), since=since, until=until
        )
    return first, last


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

    console = Console()
    is_roomy = console.width >= ROOMY
    table = Table(box=None, padding=(0, 1), show_header=False, expand=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    if is_roomy:
        table.add_column(style="cyan", ratio=1)
    table.add_column(ratio=3)
    for row in found:
        words = Text(plain(row["text"]), style=_style(row))
        if row["note"]:
            words.append(f"\n{plain(row['note'])}", style="dim")
        who = Text(plain(row["who"] or row["department"]), style="cyan")
        cells = (who, words) if is_roomy else (_together(who, words),)
        table.add_row(str(row["seq"]), row["at"], *cells)
    console.print(table)


def _together(who: "Text", words: "Text") -> "Text":
    from rich.text import Text

    return Text.assemble(who, ": ", words) if who.plain else words


def _style(row: "TimelineRow") -> str:
    if row["tone"] == "quiet":
        return "dim strike"
    return "bold red" if row["tone"] == "missed" else ""
