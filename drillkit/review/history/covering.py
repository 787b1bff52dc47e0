"""What of the plan was ever exercised, when last, and by whom.

A simulation exercises a plan and no people, so it is told apart and counts in no
percentage.  A plan that changed since it was last exercised, or was not for a year, is
stale.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from drillkit.language import Language, translator
from drillkit.plan.organisation import Organisation
from drillkit.plan.plan import Plan
from drillkit.plan.runbook import Phase, Runbook
from drillkit.review.history.past import Past, in_order
from drillkit.review.history.units import Unit, company_units, exercised, units_of
from drillkit.review.sheet import Sheet, sheet
from drillkit.review.view.blocks import (
    Block,
    Cell,
    Section,
    Tone,
    cell,
    items,
    paragraph,
    section,
    table,
)
from drillkit.review.view.review import NOTHING
from drillkit.review.words import spoken

STALE_DAYS: Final = 365
# Of fewer things a percentage would say more than is known.
LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """When a unit was last exercised: with people or for real, and by simulation."""

    unit: Unit
    people: tuple[Past, int] | None = None
    simulated: tuple[Past, int] | None = None

    @property
    def last(self) -> tuple[Past, int] | None:
        return self.people or self.simulated


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every unit of the plan, by runbook; "" has what is the company's own."""

    plan: Plan
    seen: Mapping[str, tuple[Seen, ...]]
    runs: Mapping[str, tuple[Past, ...]]


def coverage(plan: Plan, pasts: Iterable[Past]) -> Coverage:
    """What *pasts* exercised of *plan* as it is today."""
    people: dict[Unit, tuple[Past, int]] = {}
    simulated: dict[Unit, tuple[Past, int]] = {}
    runs: dict[str, list[Past]] = {}
    for past in in_order(pasts):
        found = simulated if past.is_simulated else people
        found |= {unit: (past, seq) for unit, seq in exercised(past).items()}
        for runbook in set(past.record.runbook_of.values()):
            runs.setdefault(runbook, []).append(past)
    groups = {name: units_of(file.model) for name, file in plan.runbooks.items()}
    if plan.organisation:
        groups[""] = company_units(plan.organisation.model)
    seen = {
        name: tuple(Seen(unit, people.get(unit), simulated.get(unit)) for unit in units)
        for name, units in groups.items()
    }
    return Coverage(plan, seen, {name: tuple(found) for name, found in runs.items()})


@dataclass(frozen=True, slots=True)
class Teller:
    """Words for coverage: a language, a plan, and today."""

    lang: Language
    coverage: Coverage
    today: date

    def _(self, text: str) -> str:
        return translator(self.lang)(text)

    @property
    def plan(self) -> Plan:
        return self.coverage.plan

    @property
    def organisation(self) -> Organisation | None:
        return self.plan.organisation.model if self.plan.organisation else None

    def department(self, name: str) -> str:
        return self._titled("departments", name)

    def _titled(self, group: str, name: str) -> str:
        found = getattr(self.organisation, group, {}).get(name)
        title = getattr(found, "title", None)
        return title.say(self.lang) if title else name

    def runbook(self, name: str) -> str:
        file = self.plan.runbooks[name]
        said: str = file.model.title.say(self.lang)
        return said

    def unit(self, unit: Unit) -> str:
        """What it is, as its plan calls it."""
        match unit.sort:
            case "phase":
                return self._way(unit.of, unit.name)
            case "branch":
                path, _arrow, to = unit.name.partition(" > ")
                above = path.rpartition("/")[0]
                there = f"{above}/{to}" if above else to
                arrow = "\N{RIGHTWARDS ARROW}"
                return f"{self._way(unit.of, path)} {arrow} {self._way(unit.of, there)}"
            case "rung":
                rung = self.plan.runbooks[unit.of].model.escalation[int(unit.name) - 1]
                said = self._("rung {n}: {role}")
                return said.format(n=unit.name, role=self.role(rung.call))
            case "role":
                return self.role(unit.name)
            case "audience":
                return self._titled("audiences", unit.name)
            case "provider":
                provider, _slash, service = unit.name.partition("/")
                return f"{self._titled('providers', provider)}: {spoken(service)}"

    def role(self, name: str) -> str:
        role = self.organisation.role(name) if self.organisation else None
        return role.title.say(self.lang) if role and role.title else name

    def _way(self, runbook: str, path: str) -> str:
        found, words = _phase(self.plan.runbooks[runbook].model, path)
        last = path.rpartition("/")[2]
        said = found.title.say(self.lang) if found and found.title else spoken(last)
        for key, value in words.items():
            said = said.replace("{" + key + "}", self._anything(value))
        return said

    def _anything(self, name: str) -> str:
        """A lane may repeat for partners, sites or clients."""
        groups = ("providers", "sites", "clients", "departments")
        titles = (self._titled(group, name) for group in groups)
        return next((title for title in titles if title != name), name)

    def sort(self, unit: Unit) -> str:
        return {
            "phase": self._("phase"),
            "branch": self._("way out"),
            "rung": self._("ladder"),
            "role": self._("role, worked") if unit.of else self._("role, answered"),
            "audience": self._("audience, told"),
            "provider": self._("partner, asked"),
        }[unit.sort]

    def last(self, seen: Seen) -> Cell:
        """When last, in which drill, by which entry."""
        if seen.last is None:
            return cell(self._("never"), (), "missed")
        past, seq = seen.last
        tone: Tone = "kept" if seen.people else "open"
        where = f"{past.drill} #{seq}"
        if not seen.people:
            where = self._("simulated only: {where}").format(where=where)
        return cell(past.day.isoformat(), (), tone, where)


