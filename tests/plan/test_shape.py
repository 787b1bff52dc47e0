"""A runbook as a graph: what can be reached, how long it takes, who waits for whom."""

import gc

import pytest

from drillkit.plan.read import read_texts
from drillkit.plan.runbook import Runbook
from drillkit.plan.shape import (
    Region,
    at_least,
    at_the_least,
    by_target,
    circles,
    coverage_of,
    field_of,
    finishes,
    in_order,
    is_final,
    longest,
    longest_chain,
    needs_of,
    one_round,
    phase_outcomes,
    shape_of,
    shared,
    shortest,
)
from drillkit.plan.wording import case_of, spoken

HEAD = "runbook: outage\ndepartment: noc\ntitle: T\nowner: lead\n"
MINUTE = 60_000


def runbook(text: str) -> Runbook:
    plan, problems = read_texts({"plan.yaml": f"{HEAD}{text}"})
    assert problems == ()
    return plan.runbooks["noc/outage"].model


def region(phases: str) -> Region:
    return shape_of(runbook(f"phases:\n{phases}"))


def work(target: str, leads_to: str, more: str = "") -> str:
    steps = f"steps: {{fix: {{do: Fix, by: lead, target: {target}}}}}"
    return f"{{{steps}, leads-to: {{{leads_to}}}{more}}}"


LOOP = f"""
  triage: {work("10m", "done: restore")}
  restore: {work("3h", "done: verify")}
  verify:
    steps:
      sure: {{decide: "Sure?", outcomes: {{good: "Yes", bad: "No"}}, target: 20m}}
    leads-to: {{bad: restore, good: normal}}
  normal: {{final: true}}
"""


def test_the_longest_way_goes_round_a_loop_once():
    way = longest(region(LOOP), is_final, by_target())

    assert way is not None
    assert (spoken(way.ms), way.names) == ("3h 30m", ("triage", "restore", "verify"))


def test_the_longest_way_takes_the_longer_of_two():
    way = longest(
        region(f"""
  triage:
    steps: {{call: {{request: a/b, by: lead, target: 5m}}}}
    leads-to: {{done: quick, refused: slow}}
  quick: {work("10m", "done: normal")}
  slow: {work("1h", "done: normal")}
  normal: {{final: true}}
"""),
        is_final,
        by_target(),
    )

    assert way is not None
    assert way.names == ("triage", "slow")


def test_a_deadline_cuts_a_phase_short():
    phases = f"""
  wait: {work("3h", "done: normal", ", after: {30m: act}")}
  act: {work("1h", "done: normal")}
  normal: {{final: true}}
"""
    way = longest(region(phases), is_final, by_target())

    assert way is not None
    assert spoken(way.ms) == "1h 30m"


def test_no_way_leads_to_an_end_that_is_not_there():
    shape = region(f"  triage: {work('1h', 'done: triage')}\n")

    assert longest(shape, is_final, by_target()) is None
    assert shortest(shape, is_final, at_the_least({})) is None


def test_steps_of_a_milder_level_do_not_count():
    shape = region("""
  triage:
    steps:
      look: {do: Look, by: lead, target: 10m}
      call: {do: Call, by: lead, target: 30m, from: crisis}
      drive: {travel: node, from: depot, by: lead, target: 20m}
    leads-to: {done: normal}
  normal: {final: true}
""")
    ladder = ["crisis", "critical", "minor"]
    lengths = [longest(shape, is_final, by_target(ladder, one)) for one in ladder]

    assert [spoken(way.ms) for way in lengths if way] == ["1h", "30m", "30m"]


