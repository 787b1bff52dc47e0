"""The door to python-statemachine: which phase may follow which.

A chart becomes a ``StateChart`` class with strict flags, and ``step`` is a
pure function around it: a configuration and an event in, a configuration out.
Events are ``path!outcome`` and each has one consumer, so the order in which
the library looks at regions cannot matter.  A phase whose lanes are joined
leaves by an event of its own, ``path!done``, which ``joined`` asks for; the
library's ``done.state`` events are not used.

Knows nothing of steps, clocks or people.  The library is imported when a phase is first
left: a seat that only looks on needs neither its time nor its memory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from drillkit.engine.charts import Chart, Phase

# An unknown event raises, a failing callback raises, and the library's own
# checks of top-level states stay off: the plan's rules say it with a place.
STRICT: dict[str, Any] = {
    "catch_errors_as_events": False,
    "allow_event_without_transition": False,
    "validate_trap_states": False,
    "validate_final_reachability": False,
    "validate_disconnected_states": False,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one event did: phases left (inner first) and entered (outer first)."""

    configuration: tuple[str, ...]
    left: tuple[str, ...]
    entered: tuple[str, ...]


class _Recorder:
    """The only callbacks: which states were left and entered, in order."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.entered: list[str] = []

    def on_enter_state(self, state: Any) -> None:
        self.entered.append(str(state.value))

    def on_exit_state(self, state: Any) -> None:
        self.left.append(str(state.value))


class _Machine:
    """One pooled instance of a chart's class."""

    def __init__(self, chart: Chart) -> None:
        from statemachine.io import create_machine_class_from_definition

        self.recorder = _Recorder()
        # One class name a runbook: the library keeps every name for ever.
        self.chart_class = create_machine_class_from_definition(
            f"chart_{chart.runbook}", states=_states(chart, chart.initial, ""), **STRICT
        )
        self.machine: Any = None

    def send(self, configuration: Iterable[str], event: str) -> tuple[str, ...] | None:
        """The configuration after *event*; None when the chart refuses it."""
        from statemachine.exceptions import TransitionNotAllowed
        from statemachine.orderedset import OrderedSet

        machine = self.machine or self.chart_class(listeners=[self.recorder])
        # An instance that raises is not to be trusted again, so it is kept
        # only when the event has gone through.
        self.machine = None
        machine.current_state_value = OrderedSet(configuration)
        # A machine that reached a final refuses every later event until its
        # running flag is set again.
        machine._engine.running = True
        self.recorder.left.clear()
        self.recorder.entered.clear()
        try:
            machine.send(event)
        except TransitionNotAllowed:
            return None
        self.machine = machine
        return tuple(machine.configuration_values)


_POOL: WeakKeyDictionary[Chart, _Machine] = WeakKeyDictionary()


def begin(chart: Chart) -> tuple[str, ...]:
    """The phases a run of *chart* begins in, outer first."""
    return _closure(chart, chart.initial, {})


def step(
    chart: Chart,
    configuration: tuple[str, ...],
    path: str,
    outcome: str,
    kept: Mapping[str, str] | None = None,
) -> Change | None:
    """What leaving *path* by *outcome* does; None when the chart refuses it.

    ``kept`` names, for lanes that keep their result, the final they enter in
    instead of their first phase (semantics, rule 4).
    """
    pooled = _pooled(chart)
    whole = _whole(chart, configuration)
    after = pooled.send(_with_lanes(chart, whole), f"{path}!{outcome}")
    if after is None:
        return None
    # A lane begins anew only with the phase around it.
    begun = {
        lane: final
        for lane, final in (kept or {}).items()
        if lane.rpartition("/")[0] in pooled.recorder.entered
    }
    phases = _settled(chart, after, begun)
    left = (p for p in pooled.recorder.left if p in configuration)
    entered = (p for p in phases if p in pooled.recorder.entered or p not in after)
    return Change(phases, _inner_first(chart, left), tuple(entered))


