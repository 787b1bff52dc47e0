"""What can be said of each objective: its rating, its measure, the evidence.

An evaluator rates; timing only suggests, and says that it does.
"""

from dataclasses import dataclass, replace

from drillkit.engine.events import Observed, Rated, Rating
from drillkit.plan.scenario import Objective
from drillkit.review import retelling
from drillkit.review.measures import Measure
from drillkit.review.measures.story import UNJUDGED, ExpectationRow
from drillkit.review.measures.value import Verdict
from drillkit.review.record import Happening
from drillkit.review.telling.story import RATINGS
from drillkit.review.view.blocks import Cell, Tone, cell
from drillkit.review.view.ratings import rating_of, worst
from drillkit.review.view.review import NOTHING, Review
from drillkit.review.view.staged import expectation_words
from drillkit.review.view.verdict import title_of

TONES: dict[Rating, Tone] = {"P": "kept", "S": "kept", "M": "open", "U": "missed"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One objective as the report shows it."""

    name: str
    title: str
    capability: str
    measured: Cell
    rating: Cell
    given: Rating | None
    evidence: tuple[Cell, ...]
    is_missed: bool


def judged(review: Review) -> list[Judged]:
    scenario = review.record.books.scenario
    if scenario is None:
        return []
    return [_judge(review, name, one) for name, one in scenario.objectives.items()]


def _judge(review: Review, name: str, objective: Objective) -> Judged:
    measure = review.measures.get(objective.measure) if objective.measure else None
    met = objective_verdict(measure, objective)
    if measure and objective.at_most is not None:
        # Shown beside the objective's limit, whatever the plan's own may be.
        measure = replace(measure, limit_ms=objective.at_most)
    expected = [row for row in review.measures.expectations if row.objective == name]
    ratings = [h for h in review.record.of(Rated) if h.event.objective == name]
    observed = [h for h in review.record.of(Observed) if h.event.objective == name]
    rating = worst_rating(ratings)
    measured = review.value(measure)
    return Judged(
        name,
        objective.title.say(review.reader.lang),
        review.reader.capability(objective.capability),
        {**measured, "tone": met or "", "note": _note(review, measure, objective)},
        _rated(review, rating, ratings)
        if rating
        else _suggested(review, met, expected),
        rating,
        tuple(_evidence(review, measure, met, expected, ratings, observed)),
        met == "missed" or any(row.standing in ("late", "missed") for row in expected),
    )


def objective_verdict(measure: Measure | None, objective: Objective) -> Verdict | None:
    """By the objective's own limit, which need not be the plan's."""
    if measure is None or measure.is_jumped:
        return None
    if objective.at_most is not None and measure.value_ms is not None:
        if measure.value_ms > objective.at_most:
            return "missed"
        return "open" if measure.is_censored else "kept"
    if objective.at_least is not None and measure.share:
        counted, of = measure.share
        return "kept" if counted >= objective.at_least * of else "missed"
    return None


def _note(review: Review, measure: Measure | None, objective: Objective) -> str:
    said = [_limit(review, objective)]
    if measure:
        said.append(review.beside(measure.wall_ms))
        said.append(review.unrated if measure.is_jumped else "")
    return ", ".join(one for one in said if one)


def _limit(review: Review, objective: Objective) -> str:
    _ = review.reader._
    if objective.at_most is not None:
        limit = review.lasting(objective.at_most)
        return _("at most {limit}").format(limit=limit)
    if objective.at_least is not None:
        return _("at least {n} of 100").format(n=round(objective.at_least * 100))
    return ""


def worst_rating(ratings: list[Happening[Rated]]) -> Rating | None:
    """Each evaluator's last word; of several evaluators the worst."""
    last: dict[tuple[str, str], Rating] = {}
    for h in ratings:
        last[h.event.department, h.origin.by if h.origin else ""] = h.event.rating
    return worst(last.values())


def _rated(review: Review, rating: Rating, ratings: list[Happening[Rated]]) -> Cell:
    who = dict.fromkeys(review.reader.role(h.origin.by) for h in ratings if h.origin)
    note = review.reader._("rated by {who}").format(who=", ".join(who)) if who else ""
    text = review.reader._(RATINGS[rating])
    return cell(text, [h.seq for h in ratings], TONES[rating], note)


def _suggested(
    review: Review, met: Verdict | None, expected: list[ExpectationRow]
) -> Cell:
    rating = suggestion(met, expected)
    _ = review.reader._
    if rating is None:
        return cell(NOTHING, (), "quiet", _("not rated, and timing suggests nothing"))
    text = _("suggested by timing: {rating}").format(rating=_(RATINGS[rating]))
    return cell(text, (), "quiet", _("not rated by an evaluator"))


def suggestion(met: Verdict | None, expected: list[ExpectationRow]) -> Rating | None:
    """A missed limit was not achieved; a kept one with misses, with challenges."""
    if met == "missed":
        return rating_of(is_achieved=False, did_harm=False, is_improvable=False)
    missed = [row for row in expected if row.standing in ("late", "missed")]
    judged_rows = [row for row in expected if row.standing not in UNJUDGED]
    if met == "open" or (met is None and not judged_rows):
        return None
    # Timing cannot see harm done elsewhere, so it never suggests that there was any.
    is_achieved = met == "kept" or len(missed) < len(judged_rows)
    return rating_of(
        is_achieved=is_achieved, did_harm=False, is_improvable=bool(missed)
    )


def _evidence(
    review: Review,
    measure: Measure | None,
    met: Verdict | None,
    expected: list[ExpectationRow],
    ratings: list[Happening[Rated]],
    observed: list[Happening[Observed]],
) -> list[Cell]:
    reader = review.reader
    _ = reader._
    rows = []
    if measure:
        text = f"{title_of(review, measure.name)}: {review.plain(measure)}"
        rows.append(cell(text, measure.entries, met or ""))
    rows += [
        cell(
            expectation_words(review, row),
            row.entries,
            "kept" if row.standing == "met" else "missed",
        )
        for row in expected
        if row.standing not in UNJUDGED
    ]
    rows += [
        cell(retelling.observed(reader, h.event), [h.seq], "", _by(review, h))
        for h in observed
    ]
    rows += [
        cell(h.event.text, [h.seq], "", _by(review, h)) for h in ratings if h.event.text
    ]
    return rows or [cell(_("Nothing in the log speaks of it."), (), "quiet")]


def _by(review: Review, h: Happening[Observed] | Happening[Rated]) -> str:
    who = review.reader.role(h.origin.by) if h.origin else ""
    return f"{who}, {review.reader.at(h.at)}" if who else review.reader.at(h.at)
