"""One drill, one story: no part of a report may contradict another."""

import re

from drillkit import shipped
from drillkit.engine.events import (
    CallAnswered,
    CallMade,
    DrillEnded,
    MilestoneReached,
    ObligationClosed,
    ObligationKept,
    ObligationMoved,
    ObligationOpened,
    PhaseLeft,
    RunListed,
    ScenarioRevealed,
)
from drillkit.language import Language
from drillkit.review.books import record_of
from drillkit.review.measures import measure
from drillkit.review.measures.promises import worst
from drillkit.review.reader import Reader
from drillkit.review.telling import tell
from drillkit.review.view import View, view
from drillkit.review.view.delays import broken_cell, broken_promises
from drillkit.review.view.review import Review
from tests.review.tale import (
    MINUTE,
    RUN,
    Tale,
    begun,
    plan_texts,
    scenario_text,
    whole_drill,
)


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


def missed_by_47_seconds() -> Tale:
    """Every promise of the log is kept; only the way to normal took too long."""
    tale = begun()
    tale.promise(0, "tell:clients", "tell", "clients", 15, "declared")
    tale.kept(9, "tell:clients")
    late = 116 + 47 / 60
    tale.add(late, MilestoneReached("", "normal"), name="normal")
    tale.add(late, DrillEnded("normal"))
    tale.add(late, ScenarioRevealed(scenario_text(), "5" * 64))
    return tale


def test_the_verdicts_own_promise_is_counted_and_named_among_the_missed() -> None:
    first = document(missed_by_47_seconds())["first"]
    [tile] = [one for one in first["tiles"] if one["label"].startswith("Promises")]

    assert words(first["verdict"]["text"]).endswith("of 2 h was missed by 47 s.")
    assert words(first["broken"][0]["text"]) == (
        "Restoration: back to normal: late by 47 s"
    )
    assert [words(one["took"]) for one in first["delays"]] == ["2 h 47 s of 2 h"]
    assert tile["value"] == "1 of 2"


def test_a_kept_verdict_leaves_nothing_missed() -> None:
    tale = begun()
    tale.add(60, MilestoneReached("", "normal"))
    tale.add(60, DrillEnded("normal"))
    tale.add(60, ScenarioRevealed(scenario_text(), "5" * 64))
    first = document(tale)["first"]

    assert (first["broken"], first["delays"]) == ([], [])


def test_a_drill_not_back_to_normal_in_time_misses_its_promise() -> None:
    tale = begun()
    tale.add(130, DrillEnded("time"))
    tale.add(130, ScenarioRevealed(scenario_text(), "5" * 64))
    first = document(tale)["first"]

    assert words(first["broken"][0]["text"]) == (
        "Restoration: back to normal: not done, overdue by > 14 min"
    )


def test_two_counts_of_promises_do_not_share_a_name() -> None:
    report = document(whole_drill())
    labels = {tile["label"] for tile in report["first"]["tiles"]}
    totals = {one["title"] for one in report["measures"]}

    assert "Promises to others kept" in labels
    assert "Deadlines kept, own targets included" in totals
    assert not {one for one in labels & totals if "kept" in one}


def test_a_phase_late_by_its_step_is_shown_where_there_is_room() -> None:
    tale = begun()
    for name, path, limit in (("confirm", "/confirm", 3), ("triage", "", 10)):
        kind = "step-target" if path else "phase-target"
        tale.promise(0, name, kind, f"{RUN}/triage{path}", limit, run=RUN)
        tale.kept(10.5, name)
    found = worst(measure(record_of(tale.stored)).promises)

    assert [promise.id for promise in found] == ["confirm", "triage"]


def owed_by(run: str) -> str:
    tale = begun(runs=(RunListed(RUN, RUN), RunListed("executive/crisis", "x/y")))
    tale.promise(0, "answer:c9", "acknowledge", "client-manager", 5, "called", run)
    review = review_of(tale)
    return review.owner(review.measures.promises[0])


def test_a_late_answer_is_laid_on_its_own_department_and_not_on_the_callers() -> None:
    home = Reader("en", record_of(begun().stored)).home("client-manager")
    caller = Reader("en", record_of(begun().stored)).run(RUN)

    assert home
    assert owed_by(RUN) == f"{home}, called by {caller}"


def test_a_partners_late_work_is_not_laid_on_who_asked() -> None:
    tale = begun()
    tale.promise(0, "provider:r1", "provider", "volga-fibre", 5, "asked", RUN)
    review = review_of(tale)
    caller = review.reader.run(RUN)

    assert review.owner(review.measures.promises[0]) == f"asked by {caller}"


def unplanned(milestone: str) -> View:
    texts = plan_texts()
    texts["outage.yaml"] = texts["outage.yaml"].replace(milestone, "elsewhere")
    tale = begun(plan=texts)
    tale.add(0, MilestoneReached("", "detected"))
    tale.add(20, MilestoneReached("", "normal"))
    tale.add(20, DrillEnded("normal"))
    return document(tale)


def test_a_milestone_that_no_plan_names_is_no_unfinished_promise() -> None:
    [tile] = [
        one
        for one in unplanned("restored-confirmed")["first"]["tiles"]
        if one["label"] == "Time to restore, confirmed"
    ]

    assert tile["value"] == "\N{EN DASH}"
    assert tile["note"] == "not part of this drill's plans"
    assert tile["word"] == ""


def test_a_milestone_that_a_plan_names_stays_unfinished() -> None:
    [tile] = [
        one
        for one in unplanned("workaround")["first"]["tiles"]
        if one["label"] == "Time to restore, confirmed"
    ]

    assert words(tile["value"]) == "> 20 min"
    assert tile["word"] == "still open"


def test_a_verdict_in_a_narrow_cell_is_not_cut_and_no_page_is_left_blank() -> None:
    style = (shipped.templates() / "_style.css").read_text("utf-8")
    after = style.split("overflow-wrap: anywhere", 1)[1]
    page = style.split("@media print", 1)[1]

    assert "td.kept, td.missed, td.open { overflow-wrap: normal; }" in after
    assert "break-before: page" not in page
    assert re.search(r"\.mark \{[^}]*margin: 0 0 10pt", page)