def _phase(runbook: Runbook, path: str) -> tuple[Phase | None, dict[str, str]]:
    """What stands at *path*, and what stands for the braces in its title."""
    phases: Mapping[str, Phase] = runbook.phases
    here: Phase | None = None
    words: dict[str, str] = {}
    for n, part in enumerate(path.split("/")):
        if n % 2 == 0:
            here = phases.get(part)
            continue
        lanes = here.lanes if here else {}
        fits = (k for k in lanes if part == k or part.startswith(f"{k}-"))
        name = max(fits, key=len, default="")
        phases = lanes[name].phases if name else {}
        for key in (lanes[name].each or {}) if name else {}:
            words[key] = part.removeprefix(f"{name}-")
    return here, words


def coverage_sheet(
    teller: Teller, department: str = "", is_whole: bool = False
) -> Sheet:
    """Percentages, warnings, and what was never exercised with people."""
    _ = teller._
    names = [
        name
        for name in teller.plan.runbooks
        if not department or name.startswith(f"{department}/")
    ]
    sections = [_departments(teller, names), _warnings(teller, names)]
    sections += [_runbook(teller, name, n, is_whole) for n, name in enumerate(names)]
    if not department:
        sections.append(_company(teller, is_whole))
    notes = [
        _(
            "Exercised means with people or for real; what only a simulation did is"
            " told apart."
        )
    ]
    if not teller.coverage.runs:
        notes.append(_("No drills yet: drillkit run SCENARIO holds one."))
    return sheet(
        teller.lang,
        _("Coverage of the plan"),
        _("What of the plan was ever exercised"),
        [one for one in sections if one["blocks"]],
        [_datum(teller, seen) for name in (*names, "") for seen in _all(teller, name)],
        subtitle=_("as of {date}").format(date=teller.today.isoformat()),
        notes=notes,
    )


def _all(teller: Teller, name: str) -> Sequence[Seen]:
    return teller.coverage.seen.get(name, ())


def share(teller: Teller, counted: int, of: int) -> str:
    """A percentage never stands without its n, nor where n is a handful."""
    said = teller._("{counted} of {of}").format(counted=counted, of=of)
    if of < LEAST:
        return said
    return f"{round(100 * counted / of)}\N{NO-BREAK SPACE}% ({said})"


