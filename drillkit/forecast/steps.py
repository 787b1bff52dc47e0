"""Steps as rows, and the words owed to audiences as steps of their own."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from drillkit.engine.charts import Chart, Play, Step
from drillkit.engine.draws import Beta, Fixed, Law, key_of
from drillkit.engine.events import DrillBegan
from drillkit.forecast import players
from drillkit.forecast.companies import Company
from drillkit.forecast.facts import Knowledge, reported
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.phases import Phases
from drillkit.forecast.rows import Laws, Ragged, beyond, row

VERBS = {
    "ask": c.V_ASK,
    "decide": c.V_DECIDE,
    "notify": c.V_NOTIFY,
    "update": c.V_UPDATE,
    "request": c.V_REQUEST,
    "dispatch": c.V_DISPATCH,
    "travel": c.V_TRAVEL,
    "await": c.V_AWAIT,
    "watch": c.V_WATCH,
    "approve": c.V_PAPER,
}
RUN_ORDER = 10_000
DECLARED = "declared"


class Compiling(Protocol):
    """What a scenario under way into tables has for its steps."""

    play: Play
    began: DrillBegan
    x: Ragged
    laws: Laws
    company: Company

    @property
    def charts(self) -> Mapping[str, Chart]:
        """The chart of every run."""

    @property
    def known(self) -> Mapping[str, Knowledge]:
        """What each run can know."""

    def milestone_ids(self, about: str) -> list[int]:
        """Every run's milestone that a name may mean."""


