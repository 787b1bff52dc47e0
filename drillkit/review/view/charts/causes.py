"""Causes of delay, the greatest first: time past what was allowed, by cause.

A step's overrun is put down to what it waited for, as far as it waited; nothing is
guessed beyond that.
"""

from dataclasses import dataclass, field

from drillkit.language import N_
from drillkit.review.measures.promises import Promise
from drillkit.review.view.chart import Chart, band, chart, said, sign, strip
from drillkit.review.view.delays import promises
from drillkit.review.view.review import Review

CAUSES = {
    "window": N_("A site had not opened"),
    "part": N_("A part was missing"),
    "provider": N_("A partner operator took longer"),
    "journey": N_("A journey"),
    "work": N_("The work took longer than planned"),
    "answer": N_("Nobody answered in time"),
    "word": N_("A message came late"),
    "action": N_("An expected action came late"),
    "paper": N_("A signature or a notice came late"),
}
# Whole phases, contracts and the way back add up what their steps lost already.
KINDS = {
    "step-target": "work",
    "acknowledge": "answer",
    "answer": "answer",
    "tell": "word",
    "update": "word",
    "expected": "action",
    "provider": "provider",
    "approval": "paper",
    "notice": "paper",
}


@dataclass(slots=True)
class Cause:
    """What was lost by one cause, in how many cases."""

    name: str
    lost_ms: int = 0
    cases: int = 0
    entries: list[int] = field(default_factory=list)


def causes(review: Review) -> list[Cause]:
    """The greatest first."""
    found: dict[str, Cause] = {}
    for promise in promises(review):
        if promise.standing not in ("late", "missed") or promise.kind not in KINDS:
            continue
        for name, lost in _split(review, promise).items():
            cause = found.setdefault(name, Cause(name))
            cause.lost_ms += lost
            cause.cases += 1
            cause.entries += promise.entries
    return sorted(found.values(), key=lambda cause: (-cause.lost_ms, cause.name))


def _split(review: Review, promise: Promise) -> dict[str, int]:
    left = promise.overrun_ms
    if promise.kind != "step-target":
        return {KINDS[promise.kind]: left}
    found: dict[str, int] = {}
    for why, waited in _waits(review, promise):
        taken = min(left, waited)
        if taken:
            found[why] = found.get(why, 0) + taken
            left -= taken
    if left:
        found["work"] = left
    return found


def _waits(review: Review, promise: Promise) -> list[tuple[str, int]]:
    """The longest first; a step's opening hours are left out of its time already."""
    subject = promise.subject.partition("#")[0]
    waits = [
        wait
        for timing in review.measures.steps
        if f"{timing.run}/{timing.path}" == subject
        for visit in timing.visits
        for wait in visit.waits
        if wait[0] != "window"
    ]
    return sorted(waits, key=lambda wait: -wait[1])


def causes_chart(review: Review) -> Chart | None:
    """Bars from zero, each with its share so far: a Pareto chart in words and bars."""
    reader = review.reader
    _ = reader._
    found = causes(review)
    if not found:
        return None
    whole = sum(cause.lost_ms for cause in found)
    rows = []
    so_far = 0
    for cause in found:
        so_far += cause.lost_ms
        text = _("{time} in {cases}; with those above {share} of {whole}")
        note = text.format(
            time=reader.duration(cause.lost_ms),
            cases=reader.n_("{n} case", "{n} cases", cause.cases),
            share=reader.duration(so_far),
            whole=reader.duration(whole),
        )
        rows.append(
            strip(
                _(CAUSES[cause.name]),
                note,
                "quiet",
                [
                    band(0, so_far, "plan"),
                    band(0, cause.lost_ms, "missed", title=note),
                ],
            )
        )
    return chart(
        "chart-causes",
        _("Causes of delay, the greatest first"),
        said(rows),
        "duration",
        (0, whole),
        rows,
        [sign(_("lost by this cause"), "missed"), sign(_("lost so far"), "plan")],
        refs=[seq for cause in found for seq in cause.entries],
    )