def _departments(teller: Teller, names: Sequence[str]) -> Section:
    _ = teller._
    groups: dict[str, list[Seen]] = {}
    for name in names:
        groups.setdefault(name.partition("/")[0], []).extend(_all(teller, name))
    rows = []
    for department, seen in groups.items():
        done = [one for one in seen if one.people]
        only = sum(one.people is None and one.simulated is not None for one in seen)
        never = len(seen) - len(done) - only
        last = max((one.people[0].day for one in seen if one.people), default=None)
        tone: Tone = "kept" if len(done) == len(seen) else "" if done else "missed"
        rows.append(
            [
                cell(teller.department(department)),
                cell(share(teller, len(done), len(seen)), (), tone),
                cell(str(only)),
                cell(str(never)),
                cell(last.isoformat() if last else _("never")),
            ]
        )
    columns = [
        _("Department"),
        _("Exercised") + "#",
        _("Simulated") + "#",
        _("Never") + "#",
        _("Last"),
    ]
    title = _("By department: phases, ways out, rungs, roles, partners")
    empty = _("There is no runbook here.")
    return section("departments", title, [table(title, columns, rows, empty)])


def _warnings(teller: Teller, names: Sequence[str]) -> Section:
    """Plans nobody can rely on, and why."""
    _ = teller._
    rows = []
    for name in names:
        why = stale(teller, name)
        if why:
            rows.append(cell(f"{teller.runbook(name)}: {why}", (), "missed", name))
    blocks: list[Block] = [items(rows)] if rows else []
    if not rows:
        blocks.append(paragraph(_("No plan is stale."), (), "kept"))
    return section("stale", _("Stale plans"), blocks)


def stale(teller: Teller, name: str) -> str:
    """Why a runbook cannot be relied on; nothing if it can."""
    _ = teller._
    held = [p for p in teller.coverage.runs.get(name, ()) if not p.is_simulated]
    if not held:
        return _("never exercised with people")
    last = held[-1]
    model = teller.plan.runbooks[name].model
    then = last.record.books.runbooks.get(name)
    if then is not None and then != model:
        changed = _("changed since it was last exercised, on {date}")
        return changed.format(date=last.day.isoformat())
    days = (teller.today - last.day).days
    if days > STALE_DAYS:
        old = _("last exercised more than a year ago, on {date}")
        return old.format(date=last.day.isoformat())
    return ""


def _runbook(teller: Teller, name: str, n: int, is_whole: bool) -> Section:
    seen = _all(teller, name)
    shown = [one for one in seen if is_whole or one.people is None]
    done = sum(one.people is not None for one in seen)
    head = paragraph(share(teller, done, len(seen)))
    blocks: list[Block] = [head, _table(teller, shown)] if shown else []
    return section(f"runbook-{n}", f"{teller.runbook(name)} ({name})", blocks)


def _company(teller: Teller, is_whole: bool) -> Section:
    seen = _all(teller, "")
    shown = [one for one in seen if is_whole or one.people is None]
    done = sum(one.people is not None for one in seen)
    blocks: list[Block] = []
    if shown:
        blocks = [paragraph(share(teller, done, len(seen))), _table(teller, shown)]
    return section("company", teller._("Roles, audiences and partners"), blocks)


def _table(teller: Teller, seen: Sequence[Seen]) -> Block:
    _ = teller._
    rows = [
        [
            cell(teller.unit(one.unit)),
            cell(teller.sort(one.unit)),
            teller.last(one),
        ]
        for one in seen
    ]
    columns = [_("What"), _("Kind"), _("Last exercised")]
    return table(_("Not exercised with people, or when last"), columns, rows, NOTHING)


def _datum(teller: Teller, seen: Seen) -> dict[str, object]:
    def when(found: tuple[Past, int] | None) -> dict[str, object] | None:
        if found is None:
            return None
        past, seq = found
        return {
            "drill": past.drill,
            "date": past.day.isoformat(),
            "mode": past.mode,
            "entry": seq,
        }

    return {
        "runbook": seen.unit.of,
        "kind": seen.unit.sort,
        "name": seen.unit.name,
        "title": teller.unit(seen.unit),
        "people": when(seen.people),
        "simulated": when(seen.simulated),
    }
