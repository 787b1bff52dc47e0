"""`drillkit rehearse SCENARIO`: a drill with simulated players, and its report."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.diagnostics import FINE, FOUND, say
from drillkit.cli.options import lang_option
from drillkit.errors import WorkspaceError
from drillkit.language import N_, Language, format_duration, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drillkit.conduct.rehearsal import Progress, Rehearsal
    from drillkit.conduct.workspace import Workspace
    from drillkit.log.line import Stored

PROFILES = ("steady", "tired", "ideal")
# A line of plain progress each time another tenth of the time is over.
PLAIN_STEPS: Final = 10


@click.command(
    help=N_(
        "Rehearse a scenario with simulated players, in virtual time.\n\n"
        "SCENARIO is the id of a scenario in this workspace, or its file. The same "
        "seed gives the same log, byte for byte, and takes the place of the rehearsal "
        "of that name. Ends with 1 when the drill stalls."
    )
)
@click.argument("scenario")
@click.option(
    "--seed", type=click.IntRange(0, 2**64 - 1), default=1, show_default=True,
    help=N_("What chance depends on."),
)  # fmt: skip
@click.option(
    "--profile", "profile_name", type=click.Choice(PROFILES), default="steady",
    show_default=True,
    help=N_("How well people play; ideal ones never slip."),
)  # fmt: skip
@click.option(
    "--report", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help=N_("Folder of the report; reports/ of the workspace unless told otherwise."),
)  # fmt: skip
@click.option("--no-report", is_flag=True, help=N_("Write no report."))
@click.option(
    "--plan", type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help=N_("The plan, if it is not this workspace's."),
)  # fmt: skip
@lang_option
def command(
    scenario: str,
    seed: int,
    profile_name: str,
    report: Path | None,
    no_report: bool,
    plan: Path | None,
    lang: Language,
) -> int:
    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.conduct.players import PROFILES as KNOWN
    from drillkit.conduct.rehearsal import StoryClock, rehearsal_id, rehearse
    from drillkit.conduct.workspace import find_workspace, rehearsal_log
    from drillkit.review.publish import publish

    asked, name = find_scenario(scenario, plan)
    refuse_problems(asked, lang)
    workspace = find_workspace(Path.cwd())
    drill = rehearsal_id(name, seed, profile_name)
    clock = StoryClock()
    _spare_real_drills(workspace, drill)
    with (
        _interruption_told(lang),
        rehearsal_log(workspace, drill, clock) as log,
        _progress(name, lang) as progress,
    ):
        played = rehearse(
            asked.plan,
            name,
            seed=seed,
            log=log,
            clock=clock,
            profile=KNOWN[profile_name],
            progress=progress,
        )
        stored = tuple(log.read(drill))
    written: Sequence[Path] = ()
    if not no_report:
        folder = report or workspace.root / "reports"
        templates = workspace.root / "templates"
        written = publish(stored, lang, ("html", "md", "json"), folder, templates)
    for line in summary(played, stored, written, lang):
        click.echo(line)
    return FOUND if played.how == "stalled" else FINE


def _spare_real_drills(workspace: "Workspace", drill: str) -> None:
    """Only a rehearsal makes room for a rehearsal."""
    from drillkit.conduct.workspace import listed

    path = workspace.drills / f"{drill}.db"
    if not path.exists():
        return
    before = listed(path)
    if before.state != "empty" and before.mode != "rehearsal":
        raise WorkspaceError(
            N_('"{drill}" is not a rehearsal, and is not written over'),
            way_out=N_("take another seed, or move {path} away"),
            drill=drill,
            path=str(path),
        )


@contextmanager
def _interruption_told(lang: Language) -> "Iterator[None]":
    try:
        yield
    except KeyboardInterrupt:
        says = N_("the rehearsal was broken off and is not kept; drills are as before")
        say(f"drillkit: {translator(lang)(says)}")
        raise


@contextmanager
def _progress(name: str, lang: Language) -> "Iterator[Callable[[Progress], None]]":
    """A bar on a terminal, some lines elsewhere; both on stderr."""
    import sys

    if not sys.stderr.isatty():
        yield _Plain(name, lang)
        return
    from rich import progress as bars
    from rich.console import Console

    console = Console(stderr=True)
    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TextColumn("{task.fields[says]}"),
    )
    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(name, total=1, says="")

        def show(progress: "Progress") -> None:
            bar.update(
                task,
                total=progress.until,
                completed=progress.at,
                says=format_duration(progress.at, lang),
            )

        yield show


class _Plain:
    """A line each time another tenth of the drill's time is over."""

    def __init__(self, name: str, lang: Language) -> None:
        self._name = name
        self._lang = lang
        self._said = 0

    def __call__(self, progress: "Progress") -> None:
        tenth = progress.at * PLAIN_STEPS // max(1, progress.until)
        if tenth <= self._said:
            return
        self._said = tenth
        text = translator(self._lang)(N_("{name}: {time} of drill time, {n} entries"))
        time = format_duration(progress.at, self._lang)
        say(text.format(name=self._name, time=time, n=progress.entries))


def summary(
    played: "Rehearsal",
    stored: "Sequence[Stored]",
    written: "Sequence[Path]",
    lang: Language,
) -> list[str]:
    """What a reader wants to know before opening the report."""
    from drillkit.review.books import record_of
    from drillkit.review.view import view

    translate = translator(lang)
    document = view(record_of(stored), lang)
    first = document["first"]
    lines = [document["title"], first["verdict"]["text"]]
    for wait in played.waits:
        lines.append(translate(N_("  still waits: {what}")).format(what=wait))
    for late in first["delays"]:
        told = N_("  late: {what}: {took} ({over})")
        lines.append(translate(told).format(**late))
    said = N_("drill {drill}, {n} entries, head {hash}")
    head = stored[-1].hash
    lines.append(translate(said).format(drill=played.drill, n=len(stored), hash=head))
    lines += [translate(N_("report: {path}")).format(path=path) for path in written]
    return lines
