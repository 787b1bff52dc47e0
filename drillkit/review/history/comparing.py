"""Drills side by side: measures, and the phases of each runbook they share.

A live event is compared with a drill of the same runbook, and a drill with its
simulation: phases are matched by runbook and path, whatever the run was called.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drillkit.language import Language, translator
from drillkit.review.history import words
from drillkit.review.history.past import Past
from drillkit.review.measures import Measure
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.measures.phases import Timing
from drillkit.review.reader import MINUS
from drillkit.review.sheet import Sheet, sheet
from drillkit.review.view.blocks import Cell, Section, cell, paragraph, section, table
from drillkit.review.view.review import NOTHING, Review

# Told one by one elsewhere, or keyed by what only one drill had.
APART: Final = {"phase-time", "step-time", "partner-acknowledged", "partner-restored"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the drills that are compared, as its reader reads it."""

    past: Past
    review: Review

    def timings(self) -> dict[str, Timing]:
        """Its phases by runbook and path; the first run of a runbook stands for it."""
        found: dict[str, Timing] = {}
        for timing in self.past.measures.phases:
            runbook = self.past.record.runbook_of.get(timing.run, timing.run)
            found.setdefault(f"{runbook}/{timing.path}", timing)
        return found


def comparison(pasts: Sequence[Past], lang: Language) -> Sheet:
    """All of *pasts* beside each other, in the order given."""
    _ = translator(lang)
    sides = [Side(past, words.reviewed(past, lang)) for past in pasts]
    notes = _notes(sides, lang)
    return sheet(
        lang,
        _("Comparison"),
        ", ".join(past.drill for past in pasts),
        [_what(sides, lang), _measures(sides, lang), _phases(sides, lang)],
        [_datum(side, lang) for side in sides],
        notes=notes,
    )


def _notes(sides: Sequence[Side], lang: Language) -> list[str]:
    """What keeps their figures from meaning the same."""
    _ = translator(lang)
    pasts = [side.past for side in sides]
    notes = []
    if len({past.mode for past in pasts}) > 1:
        notes.append(
            _("People, real events and simulations stand side by side; weigh them so.")
        )
    if len({past.began.plan_hash for past in pasts}) > 1:
        notes.append(_("Their plans differ; each is held against its own."))
    if len({past.began.scenario for past in pasts if past.mode != "live"}) > 1:
        notes.append(_("Their scenarios differ."))
    if any(not past.is_comparable for past in pasts):
        notes.append(_("One is not over, or was broken off: compare it with care."))
    return notes


def _what(sides: Sequence[Side], lang: Language) -> Section:
    _ = translator(lang)
    rows = [
        [
            cell(side.past.drill, (), "", words.title(side.past, lang)),
            cell(side.past.day.isoformat()),
            cell(words.kind(side.past, lang)),
            cell(side.past.began.plan_hash[:8] or NOTHING),
        ]
        for side in sides
    ]
    columns = [_("Drill"), _("Date"), _("Kind"), _("Plan")]
    return section(
        "drills",
        _("What is compared"),
        [table(_("What is compared"), columns, rows, "")],
    )


def _measures(sides: Sequence[Side], lang: Language) -> Section:
    _ = translator(lang)
    rows = []
    for key in _keys(sides):
        found = [side.past.measures.get(key) for side in sides]
        first = next(i for i, one in enumerate(found) if one)
        named = found[first]
        assert named is not None, "a key comes from one of them"
        head = cell(words.measure_title(named, sides[first].review))
        cells = [
            words.value(one, side.past, side.review)
            for one, side in zip(found, sides, strict=True)
        ]
        rows.append([head, *cells, *_difference(found, sides)])
    return section(
        "measures",
        _("Measures"),
        [table(_("Measures"), _columns(_("Measure"), sides, lang), rows, "")],
    )


