"""The evaluation guide of each capability: targets, tasks, and room to write."""

from drillkit.plan.scenario import Objective, Scenario
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.reader import Reader
from drillkit.review.telling.story import RATINGS
from drillkit.review.view.blocks import (
    Cell,
    Section,
    cell,
    heading,
    paragraph,
    section,
    table,
)
from drillkit.review.view.ratings import ANSWERS, LADDER, QUESTIONS
from drillkit.review.view.review import NOTHING


def guides(reader: Reader, story: Scenario) -> list[Section]:
    """One guide a capability, as the objectives come, and the key to ratings."""
    names = dict.fromkeys(one.capability for one in story.objectives.values())
    return [*(_guide(reader, story, name) for name in names), _key(reader)]


def _guide(reader: Reader, story: Scenario, capability: str) -> Section:
    _ = reader._
    mine = {
        name: one
        for name, one in story.objectives.items()
        if one.capability == capability
    }
    plans = [
        runbook.title.say(reader.lang)
        for run in story.runs.values()
        if (runbook := reader.record.books.runbooks.get(run.runbook))
    ]
    rows = [_target(reader, story, name, one) for name, one in mine.items()]
    columns = [
        _("Target"),
        _("Critical tasks"),
        _("What I saw, and why I rate so"),
        _("Rating"),
    ]
    blank = [[cell(""), cell(""), cell("")]]
    return section(
        f"sheet-{capability}",
        _("Capability: {name}").format(name=reader.capability(capability)),
        [
            paragraph(_("Source plans: {plans}.").format(plans="; ".join(plans))),
            table(_("Targets and tasks"), columns, rows, ""),
            table(
                _("Rating of the capability"),
                [_("Rating"), _("Evaluator"), _("How to reach you")],
                blank,
                "",
            ),
        ],
    )


def _target(reader: Reader, story: Scenario, name: str, one: Objective) -> list[Cell]:
    tasks = [
        f"\N{EN DASH} {each.do.say(reader.lang)} ({reader.duration(each.within)})"
        for inject in story.injects.values()
        for each in inject.expects
        if name in (each.objective, inject.objective)
    ]
    return [
        cell(one.title.say(reader.lang), (), "", _limit(reader, one)),
        cell("\n".join(tasks) or NOTHING),
        cell(""),
        cell(""),
    ]


def _limit(reader: Reader, one: Objective) -> str:
    """What is measured and how much of it is enough."""
    _ = reader._
    found = next(
        (
            definition.title
            for key, definition in DEFINITIONS.items()
            if one.measure and one.measure.startswith(key)
        ),
        "",
    )
    parts = [_(found)] if found else []
    if one.at_most is not None:
        parts.append(_("at most {limit}").format(limit=reader.duration(one.at_most)))
    if one.at_least is not None:
        parts.append(_("at least {n} of 100").format(n=round(one.at_least * 100)))
    return ", ".join(parts)


def _key(reader: Reader) -> Section:
    _ = reader._
    rows = [
        [cell(_(RATINGS[rating])), *(cell(_(answer)) for answer in ANSWERS[rating])]
        for rating in reversed(LADDER)
    ]
    return section(
        "key",
        _("How a rating is decided"),
        [
            heading(_("Three questions"), "questions-three"),
            table(
                _("How a rating is decided"),
                [_("Rating"), *(_(question) for question in QUESTIONS)],
                rows,
                "",
            ),
        ],
    )
