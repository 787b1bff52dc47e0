"""One drill, one story: no part of a report may contradict another."""

from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    DrillEnded,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    PhaseLeft,
)
from drillkit.language import Language
from drillkit.review.books import record_of
from drillkit.review.measures import measure
from drillkit.review.reader import Reader
from drillkit.review.telling import tell
from drillkit.review.view import View, view
from drillkit.review.view.delays import broken_cell, broken_promises
from drillkit.review.view.review import Review
from tests.review.tale import MINUTE, RUN, Tale, begun, whole_drill


def review_of(tale: Tale, lang: Language = "en") -> Review:
    record = record_of(tale.stored)
    return Review(record, measure(record), Reader(lang, record))


def document(tale: Tale, lang: Language = "en") -> View:
    return view(record_of(tale.stored), lang)


def words(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def called(tale: Tale, minute: float, role: str = "client-manager") -> None:
    tale.add(minute, CallMade("c9", RUN, role, "tell", RUN, "took-charge"))
    tale.promise(minute, "answer:c9", "acknowledge", role, 5, "called", RUN)


def overtaken() -> Tale:
    """Nobody answered in five minutes, and the next rung took over at eight."""
    tale = begun()
    called(tale, 0)
    tale.broken(5, "answer:c9")
    tale.add(8, ObligationClosed("answer:c9", "overtaken"))
    return tale


def test_an_answer_after_another_rung_took_over_is_late_and_not_missing() -> None:
    tale = overtaken()
    answer = tale.add(17, CallAnswered("c9", "took-charge"), "client-manager")
    tale.add(60, DrillEnded("director"), "director")
    review = review_of(tale)
    [promise] = broken_promises(review)

    said = broken_cell(review, promise)

    assert words(said["text"]).endswith(": late by 12 min")
    assert answer in said["refs"]


def test_an_answer_too_weak_for_the_call_keeps_no_promise() -> None:
    tale = overtaken()
    tale.add(17, CallAnswered("c9", "received"), "client-manager")
    tale.add(60, DrillEnded("director"), "director")
    review = review_of(tale)
    [promise] = broken_promises(review)

    assert broken_cell(review, promise)["text"].endswith(": never given")


def met_at(minute: float) -> str:
    tale = begun()
    tale.promise(0, "confirm#1", "step-target", f"{RUN}/triage/confirm", 5, run=RUN)
    tale.broken(5, "confirm#1")
    tale.kept(minute, "confirm#1")
    return words(
        tell(Reader("en", record_of(tale.stored)), ObligationKept("confirm#1"))
    )


def test_what_was_met_after_its_deadline_is_not_called_kept() -> None:
    assert met_at(17) == "Met late, by 12 min: target of a step: Confirm the alarm"
    assert met_at(5) == "Kept: target of a step: Confirm the alarm"


def test_a_moved_deadline_is_the_one_to_be_late_by() -> None:
    tale = begun()
    tale.promise(0, "confirm#1", "step-target", f"{RUN}/triage/confirm", 5, run=RUN)
    tale.add(2, ObligationMoved("confirm#1", 9 * MINUTE, "time-out", 5 * MINUTE))
    tale.kept(10, "confirm#1")
    tale.add(
        10, ObligationOpened("open", "tell", "clients", "", "declared", 0, 1, None)
    )
    tale.kept(11, "open")

    assert record_of(tale.stored).late_by == {"confirm#1": MINUTE}


def test_a_lane_that_stood_in_its_final_is_not_told_as_cut_short() -> None:
    reader = Reader("en", record_of(begun().stored))
    final = PhaseLeft(RUN, "restore/repair/repaired", 1, "overtaken", "")
    cut = PhaseLeft(RUN, "restore/repair/field", 1, "overtaken", "")

    assert tell(reader, final) == "Phase done: repaired"
    assert tell(reader, cut) == "Phase overtaken: In the field"


def test_the_silence_says_from_where_it_counts() -> None:
    notes = [tile["note"] for tile in document(whole_drill())["first"]["tiles"]]

    assert any(note.endswith("counted from the declaration") for note in notes)
