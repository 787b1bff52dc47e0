"""`drillkit transcribe DRILL FILE`: what was written on paper becomes entries.

Each line goes through the desk of a seat as anything typed there does, with the time it
really happened, and its printed number is its key: whoever types it in again, or at the
same time, finds it done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from drillkit.cli.diagnostics import FINE, FOUND, say
from drillkit.cli.options import lang_option
from drillkit.errors import Misuse
from drillkit.language import LANGUAGES, N_, Language, translator

if TYPE_CHECKING:
    from drillkit.conduct.desk import Desk
    from drillkit.conduct.presence import Presence
    from drillkit.engine.commands import Act
    from drillkit.engine.entry import Entry
    from drillkit.exchange.moments import Story
    from drillkit.exchange.paper_log import PaperLine
    from drillkit.log.line import Stored
    from drillkit.tui.scene import Scene

ON_PAPER: Final = N_("it was kept on paper at the time")
CHANNEL: Final = "paper"
# How far an instant reckoned from now may lie from what is stored of it.
MOMENT_MS: Final = 10_000


@click.command(
    help=N_(
        "Type a log that was kept on paper into DRILL, from a CSV or XLSX table.\n\n"
        '"drillkit print SCENARIO --kind log" writes the table beside the blank log. A '
        "line is a note unless it names an action; its time is the story's clock "
        "(03:05, 2026-11-25 03:05) or T+1:20. A number that is in the drill already is "
        "passed over, so several may type, and the same file may be given again. Ends "
        "with 1 if a line was refused."
    )
)
@click.argument("drill")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as", "seat", default="scribe", show_default=True, metavar="SEAT",
    help=N_("The seat to act at."),
)  # fmt: skip
@click.option("--code", default="", metavar="CODE", help=N_("The seat's join code."))
@click.option(
    "--late", default="", metavar="REASON",
    help=N_("Why the lines are entered late; that they were kept on paper."),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=N_("Show what would change, only."))
@lang_option
def command(
    drill: str,
    file: Path,
    seat: str,
    code: str,
    late: str,
    dry_run: bool,
    lang: Language,
) -> int:
    from drillkit.cli.injects import read_sheet
    from drillkit.cli.logs import found
    from drillkit.conduct.seating import stand_by, stand_since
    from drillkit.conduct.workspace import find_workspace
    from drillkit.exchange.mapping import Mapping as Saved
    from drillkit.exchange.paper_log import read_log

    workspace = find_workspace(Path.cwd())
    drill_file = found(drill, lang)
    with stand_by(workspace, drill_file, seat, code=code) as (desk, presence):
        last_sign = None if presence.there() else presence.last_sign()
        if not dry_run:
            # Both write: that the drill stood, and what time brought since.
            if last_sign is not None:
                stand_since(desk, last_sign)
            desk.look()
        sheet = read_sheet(file, Saved())
        lines = read_log(sheet, str(file), _story(desk), desk.now())
        typist = Typist(desk, presence, lang, late or ON_PAPER, dry_run)
        counts = {"new": 0, "known": 0, "refused": 0}
        for line in lines:
            outcome = typist.enter(line)
            counts[outcome.how] += 1
            if outcome.says:
                say(f"{file}:{line.row}: {line.number}: {outcome.says}")
    said = (
        N_("{new} lines would be entered, {known} are known, {refused} refused")
        if dry_run
        else N_("{new} lines entered, {known} known already, {refused} refused")
    )
    click.echo(translator(lang)(said).format(**counts))
    return FOUND if counts["refused"] else FINE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: ``new``, ``known`` or ``refused``, and what to say."""

    how: str
    says: str = ""


