"""Expected actions: what injects ask of players, and what of it was seen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from drillkit.engine.events import (
    Event,
    ExpectationMet,
    ExpectationMissed,
    InjectDelivered,
)
from drillkit.review.clean import one_line
from drillkit.review.measures.story import is_watched
from drillkit.review.record import Happening
from drillkit.review.telling.story import whom
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import Fit, cell, fitted, row
from drillkit.tui.view.kept import kept
from drillkit.tui.view.seeing import home_of
from drillkit.tui.view.times import late_words, left_of, left_words, pressing, stamp
from drillkit.tui.view.values import ExpectedRef, Row, Table, Tone

FITS: Final = (Fit("", 3), Fit(), Fit("", 20, drops=1), Fit("", 22))


# Injects looked at; what earlier ones asked for is in the timeline and the report.
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether an expected action was seen: a mark, words, a tone."""

    mark: str
    words: str
    tone: Tone = "plain"


def asked(scene: Scene, inject: str, number: int) -> str:
    """What is expected, in words, as far as this seat's plan tells."""
    reader, story = scene.reader, scene.play.story
    plan = story.injects.get(inject) if story else None
    if plan is not None and 1 <= number <= len(plan.expects):
        return reader.texts(plan.expects[number - 1].text)
    known = reader.asked(inject, number)
    return known or reader._("action no. {n}").format(n=number)


def standing_of(scene: Scene, inject: str, number: int) -> Seen:
    """How an expected action stands now."""
    reader = scene.reader
    met = _at(scene, ExpectationMet, inject, number)
    missed = _at(scene, ExpectationMissed, inject, number)
    if met is not None:
        text = reader._("seen late, {time}") if missed else reader._("seen {time}")
        tone: Tone = "attention" if missed else "dim"
        return Seen("[x]", text.format(time=stamp(met)), tone)
    owed = scene.drill.obligations.get(f"expected:{inject}#{number}")
    if owed is None:
        if missed is not None and not is_watched(scene.reader.record):
            return Seen("[?]", reader._("nobody watched"), "attention")
        if missed is not None:
            return Seen("[!]", reader._("not seen"), "late")
        return Seen("[-]", reader._("not asked for"), "dim")
    if owed.due is None:
        return Seen("[ ]", reader._("its clock stands"), "dim")
    left = left_of(scene, owed)
    if left < 0 and not is_watched(scene.reader.record):
        text = reader._("nobody watched, {time}")
        return Seen("[?]", text.format(time=late_words(reader, -left)), "attention")
    mark = "[!]" if left < 0 else "[ ]"
    return Seen(mark, left_words(reader, left), pressing(left, owed.limit).tone)


def _at(
    scene: Scene,
    kind: type[ExpectationMet] | type[ExpectationMissed],
    inject: str,
    number: int,
) -> int | None:
    """When it was last met or missed."""
    record = scene.reader.record
    times = kept(record, kind.__name__, lambda: _times(record.by_kind.get(kind, ())))
    return times.get((inject, number))


def _times(happenings: Iterable[Happening[Event]]) -> Mapping[tuple[str, int], int]:
    return {
        (h.event.inject, h.event.number): h.at
        for h in happenings
        if isinstance(h.event, ExpectationMet | ExpectationMissed)
    }


def expected(scene: Scene) -> Table:
    """What the injects that came ask for: the open ones first."""
    found = list(_rows(scene))
    found.sort(key=lambda x: x[0])
    _ = scene.reader._
    return fitted(
        _("Expected actions"),
        FITS,
        (line for _order, line in found),
        _("No inject that came asks for an action."),
    )


def _rows(scene: Scene) -> Iterator[tuple[tuple[bool, int], Row]]:
    reader, home = scene.reader, home_of(scene)
    for h in reader.record.of(InjectDelivered)[-_MOST:]:
        event = h.event
        if home and _department(scene, event.to) not in ("", home):
            continue
        for number in range(1, event.expects + 1):
            stands = standing_of(scene, event.inject, number)
            is_over = stands.mark in ("[x]", "[-]")
            line = row(
                ExpectedRef(event.inject, number),
                cell(stands.mark, stands.tone),
                cell(asked(scene, event.inject, number), "dim" if is_over else "plain"),
                cell(_by(scene, event, number), "dim"),
                cell(stands.words, stands.tone),
            )
            yield (is_over, -h.at if is_over else h.at), line


def _by(scene: Scene, event: InjectDelivered, number: int) -> str:
    story = scene.play.story
    plan = story.injects.get(event.inject) if story else None
    if plan is not None and number <= len(plan.expects):
        by = plan.expects[number - 1].by
        if by:
            return one_line(scene.reader.role(by))
    return one_line(whom(scene.reader, event.to))


def _department(scene: Scene, to: str) -> str:
    role = scene.play.company.roles.get(to)
    return role.department if role else to
