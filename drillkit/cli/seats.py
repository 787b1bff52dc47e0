"""A seat that a command opens: on a screen, or without one for scripts and servers.

Knows no particular verb.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from drillkit.cli.diagnostics import FINE, say
from drillkit.errors import Misuse
from drillkit.language import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from drillkit.conduct.desk import Desk
    from drillkit.conduct.seating import Place
    from drillkit.conduct.workspace import DrillFile, Workspace
    from drillkit.engine.charts import Company
    from drillkit.errors import LogError
    from drillkit.log.line import Stored
    from drillkit.plan.plan import Plan
    from drillkit.plan.scenario import Scenario

Function = TypeVar("Function", bound=Callable[..., Any])


def headless_options(function: Function) -> Function:
    """Gives a command `--headless` and `--leave-after`."""
    headless = click.option(
        "--headless", is_flag=True,
        help=N_("Keep the drill going without a screen, a line for each entry."),
    )  # fmt: skip
    leave = click.option(
        "--leave-after", type=click.FloatRange(0), metavar="SECONDS",
        help=N_("Without a screen: leave after so many seconds, not at ENDEX."),
    )  # fmt: skip
    return headless(leave(function))


@dataclass(frozen=True, slots=True)
class Sitting:
    """Which seat of which drill; ``plan`` is what stand-ins play by."""

    workspace: "Workspace"
    file: "DrillFile"
    seat: str
    plan: "Plan | None" = None
    departments: frozenset[str] = frozenset()
    code: str = ""
    person: str = ""
    instead: bool = False


def need_screen() -> None:
    """Misuse unless there is a terminal that can show the screens.

    Asked before anything begins: a drill that nobody sees would run on.
    """
    from drillkit.tui.terminal import refuse_poor_terminal

    refuse_poor_terminal()


def plan_for(simulate: str, path: "Path | None") -> "Plan | None":
    """The plan with its scenarios, if anybody is to be simulated by it."""
    from pathlib import Path

    from drillkit.cli.plans import read_asked

    return read_asked([path] if path else [], Path.cwd()).plan if simulate else None


def read_departments(said: str, company: "Company") -> frozenset[str]:
    """The departments in `billing,it`; all of them for `all`."""
    from difflib import get_close_matches

    known = company.departments
    if said == "all":
        return frozenset(known)
    names = [name.strip() for name in said.split(",") if name.strip()]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise Misuse(
                N_('no department is called "{name}"'),
                way_out=N_('did you mean "{near}"?')
                if near
                else N_("there are: {all}"),
                name=name,
                near=near[0] if near else "",
                all=", ".join(known),
            )
    return frozenset(names)


def open_up(
    sitting: Sitting,
    lang: Language,
    headless: bool = False,
    leave_after: float | None = None,
    ready: "Callable[[Place], None]" = lambda _: None,
) -> int:
    """Sit down, be there until the end, and stand up."""
    if not headless:
        return _on_screen(sitting, lang, ready)
    place = _sit(sitting, "host")
    try:
        ready(place)
        _without_screen(place, lang, leave_after)
        return _farewell(place, lang)
    finally:
        place.leave()


def _on_screen(
    sitting: Sitting, lang: Language, ready: "Callable[[Place], None]"
) -> int:
    from drillkit.tui.curtain import curtain
    from drillkit.tui.terminal import refuse_poor_terminal

    refuse_poor_terminal()
    drill = sitting.file.drill
    reading = translator(lang)(N_("drill {drill}: reading its log ..."))
    with ExitStack() as seat:
        with curtain(reading.format(drill=drill)):
            place = _sit(sitting, "")
            seat.callback(place.leave)
            ready(place)
            # Not before: what is drawn with takes as long to load as the log.
            from drillkit.tui.opening import app_of, show

            scenario = scenario_of(place.desk)
            app = app_of(place.desk, lang, place.presence, scenario=scenario)
        show(app)
        return _farewell(place, lang)


def _sit(sitting: Sitting, chair_name: str) -> "Place":
    from drillkit.conduct.seating import sit

    plan, scenario = _played(sitting) if sitting.departments else (None, "")
    place = sit(
        sitting.workspace,
        sitting.file,
        sitting.seat,
        code=sitting.code,
        person=sitting.person,
        instead=sitting.instead,
        chair_name=chair_name,
    )
    if plan and place.desk.play.story:
        _let_play(place, plan, scenario, sitting.departments)
    return place


def _played(sitting: Sitting) -> "tuple[Plan | None, str]":
    """What stand-ins play by, and the scenario of the drill."""
    from drillkit.conduct.starting import begun, story_of

    first = begun(sitting.file)
    plan = sitting.plan if first.mode == "drill" else None
    if plan:
        # Stand-ins play by the files, which have to be those of the drill.
        story_of(plan, first)
    return plan, first.scenario


def _let_play(
    place: "Place", plan: "Plan", scenario: str, departments: frozenset[str]
) -> None:
    # Most seats play nobody, and never pay for players.
    from drillkit.conduct.hosting import Troupe
    from drillkit.conduct.stand_ins import StandIns

    players = StandIns(place.desk, plan, scenario)
    troupe = Troupe(players, place.desk, place.presence, departments, place.chair)
    place.desk.beside.append(troupe.look)


def scenario_of(desk: "Desk") -> "Scenario | None":
    """The scenario as it was when the drill began, for a seat that knows it."""
    from drillkit.plan.read import read_texts

    story = desk.play.story
    if story is None:
        return None
    plan, _ = read_texts({"scenario.yaml": story.text})
    return plan.scenarios[story.name].model


def _without_screen(place: "Place", lang: Language, leave_after: float | None) -> None:
    from drillkit.conduct.hosting import run_on

    desk = place.desk
    translate = translator(lang)
    since = desk.wall_ms()
    lines = Lines(desk, lang)

    def is_time_to_leave() -> bool:
        return leave_after is not None and desk.wall_ms() - since >= leave_after * 1_000

    def worry(trouble: "LogError | None") -> None:
        works = translate(N_("the log works again"))
        say(f"drillkit: {trouble.word(translate) if trouble else works}")

    with _stopping() as is_told_to_stop:
        run_on(
            desk,
            lines.tell,
            lambda: is_told_to_stop() or is_time_to_leave(),
            worry,
        )


@contextmanager
def _stopping() -> "Iterator[Callable[[], bool]]":
    """Whether a server was told to stop, which stands up so that nobody waits."""
    import signal

    told: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    try:
        yield lambda: bool(told)
    finally:
        signal.signal(signal.SIGTERM, before)


def _farewell(place: "Place", lang: Language) -> int:
    translate = translator(lang)
    desk = place.desk
    if desk.is_sent_away:
        say(translate(N_("somebody else sits at this seat now")))
    elif not desk.drill.is_over:
        goes_on = (
            N_('the event goes on; come back with "drillkit resume {drill}"')
            if desk.drill.mode == "live"
            else N_('the drill goes on; come back with "drillkit resume {drill}"')
        )
        text = translate(goes_on)
        say(text.format(drill=desk.drill.drill))
    return FINE


class Lines:
    """What a seat may see of the entries, as plain lines in the order they come."""

    def __init__(self, desk: "Desk", lang: Language, told: int = 0) -> None:
        from drillkit.tui.scenes import Scenes

        self._scenes = Scenes(desk, scenario_of(desk))
        self._lang = lang
        self._told = told

    def tell(self, _news: "Sequence[Stored]") -> None:
        """Print what happened since."""
        from drillkit.review.clean import one_line
        from drillkit.review.telling import QUIET
        from drillkit.review.view.timeline import row_of
        from drillkit.tui.view.seeing import may_see

        scene = self._scenes.scene(self._lang)
        happenings = scene.reader.record.happenings
        for happening in happenings:
            if happening.seq <= self._told or isinstance(happening.event, QUIET):
                continue
            if may_see(scene, happening):
                row = row_of(scene.reader, happening)
                cells = (row["at"], row["who"] or row["department"], row["text"])
                click.echo("  ".join(one_line(cell) for cell in cells if cell))
        self._told = happenings[-1].seq
