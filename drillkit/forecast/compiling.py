"""From charts to tables: one scenario, flat, with every path gone.

Expects a plan in which ``written.refusals`` finds nothing.  The same plan and scenario
give the same tables; a what-if is another `Play` or another start.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drillkit.engine.charts import Chart, Play
from drillkit.engine.compile import began as began_of
from drillkit.engine.compile import compile_play
from drillkit.engine.draws import key_of
from drillkit.engine.events import DrillBegan, FactValue
from drillkit.forecast import assumed, companies, players
from drillkit.forecast.facts import Knowledge, facts_of
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.phases import Phases
from drillkit.forecast.rows import Laws, Ragged, row, words_of
from drillkit.forecast.steps import Steps
from drillkit.forecast.tables import STANDARD, Names, Tables
from drillkit.plan.plan import Plan

BY_ITEM = ("restored-reported", "restored-confirmed")
ANY_RANK = 1 << 30


def compile_scenario(plan: Plan, scenario: str, seed: int) -> Tables:
    """The tables of a scenario as it is written."""
    play = compile_play(plan, scenario)
    began = began_of(
        plan, scenario, drill=scenario, mode="rehearsal", wall_ms=0, seed=seed
    )
    books = frozenset(run.runbook for run in began.runs)
    facts, guessed = facts_of(plan, scenario, books)
    tables = compile_tables(play, began, facts)
    return replace(tables, assumptions=(*guessed, *assumed.assumptions(play, began)))


def compile_tables(
    play: Play, began: DrillBegan, facts: Mapping[str, Mapping[str, FactValue]]
) -> Tables:
    """The tables of a play; *facts* are by runbook."""
    return _Compiling(play, began, facts).tables()


class _Compiling:
    """One scenario on its way into tables."""

    def __init__(
        self,
        play: Play,
        began: DrillBegan,
        facts: Mapping[str, Mapping[str, FactValue]],
    ) -> None:
        self.play = play
        self.began = began
        self.charts = {run.run: play.charts[run.runbook] for run in began.runs}
        self.known = {
            run.run: Knowledge(play.charts[run.runbook], facts[run.runbook])
            for run in began.runs
        }
        named = {name for chart in self.charts.values() for name in chart.named}
        more = sorted(named.difference(STANDARD))
        until = {x.counts_until for x in play.company.clients.values()}
        self.milestones = (*STANDARD, *more, *sorted(until - named - {*STANDARD}))
        self.x, self.laws = Ragged(), Laws()
        self.company = companies.Company(play, began, self.x)

    def tables(self) -> Tables:
        """All of them."""
        phases = Phases(self.charts, self.milestones, self.x)
        steps = Steps(self, phases)
        words = steps.words(tuple(self.play.company.audiences))
        runs = [cell for run in self.charts for cell in self._run(run, phases, steps)]
        numbers = array("q", self._numbers(phases, steps, len(words)))
        # Both ask for hours on their way, which must be complete after them.
        roles, legs = self.company.roles(), self.company.legs()
        return Tables(
            numbers=numbers,
            runs=array("q", runs),
            phases=array("q", phases.cells),
            lanes=array("q", phases.lane_cells),
            steps=array("q", steps.cells),
            roles=array("q", roles),
            hours=array("q", self.company.hours),
            opens=array("q", self.company.opens),
            legs=array("q", legs),
            stock=array("q", self.play.company.stock.values()),
            ragged=self.x.cells,
            laws=self.laws.cells,
            names=self._names(phases, steps),
            play=self.play,
            began=self.began,
        )

    def milestone_ids(self, about: str) -> list[int]:
        """Every run's milestone that ``department/milestone`` may mean."""
        whose, _, name = about.rpartition("/")
        if name not in self.milestones:
            return []
        return [
            number * len(self.milestones) + self.milestones.index(name)
            for number, (run, chart) in enumerate(self.charts.items())
            if whose in (run, chart.runbook, chart.department)
        ]

    def _run(self, run: str, phases: Phases, steps: Steps) -> list[int]:
        chart = self.charts[run]
        begins = next(r.begins for r in self.began.runs if r.run == run)
        first, end = phases.of_run[run]
        waits = self.x.put(self.milestone_ids(begins)) if begins else (-1, -1)
        ladder = self.x.flat([self._rung(r.role, r.level) for r in chart.ladder])
        known = self.known[run]
        given = [known.level(chart, facts) for facts in known.states()]
        levels, _ = self.x.put([self.company.rank(level) for level in given])
        return row(
            c.R_WIDTH,
            {
                c.R_FIRST: first,
                c.R_END: end,
                c.R_INITIAL: phases.ids[run, chart.initial],
                c.R_STEPS: steps.of_run[run][0],
                c.R_STEPS_END: steps.of_run[run][1],
                c.R_BEGINS: waits[0],
                c.R_BEGINS_END: waits[1],
                c.R_LEADS: int(chart.department == self.began.lead),
                c.R_NAMES_NORMAL: int("normal" in chart.named),
                c.R_LADDER: ladder[0],
                c.R_LADDER_END: ladder[1],
                c.R_LEVELS: levels,
                c.R_ALARM: self._alarm(chart),
                c.R_KEY: key_of(f"{run}!call"),
                c.R_SPLITS: int(bool(chart.lane_of)),
            },
        )

    def _rung(self, role: str, level: str) -> tuple[int, int]:
        worst = self.company.rank(level) if level else ANY_RANK
        return self.company.role(role), worst

    def _alarm(self, chart: Chart) -> int:
        """Whom the alarm calls: the first crew of the first phase, or the ladder."""
        steps = chart.phases[chart.initial].steps
        crew: Mapping[str, int] = next((s.crew for s in steps if s.crew), {})
        role = next(iter(crew), "") or next((r.role for r in chart.ladder), "")
        return self.company.role(role)

    def _numbers(self, phases: Phases, steps: Steps, words: int) -> list[int]:
        company, began = self.play.company, self.began
        place = self.milestones.index
        level = list(company.levels.values())
        acknowledge, _ = self.x.put([one.acknowledge_within for one in level])
        periods, _ = self.x.put(
            [one.update.get(a, -1) for one in level for a in company.audiences]
        )
        by_item, _ = self.x.put([int(name in BY_ITEM) for name in self.milestones])
        ends = began.ends_when
        return row(
            c.N_WIDTH,
            {
                c.N_RUNS: len(self.charts),
                c.N_PHASES: len(phases.paths),
                c.N_LANES: len(phases.lane_paths),
                c.N_STEPS: len(steps.paths) - words,
                c.N_ROLES: len(company.roles),
                c.N_PLACES: len(self.company.places),
                c.N_LEGS: len(company.legs),
                c.N_LEVELS: len(level),
                c.N_NAMES: len(self.milestones),
                c.N_AUDIENCES: len(company.audiences),
                c.N_STOCK: len(company.stock),
                c.N_UPDATES: words,
                c.N_UNTIL_CLASSIFIED: self.company.rank(began.level),
                c.N_ENDS_AT: began.ends_at or -1,
                c.N_ENDS_WHEN: place(ends) if ends in self.milestones else -1,
                c.N_ITEMS: len(began.items),
                c.N_NORMAL: place("normal"),
                c.N_DETECTED: place("detected"),
                c.N_ACKNOWLEDGED: place("acknowledged"),
                c.N_CLASSIFIED: place("classified"),
                c.N_DECLARED: place("declared"),
                c.N_ACKNOWLEDGE: acknowledge,
                c.N_PERIODS: periods,
                c.N_BY_ITEM: by_item,
                c.N_PROMPT: self.laws.put(players.PROMPT),
                c.N_SLOW: self.laws.put(players.SLOW),
                c.N_LOST_WORD: words_of(players.LOST_SHARE),
                c.N_SLOW_WORD: words_of(players.LOST_SHARE + players.SLOW_SHARE),
                c.N_LEAD_TIME: players.WORD_LEAD,
                c.N_CREWS: steps.crews,
                c.N_WAITS: self._waits(steps),
                c.N_TARGET: place(_target(ends)),
            },
        )

    def _waits(self, steps: Steps) -> int:
        """For each run's milestone the runs that wait for it, as one table."""
        waiting = [dict[int, None]() for _ in range(self._of_runs())]
        for number, run in enumerate(self.began.runs):
            begins = self.milestone_ids(run.begins) if run.begins else []
            for milestone in (*begins, *steps.awaited[run.run]):
                waiting[milestone][number] = None
        places = [self.x.put(list(runs))[0] for runs in waiting]
        end = len(self.x.cells)
        return self.x.put([*places, end])[0]

    def _of_runs(self) -> int:
        return len(self.charts) * len(self.milestones)

    def _names(self, phases: Phases, steps: Steps) -> Names:
        company = self.play.company
        return Names(
            runs=tuple(self.charts),
            phases=tuple(phases.paths),
            lanes=tuple(phases.lane_paths),
            steps=tuple(steps.paths),
            roles=tuple(company.roles),
            milestones=self.milestones,
            audiences=tuple(company.audiences),
            levels=tuple(company.levels),
            verbs=tuple(steps.verbs),
        )


def _target(ends_when: str) -> str:
    """The instant whose causes are asked for: the end, or the restoration."""
    return ends_when if ends_when in STANDARD else "restored-confirmed"


def places_of(names: Sequence[str]) -> Mapping[str, int]:
    """Each name's place."""
    return {name: place for place, name in enumerate(names)}