def move(
    chart: Chart, configuration: tuple[str, ...], to: str, kept: Mapping[str, str]
) -> Change:
    """What sending a run back to the phase *to* does, transitions or not.

    A controller's word, so the chart is not asked.  Only phases beside *to*
    and what lies in them are left.
    """
    parent = chart.phases[to].parent
    prefix = f"{parent}/" if parent else ""
    left = [p for p in configuration if p.startswith(prefix)]
    entered = _closure(chart, to, kept)
    outer = (p for p in configuration if p not in left)
    phases = _in_order(chart, (*outer, *entered))
    return Change(phases, _inner_first(chart, left), entered)


def joined(chart: Chart, configuration: tuple[str, ...]) -> str | None:
    """The innermost phase whose lanes are joined and that may leave by it."""
    active = frozenset(configuration)
    for path in reversed(configuration):
        phase = chart.phases[path]
        if phase.lanes and "done" in phase.leads_to:
            over = [bool(lane.finals & active) for lane in phase.lanes]
            if any(over) if phase.join == "any" else all(over):
                return path
    return None


def _closure(chart: Chart, path: str, kept: Mapping[str, str]) -> tuple[str, ...]:
    phase = chart.phases[path]
    inner = (
        inside
        for lane in phase.lanes
        for inside in _closure(chart, kept.get(lane.path, lane.initial), kept)
    )
    return (path, *inner)


def _settled(
    chart: Chart, configuration: Iterable[str], kept: Mapping[str, str]
) -> tuple[str, ...]:
    """Phases in document order, lanes that keep a result put into it."""
    phases = [p for p in configuration if p in chart.phases]
    for lane, final in kept.items():
        inside = [p for p in phases if p.startswith(lane + "/")]
        if inside:
            phases = [p for p in phases if p not in inside] + [final]
    return _in_order(chart, phases)


def _in_order(chart: Chart, phases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phases, key=lambda path: chart.phases[path].order))


def _inner_first(chart: Chart, phases: Iterable[str]) -> tuple[str, ...]:
    return tuple(reversed(_in_order(chart, phases)))


def _whole(chart: Chart, configuration: tuple[str, ...]) -> tuple[str, ...]:
    """*configuration*, with the first phase of every lane in which there is none.

    A log that was cut while phases were entered ends in such a lane, and the
    library refuses every later event of it.
    """
    found = list(configuration)
    for path in configuration:
        for lane in chart.phases[path].lanes:
            if not any(p.startswith(f"{lane.path}/") for p in configuration):
                found += _closure(chart, lane.initial, {})
    if len(found) == len(configuration):
        return configuration
    return _in_order(chart, found)


def _with_lanes(chart: Chart, configuration: tuple[str, ...]) -> Iterable[str]:
    """The full configuration: every phase behind the lane it lies in."""
    seen = set()
    for path in configuration:
        parent = chart.phases[path].parent
        if parent and parent not in seen:
            seen.add(parent)
            yield parent
        yield path


def _states(chart: Chart, initial: str, parent: str) -> dict[str, Any]:
    """The library's definition of the phases that lie directly in *parent*."""
    return {
        _id(phase.path): _state(chart, phase, initial)
        for phase in chart.phases.values()
        if phase.parent == parent
    }


def _id(path: str) -> str:
    """A name no attribute has: the library's own ``prepare`` is a phase's too."""
    return f"/{path}"


def _state(chart: Chart, phase: Phase, initial: str) -> dict[str, Any]:
    state: dict[str, Any] = {
        "value": phase.path,
        "initial": phase.path == initial,
        "final": phase.final,
    }
    if on := _transitions(phase):
        state["on"] = on
    if phase.lanes:
        state["parallel"] = True
        state["states"] = {
            _id(lane.path): {
                "value": lane.path,
                "states": _states(chart, lane.initial, lane.path),
            }
            for lane in phase.lanes
        }
    return state


def _transitions(phase: Phase) -> dict[str, list[dict[str, str]]]:
    by_outcome = {
        f"{phase.path}!{outcome}": [{"target": _id(target)}]
        for outcome, target in phase.leads_to.items()
    }
    by_time = {
        f"{phase.path}!{after(ms)}": [{"target": _id(target)}]
        for ms, target in phase.after
    }
    return by_outcome | by_time


def after(ms: int) -> str:
    """The outcome by which a deadline of *ms* moves its phase."""
    return f"after-{ms}"


def _pooled(chart: Chart) -> _Machine:
    if chart not in _POOL:
        _POOL[chart] = _Machine(chart)
    return _POOL[chart]
