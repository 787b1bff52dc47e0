"""The first screen: the verdict, key figures, worst delays, promises not kept."""

from typing import TypedDict

from drillkit.engine.events import SpeedChanged
from drillkit.review.measures import Measure
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.measures.promises import worst
from drillkit.review.measures.value import Verdict
from drillkit.review.view.blocks import Cell, Tone, cited
from drillkit.review.view.delays import (
    OUTWARD,
    Delay,
    broken_cell,
    broken_promises,
    delay,
    promises,
)
from drillkit.review.view.review import NOTHING, VERDICTS, Review

SHOWN = 8


class Sentence(TypedDict):
    """One sentence, and what it rests on."""

    text: str
    tone: Tone
    refs: list[int]


class Tile(TypedDict):
    """A key figure."""

    label: str
    value: str
    word: str
    note: str
    tone: Tone
    refs: list[int]


class FirstScreen(TypedDict):
    """What a director reads before deciding to read on."""

    verdict: Sentence
    marks: list[str]
    tiles: list[Tile]
    delays: list[Delay]
    broken: list[Cell]
    more_broken: str


def first_screen(review: Review) -> FirstScreen:
    broken = broken_promises(review)
    rest = len(broken) - SHOWN
    return {
        "verdict": verdict_of(review),
        "marks": figures_marks(review),
        "tiles": tiles(review),
        "delays": [delay(review, one) for one in worst(promises(review))],
        "broken": [broken_cell(review, one) for one in broken[:SHOWN]],
        "more_broken": (
            review.reader.n_("and {n} more", "and {n} more", rest) if rest > 0 else ""
        ),
    }


def verdict_of(review: Review) -> Sentence:
    measure = review.measures.get("time-to-normalisation")
    assert measure is not None, "the onset is always known, so there is a time"
    return {
        "text": _sentence(review, measure),
        "tone": measure.verdict or "",
        "refs": list(measure.entries),
    }


def _sentence(review: Review, measure: Measure) -> str:
    reader = review.reader
    _ = reader._
    compared = review.compared(measure)
    took = compared.took if compared else reader.duration(measure.value_ms or 0)
    if measure.is_censored:
        if review.record.ended is None:
            text = _("Not back to normal yet after {took}")
        else:
            text = _("Not back to normal at ENDEX, after more than {took}")
        rest = {
            None: ".",
            "open": _("; the promise of {limit} had not yet run out."),
            "missed": _("; the promise of {limit} is missed by more than {margin}."),
        }
    else:
        text = _("Back to normal in {took}")
        rest = {
            None: ".",
            "kept": _("; the promise of {limit} was kept with {margin} to spare."),
            "missed": _("; the promise of {limit} was missed by {margin}."),
        }
    if measure.is_jumped and measure.limit_ms is not None:
        rest[None] = _("; the promise of {limit} is not rated, for time was jumped.")
    words = {
        "took": took.removeprefix(">\N{NO-BREAK SPACE}"),
        "limit": compared.limit if compared else "",
        "margin": compared.between if compared else "",
    }
    return (text + rest[measure.verdict]).format(**words)


def figures_marks(review: Review) -> list[str]:
    """What a reader must know before comparing the figures with others."""
    _ = review.reader._
    ended = review.record.ended
    began = review.record.began.event
    marks = []
    if began.mode == "rehearsal":
        marks.append(
            _(
                "Simulation: players' times come from the plan's estimates, not from"
                " people."
            )
        )
    if ended and ended.event.how == "broken-off":
        marks.append(_("Broken off: the figures are not to be compared or averaged."))
    if ended and ended.event.how == "stalled":
        marks.append(_("Stalled: nobody could move any more before the end."))
    if ended is None:
        marks.append(_("Still running: figures are as of the last entry."))
    if any(promise.is_jumped for promise in review.measures.promises):
        marks.append(_("Time was jumped: promises open in between are not rated."))
    if _was_sped(review):
        marks.append(
            _(
                "The clock ran at another speed than the wall's for a while; where it"
                " did, the wall's time stands beside."
            )
        )
    return marks


def _was_sped(review: Review) -> bool:
    return any(
        h.event.numerator != h.event.denominator for h in review.record.of(SpeedChanged)
    )