def _keys(sides: Sequence[Side]) -> list[str]:
    """Every measure that any of them has, in the order of their definitions."""
    order = list(DEFINITIONS)
    found: dict[str, int] = {}
    for side in sides:
        for one in side.past.measures.all:
            if one.name not in APART:
                found.setdefault(one.key, order.index(one.name))
    return sorted(found, key=lambda key: found[key])


def _columns(first: str, sides: Sequence[Side], lang: Language) -> list[str]:
    names = [f"{side.past.drill}#" for side in sides]
    _ = translator(lang)
    more = [_("Difference") + "#"] if len(sides) == 2 else []
    return [first, *names, *more]


def _difference(found: Sequence[Measure | None], sides: Sequence[Side]) -> list[Cell]:
    """The second less the first; what was not finished has no difference."""
    if len(sides) != 2:
        return []
    one, other = found
    if one is None or other is None or one.is_censored or other.is_censored:
        return [cell(NOTHING, (), "quiet")]
    if one.value_ms is None or other.value_ms is None:
        return [cell(NOTHING, (), "quiet")]
    return [_apart(sides[0].review, other.value_ms - one.value_ms)]


def _apart(review: Review, ms: int) -> Cell:
    sign = "+" if ms > 0 else MINUS if ms < 0 else ""
    return cell(sign + review.reader.duration(abs(ms)))


def _phases(sides: Sequence[Side], lang: Language) -> Section:
    _ = translator(lang)
    timings = [side.timings() for side in sides]
    names = dict.fromkeys(name for found in timings for name in found)
    rows = []
    for name in names:
        each = [found.get(name) for found in timings]
        first = next(i for i, timing in enumerate(each) if timing)
        timing = each[first]
        assert timing is not None, "a name comes from one of them"
        reader = sides[first].review.reader
        head = cell(
            reader.path(timing.run, timing.path), (), "", reader.run(timing.run)
        )
        cells = [_phase(one, side) for one, side in zip(each, sides, strict=True)]
        rows.append([head, *cells, *_phase_difference(each, sides)])
    shared = sum(all(name in found for found in timings) for name in names)
    said = _("{n} phases, {shared} of them in every drill compared.")
    columns = _columns(_("Phase"), sides, lang)
    return section(
        "phases",
        _("Phases"),
        [
            paragraph(said.format(n=len(names), shared=shared)),
            table(_("Time in each phase"), columns, rows, _("No phase was entered.")),
        ],
    )


def _phase(timing: Timing | None, side: Side) -> Cell:
    if timing is None:
        return cell(NOTHING, (), "quiet")
    review = side.review
    notes = []
    if timing.limit_ms is not None:
        text = review.reader._("of {limit}")
        notes.append(text.format(limit=review.lasting(timing.limit_ms)))
    if len(timing.visits) > 1:
        n = len(timing.visits)
        notes.append(review.reader.n_("{n} visit", "{n} visits", n))
    text = review.reader.duration(timing.total_ms, timing.is_censored)
    return cell(text, (), timing.verdict or "", ", ".join(notes))


def _phase_difference(
    each: Sequence[Timing | None], sides: Sequence[Side]
) -> list[Cell]:
    if len(sides) != 2:
        return []
    one, other = each
    if one is None or other is None or one.is_censored or other.is_censored:
        return [cell(NOTHING, (), "quiet")]
    return [_apart(sides[0].review, other.total_ms - one.total_ms)]


def _datum(side: Side, lang: Language) -> dict[str, object]:
    measures = {one.key: words.measure_datum(one) for one in side.past.measures.all}
    phases = {
        name: {
            "total_ms": timing.total_ms,
            "visits": len(timing.visits),
            "not_finished": timing.is_censored,
            "limit_ms": timing.limit_ms,
            "verdict": timing.verdict,
            "entries": list(timing.entries),
        }
        for name, timing in side.timings().items()
    }
    return words.drill_datum(side.past, lang) | {
        "measures": measures,
        "phases": phases,
    }
