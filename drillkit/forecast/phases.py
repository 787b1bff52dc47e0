"""Phases and lanes as rows, run behind run, each in document order."""

from collections.abc import Mapping, Sequence

from drillkit.engine.charts import Chart, Lane, Phase
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.rows import Ragged, row

KNOWN_OUTCOMES = ("done", "no-part", "missed", "window-closed", "requested")


class Phases:
    """Every phase of every run; what leads where is by number from here on."""

    def __init__(
        self, charts: Mapping[str, Chart], milestones: Sequence[str], ragged: Ragged
    ) -> None:
        self._x = ragged
        self._milestones = list(milestones)
        self.outcomes = {name: i for i, name in enumerate(KNOWN_OUTCOMES)}
        self.ids: dict[tuple[str, str], int] = {}
        self.of_run: dict[str, tuple[int, int]] = {}
        self.paths: list[str] = []
        self.lane_paths: list[str] = []
        self.lane_cells: list[int] = []
        self.cells: list[int] = []
        self._steps = 0
        for run, chart in charts.items():
            self._number(run, chart)
        for number, (run, chart) in enumerate(charts.items()):
            self._lanes_of(run, chart)
            for phase in chart.phases.values():
                self.cells += self._row(number, run, chart, phase)

    def outcome(self, name: str) -> int:
        """An outcome's number."""
        return self.outcomes.setdefault(name, len(self.outcomes))

    def milestone(self, name: str) -> int:
        """A milestone's place among the names; -1 for none."""
        return self._milestones.index(name) if name else -1

    def _number(self, run: str, chart: Chart) -> None:
        first = len(self.paths)
        for path in chart.phases:
            self.ids[run, path] = len(self.paths)
            self.paths.append(f"{run}/{path}")
        self.of_run[run] = first, len(self.paths)

    def _lanes_of(self, run: str, chart: Chart) -> None:
        self._lane_ids = {
            path: len(self.lane_paths) + i for i, path in enumerate(chart.lane_of)
        }
        for path, lane in chart.lane_of.items():
            inside = [p for p in chart.phases if p.startswith(f"{path}/")]
            self.lane_paths.append(f"{run}/{path}")
            self.lane_cells += row(
                c.L_WIDTH,
                {
                    c.L_KEEP: int(lane.keep),
                    c.L_INITIAL: self.ids[run, lane.initial],
                    c.L_FIRST: self.ids[run, inside[0]],
                    c.L_END: self.ids[run, inside[-1]] + 1,
                },
            )

    def _row(self, number: int, run: str, chart: Chart, phase: Phase) -> list[int]:
        steps, self._steps = self._steps, self._steps + len(phase.steps)
        here = self.ids[run, phase.path]
        inside = sum(p.startswith(f"{phase.path}/") for p in chart.phases)
        owner = phase.parent.rpartition("/")[0] if phase.parent else ""
        lanes = [self._lane_ids[lane.path] for lane in phase.lanes]
        exits = [
            (self.outcome(name), self.ids[run, to], self._reaches(phase, name))
            for name, to in phase.leads_to.items()
        ]
        first, end = self._x.flat(exits)
        after = [(ms, self.ids[run, to]) for ms, to in phase.after]
        after_first, after_end = self._x.flat(after)
        return row(
            c.P_WIDTH,
            {
                c.P_RUN: number,
                c.P_OWNER: self.ids[run, owner] if owner else -1,
                c.P_LANE: self._lane_ids.get(phase.parent, -1),
                c.P_END: here + inside + 1,
                c.P_FINAL: int(phase.final),
                c.P_STEPS: steps,
                c.P_STEPS_END: self._steps,
                c.P_LANES: lanes[0] if lanes else 0,
                c.P_LANES_END: lanes[-1] + 1 if lanes else 0,
                c.P_JOIN: ("", "all", "any").index(phase.join),
                c.P_EXITS: first,
                c.P_EXITS_END: end,
                c.P_AFTER: after_first,
                c.P_AFTER_END: after_end,
                c.P_REACHES: self._reaches(phase, "done") if phase.final else -1,
                c.P_KEEPER: self._keeper(run, chart, phase.path),
                c.P_RANK: sorted(chart.phases).index(phase.path),
                c.P_PLACE: chart.places[phase.path],
                c.P_SHUTS: int("window-closed" in phase.leads_to),
            },
        )

    def _reaches(self, phase: Phase, outcome: str) -> int:
        return self.milestone(phase.reaches.get(outcome, ""))

    def _keeper(self, run: str, chart: Chart, path: str) -> int:
        """The phase around the innermost lane that keeps its result and has *path*."""
        around = [x for x in chart.lane_of.values() if _is_in(path, x) and x.keep]
        owners = [self.ids[run, lane.path.rpartition("/")[0]] for lane in around]
        return max(owners, default=-1)


def _is_in(path: str, lane: Lane) -> bool:
    return path.startswith(f"{lane.path}/")
