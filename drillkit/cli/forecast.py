"""`drillkit forecast SCENARIO`: how likely the promise holds, and what decides it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from drillkit.cli.diagnostics import FINE, say
from drillkit.cli.options import lang_option
from drillkit.errors import PlanProblems, WorkspaceError
from drillkit.language import N_, Language, format_number, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drillkit.cli.plans import Asked
    from drillkit.engine.charts import Play
    from drillkit.forecast.answers import Forecast
    from drillkit.forecast.changes import Effect, WhatIf
    from drillkit.forecast.figures import Share
    from drillkit.forecast.sampling import Sample
    from drillkit.forecast.tables import Tables

Form = Literal["text", "json", "html", "md"]
FORMS: Final = ("text", "json", "html", "md")
# A line of plain progress each time another fifth is done.
PLAIN_STEPS: Final = 5


@click.command(
    help=N_(
        "Forecast a scenario: live through it some thousand times with people who "
        "take the time their steps take.\n\n"
        "SCENARIO is the id of a scenario in this workspace, or its file. The same "
        "seed gives the same numbers on any machine. Control-C gives what there is."
    )
)
@click.argument("scenario")
@click.option(
    "-n", "count", type=click.IntRange(2, 10**8), default=10_000, show_default=True,
    help=N_("How many replications."),
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**64 - 1), default=1, show_default=True,
    help=N_("What chance depends on."),
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text",
    help=N_("How to print: for people, or for programs."),
)  # fmt: skip
@click.option(
    "--what-if", "asked_changes", multiple=True, metavar="CHANGE",
    help=N_(
        'What a change would bring: "field-engineer +1", '
        '"acknowledge-within 5m -> 2m" or "volga-fibre restore 6h -> 4h".'
    ),
)  # fmt: skip
@click.option(
    "--advise", is_flag=True,
    help=N_("Try one more of every role, faster partners and answers; rank them."),
)  # fmt: skip
@click.option(
    "--threads", type=click.IntRange(0, 512), default=0, metavar="N",
    help=N_("How many threads; as many as there are cores unless told otherwise."),
)  # fmt: skip
@click.option(
    "--plan", type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help=N_("The plan, if it is not this workspace's."),
)  # fmt: skip
@lang_option
def command(
    scenario: str,
    count: int,
    seed: int,
    form: Form,
    asked_changes: tuple[str, ...],
    advise: bool,
    threads: int,
    plan: Path | None,
    lang: Language,
) -> int:
    from drillkit.cli.scenarios import find_scenario, refuse_problems
    from drillkit.forecast.answers import forecast
    from drillkit.forecast.compiling import compile_scenario

    asked, name = find_scenario(scenario, plan)
    refuse_problems(asked, lang)
    _refuse_unforeseeable(asked, name, lang)
    tables = compile_scenario(asked.plan, name, seed)
    changes = _meant(tables, asked_changes, advise)
    _note_kernel(lang)

    def live(of: "Tables", label: str) -> "Sample":
        from drillkit.forecast.sampling import sample

        with _progress(label, lang) as progress:
            return sample(of, count, seed, threads=threads, progress=progress)

    base = live(tables, name)
    if base.done < 2:
        raise KeyboardInterrupt
    told = forecast(base)
    effects = list(_effects(asked, told, changes, advise, live))
    click.echo(_shown(told, effects, form, lang))
    return FINE


def _refuse_unforeseeable(asked: "Asked", name: str, lang: Language) -> None:
    """Nothing is guessed without a word: what is missing is told with its place."""
    from drillkit.engine.compile import began, compile_play
    from drillkit.forecast.written import refusals
    from drillkit.plan.excerpt import excerpts

    play = compile_play(asked.plan, name)
    first = began(asked.plan, name, drill=name, mode="rehearsal", wall_ms=0)
    if found := refusals(asked.plan, play, first):
        for shown in excerpts(found, asked.plan.texts, translator(lang)):
            say(shown)
        raise PlanProblems(
            found,
            N_("the plan does not say enough to be forecast: {count} places"),
            count=len(found),
        )


def _note_kernel(lang: Language) -> None:
    from drillkit.forecast.kernels import kind
    from drillkit.forecast.telling import KERNEL_NOTE

    if kind() == "interpreted":
        say(translator(lang)(KERNEL_NOTE))


def _meant(
    tables: "Tables", changes: "Sequence[str]", advise: bool
) -> "Sequence[WhatIf]":
    """What each change means; a wrong one is refused before anything is lived."""
    from drillkit.forecast.changes import advised, what_if

    books = dict.fromkeys(run.runbook for run in tables.began.runs)
    found = []
    for change in (*changes, *(advised(tables.play, books) if advise else ())):
        meant = what_if(tables.play, change)
        if meant is None:
            raise WorkspaceError(
                N_('the change "{change}" is not understood'),
                way_out=N_('say "ROLE +1" or "PROVIDER restore 6h -> 4h"'),
                change=change,
            )
        found.append(meant)
    return found


def _effects(
    asked: "Asked",
    told: "Forecast",
    changes: "Sequence[WhatIf]",
    advise: bool,
    live: "Callable[[Tables, str], Sample]",
) -> "Iterator[Effect]":
    """What each change would bring, advice ranked by what it buys."""
    from drillkit.forecast.changes import effect

    tables = told.sample.tables
    found = []
    for meant in changes:
        after = live(_changed(asked, tables, meant.play), meant.asked)
        if after.done < 2:
            break
        found.append(effect(meant.asked, told.target, told.sample, after))
    if advise:
        found.sort(key=lambda e: (-e.chance.mean, e.time.mean))
    yield from found


def _changed(asked: "Asked", tables: "Tables", play: "Play") -> "Tables":
    from drillkit.forecast.compiling import compile_tables
    from drillkit.forecast.facts import facts_of

    facts, _ = facts_of(asked.plan, tables.began.scenario, frozenset())
    return compile_tables(play, tables.began, facts)


def _shown(
    told: "Forecast", effects: "Sequence[Effect]", form: Form, lang: Language
) -> str:
    from drillkit.forecast import shown
    from drillkit.forecast.telling import sections

    if form == "json":
        return shown.as_json(told, effects)
    found = sections(told, lang, effects)
    match form:
        case "html":
            return shown.as_html(found, lang)
        case "md":
            return shown.as_markdown(found)
        case _:
            return shown.as_text(found)


@contextmanager
def _progress(label: str, lang: Language) -> "Iterator[Callable[[int, Share], None]]":
    """A bar on a terminal, some lines elsewhere; both on stderr."""
    import sys

    if not sys.stderr.isatty():
        yield _plain(label, lang)
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[says]}"),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, says="")
        yield lambda asked, kept: bar.update(
            task, total=asked, completed=kept.of, says=_so_far(kept, lang)
        )


def _so_far(kept: "Share", lang: Language) -> str:
    """How likely the company's promise holds, as far as is known by now."""
    shares = (kept.share, *kept.interval)
    share, low, high = (format_number(x * 100, lang, 1) for x in shares)
    return f"{share}% ({low} – {high})"


def _plain(label: str, lang: Language) -> "Callable[[int, Share], None]":
    said = 0

    def show(asked: int, kept: "Share") -> None:
        nonlocal said
        fifth = kept.of * PLAIN_STEPS // asked
        if fifth <= said:
            return
        said = fifth
        text = translator(lang)(
            N_("{name}: {done} of {asked} replications, the promise holds in {share}")
        )
        done, whole = (format_number(n, lang) for n in (kept.of, asked))
        share = _so_far(kept, lang)
        say(text.format(name=label, done=done, asked=whole, share=share))

    return show