class Typist:
    """Somebody with a pile of paper at a desk."""

    def __init__(
        self,
        desk: "Desk",
        presence: "Presence",
        lang: Language,
        late: str,
        is_dry: bool,
    ) -> None:
        from drillkit.cli.seats import scenario_of
        from drillkit.tui.scenes import Scenes

        self._desk = desk
        self._scenes = Scenes(desk, scenario_of(desk), presence)
        self._lang = lang
        self._late = late
        self._is_dry = is_dry
        self._roles = _roles(self._scene())

    def enter(self, line: "PaperLine") -> Outcome:
        """Write a line into the drill, unless it is there or cannot be."""
        try:
            return self._enter(line)
        except Misuse as error:
            translate = translator(self._lang)
            parts = (error.word(translate), error.word_way_out(translate))
            return Outcome("refused", "; ".join(part for part in parts if part))

    def _enter(self, line: "PaperLine") -> Outcome:
        from drillkit.conduct.permissions import Refusal
        from drillkit.exchange.cells import Said
        from drillkit.tui.doing import refused

        if not line.number:
            raise Misuse(
                N_("a line without its number could come twice"),
                way_out=N_("enter the number that is printed on the paper"),
            )
        if isinstance(line.at, Said):
            raise Misuse(line.at.says, **dict(line.at.words))
        role = self._role(line.whose)
        before = self._known(line, role)
        if before is not None:
            return before
        # A scene is made of the whole log, so a plain note goes without.
        if line.at > self._desk.now():
            raise Misuse(
                N_("{time} is still to come on the drill's clock"),
                way_out=N_(
                    "a drill stands while nobody is at it; whoever directs it jumps "
                    "ahead with clock.jump, then type it in again"
                ),
                time=self._scene().reader.at(line.at),
            )
        act = self._act(line)
        if self._is_dry:
            return Outcome("new")
        came = self._desk.do(
            act,
            for_role=role,
            happened=line.at,
            channel=line.channel or CHANNEL,
            why_late=line.late or self._late,
            key=_key(line),
        )
        if isinstance(came, Refusal):
            return Outcome("refused", refused(self._scene(), came))
        if not came and self._desk.trouble:
            raise self._desk.trouble
        # Somebody may have typed the same number in the same moment.
        there = self._known(line, role)
        return there if there and there.how == "refused" else Outcome("new")

    def _scene(self) -> "Scene":
        return self._scenes.scene(self._lang)

    def _role(self, whose: str) -> str:
        """Whose act it was, by id or title; "" is the seat's own."""
        plain = whose.casefold().strip()
        if not plain:
            return ""
        if plain not in self._roles:
            raise Misuse(
                N_('nobody has the role "{role}"'),
                way_out=N_("write a role's id or title, or leave the cell empty"),
                role=whose,
            )
        return self._roles[plain]

    def _known(self, line: "PaperLine", role: str) -> Outcome | None:
        """What there is to say of a number that the drill has already."""
        key = _key(line)
        entry = next((x for x in self._desk.stored if x.entry.key == key), None)
        if entry is None:
            return None
        if _is_same(entry, line, role or self._own()) and (
            not line.action or self._did(entry, line)
        ):
            return Outcome("known")
        _ = translator(self._lang)
        told = _(N_("entry #{seq} has this number and says something else"))
        way_out = _(N_("if the paper is right, correct the entry: entry.correct"))
        return Outcome("refused", f"{told.format(seq=entry.seq)}; {way_out}")

    def _own(self) -> str:
        return self._desk.seat.role or self._desk.seat.name

    def _did(self, before: "Stored", line: "PaperLine") -> bool:
        """Whether the action on a line, done as the drill then was, is that entry."""
        from drillkit.engine.commands import Move
        from drillkit.engine.decide import decide

        scene = self._scene_before(before)
        try:
            act = self._act(line, scene)
        except Misuse:
            # It could not be done then, so it is not what was done.
            return False
        entry = before.entry
        move = Move(entry.at, act, entry.origin, entry.key, before.wall_ms)
        made = decide(scene.drill, move, scene.play)
        return any(_says_the_same(one, entry) for one in made)

    def _scene_before(self, stored: "Stored") -> "Scene":
        """What this seat saw just before an entry was written."""
        from drillkit.engine.amended import chart_of
        from drillkit.engine.evolve import replay
        from drillkit.tui.view.reading import Reading

        scene = self._scene()
        then = self._desk.stored[: stored.seq - 1]
        drill = replay(line.entry for line in then)
        return replace(
            scene,
            drill=drill,
            charts={
                name: chart_of(scene.play, run) for name, run in drill.runs.items()
            },
            stored=then,
            reader=Reading(None, None).reader(then, self._lang),
            now=stored.entry.at,
            wall_ms=stored.wall_ms,
        )

    def _act(self, line: "PaperLine", scene: "Scene | None" = None) -> "Act":
        from drillkit.cli.do import answered, find_action, read_words
        from drillkit.engine.commands import Note
        from drillkit.tui.actions.action import Wrong

        if not line.action:
            if not line.what:
                raise Misuse(N_("nothing is written on it"))
            return Note(line.what)
        scene, action = scene or self._scene(), find_action(line.action)
        given: Mapping[str, str] = line.answers or {}
        words = [line.target] if line.target else []
        ref, _none = read_words(scene, action, words)
        questions = action.asks(scene, ref)
        asked = {question.name for question in questions}
        said = dict(given)
        if "text" in asked and line.what:
            said.setdefault("text", line.what)
        answers = answered(scene, action, questions, said)
        act = action.makes(scene, ref, answers)
        if isinstance(act, Wrong):
            raise Misuse(N_("{name}: {why}"), name=act.question, why=act.says)
        return act


def _key(line: "PaperLine") -> str:
    return f"paper:{line.number.casefold()}"


def _says_the_same(made: "Entry", before: "Entry") -> bool:
    """Whether one act came to both, but for the moments of typing them in."""
    if type(made.event) is not type(before.event):
        return False
    pairs = ((getattr(made.event, x.name), x.name) for x in fields(made.event))
    return all(_as_good_as(one, getattr(before.event, name)) for one, name in pairs)


def _as_good_as(one: object, other: object) -> bool:
    """An answer such as "+30m" counts from the moment at which it is typed in."""
    if isinstance(one, int) and isinstance(other, int) and min(one, other) > MOMENT_MS:
        return abs(one - other) < MOMENT_MS
    return one == other


def _is_same(stored: "Stored", line: "PaperLine", by: str) -> bool:
    """Whether an entry is this line: when, whose, and of a note its words."""
    from drillkit.engine.events import NoteWritten

    origin = stored.entry.origin
    return (
        origin is not None
        and origin.happened == line.at
        and origin.by == by
        and (line.action != "" or stored.entry.event == NoteWritten(line.what))
    )


def _roles(scene: "Scene") -> dict[str, str]:
    """Every role by its id and its title in each language."""
    from drillkit.review.reader import Reader

    known: dict[str, str] = {}
    for name in scene.play.company.roles:
        for lang in LANGUAGES:
            title = Reader(lang, scene.reader.record).role(name)
            known.setdefault(title.casefold(), name)
        known[name] = name
    return known


def _story(desk: "Desk") -> "Story":
    from drillkit.engine.events import DrillBegan
    from drillkit.exchange.moments import Story

    began = desk.stored[0].entry.event
    assert isinstance(began, DrillBegan), "a log begins with the drill's beginning"
    return Story(began.zone, began.starts_ms)
