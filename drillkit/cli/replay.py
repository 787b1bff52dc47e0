"""`drillkit replay DRILL --until T`: how a drill stood at a time."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import N_, Language

if TYPE_CHECKING:
    from drillkit.engine.drill import Drill, Obligation, Run, StepState
    from drillkit.log.line import Stored
    from drillkit.review.reader import Reader

SPAN: Final = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
DAY: Final = 86_400_000

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
        "DRILL is the id of a drill, `latest`, or a .db or .jsonl file. A time is a "
        "span since STARTEX, 1h20m, or the story's time of day, 10:20."
    )
)
@click.argument("drill")
@click.option(
    "--until", default="", metavar="TIME", help=N_("The time; otherwise the last one.")
)
@lang_option
def command(drill: str, until: str, lang: Language) -> None:
    from pathlib import Path

    from drillkit.conduct.workspace import find_drill, find_workspace, open_drill
    from drillkit.engine.evolve import replay
    from drillkit.review.books import record_of
    from drillkit.review.reader import Reader

    file = find_drill(find_workspace(Path.cwd()), drill)
    stored = tuple(open_drill(file).read(file.drill))
    if not stored:
        raise Misuse(N_('drill "{drill}" has not begun'), drill=file.drill)
    reader = Reader(lang, record_of(stored))
    end = time_of(until, reader) if until else stored[-1].entry.at
    state = replay(line.entry for line in _up_to(stored, end))
    for line in told(state, end, reader):
        click.echo(line)


def _up_to(stored: "Sequence[Stored]", end: int) -> "Iterator[Stored]":
    return (line for line in stored if line.entry.at <= end)


def time_of(said: str, reader: "Reader") -> int:
    """Drill ms of `1h20m`, or of the first `10:20` of the story's clock."""
    from drillkit.engine.calendar import at_local, local_time

    began = reader.record.began.event
    if clock := CLOCK.fullmatch(said):
        minute = int(clock[1]) * 60 + int(clock[2])
        starts = local_time(began.zone, began.starts_ms)
        at = at_local(began.zone, starts.date(), minute) - began.starts_ms
        return at if at >= 0 else at + DAY
    span = SPAN.fullmatch(said)
    if span is None or not any(span.groups()):
        raise Misuse(
            N_('"{said}" is not a time'),
            way_out=N_("write 1h20m since STARTEX, or 10:20 of the story's day"),
            said=said,
        )
    days, hours, minutes, seconds = (int(part or 0) for part in span.groups())
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000


def told(drill: "Drill", at: int, reader: "Reader") -> Iterator[str]:
    """The state in lines."""
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
    for run in drill.runs.values():
        yield ""
        yield from _run(run, at, reader)
    owed = _soonest(drill)
    if owed:
        yield ""
        yield _("owed, soonest first:")
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


def _owed(owed: "Obligation", at: int, reader: "Reader") -> str:
    from drillkit.review.telling.promises import promise_title

    title = promise_title(reader, owed.kind, owed.subject, owed.run)
    if owed.due is None:
        text = reader._("{what}: its clock stands")
        return text.format(what=title)
    if owed.due < at or owed.broken:
        over = reader.duration(at - owed.due)
        return reader._("{what}: overdue by {time}").format(what=title, time=over)
    left = reader.duration(owed.due - at)
    return reader._("{what}: {time} left").format(what=title, time=left)
