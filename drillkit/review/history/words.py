"""Words about several drills: what each is called, and a value with its evidence."""

from typing import Final

from drillkit.engine.events import Mode
from drillkit.language import N_, Language, translator
from drillkit.review.history.past import Past
from drillkit.review.measures import Measure
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.reader import Reader
from drillkit.review.view.blocks import Cell, cell
from drillkit.review.view.review import NOTHING, Review

KINDS: Final[dict[Mode, str]] = {
    "live": N_("real event"),
    "drill": N_("exercise with people"),
    "rehearsal": N_("simulation"),
}
# So many entries can stand beside a figure; more are in the JSON.
FEW: Final = 3


def reviewed(past: Past, lang: Language) -> Review:
    """A past drill with a reader of this language."""
    return Review(past.record, past.measures, Reader(lang, past.record))


def title(past: Past, lang: Language) -> str:
    """What was drilled, or what happened."""
    began = past.began
    said = Reader(lang, past.record).texts(began.title)
    return said or began.scenario or began.drill


def kind(past: Past, lang: Language) -> str:
    """What sort it was, and whether its figures hold."""
    _ = translator(lang)
    notes = [_(KINDS[past.mode])]
    if not past.is_over:
        notes.append(_("still running"))
    elif not past.is_comparable:
        notes.append(_("broken off"))
    return ", ".join(notes)


def kind_word(past: Past, lang: Language) -> str:
    """What sort it was."""
    return translator(lang)(KINDS[past.mode])


def measure_title(measure: Measure, review: Review) -> str:
    """A measure by its title, and whom it is about."""
    said = review.reader._(DEFINITIONS[measure.name].title)
    subject = subject_of(measure, review)
    return f"{said}: {subject}" if subject else said


def subject_of(measure: Measure, review: Review) -> str:
    """Whom or what a measure is about, by title."""
    reader, subject = review.reader, measure.subject
    if not subject:
        return ""
    if measure.name in ("phase-time", "step-time"):
        run, path = run_of(review, subject)
        return f"{reader.run(run)}, {reader.path(run, path)}"
    for named in (reader.audience, reader.client, reader.item, reader.provider):
        if (found := named(subject)) != subject:
            return found
    return subject


def run_of(review: Review, subject: str) -> tuple[str, str]:
    """The run that a subject begins with, and the path in it."""
    runs = sorted(review.record.runbook_of, key=len, reverse=True)
    run = next((run for run in runs if subject.startswith(f"{run}/")), "")
    return run, subject[len(run) + 1 :] if run else subject


def value(measure: Measure | None, past: Past, review: Review) -> Cell:
    """A value with its limit, and the entries if they are few."""
    if measure is None:
        return cell(NOTHING, (), "quiet")
    notes = []
    if measure.limit_ms is not None:
        text = review.reader._("of {limit}")
        notes.append(text.format(limit=review.lasting(measure.limit_ms)))
    if measure.is_jumped:
        notes.append(review.unrated)
    shown = entries(measure.entries)
    if shown:
        notes.append(shown)
    plain = review.reader.duration(measure.value_ms or 0, measure.is_censored)
    text = plain if measure.value_ms is not None else review.plain(measure)
    return cell(text, (), measure.verdict or "", ", ".join(notes))


def entries(seqs: tuple[int, ...]) -> str:
    """The numbers of a few entries."""
    if not seqs or len(seqs) > FEW:
        return ""
    return " ".join(f"#{seq}" for seq in seqs)


def drill_datum(past: Past, lang: Language) -> dict[str, object]:
    """A drill as plain values."""
    return {
        "drill": past.drill,
        "date": past.day.isoformat(),
        "mode": past.mode,
        "scenario": past.began.scenario,
        "title": title(past, lang),
        "comparable": past.is_comparable,
        "plan": past.began.plan_hash,
        "head": past.record.head,
    }


def measure_datum(measure: Measure) -> dict[str, object]:
    """A value as plain numbers with its entries."""
    counted, of = measure.share or (None, None)
    return {
        "value_ms": measure.value_ms,
        "counted": counted,
        "of": of,
        "number": measure.number,
        "word": measure.text,
        "not_finished": measure.is_censored,
        "jumped": measure.is_jumped,
        "limit_ms": measure.limit_ms,
        "verdict": measure.verdict,
        "entries": list(measure.entries),
    }