def test_steps_wait_for_the_one_before_unless_told_otherwise():
    [phase] = runbook("""
phases:
  triage:
    steps:
      one: {do: One, by: lead, target: 1m}
      two: {do: Two, by: lead, target: 2m}
      three: {do: Three, by: lead, target: 4m, needs: []}
      four: {do: Four, by: lead, target: 8m, needs: [one, nobody]}
      look: {watch: clients, every: 1m}
      last: {do: Last, by: lead, target: 1m}
""").phases.values()

    assert needs_of(phase)["two"] == ("one",)
    assert finishes(phase, by_target()) == {
        "one": 1 * MINUTE,
        "two": 3 * MINUTE,
        "three": 4 * MINUTE,
        "four": 9 * MINUTE,
        "look": 9 * MINUTE,
        "last": 10 * MINUTE,
    }
    assert longest_chain(phase, by_target()) == ["one", "four", "last"]


def test_steps_that_wait_in_a_circle_are_ordered_all_the_same():
    assert sorted(in_order({"a": ("b",), "b": ("a",), "c": ("a", "b")})) == [
        "a",
        "b",
        "c",
    ]


def test_a_refusal_may_come_before_the_work_is_done():
    [spot, *_] = region("""
  provider:
    steps:
      call: {do: Call, by: lead, takes: {fixed: 5m}}
      splice: {request: volga/repair, by: lead, takes: [1h, 2h, 3h]}
    leads-to: {done: normal, refused: normal}
  normal: {final: true}
""").everywhere

    assert at_least(spot, at_the_least({})) == 5 * MINUTE


def test_the_shortest_way_may_wait_for_a_deadline():
    shape = region("""
  hold:
    steps: {back: {await: noc/unheard-of, by: lead}}
    after: {30m: normal}
  normal: {final: true}
""")
    way = shortest(shape, is_final, at_the_least({}))

    assert way is not None
    assert (way.ms, way.names) == (30 * MINUTE, ("hold",))


def test_a_decision_that_may_be_left_out_leaves_done_as_an_outcome():
    spots = region("""
  sure:
    steps: {ask: {decide: "?", outcomes: {yes: "Yes", no: "No"}, by: lead}}
    leads-to: {yes: maybe, no: maybe}
  maybe:
    steps: {ask: {decide: "?", outcomes: {yes: "Yes", no: "No"}, optional: true}}
    leads-to: {yes: normal, no: normal, done: normal}
  normal: {final: true}
""").spots

    assert phase_outcomes(spots["sure"].phase) == ("yes", "no")
    assert phase_outcomes(spots["maybe"].phase) == ("yes", "no", "done")
    assert phase_outcomes(spots["normal"].phase) == ()


def test_spots_stand_in_the_order_written_with_those_of_lanes_inside():
    shape = region(f"""
  restore:
    lanes:
      repair:
        phases:
          field: {work("1h", "done: repaired")}
          repaired: {{final: true}}
    leads-to: {{done: normal}}
  normal: {{final: true}}
""")

    assert ["/".join(spot.path) for spot in shape.everywhere] == [
        "restore",
        "restore/repair/field",
        "restore/repair/repaired",
        "normal",
    ]
    assert [lane.first for lane in shape.inner] == ["field"]


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c"]]),
        ({"c": ["a"], "a": ["c"], "b": ["d"], "d": ["b"]}, [["c", "a"], ["b", "d"]]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
    ],
)
def test_circles_are_told_from_their_first_name(edges, found):
    assert circles(edges) == found


def test_a_deep_graph_is_no_trouble():
    edges = {str(n): [str(n + 1)] for n in range(5000)} | {"5000": ["0"]}

    assert len(circles(edges)[0]) == 5001


def test_one_round_is_a_shortest():
    edges = {"a": ["b", "c"], "b": ["c"], "c": ["d", "b"], "d": ["a"]}

    assert one_round(edges, "a") == ["a", "c", "d"]


def test_a_name_in_no_circle_has_no_round():
    with pytest.raises(AssertionError):
        one_round({"a": []}, "a")


