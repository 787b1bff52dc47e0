"""What a drill's figures and its people complain of, each with how it can be retested.

Nothing is concluded here: a finding says what was missed, and which entries show it.
The same complaint of two drills has the same signature, so that repeats are seen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from drillkit.engine.events import HotWashNoted, Rated, StepOpened
from drillkit.plan.runbook import Runbook
from drillkit.review.measures.paths import without_run
from drillkit.review.measures.phases import Timing
from drillkit.review.measures.promises import Promise
from drillkit.review.view.delays import broken_cell, broken_promises
from drillkit.review.view.objectives import judged, worst_rating
from drillkit.review.view.review import Review
from drillkit.review.view.staged import expectation_words

# Beyond these many a list of late steps is read by nobody.
MOST_STEPS = 6
# Promises that have no measure of their own are retested together, by kind.
MEASURES = {
    "tell": "time-to-notify-{subject}",
    "update": "longest-silence-{subject}",
    "sla": "sla-time-{subject}",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint; ``retest`` has the keys and values that its author would write."""

    name: str
    text: str
    entries: tuple[int, ...]
    owner: str = ""
    plan: str = ""
    retest: tuple[tuple[str, str], ...] = ()

    @property
    def signature(self) -> tuple[str, ...]:
        """What it is about, whatever a drill's figures were; empty for words alone."""
        return signature(dict(self.retest))


def signature(retest: Mapping[str, str]) -> tuple[str, ...]:
    """What a retest is about: a measure, or the expected action of a scenario."""
    if "measure" in retest:
        return (retest["measure"],)
    keys = ("scenario", "expected", "number")
    return tuple(retest[key] for key in keys if key in retest)


def findings(review: Review) -> tuple[Finding, ...]:
    """All of a drill, the gravest kinds first, each signature and each name once."""
    found = (
        *_objectives(review),
        *_expected(review),
        *_promises(review),
        *_steps(review),
        *_said(review),
    )
    return tuple(_named_apart(_merged(found)))


def _merged(found: Iterable[Finding]) -> Iterator[Finding]:
    """Five calls that nobody answered are one finding."""
    first: dict[tuple[str, ...], Finding] = {}
    for n, one in enumerate(found):
        key = one.signature or (str(n),)
        if key not in first:
            first[key] = one
            continue
        known = first[key]
        text = known.text if one.text in known.text else f"{known.text}; {one.text}"
        entries = tuple(sorted({*known.entries, *one.entries}))
        first[key] = replace(known, text=text, entries=entries)
    yield from first.values()