class Steps:
    """Every step of every run, phase behind phase."""

    def __init__(self, compiling: Compiling, phases: Phases) -> None:
        self._of = compiling
        self._phases = phases
        self.paths: list[str] = []
        self.verbs: list[str] = []
        self.cells: list[int] = []
        self.of_run: dict[str, tuple[int, int]] = {}
        self.awaited: dict[str, list[int]] = {run: [] for run in compiling.charts}
        self.crews = 0
        self._audiences = list(compiling.play.company.audiences)
        self._stock = list(compiling.play.company.stock)
        journeys = sorted(
            f"{run}/{path}" for run, x in compiling.charts.items() for path in x.steps
        )
        self._ranks = {name: rank for rank, name in enumerate(journeys)}
        for number, run in enumerate(compiling.charts):
            self._run(number, run)

    def words(self, audiences: tuple[str, ...]) -> tuple[str, ...]:
        """One step more for each audience: the word somebody owes it."""
        company = self._of.company
        for number, name in enumerate(audiences):
            by = self._of.play.company.audiences[name].by
            self.paths.append(f"update:{name}")
            self.verbs.append("update")
            crew = self._of.x.flat([(company.role(by), 1)] if by else [])
            self._add(
                {
                    c.S_RUN: -1,
                    c.S_PHASE: -1,
                    c.S_VERB: c.V_WORD,
                    c.S_LAW: self._of.laws.put(players.WORD),
                    c.S_KEY: key_of(f"update:{name}"),
                    c.S_AUDIENCE: number,
                    c.S_ORDER: len(self._of.charts) * RUN_ORDER + number,
                },
                crew,
            )
        return audiences

    def _run(self, number: int, run: str) -> None:
        chart = self._of.charts[run]
        first = len(self.paths)
        names = {path: first + i for i, path in enumerate(chart.steps)}
        for place, (path, step) in enumerate(chart.steps.items()):
            self.paths.append(f"{run}/{path}")
            self.verbs.append(step.verb)
            phase = chart.phase_of(path)
            needs = [names[f"{phase.path}/{need}"] for need in step.needs]
            values = {
                c.S_RUN: number,
                c.S_PHASE: self._phases.ids[run, phase.path],
                c.S_ORDER: number * RUN_ORDER + place,
                c.S_PLACE: chart.places[path],
                c.S_RANK: self._ranks[f"{run}/{path}"],
                **dict(zip((c.S_NEEDS, c.S_NEEDS_END), self._put(needs), strict=True)),
            }
            self._step(run, chart, step, values)
        self.of_run[run] = first, len(self.paths)

    def _put(self, values: list[int]) -> tuple[int, int]:
        return self._of.x.put(values)

    def _step(self, run: str, chart: Chart, step: Step, values: dict[int, int]) -> None:
        of, company = self._of, self._of.company
        crew = of.x.flat([(company.role(role), n) for role, n in step.crew.items()])
        choices = of.x.flat(list(self._choices(step)))
        reaches = [
            (self._phases.outcome(out), self._phases.milestone(name))
            for out, name in step.reaches.items()
        ]
        first, end = of.x.flat(reaches)
        waits = of.milestone_ids(step.about) if step.verb == "await" else []
        self.awaited[run] += waits
        awaits = self._put(waits)
        when = -1
        if step.when is not None:
            when, _ = self._put(of.known[run].ruled_out(step.when))
        at_site = step.verb == "do" and step.site
        values |= {
            c.S_VERB: VERBS.get(step.verb, c.V_WORK),
            c.S_BLOCKS: int(step.blocks),
            c.S_LAW: self._law(step),
            c.S_KEY: key_of(f"{run}/{step.path}"),
            c.S_LEVEL: company.rank(step.level),
            c.S_WHEN: when,
            c.S_CHOICES: choices[0],
            c.S_CHOICES_END: choices[1],
            c.S_REACHES: first,
            c.S_REACHES_END: end,
            c.S_HOURS: company.site_hours(step.site) if at_site else -1,
            c.S_TARGET: step.target or 0,
            c.S_AWAITS: awaits[0],
            c.S_AWAITS_END: awaits[1],
            c.S_ASKS: of.known[run].mask(reported(step)),
            c.S_EVERY: step.every,
            c.S_AUDIENCE: self._audience(step),
            c.S_NEXT: -1 if step.next_update is None else step.next_update,
            c.S_LEGS: int(self._is_journey(step)),
        }
        if step.verb in ("dispatch", "travel"):
            values |= self._way(run, step)
        self._add(values, crew)

    def _add(self, values: dict[int, int], crew: tuple[int, int]) -> None:
        values |= {c.S_CREW: crew[0], c.S_CREW_END: crew[1]}
        self.crews += (crew[1] - crew[0]) // 2
        self.cells += row(c.S_WIDTH, values)

    def _law(self, step: Step) -> int:
        law = law_of(step, self._of.play)
        return -1 if law is None else self._of.laws.put(law)

    @staticmethod
    def _is_journey(step: Step) -> bool:
        return step.verb in ("dispatch", "travel") and step.takes is None

    def _choices(self, step: Step) -> Iterator[tuple[int, int]]:
        names, chances = outcomes_of(step, is_real=bool(self._of.began.items))
        last = zip(beyond(chances), names, strict=True)
        return ((word, self._phases.outcome(name)) for word, name in last)

    def _audience(self, step: Step) -> int:
        """The audience that hears an update when the step is done."""
        if step.verb not in ("update", "notify") or step.about not in self._audiences:
            return -1
        known = self._of.play.company.audiences[step.about]
        if step.verb == "notify" and known.roles:
            return -1
        return self._audiences.index(step.about)

    def _way(self, run: str, step: Step) -> dict[int, int]:
        """Where from and where to; the store that has the part says where from."""
        company = self._of.company
        roles = (self._of.play.company.roles[r] for r in step.crew)
        base = step.origin or next((r.based_at for r in roles if r.based_at), step.site)
        fact = frozenset({step.about}) & set(self._of.charts[run].facts)
        known = self._of.known[run]
        value = known.value(step.about) if fact else step.about
        parts = self._of.x.flat(self._parts(step, str(value)))
        others = self._of.x.flat(self._parts(step, step.about))
        return {
            c.S_FROM: company.place(base),
            c.S_TO: company.place(step.site),
            c.S_FACT: known.mask(fact),
            c.S_PARTS: parts[0],
            c.S_PARTS_END: parts[1],
            c.S_OTHERS: others[0],
            c.S_OTHERS_END: others[1],
        }

    def _parts(self, step: Step, part: str) -> list[tuple[int, int]]:
        if step.verb != "dispatch":
            return []
        sites = self._of.play.company.store_sites
        return [
            (number, self._of.company.place(sites[store]))
            for number, (store, held) in enumerate(self._stock)
            if held == part and step.origin in ("", store)
        ]


def outcomes_of(step: Step, is_real: bool) -> tuple[list[str], list[float]]:
    """What a step may come out as, with shares.

    Chances are those of all alarms; a scenario that breaks things is a real one.
    """
    if step.later is not None:
        return ["requested"], [1.0]
    for outcome, milestone in step.reaches.items():
        if milestone == DECLARED and is_real and step.verb != "request":
            return [outcome], [1.0]
    if step.chance:
        return list(step.chance), list(step.chance.values())
    return [next(iter(step.outcomes), "done")], [1.0]


def law_of(step: Step, play: Play) -> Law | None:
    """How long a step takes; None for what other rules time."""
    if step.takes is not None:
        return step.takes
    if step.verb == "batch" and step.each is not None:
        return Fixed(step.each * -(-step.total // max(1, step.at_once)))
    if step.verb == "request":
        provider, _, service = step.about.partition("/")
        promised = play.company.providers[provider].promised(service)
        return Beta(promised // players.PROMISE_PARTS, promised, 1.0, 1.0)
    return None
