"""One drill, one story: no part of a report may contradict another."""

from drillkit.engine.events import CallAnswered, CallMade, DrillEnded, ObligationClosed
from drillkit.language import Language
from drillkit.review.books import record_of
from drillkit.review.measures import measure
from drillkit.review.reader import Reader
from drillkit.review.view import View, view
from drillkit.review.view.delays import broken_cell, broken_promises
from drillkit.review.view.review import Review
from tests.review.tale import RUN, Tale, begun


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