def _named_apart(found: Iterable[Finding]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for one in found:
        name = slug(one.name)
        seen[name] = seen.get(name, 0) + 1
        n = seen[name]
        yield replace(one, name=name if n == 1 else f"{name}-{n}")


def slug(text: str) -> str:
    """*text* as an id."""
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return made if made[:1].isalpha() else f"n-{made}".rstrip("-")


def _objectives(review: Review) -> Iterator[Finding]:
    scenario = review.record.books.scenario
    for one in judged(review):
        assert scenario is not None, "an objective is a scenario's"
        objective = scenario.objectives[one.name]
        ratings = [h for h in review.record.of(Rated) if h.event.objective == one.name]
        is_bad = worst_rating(ratings) in ("M", "U")
        measured = objective.measure and one.measured["tone"] == "missed"
        if not (measured or is_bad):
            continue
        limits = {}
        if objective.at_most is not None:
            limits["at-most"] = lasting(objective.at_most)
        if objective.at_least is not None:
            limits["at-least"] = f"{objective.at_least:.0%}"
        retest = {"scenario": scenario.scenario}
        retest |= {"measure": objective.measure} if objective.measure else {}
        text = one.title
        if objective.measure:
            text = f"{one.title}: {one.measured['text']}"
        entries = (*one.measured["refs"], *(h.seq for h in ratings))
        yield Finding(
            one.name,
            text,
            entries,
            plan=f"scenario/{scenario.scenario}/objectives/{one.name}",
            retest=tuple((retest | limits).items()) if objective.measure else (),
        )


def _expected(review: Review) -> Iterator[Finding]:
    scenario = review.record.books.scenario
    for row in review.measures.expectations:
        if row.standing not in ("late", "missed") or scenario is None:
            continue
        inject = scenario.injects.get(row.inject)
        several = inject is not None and len(inject.expects) > 1
        retest = {"scenario": scenario.scenario, "expected": row.inject}
        retest |= {"number": str(row.number)} if several else {}
        name = f"{row.inject} {row.number}" if several else row.inject
        organisation = review.record.books.organisation
        to = row.by or (inject.to if inject else "") or ""
        is_role = organisation is not None and to in organisation.roles()
        yield Finding(
            f"expected {name}",
            expectation_words(review, row),
            row.entries,
            to if is_role else "",
            f"scenario/{scenario.scenario}/injects/{row.inject}",
            tuple(retest.items()),
        )


def _promises(review: Review) -> Iterator[Finding]:
    for promise in broken_promises(review):
        told = broken_cell(review, promise)
        measure, limit = _measured(promise)
        retest = (("measure", measure), *((("at-least", limit),) if limit else ()))
        who, where = _kept_by(review, promise)
        name = f"{promise.kind} {promise.subject}".replace("restore normal", "normal")
        yield Finding(name, told["text"], promise.entries, who, where, retest)


def _measured(promise: Promise) -> tuple[str, str]:
    """The measure that would show it kept, and the share that it must reach."""
    if promise.kind == "restore":
        is_normal = promise.subject == "normal"
        return ("time-to-normalisation" if is_normal else "time-to-restore"), ""
    if promise.kind in MEASURES:
        return MEASURES[promise.kind].format(subject=promise.subject), ""
    if promise.kind in ("acknowledge", "answer"):
        return "acknowledged-in-time", "100%"
    return f"obligations-kept-by-kind-{promise.kind}", "100%"


def _kept_by(review: Review, promise: Promise) -> tuple[str, str]:
    """Whose business it was, and the plan line that says so."""
    organisation = review.record.books.organisation
    if organisation is None:
        return "", ""
    subject = promise.subject
    if promise.kind in ("tell", "update") and subject in organisation.audiences:
        return organisation.audiences[subject].by, f"organisation/audiences/{subject}"
    if promise.kind == "notice" and subject in organisation.notices:
        return organisation.notices[subject].by, f"organisation/notices/{subject}"
    if promise.kind == "sla" and subject in organisation.clients:
        return "", f"organisation/clients/{subject}"
    if promise.kind == "provider" and subject in organisation.providers:
        return "", f"organisation/providers/{subject}"
    return "", ""


def _steps(review: Review) -> Iterator[Finding]:
    late = sorted(
        (t for t in review.measures.steps if t.verdict == "missed"),
        key=lambda timing: (-timing.over_ms, timing.order),
    )
    for timing in late[:MOST_STEPS]:
        reader = review.reader
        text = reader._("{step}: {over} past its target").format(
            step=reader.path(timing.run, timing.path),
            over=reader.duration(timing.over_ms),
        )
        yield Finding(
            f"late {timing.path.replace('/', ' ')}",
            text,
            timing.entries,
            _crew(review, timing),
            _in_plan(review, timing),
            (("measure", f"step-time-{timing.run}/{timing.path}"),),
        )


def _crew(review: Review, timing: Timing) -> str:
    opened = [
        h.event
        for h in review.record.of(StepOpened)
        if (h.event.run, h.event.path) == (timing.run, timing.path)
    ]
    return next(iter(opened[-1].crew), "") if opened else ""


def _in_plan(review: Review, timing: Timing) -> str:
    """The step in its runbook, whatever the run was called."""
    runbook: Runbook | None = review.record.runbook(timing.run)
    path = without_run(timing.run, timing.path)
    return f"{runbook.path}/{path}" if runbook else ""


def _said(review: Review) -> Iterator[Finding]:
    organisation = review.record.books.organisation
    roles = organisation.roles() if organisation else {}
    for h in review.record.of(HotWashNoted):
        if h.event.sort == "improve":
            owner = h.event.owner if h.event.owner in roles else ""
            text = f"{review.reader.department(h.event.department)}: {h.event.text}"
            yield Finding(f"said {h.event.department}", text, (h.seq,), owner)


def lasting(ms: int) -> str:
    """A length of time as authors write it: ``1h30m``."""
    parts = []
    for size, unit in ((3_600_000, "h"), (60_000, "m"), (1000, "s")):
        count, ms = divmod(ms, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"
