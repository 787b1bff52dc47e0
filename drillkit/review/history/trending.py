"""The same measure over the years, and complaints that come back.

Only like is put beside like: one scenario, and either people or simulated players or
real events.  What was broken off, jumped or is still running is shown and counts
nowhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from drillkit.language import N_, Language, translator
from drillkit.review.actions.findings import Finding, findings
from drillkit.review.actions.findings import signature as signature_of
from drillkit.review.actions.reading import Agenda
from drillkit.review.history import words
from drillkit.review.history.past import Past, in_order
from drillkit.review.history.small import (
    LEAST,
    Direction,
    Value,
    course,
    interval,
    middle,
)
from drillkit.review.measures import Measure
from drillkit.review.reader import MINUS
from drillkit.review.sheet import Sheet, sheet
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING, Review

USUAL: Final = (
    "time-to-normalisation",
    "time-to-restore",
    "time-to-classify",
    "time-to-notify-clients",
    "longest-silence-clients",
    "acknowledged-in-time",
    "expectations-met",
    "promises-kept",
)
ARROWS: Final[dict[Direction, str]] = {
    "up": N_("\N{UPWARDS ARROW} longer each time"),
    "down": N_("\N{DOWNWARDS ARROW} shorter each time"),
    "unclear": N_("no one direction"),
}


@dataclass(frozen=True, slots=True)
class Series:
    """Drills that may be put beside each other, in order."""

    name: str
    pasts: tuple[Past, ...]


def series_of(pasts: Iterable[Past]) -> tuple[Series, ...]:
    """Those of one scenario and one kind together, those with people first."""
    found: dict[tuple[int, str], list[Past]] = {}
    rank = {"drill": 0, "live": 1, "rehearsal": 2}
    for past in in_order(pasts):
        # Real events have no scenario; alike are those that the same plans answered.
        alike = past.began.scenario or ", ".join(
            sorted(set(past.record.runbook_of.values()))
        )
        found.setdefault((rank[past.mode], alike), []).append(past)
    return tuple(Series(key[1], tuple(found[key])) for key in sorted(found))


def trend(
    pasts: Sequence[Past],
    lang: Language,
    measures: Sequence[str] = (),
    agenda: Agenda | None = None,
) -> Sheet:
    """Every series of *pasts*, a table for each of *measures*."""
    _ = translator(lang)
    alike = series_of(pasts)
    sections = [
        _section(one, measures or USUAL, n, lang) for n, one in enumerate(alike)
    ]
    empty = section(
        "none",
        _("Trend"),
        [paragraph(_("No drills yet: drillkit run SCENARIO holds one."))],
    )
    return sheet(
        lang,
        _("Trend"),
        _("The same measures over the years"),
        [*sections, repeats(pasts, lang, agenda or Agenda())] if sections else [empty],
        [_datum(one, measures or USUAL, lang) for one in alike],
        notes=[
            _(
                "Values, never a line: below three values there is no direction and no"
                " median."
            )
        ],
    )


def _section(
    series: Series, measures: Sequence[str], n: int, lang: Language
) -> Section:
    first = series.pasts[0]
    name = f"{words.title(first, lang)}, {words.kind_word(first, lang)}"
    blocks: list[Block] = []
    for key in measures:
        blocks += _blocks(series, key, lang)
    if not blocks:
        _ = translator(lang)
        blocks.append(paragraph(_("None of these measures was taken here.")))
    return section(f"series-{n}", name, blocks)


def _blocks(series: Series, key: str, lang: Language) -> list[Block]:
    _ = translator(lang)
    found = [(past, past.measures.get(key)) for past in series.pasts]
    taken = [(past, one) for past, one in found if one]
    if not taken:
        return []
    reviews = {past.drill: words.reviewed(past, lang) for past, _one in taken}
    rows, before = [], None
    for past, one in taken:
        review = reviews[past.drill]
        counts = _counts(past, one)
        rows.append(
            [
                cell(past.day.isoformat(), (), "", past.drill),
                words.value(one, past, review),
                _against(before, one, review) if counts else _left_out(past, review),
            ]
        )
        before = one if counts else before
    last = taken[-1][1]
    caption = words.measure_title(last, reviews[taken[-1][0].drill])
    beside = _("Interval") if last.share else _("Against the one before")
    columns = [_("Date"), _("Value") + "#", beside]
    counted = [one for past, one in taken if _counts(past, one)]
    return [
        table(caption, columns, rows, ""),
        paragraph(_said(counted, reviews[taken[-1][0].drill])),
    ]


def _counts(past: Past, measure: Measure) -> bool:
    return past.is_comparable and not measure.is_jumped


def _left_out(past: Past, review: Review) -> Cell:
    why = review.unrated if past.is_comparable else words.kind(past, review.reader.lang)
    return cell(why, (), "quiet", review.reader._("not counted"))


def _against(before: Measure | None, one: Measure, review: Review) -> Cell:
    """The difference in duration; shares are told with their intervals."""
    if one.share is not None:
        low, high = interval(*one.share)
        text = review.reader._("{low} to {high} of 100, 95 times of 100")
        return cell(text.format(low=round(low * 100), high=round(high * 100)))
    if before is None or before.is_censored or one.is_censored:
        return cell(NOTHING, (), "quiet")
    if before.value_ms is None or one.value_ms is None:
        return cell(NOTHING, (), "quiet")
    ms = one.value_ms - before.value_ms
    sign = "+" if ms > 0 else MINUS if ms < 0 else ""
    return cell(sign + review.reader.duration(abs(ms)))


def _said(counted: Sequence[Measure], review: Review) -> str:
    """How many, and what so many allow to be said."""
    reader = review.reader
    _ = reader._
    n = f"n = {len(counted)}"
    values = [
        Value(one.value_ms, one.is_censored)
        for one in counted
        if one.value_ms is not None
    ]
    mid, went = middle(values), course(values)
    if mid is None or went is None or len(values) < len(counted):
        if any(one.share is not None for one in counted):
            return n
        few = _("{n}: too few for a median or a direction ({least} at least).")
        return few.format(n=n, least=LEAST)
    between = _(
        "{n}: median {median}, between {low} and {high} with {chance} chances of 100;"
        " {arrow} (chance alone: {luck} of 100)."
    )
    return between.format(
        n=n,
        median=reader.duration(mid.median.ms, mid.median.is_censored),
        low=reader.duration(mid.least.ms, mid.least.is_censored),
        high=reader.duration(mid.most.ms, mid.most.is_censored),
        chance=int(mid.chance * 100),
        arrow=_(ARROWS[went.direction]),
        luck=round(went.chance * 100),
    )


def repeats(pasts: Sequence[Past], lang: Language, agenda: Agenda) -> Section:
    """Complaints of more than one drill with people, or of real events."""
    _ = translator(lang)
    seen: dict[tuple[str, ...], list[tuple[Past, Finding]]] = {}
    for past in in_order(pasts):
        if past.is_simulated or not past.is_comparable:
            continue
        for one in findings(words.reviewed(past, lang)):
            if one.signature:
                seen.setdefault(one.signature, []).append((past, one))
    rows = []
    for signature, times in seen.items():
        if len(times) > 1:
            last = times[-1][1]
            acted = _acted(agenda, signature)
            drills = ", ".join(past.drill for past, _one in times)
            rows.append(
                [
                    cell(last.text),
                    cell(str(len(times)), (), "missed", drills),
                    cell(acted or _("no action"), (), "" if acted else "missed"),
                ]
            )
    rows.sort(key=lambda row: -int(row[1]["text"]))
    columns = [_("Finding, as of the last time"), _("Times"), _("Action")]
    empty = _("No finding came back in an exercise with people or a real event.")
    title = _("Findings that came back")
    return section("repeats", title, [table(title, columns, rows, empty)])


def _acted(agenda: Agenda, signature: tuple[str, ...]) -> str:
    """Actions that are retested by the same."""
    names = []
    for todo in agenda.todos:
        retest = todo.action.retest
        said = retest.model_dump(by_alias=True, exclude_none=True) if retest else {}
        about = signature_of({key: str(value) for key, value in said.items()})
        if about == signature:
            names.append(todo.name)
    return ", ".join(names)


def _datum(
    series: Series, measures: Sequence[str], lang: Language
) -> dict[str, object]:
    taken = {
        key: [
            words.drill_datum(past, lang)
            | words.measure_datum(one)
            | {"counted_in": _counts(past, one)}
            for past in series.pasts
            if (one := past.measures.get(key))
        ]
        for key in measures
    }
    return {
        "series": series.name,
        "mode": series.pasts[0].mode,
        "measures": {key: values for key, values in taken.items() if values},
    }
