"""The door to python-statemachine against a walk over the chart by hand (rule 26)."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from drillkit.engine import machine
from drillkit.engine.charts import Chart, Lane, Phase

seeds = st.integers(0, 2**32)


def chart_of(seed: int) -> Chart:
    """A random chart: lanes nested up to three deep, joins, deadlines, loops."""
    dice, phases = Random(seed), {}

    def container(prefix: str, depth: int) -> list[str]:
        names = [f"{prefix}{x}" for x in "abcd"[: dice.randint(2, 4)]]
        for path in names:
            phases[path] = Phase(path, len(phases), prefix.rstrip("/"))
            lanes = []
            if depth < 3 and path != names[-1] and dice.random() < 0.4:
                for lane in "xyz"[: dice.randint(1, 3)]:
                    inner = container(f"{path}/{lane}/", depth + 1)
                    finals = frozenset(inner[-1:])
                    keep = dice.random() < 0.3
                    lanes.append(Lane(f"{path}/{lane}", keep, inner[0], finals))
            leads = {o: dice.choice(names) for o in ("done", "no") if path != names[-1]}
            phases[path] = Phase(
                path,
                phases[path].order,
                prefix.rstrip("/"),
                final=path == names[-1],
                lanes=tuple(lanes),
                join=dice.choice(["all", "any"]) if lanes else "",
                after=((60_000, dice.choice(names)),) if leads else (),
                leads_to=leads,
            )
        return names

    first = container("", 0)[0]
    return Chart("ops/random", "ops", first, phases, {})


def by_hand(chart, active, path, to, kept):
    """Leave *path*, all inside it, and enter *to* with the first of every lane."""
    left = {p for p in active if p == path or p.startswith(path + "/")}

    def enter(phase):
        yield phase
        for lane in chart.phases[phase].lanes:
            yield from enter(kept.get(lane.path, lane.initial))

    return left, set(enter(to))


def steps_of(chart, active):
    for path in active:
        phase = chart.phases[path]
        yield from ((path, outcome, to) for outcome, to in phase.leads_to.items())
        yield from ((path, machine.after(ms), to) for ms, to in phase.after)


@settings(max_examples=100)
@given(seeds)
def test_rule_26_the_library_walks_where_a_plain_interpreter_walks(seed):
    chart, dice = chart_of(seed), Random(seed)
    active = machine.begin(chart)
    for _ in range(25):
        possible = list(steps_of(chart, active))
        if not possible:
            break
        path, outcome, to = dice.choice(possible)
        kept = {
            lane.path: min(lane.finals)
            for lane in chart.lane_of.values()
            if lane.keep and dice.random() < 0.5
        }
        left, entered = by_hand(chart, active, path, to, kept)
        change = machine.step(chart, active, path, outcome, kept)

        assert set(change.left) == left
        assert set(change.entered) == entered
        assert set(change.configuration) == (set(active) - left) | entered
        order = [chart.phases[p].order for p in change.configuration]
        assert order == sorted(order)
        active = change.configuration


@settings(max_examples=20)
@given(seeds)
def test_rule_26_an_event_the_chart_does_not_have_is_refused_and_harms_nothing(seed):
    chart = chart_of(seed)
    active = machine.begin(chart)
    inactive = [p for p in chart.phases if p not in active]
    path, outcome, _ = next(steps_of(chart, active))
    before = machine.step(chart, active, path, outcome)

    assert machine.step(chart, active, path, "nothing") is None
    for other in inactive[:2]:
        assert machine.step(chart, active, other, "done") is None
    assert machine.step(chart, active, path, outcome) == before


@given(seeds)
def test_rule_26_lanes_are_joined_as_a_plain_reading_says(seed):
    chart, dice = chart_of(seed), Random(seed)
    active = machine.begin(chart)
    for _ in range(15):
        ready = [
            path
            for path in active
            if (phase := chart.phases[path]).lanes
            and (any if phase.join == "any" else all)(
                any(final in active for final in lane.finals) for lane in phase.lanes
            )
        ]
        assert machine.joined(chart, active) == (ready[-1] if ready else None)
        possible = list(steps_of(chart, active))
        if not possible:
            break
        path, outcome, _ = dice.choice(possible)
        active = machine.step(chart, active, path, outcome).configuration


def test_rule_26_a_machine_that_reached_a_final_walks_again():
    phases = {
        "a": Phase("a", 0, "", leads_to={"done": "b"}),
        "b": Phase("b", 1, "", final=True),
    }
    chart = Chart("ops/short", "ops", "a", phases, {})

    for _ in range(3):
        assert machine.step(chart, ("a",), "a", "done").configuration == ("b",)


@given(seeds)
def test_a_run_sent_back_stands_where_it_was_sent(seed):
    chart, dice = chart_of(seed), Random(seed)
    active = machine.begin(chart)
    beside = [p for p in chart.phases if chart.phases[p].parent == ""]
    to = dice.choice(beside)
    change = machine.move(chart, active, to, {})

    assert set(change.left) == set(active)
    assert change.configuration[0] == to
    assert set(change.entered) == set(change.configuration)


def nested() -> Chart:
    """Inside ``a`` a lane that keeps its result, inside it another that does."""
    inner = Lane("a/x/b/y", True, "a/x/b/y/c", frozenset({"a/x/b/y/d"}))
    outer = Lane("a/x", True, "a/x/b", frozenset({"a/x/e"}))
    phases = {
        "a": Phase("a", 0, "", lanes=(outer,), join="all", leads_to={"done": "z"}),
        "a/x/b": Phase(
            "a/x/b", 1, "a/x", lanes=(inner,), join="all", leads_to={"done": "a/x/e"}
        ),
        "a/x/b/y/c": Phase("a/x/b/y/c", 2, "a/x/b/y", leads_to={"done": "a/x/b/y/d"}),
        "a/x/b/y/d": Phase("a/x/b/y/d", 3, "a/x/b/y", final=True),
        "a/x/e": Phase("a/x/e", 4, "a/x", final=True),
        "z": Phase("z", 5, "", leads_to={"again": "a"}),
    }
    return Chart("ops/nested", "ops", "a", phases, {})


def test_rule_4_a_lane_inside_one_that_keeps_its_result_is_not_begun():
    kept = {"a/x": "a/x/e", "a/x/b/y": "a/x/b/y/d"}

    for either in (kept, dict(reversed(kept.items()))):
        change = machine.step(nested(), ("z",), "z", "again", either)
        assert change.configuration == change.entered == ("a", "a/x/e")


def test_rule_4_a_lane_that_keeps_its_result_is_entered_in_it():
    change = machine.step(nested(), ("z",), "z", "again", {"a/x/b/y": "a/x/b/y/d"})

    assert change.configuration == ("a", "a/x/b", "a/x/b/y/d")


def test_rule_26_what_the_chart_does_not_have_is_refused():
    chart = nested()

    assert machine.step(chart, ("z",), "z", "done") is None
    assert machine.step(chart, ("z",), "z", "again").entered[0] == "a"


def test_a_log_cut_while_lanes_were_entered_can_go_on():
    """The drill entered ``a`` and nothing in it; it is not said to leave more."""
    phases = {
        "a": Phase(
            "a",
            0,
            "",
            lanes=(Lane("a/x", False, "a/x/b", frozenset({"a/x/c"})),),
            join="all",
            leads_to={"done": "z"},
            after=((60_000, "z"),),
        ),
        "a/x/b": Phase("a/x/b", 1, "a/x", leads_to={"done": "a/x/c"}),
        "a/x/c": Phase("a/x/c", 2, "a/x", final=True),
        "z": Phase("z", 3, "", final=True),
    }
    chart = Chart("ops/cut", "ops", "a", phases, {})
    change = machine.step(chart, ("a",), "a", machine.after(60_000))

    assert (change.left, change.entered) == (("a",), ("z",))
