"""Severity: the answers, the level they give, why, and what it obliges to.

The same page can be made for answers that nobody has given yet: what a changed fact
would propose.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drillkit.engine.charts import Level
from drillkit.engine.decide.severity import row_of
from drillkit.engine.drill import Run, changed
from drillkit.engine.events import Classified, FactsReported, FactValue
from drillkit.review.conditions import condition_words
from drillkit.tui.scene import Scene
from drillkit.tui.view.cells import cell, page
from drillkit.tui.view.step_about import fact_line
from drillkit.tui.view.times import left_words, pressing, span, story_clock
from drillkit.tui.view.values import Cell, Page


def classification(scene: Scene, run: str) -> Page:
    """A run's severity as it stands."""
    state = scene.drill.runs[run]
    reader = scene.reader
    title = reader._("Severity: {run}").format(run=reader.run(run))
    return page(title, _lines(scene, state, state))


def preview(scene: Scene, run: str, facts: Mapping[str, FactValue]) -> Page:
    """What it would be if *facts* were reported now."""
    state = scene.drill.runs[run]
    told = changed(state, facts={**state.facts, **facts})
    reader = scene.reader
    title = reader._("Severity with these answers: {run}").format(run=reader.run(run))
    return page(title, _lines(scene, state, told))


def foreseen(
    scene: Scene, run: str, facts: Mapping[str, FactValue]
) -> tuple[Cell, ...]:
    """What *facts* would come to, beside the form that they are typed into."""
    state = scene.drill.runs[run]
    if not scene.charts[run].rows:
        return ()
    told = changed(state, facts={**state.facts, **facts})
    level = row_of(scene.charts[run], told) or ""
    lines = [*_verdict(scene, state, level), *_why(scene, told)]
    if level and level != state.level:
        return (*lines, *_against(scene, state.level, level))
    return tuple(lines)


def decided(scene: Scene, run: str, level: str) -> tuple[Cell, ...]:
    """What a level set by decision would come to; the answers' own comes first."""
    state = scene.drill.runs[run]
    given = proposed(scene, run)
    lines = []
    if given:
        text = scene.reader._("The answers give: {level}")
        lines.append(cell(text.format(level=scene.reader.level(given))))
    if level and level != state.level:
        lines += _against(scene, state.level, level)
    return tuple(lines)


def _against(scene: Scene, was: str, level: str) -> Iterator[Cell]:
    if was:
        yield from _difference(scene, was, level)
    yield from obliges(scene, level)


def disputed(scene: Scene, run: str) -> str:
    """The level that the answers give, if somebody decided on another one before the
    newest of them came; "" otherwise."""
    record, state = scene.reader.record, scene.drill.runs[run]
    given = proposed(scene, run)
    if not given or not state.level or given == state.level:
        return ""
    levels = (h.seq for h in record.of(Classified) if h.event.run == run)
    told = (h.seq for h in record.of(FactsReported) if h.event.run == run)
    return given if max(told, default=0) > max(levels, default=0) else ""


def proposed(
    scene: Scene, run: str, facts: Mapping[str, FactValue] | None = None
) -> str:
    """The level the facts give; "" while unknown ones could change it."""
    state = scene.drill.runs[run]
    told = changed(state, facts={**state.facts, **(facts or {})})
    return row_of(scene.charts[run], told) or ""


def _lines(scene: Scene, now: Run, told: Run) -> Iterator[Cell]:
    chart = scene.charts[now.run]
    level = row_of(chart, told) or ""
    yield from _verdict(scene, now, level)
    for name in chart.facts:
        yield fact_line(scene, told, name)
    if chart.rows:
        yield cell(scene.reader._("Why:"), "strong")
        yield from _why(scene, told)
    counts = level or now.level or scene.drill.level
    yield from obliges(scene, counts)
    if level and now.level and level != now.level:
        yield from _difference(scene, now.level, level)


def _verdict(scene: Scene, now: Run, level: str) -> Iterator[Cell]:
    reader = scene.reader
    if now.level:
        text = reader._("Now: {level}").format(level=reader.level(now.level))
        yield cell(text, "strong")
        if reason := _reason(scene, now.run):
            yield cell(reader._("By decision: {reason}").format(reason=reason))
    else:
        text = reader._("Not classified; until then it counts as {level}.")
        until = scene.play.company.until_classified
        yield cell(text.format(level=reader.level(until)), "attention")
    if not level and scene.charts[now.run].rows:
        yield cell(reader._("What is not known yet could change it."), "attention")
    elif level and level != now.level:
        text = reader._("The answers give: {level}")
        yield cell(text.format(level=reader.level(level)), "attention")