def test_runs_get_as_far_as_each_other_lets_them():
    plan, problems = read_texts(
        {
            "a.yaml": HEAD
            + "phases: {go: {steps: {x: {await: care/told}}, leads-to: {done: end}},"
            + " end: {final: true, reaches: normal}}\n",
            "b.yaml": HEAD.replace("noc", "care")
            + "phases: {go: {steps: {x: {await: legal/signed}}, reaches: told,"
            + " leads-to: {done: end}}, end: {final: true}}\n",
            "c.yaml": HEAD.replace("noc", "legal")
            + "phases: {end: {final: true, reaches: signed}}\n",
        }
    )

    assert problems == ()
    assert [progress.ends for progress in field_of(plan).progress] == [True] * 3


def test_a_shape_is_drawn_once_and_forgotten_with_its_runbook():
    book = runbook(f"phases:\n{LOOP}")
    kept = shared._REGIONS._things

    assert shape_of(book) is shape_of(book)
    assert id(book) in kept

    number = id(book)
    del book
    gc.collect()

    assert number not in kept


def test_lengths_and_cases_are_written_as_in_the_plan():
    assert [spoken(ms) for ms in (0, 45_000, 90 * MINUTE, 25 * 60 * MINUTE)] == [
        "0m",
        "45s",
        "1h 30m",
        "1d 1h",
    ]
    assert case_of({"service": "lost", "real": True, "far": False, "clients": 3}) == (
        'service == "lost" and real and not far and clients == 3'
    )


def test_a_classification_that_makes_no_sense_is_not_judged():
    plan, problems = read_texts(
        {
            "a.yaml": HEAD
            + "facts: {far: {ask: Far?, yes-no: true}}\n"
            + "classification: {crisis: near, minor: otherwise}\n"
            + "phases: {end: {final: true}}\n"
        }
    )

    assert [problem.rule for problem in problems] == ["unknown-fact"]
    assert [coverage_of(file) for file in plan.runbooks.values()] == [None]


def test_a_decision_beside_an_await_is_a_way_out_of_it():
    plan, problems = read_texts(
        {
            "a.yaml": HEAD
            + "phases: {go: {steps: {x: {await: noc/normal}, y: {decide: Go?,"
            + " needs: [], outcomes: {yes: Y, no: N}}}, leads-to: {yes: end, no: go}},"
            + " end: {final: true, reaches: normal}}\n"
        }
    )

    assert problems == ()
    assert [progress.ends for progress in field_of(plan).progress] == [True]


def test_of_two_ends_the_nearer_is_the_shortest_and_the_farther_the_longest():
    shape = region(f"""
  triage:
    steps: {{call: {{request: a/b, by: lead, takes: {{fixed: 5m}}, target: 9m}}}}
    leads-to: {{refused: slow, done: normal}}
  slow: {work("1h", "done: late")}
  late: {{final: true}}
  normal: {{final: true}}
""")
    there = longest(shape, is_final, by_target())
    here = shortest(shape, lambda spot: True, at_the_least({}))

    assert there is not None
    assert there.names == ("triage", "slow")
    assert here is not None
    assert here.names == ("triage",)


def test_of_several_phases_that_are_wanted_the_order_written_does_not_matter():
    names = ("short", "long", "middle")
    for order in (names, names[::-1], ("long", "short", "middle")):
        lasting = {"short": "10m", "middle": "20m", "long": "1h"}
        shape = region(f"""
  triage:
    steps:
      which:
        decide: "Which?"
        outcomes: {{short: "S", middle: "M", long: "L"}}
        takes: {{fixed: 1m}}
        target: 1m
    leads-to: {{short: short, middle: middle, long: long}}
  {order[0]}: {work(lasting[order[0]], "done: normal")}
  {order[1]}: {work(lasting[order[1]], "done: normal")}
  {order[2]}: {work(lasting[order[2]], "done: normal")}
  normal: {{final: true}}
""")
        farthest = longest(shape, lambda spot: spot.name in names, by_target())
        nearest = shortest(shape, lambda spot: spot.name in names, by_target())

        assert farthest is not None
        assert nearest is not None
        assert (spoken(farthest.ms), farthest.names) == ("1h 1m", ("triage", "long"))
        assert (spoken(nearest.ms), nearest.names) == ("11m", ("triage", "short"))
