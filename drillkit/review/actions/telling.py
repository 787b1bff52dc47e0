"""Actions in the reader's words: how they stand, whose they are, what retests them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from drillkit.language import N_, Language, format_duration, plural, translator
from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan
from drillkit.review.actions.form import Element, Priority, Retest
from drillkit.review.actions.planline import plan_line
from drillkit.review.actions.reading import Agenda, Todo
from drillkit.review.actions.retesting import OPEN, State, Trial, state, trials
from drillkit.review.history.past import Past
from drillkit.review.measures.definitions import DEFINITIONS
from drillkit.review.sheet import Sheet, sheet
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    Tone,
    cell,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING

STATES: Final[dict[State, str]] = {
    "draft": N_("draft"),
    "open": N_("open"),
    "overdue": N_("overdue"),
    "passed": N_("retest passed, not closed yet"),
    "retested": N_("closed: retest passed"),
    "by-word": N_("closed without a retest"),
    "doubted": N_("closed, but no drill here shows it"),
    "failed": N_("closed, but a newer drill failed its retest"),
}
TONES: Final[dict[State, Tone]] = {
    "draft": "quiet",
    "open": "open",
    "overdue": "missed",
    "passed": "kept",
    "retested": "kept",
    "by-word": "open",
    "doubted": "missed",
    "failed": "missed",
}
ELEMENT_WORDS: Final[dict[Element, str]] = {
    "planning": N_("planning"),
    "organisation": N_("organisation"),
    "equipment": N_("equipment"),
    "training": N_("training"),
    "exercise": N_("exercises"),
}
PRIORITY_WORDS: Final[dict[Priority, str]] = {
    "high": N_("high priority"),
    "medium": N_("medium priority"),
    "low": N_("low priority"),
}
RANK: Final[tuple[State, ...]] = (
    "overdue", "failed", "doubted", "passed", "open", "draft", "by-word", "retested"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """One action with what later drills showed."""

    todo: Todo
    trials: tuple[Trial, ...]
    state: State

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Teller:
    """Words for actions: a language, and the plan as it is today."""

    lang: Language
    plan: Plan

    def _(self, text: str) -> str:
        return translator(self.lang)(text)

    @property
    def organisation(self) -> Organisation | None:
        return self.plan.organisation.model if self.plan.organisation else None

    def role(self, name: str | None) -> str:
        role = self.organisation.role(name) if self.organisation and name else None
        return role.title.say(self.lang) if role and role.title else name or ""

    def retest(self, retest: Retest | None) -> str:
        """How it is retested, as a phrase."""
        if retest is None:
            return ""
        said = self._expected(retest) if retest.expected else self._measured(retest)
        where = retest.scenario
        if where:
            said = self._("{what}, in {scenario}").format(what=said, scenario=where)
        return said

    def _expected(self, retest: Retest) -> str:
        asked = self._("expected action: {what}")
        file = self.plan.scenarios.get(retest.scenario or "")
        inject = file.model.injects.get(retest.expected or "") if file else None
        at = (retest.number or 1) - 1
        if inject and at < len(inject.expects):
            return asked.format(what=inject.expects[at].do.say(self.lang))
        return asked.format(what=retest.expected)

    def _measured(self, retest: Retest) -> str:
        said = self.measure(retest.measure or "")
        if retest.at_most is not None:
            limit = format_duration(retest.at_most, self.lang, True)
            return f"{said}: {self._('at most {limit}').format(limit=limit)}"
        if retest.at_least is not None:
            share = self._("at least {n} of 100").format(n=round(retest.at_least * 100))
            return f"{said}: {share}"
        return said

    def measure(self, key: str) -> str:
        """A measure by its title, with what it is about."""
        names = [n for n in DEFINITIONS if key == n or key.startswith(f"{n}-")]
        if not names:
            return key
        name = max(names, key=len)
        subject = key[len(name) + 1 :]
        title = self._(DEFINITIONS[name].title)
        return f"{title} ({subject})" if subject else title

    def trial(self, one: Trial) -> str:
        """Which drill, and which entry."""
        passed = self._("passed in {drill}, entry {n}")
        failed = self._("failed in {drill}, entry {n}")
        text = passed if one.outcome == "passed" else failed
        return text.format(drill=one.past.drill, n=one.entry)


def standings(
    agenda: Agenda, pasts: Sequence[Past], today: date
) -> tuple[Standing, ...]:
    """Every action and how it stands, the pressing ones first."""
    found = []
    for todo in agenda.todos:
        tried = trials(todo, pasts)
        found.append(Standing(todo, tried, state(todo, tried, today)))
    return tuple(sorted(found, key=_order))


def _order(one: Standing) -> tuple[int, date, str]:
    return (RANK.index(one.state), one.todo.action.due or date.max, one.todo.name)


def actions_sheet(
    teller: Teller, found: Sequence[Standing], title: str, empty: str
) -> Sheet:
    """The list of actions."""
    _ = teller._
    rows = [row(teller, one) for one in found]
    columns = [_("Action"), _("Owner and date"), _("State and retest")]
    blocks: list[Block] = [paragraph(counted(teller, found))] if found else []
    blocks.append(table(title, columns, rows, empty))
    return sheet(
        teller.lang,
        _("Corrective actions"),
        title,
        [section("actions", title, blocks)],
        [datum(teller, one) for one in found],
    )


def counted(teller: Teller, found: Sequence[Standing]) -> str:
    """How many stand how."""
    states = [one.state for one in found]
    n_ = plural(teller.lang)
    total = n_("{n} action", "{n} actions", len(found)).format(n=len(found))
    parts = [
        f"{teller._(STATES[name])}: {states.count(name)}"
        for name in RANK
        if name in states
    ]
    return f"{total}. {'; '.join(parts)}."


def row(teller: Teller, one: Standing) -> list[Cell]:
    todo = one.todo
    action = todo.action
    what = (action.do or action.finding).say(teller.lang)
    line = plan_line(teller.plan, action.plan) if action.plan else None
    place = f"{line.path}:{line.line}" if line else action.plan or ""
    kind = [teller._(ELEMENT_WORDS[action.element])] if action.element else []
    kind.append(teller._(PRIORITY_WORDS[action.priority]))
    due = action.due.isoformat() if action.due else NOTHING
    return [
        cell(todo.name, (), "", " \N{MIDDLE DOT} ".join(filter(None, (what, place)))),
        cell(teller.role(action.owner) or NOTHING, (), "", ", ".join((due, *kind))),
        state_cell(teller, one),
    ]


def state_cell(teller: Teller, one: Standing) -> Cell:
    """How it stands, and what says so."""
    closed = one.todo.action.closed
    notes = [teller.trial(one.trials[-1])] if one.trials else []
    if closed and closed.passed_in is None:
        because = closed.because.say(teller.lang) if closed.because else ""
        notes = [f"{teller.role(closed.by)}: {because}"]
    if one.state == "draft":
        notes.append(", ".join(one.todo.action.missing) + "?")
    notes.append(teller.retest(one.todo.action.retest))
    text = teller._(STATES[one.state])
    return cell(text, (), TONES[one.state], "; ".join(filter(None, notes)))


def datum(teller: Teller, one: Standing) -> dict[str, object]:
    """An action as plain values."""
    action = one.todo.action
    line = plan_line(teller.plan, action.plan) if action.plan else None
    return {
        "action": one.todo.name,
        "drill": one.todo.drill,
        "finding": action.finding.say(teller.lang),
        "do": action.do.say(teller.lang) if action.do else "",
        "owner": action.owner or "",
        "due": action.due.isoformat() if action.due else "",
        "element": action.element or "",
        "priority": action.priority,
        "plan": action.plan or "",
        "plan_line": f"{line.path}:{line.line}" if line else "",
        "state": one.state,
        "retest": teller.retest(action.retest),
        "trials": [
            {
                "drill": each.past.drill,
                "outcome": each.outcome,
                "entries": list(each.entries),
            }
            for each in one.trials
        ],
    }


def due_first(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """Open actions with a date, the earliest first."""
    dated = [one for one in found if one.is_open and one.todo.action.due]
    return tuple(
        sorted(dated, key=lambda one: (one.todo.action.due or date.max, one.todo.name))
    )


def actions_section(teller: Teller, found: Sequence[Standing], title: str) -> Section:
    """The same list as a part of another document."""
    made = actions_sheet(teller, found, title, teller._("There were no actions."))
    return {**made["sections"][0], "id": "actions"}