def _reason(scene: Scene, run: str) -> str:
    """Why it has its level, if somebody decided so against the answers."""
    for h in reversed(scene.reader.record.of(Classified)):
        if h.event.run == run:
            return h.event.reason
    return ""


def _why(scene: Scene, told: Run) -> Iterator[Cell]:
    """The rows of the classification, up to the first that holds."""
    reader = scene.reader
    for row in scene.charts[told.run].rows:
        level = reader.level(row.level)
        if row.condition is None:
            yield cell(reader._("[x] {level}: otherwise").format(level=level), "strong")
            return
        holds = row.condition.settled(told.facts)
        asked = row.condition.facts
        known = {n: told.facts[n] for n in told.facts if n in asked}
        words = condition_words(reader, told.run, row.condition.node)
        said = reader.facts(told.run, known) or words
        if holds:
            yield cell(f"[x] {level}: {said}", "strong")
            return
        mark = "[?]" if holds is None else "[ ]"
        yield cell(f"{mark} {level}: {words}", "dim")
        if holds is None:
            return


@dataclass(frozen=True, slots=True)
class _Promise:
    """What a level obliges to, once its anchor has been."""

    name: str
    within: int
    since: int | None
    is_done: bool


def obliges(scene: Scene, level: str) -> Iterator[Cell]:
    """What a level obliges the company to: by when, and who is told."""
    reader, company = scene.reader, scene.play.company
    known = company.levels.get(level)
    if known is None:
        return
    text = reader._("{level} obliges to:").format(level=reader.level(level))
    yield cell(text, "strong")
    words = reader._("restore within {time}").format(time=span(known.restore_within))
    reached = scene.drill.milestones
    restore = _Promise(
        "restore:company",
        known.restore_within,
        reached.get("detected"),
        "restored-confirmed" in reached,
    )
    yield _owed(scene, words, restore)
    for audience, within in known.tell.items():
        words = reader._("tell {audience} within {time}").format(
            audience=reader.audience(audience), time=span(within)
        )
        is_told = _is_told(scene, audience)
        tell = _Promise(f"tell:{audience}", within, reached.get("declared"), is_told)
        yield _owed(scene, words, tell)
    for audience, every in known.update.items():
        words = reader._("update {audience} every {time}")
        yield cell(
            "[ ] " + words.format(audience=reader.audience(audience), time=span(every))
        )
    for notice in company.notices.values():
        is_due = notice.level and company.reaches_level(level, notice.level)
        if is_due and notice.name not in scene.drill.notices:
            yield cell(f"[ ] {reader.notice(notice.name)}")


def _is_told(scene: Scene, audience: str) -> bool:
    roles = scene.play.company.audiences[audience].roles
    told = scene.drill.told.get(audience, frozenset())
    return told.issuperset(roles) if roles else audience in scene.drill.updates


def _owed(scene: Scene, words: str, promise: _Promise) -> Cell:
    """What a level obliges to: done, or with its hour once its clock has begun."""
    if promise.is_done:
        return cell(f"[x] {words}", "dim")
    if promise.since is None:
        return cell(f"[ ] {words}")
    due = promise.since + promise.within
    owed = scene.drill.obligations.get(promise.name)
    if owed is not None and owed.due is not None:
        # What was promised stands; only a worse level makes it sooner.
        due = min(due, owed.due)
    left = due - scene.now
    when = f"{story_clock(scene, due)}, {left_words(scene.reader, left)}"
    return cell(f"[ ] {words}: {when}", pressing(left, promise.within).tone)


def _difference(scene: Scene, was: str, level: str) -> Iterator[Cell]:
    """Who else is told, and how much less time there is, than at the present level."""
    reader, levels = scene.reader, scene.play.company.levels
    before, after = levels[was], levels[level]
    text = reader._("Against {level}:").format(level=reader.level(was))
    yield cell(text, "strong")
    if before.restore_within != after.restore_within:
        text = reader._("restore within {time}, was {was}")
        shown = text.format(
            time=span(after.restore_within), was=span(before.restore_within)
        )
        yield cell(f"- {shown}")
    yield from _audiences(scene, before, after)
    if after.rank > before.rank:
        yield cell(reader._("Promises made stand."), "dim")


def _audiences(scene: Scene, before: Level, after: Level) -> Iterator[Cell]:
    reader = scene.reader
    for audience in after.tell:
        if audience not in before.tell:
            text = reader._("also tell {audience}")
            yield cell(f"- {text.format(audience=reader.audience(audience))}")
    for audience in before.tell:
        if audience not in after.tell:
            text = reader._("no longer tell {audience}")
            yield cell(f"- {text.format(audience=reader.audience(audience))}", "dim")
