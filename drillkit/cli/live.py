"""`drillkit live [RUNBOOK...]`: a real event, from the seat of who has command."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from drillkit.cli.diagnostics import say
from drillkit.cli.options import lang_option
from drillkit.cli.seats import headless_options
from drillkit.errors import Misuse, WorkspaceError
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drillkit.conduct.starting import Stated
    from drillkit.plan.plan import Plan

INSTANTS: Final = ("onset", "detected", "ticket")
ASKED: Final = {
    "onset": N_("When did it begin (03:05, -10m, empty: not known)"),
    "detected": N_("When was it noticed (empty: now)"),
    "ticket": N_("When was its ticket opened (empty: when it was noticed)"),
}
SOURCE: Final = N_("Who says so")
Answer = TypeVar("Answer")


@click.command(
    help=N_(
        "Open a real event: the same engine as in a drill, without exercise marks.\n\n"
        "A RUNBOOK is `department/runbook`; there may be several or none, and further "
        "ones join while it runs. What is not given is asked for on a terminal. A TIME "
        "is 03:05, 2026-11-24T03:05 or -10m; its source stands behind a comma: "
        '`--detected "03:05, monitoring"`.'
    )
)
@click.argument("runbooks", nargs=-1, metavar="[RUNBOOK]...")
@click.option("--title", default="", help=N_("What happened, in a few words."))
@click.option(
    "--as", "role", default="", metavar="ROLE",
    help=N_("The role that has command, whose seat is opened."),
)  # fmt: skip
@click.option("--name", default="", help=N_("The name of who has command."))
@click.option("--onset", default="", metavar="TIME", help=N_("When it began."))
@click.option("--detected", default="", metavar="TIME", help=N_("When it was noticed."))
@click.option(
    "--ticket", default="", metavar="TIME", help=N_("When its ticket was opened.")
)
@headless_options
@click.option(
    "--plan", type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help=N_("The plan, if it is not this workspace's."),
)  # fmt: skip
@lang_option
def command(
    runbooks: tuple[str, ...],
    title: str,
    role: str,
    name: str,
    onset: str,
    detected: str,
    ticket: str,
    headless: bool,
    leave_after: float | None,
    plan: Path | None,
    lang: Language,
) -> int:
    from drillkit.cli.diagnostics import is_terminal
    from drillkit.cli.plans import read_asked
    from drillkit.cli.scenarios import refuse_problems
    from drillkit.cli.seats import Sitting, need_screen, open_up
    from drillkit.conduct.starting import Live, begin_live
    from drillkit.conduct.workspace import find_drill, find_workspace

    if not headless:
        need_screen()
    asked = read_asked([plan] if plan else [], Path.cwd())
    refuse_problems(asked, lang)
    runs = _runs(runbooks, asked.plan)
    given = {"onset": onset, "detected": detected, "ticket": ticket}
    asks = is_terminal() and not headless
    stated = _stated(given, asked.plan, lang, asks)
    role = _role(role, asked.plan, lang, asks)
    title = title or _title(runs, asked.plan, lang)
    live = Live(title, role, name, runs, stated)
    workspace = find_workspace(Path.cwd())
    drill = begin_live(workspace, asked.plan, live)
    click.echo(translator(lang)(N_("event {drill}")).format(drill=drill))
    sitting = Sitting(workspace, find_drill(workspace, drill), role, person=name)
    return open_up(sitting, lang, headless, leave_after)


def _runs(named: "Sequence[str]", plan: "Plan") -> "Mapping[str, str]":
    from difflib import get_close_matches

    for name in named:
        if name not in plan.runbooks:
            near = get_close_matches(name, plan.runbooks, n=1)
            raise Misuse(
                N_('there is no runbook "{name}"'),
                way_out=N_('did you mean "{near}"?')
                if near
                else N_("there are: {known}"),
                name=name,
                near=near[0] if near else "",
                known=", ".join(plan.runbooks),
            )
    return {name: name for name in dict.fromkeys(named)}


def _title(runs: "Mapping[str, str]", plan: "Plan", lang: Language) -> str:
    titles = [plan.runbooks[book].model.title for book in runs.values()]
    if not titles:
        return translator(lang)(N_("An event"))
    return titles[0].say(lang)


def _role(said: str, plan: "Plan", lang: Language, asks: bool) -> str:
    """Who has command, which a role of the organisation has."""
    if said:
        return _commander(said, plan)
    if not asks:
        raise Misuse(
            N_("nobody has command"),
            way_out=N_("name the role that has it: --as ROLE"),
        )

    def asked() -> str:
        return _commander(_prompt(N_("Which role has command"), lang), plan)

    return _until_meant(asked, lang)


def _prompt(question: str, lang: Language, *, is_optional: bool = False) -> str:
    """What is typed after a question, a message id."""
    default = "" if is_optional else None
    text = translator(lang)(question)
    said: str = click.prompt(text, default=default, show_default=False)
    return said.strip()


def _until_meant(ask: "Callable[[], Answer]", lang: Language) -> Answer:
    """Ask until it can be meant: at three in the morning nobody begins anew."""
    translate = translator(lang)
    while True:
        try:
            return ask()
        except (Misuse, WorkspaceError) as wrong:
            said = (wrong.word(translate), wrong.word_way_out(translate))
            say("; ".join(part for part in said if part))


def _commander(said: str, plan: "Plan") -> str:
    from drillkit.conduct.seating import read_seat
    from drillkit.engine.compile import compile_play

    seat = read_seat(said, compile_play(plan).company)
    if seat.kind != "participant":
        raise Misuse(
            N_('"{seat}" is no role that can have command'),
            way_out=N_("name the role that has it: --as ROLE"),
            seat=said,
        )
    return seat.role


def _stated(
    given: "Mapping[str, str]", plan: "Plan", lang: Language, asks: bool
) -> "tuple[Stated, ...]":
    from typing import get_args

    from drillkit.conduct.starting import Instant, Stated

    found = []
    for instant in INSTANTS:
        assert instant in get_args(Instant)
        at_ms, source = _time_and_source(instant, given[instant], plan, lang, asks)
        if at_ms is not None:
            found.append(Stated(instant, at_ms, source))
    return tuple(found)


def _time_and_source(
    instant: str, given: str, plan: "Plan", lang: Language, asks: bool
) -> "tuple[int | None, str]":
    said, _, source = (part.strip() for part in given.partition(","))
    if said:
        at_ms: int | None = _wall_time(said, plan)
    elif asks:

        def asked() -> int | None:
            told = _prompt(ASKED[instant], lang, is_optional=True)
            return _wall_time(told, plan) if told else None

        at_ms = _until_meant(asked, lang)
    else:
        at_ms = None
    if at_ms is None:
        return None, ""
    if not source and asks:
        source = _prompt(SOURCE, lang)
    if not source:
        raise Misuse(
            N_('"{said}" wants its source'),
            way_out=N_('write it behind a comma: "{said}, monitoring"'),
            said=said,
        )
    return at_ms, source


def _wall_time(said: str, plan: "Plan") -> int:
    """An instant that has come, by the wall clock."""
    from drillkit.cli.times import wall_time
    from drillkit.conduct.clock import wall_ms

    company, now_ms = plan.organisation, wall_ms()
    at_ms = wall_time(said, now_ms, company.model.timezone if company else "UTC")
    if at_ms > now_ms:
        raise Misuse(N_('"{said}" has not come yet'), said=said)
    return at_ms