def tiles(review: Review) -> list[Tile]:
    found = [
        _duration_tile(review, "time-to-normalisation"),
        _duration_tile(review, "time-to-restore"),
        _level_tile(review),
        _silence_tile(review),
        _contracts_tile(review),
        _promises_tile(review),
    ]
    return [tile for tile in found if tile]


def title_of(review: Review, name: str) -> str:
    return review.reader._(DEFINITIONS[name].title)


def _word(review: Review, verdict: Verdict | None) -> str:
    return "" if verdict is None else review.reader._(VERDICTS[verdict])


def _word_of(review: Review, measure: Measure) -> str:
    if measure.is_jumped and measure.limit_ms is not None:
        return review.unrated
    return _word(review, measure.verdict)


def _duration_tile(review: Review, key: str) -> Tile | None:
    measure = review.measures.get(key)
    if measure is None:
        return None
    if review.is_unplanned(measure):
        return {
            "label": title_of(review, measure.name),
            "value": NOTHING,
            "word": "",
            "note": review.reader._("not part of this drill's plans"),
            "tone": "",
            "refs": [],
        }
    note = ""
    if measure.limit_ms is not None:
        limit = review.lasting(measure.limit_ms)
        note = review.reader._("promised: {limit}").format(limit=limit)
    return {
        "label": title_of(review, measure.name),
        "value": review.plain(measure),
        "word": _word_of(review, measure),
        "note": note,
        "tone": measure.verdict or "",
        "refs": list(measure.entries),
    }


def _level_tile(review: Review) -> Tile | None:
    final = review.measures.get("final-level")
    if final is None:
        return None
    accuracy = review.measures.get("classification-accuracy")
    expected = review.measures.classification.expected
    note = ""
    if accuracy and expected:
        note = review.reader._("expected: {level}").format(
            level=review.reader.level(expected)
        )
    return {
        "label": review.reader._("Severity"),
        "value": review.plain(final),
        "word": review.plain(accuracy) if accuracy else "",
        "note": note,
        "tone": (accuracy.verdict if accuracy else None) or "",
        "refs": list(final.entries),
    }


def _silence_tile(review: Review) -> Tile | None:
    measure = review.measures.get("longest-silence-clients")
    if measure is None:
        return None
    note = review.reader._("counted from the declaration")
    if measure.limit_ms is not None:
        limit = review.lasting(measure.limit_ms)
        text = review.reader._("allowed: {limit}, counted from the declaration")
        note = text.format(limit=limit)
    return {
        "label": review.reader._("Longest silence for clients"),
        "value": review.plain(measure),
        "word": _word_of(review, measure),
        "note": note,
        "tone": measure.verdict or "",
        "refs": list(measure.entries),
    }


def _contracts_tile(review: Review) -> Tile | None:
    clocks = [
        m for m in review.measures.all if m.name == "sla-time" and not m.is_jumped
    ]
    if not clocks:
        return None
    kept = [m for m in clocks if m.verdict == "kept"]
    missed = any(m.verdict == "missed" for m in clocks)
    verdict: Verdict = "kept" if len(kept) == len(clocks) else "open"
    verdict = "missed" if missed else verdict
    lost = sum(m.number or 0 for m in review.measures.all if m.name == "user-minutes")
    note = review.reader._("user-minutes lost: {n}").format(
        n=review.reader.number(lost)
    )
    return {
        "label": review.reader._("Contracts kept"),
        "value": review.reader.share(len(kept), len(clocks)),
        "word": _word(review, verdict),
        "note": note,
        "tone": verdict,
        "refs": cited(seq for m in clocks for seq in m.entries),
    }


def _promises_tile(review: Review) -> Tile | None:
    rated = [p for p in promises(review) if p.is_rated and p.kind in OUTWARD]
    if not rated:
        return None
    kept = [p for p in rated if p.standing == "kept"]
    verdict: Verdict = "kept" if len(kept) == len(rated) else "missed"
    return {
        "label": review.reader._("Promises to others kept"),
        "value": review.reader.share(len(kept), len(rated)),
        "word": _word(review, verdict),
        "note": review.reader._("recovery, answers, messages, contracts, partners"),
        "tone": verdict,
        "refs": cited(p.entries[-1] for p in rated if p.entries),
    }
