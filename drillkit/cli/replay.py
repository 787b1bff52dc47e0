"""`drillkit replay DRILL --until T`: how a drill stood at a time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.diagnostics import is_terminal
from drillkit.cli.options import lang_option
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from drillkit.engine.drill import Drill, Obligation, Run, StepState
    from drillkit.log.line import Stored
    from drillkit.review.reader import Reader

# How many of what is owed next a brief shows.
NEXT: Final = 5
SECOND: Final = 1000

STATUS: Final = {
    "standby": N_("not begun"),
    "running": N_("running"),
    "paused": N_("paused"),
    "emergency": N_("real emergency"),
    "ended": N_("ended"),
}
STEPS: Final = {
    "open": N_("open"),
    "working": N_("in hand"),
    "waiting": N_("waiting"),
}


@click.command(
    help=N_(
        "Show how a drill stood at a time: departments, phases, open steps, and what "
        "was owed, soonest first.\n\n"
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. A TIME counts "
        "from STARTEX: 1h20m, 90m or 1:20. With @ it is the story's clock: @10:20, or "
        "@2026-11-24T10:20."
    )
)
@click.argument("drill")
@click.option(
    "--until", default="", metavar="TIME", help=N_("The time; otherwise the last one.")
)
@click.option(
    "--brief",
    is_flag=True,
    help=N_("Only who commands, what is overdue, and the next five deadlines."),
)
@lang_option
def command(drill: str, until: str, brief: bool, lang: Language) -> None:
    from drillkit.cli.logs import entries_of, found
    from drillkit.cli.times import drill_ms
    from drillkit.engine.evolve import replay
    from drillkit.review.books import record_of
    from drillkit.review.reader import Reader

    stored = entries_of(found(drill, lang))
    reader = Reader(lang, record_of(stored))
    end = drill_ms(until, reader.record) if until else stored[-1].entry.at
    state = replay(line.entry for line in _up_to(stored, end))
    lines = told_briefly(state, end, reader) if brief else told(state, end, reader)
    for line in lines:
        click.echo(fitted(line))


def fitted(line: str) -> str:
    """*line* broken between words, if it is for a terminal and too long for it."""
    import shutil
    import textwrap

    if not is_terminal():
        return line
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    width = shutil.get_terminal_size().columns
    return textwrap.fill(
        line,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _up_to(stored: "Sequence[Stored]", end: int) -> "Iterator[Stored]":
    return (line for line in stored if line.entry.at <= end)


def told(drill: "Drill", at: int, reader: "Reader") -> Iterator[str]:
    """The state in lines."""
    yield from _head(drill, at, reader)
    for run in drill.runs.values():
        yield ""
        yield from _run(run, at, reader)
    heading = reader._(N_("owed, soonest first:"))
    yield from _section(heading, _soonest(drill), at, reader)


def told_briefly(drill: "Drill", at: int, reader: "Reader") -> Iterator[str]:
    """What one asks first: the state, who commands, and what presses."""
    yield from _head(drill, at, reader)
    owed = _soonest(drill)
    late = [one for one in owed if _is_overdue(one, at)]
    soon = [one for one in owed if one not in late and one.due is not None]
    yield from _section(reader._(N_("overdue:")), late, at, reader)
    yield from _section(reader._(N_("next:")), soon[:NEXT], at, reader)


def _head(drill: "Drill", at: int, reader: "Reader") -> Iterator[str]:
    _ = reader._
    head = _("{at}  {story}  {status}, severity {level}").format(
        at=reader.at(at),
        story=reader.story(at),
        status=_(STATUS[drill.status]),
        level=reader.level(drill.level),
    )
    yield head
    if drill.command:
        yield _("in command: {role}").format(role=reader.role(drill.command))


def _section(
    heading: str, owed: "Sequence[Obligation]", at: int, reader: "Reader"
) -> Iterator[str]:
    if owed:
        yield ""
        yield heading
        for obligation in owed:
            yield f"  {_owed(obligation, at, reader)}"


def _run(run: "Run", at: int, reader: "Reader") -> Iterator[str]:
    if run.begun_at is None:
        standing_by = reader._("{run}: stands by").format(run=reader.run(run.run))
        yield standing_by
        return
    phases = [
        path
        for path in run.configuration
        if not any(other.startswith(f"{path}/") for other in run.configuration)
    ]
    titles = ", ".join(reader.path(run.run, path) for path in phases)
    level = f" [{reader.level(run.level)}]" if run.level else ""
    yield f"{reader.run(run.run)}{level}: {titles}"
    for path, step in run.steps.items():
        if step.status != "settled" and path.rpartition("/")[0] in run.configuration:
            yield f"  {_step(run, path, step, at, reader)}"


def _step(run: "Run", path: str, step: "StepState", at: int, reader: "Reader") -> str:
    who = ", ".join(reader.role(role) for role in step.crew)
    since = step.started_at if step.started_at is not None else step.opened_at
    return reader._("{step}: {status} for {time} ({who})").format(
        step=reader.path(run.run, path),
        status=reader._(STEPS[step.status]),
        time=reader.duration(at - since),
        who=who,
    )


def _soonest(drill: "Drill") -> "list[Obligation]":
    """What is still to be kept; clocks that stand come last."""
    far = max((o.due or 0 for o in drill.obligations.values()), default=0) + 1
    return sorted(
        drill.obligations.values(),
        key=lambda owed: (far if owed.due is None else owed.due, owed.obligation),
    )


def _is_overdue(owed: "Obligation", at: int) -> bool:
    return owed.due is not None and owed.due < at


def _owed(owed: "Obligation", at: int, reader: "Reader") -> str:
    from drillkit.review.telling.promises import promise_title

    what = promise_title(reader, owed.kind, owed.subject, owed.run)
    if department := _department(owed, reader):
        what = f"{department}: {what}"
    if owed.due is None:
        return reader._("{what}: its clock stands").format(what=what)
    if abs(at - owed.due) < SECOND:
        return reader._("{what}: due now").format(what=what)
    if _is_overdue(owed, at):
        over = reader.duration(at - owed.due)
        return reader._("{what}: overdue by {time}").format(what=what, time=over)
    left = reader.duration(owed.due - at)
    return reader._("{what}: {time} left").format(what=what, time=left)


def _department(owed: "Obligation", reader: "Reader") -> str:
    """Whose it is to keep; "" where it is the whole company's."""
    books = reader.record.books
    if owed.kind in ("acknowledge", "answer"):
        # The run is the caller's; what is owed is the answer.
        role = reader.record.role_of_call.get(owed.subject, owed.subject)
        return _home(role, reader)
    if owed.kind == "expected" and books.scenario:
        inject = books.scenario.injects.get(owed.subject)
        return _home(inject.to or "", reader) if inject else ""
    return reader.run(owed.run) if owed.run in reader.record.runbook_of else ""


def _home(name: str, reader: "Reader") -> str:
    """The department of a role, or the one of that name."""
    organisation = reader.record.books.organisation
    if organisation is None:
        return ""
    home = name if name in organisation.departments else organisation.roles().get(name)
    return reader.department(home) if home else ""
