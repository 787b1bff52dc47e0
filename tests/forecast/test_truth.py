"""Networks whose answer is known without simulating them."""

import json
from math import log, sqrt
from pathlib import Path
from random import Random
from typing import Any

import pytest

from drillkit.engine.draws import CELLS, philox
from drillkit.forecast.kernels import kind
from tests.forecast.networks import network, spans, with_laws

TRUTH = json.loads(
    Path(__file__).with_name("data").joinpath("exact_truth.json").read_text()
)
UNIT_MS = 1_000_000


@pytest.mark.parametrize("vector", TRUTH["philox4x32_10_kat"])
def test_the_dice_are_philox(vector: list[str]) -> None:
    counter, key, words = (
        tuple(int(word, 16) for word in text.split()) for text in vector
    )

    assert philox(counter, key) == words


def exponential(rate: float) -> list[int]:
    """Quantiles of an exponential time, its last cell with the mean of the tail."""
    points = [-log(1 - i / CELLS) / rate for i in range(CELLS)]
    # The mean of the tail beyond x is x + 1/rate; a straight line ends twice as far.
    points.append(points[-1] + 2 / rate)
    return [round(UNIT_MS * x) for x in points]


def predecessors(successors: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(i for i, after in enumerate(successors) if step in after)
        for step in range(len(successors))
    )


@pytest.mark.parametrize("case", TRUTH["ctmc_exact"], ids=lambda case: case["name"])
def test_exponential_networks_have_their_exact_mean(case: dict[str, Any]) -> None:
    """Markov-chain recursion after Kulkarni and Adlakha (1986), with crews."""
    bridge = TRUTH["ctmc_exact"][0]
    rates = case.get("rate") or bridge["rate"]
    needs = predecessors(case.get("succ") or bridge["succ"])
    cap = case["cap"]
    people = tuple(cap) if isinstance(cap, list) else (cap,) if cap else ()
    roles = tuple(case.get("res") or ([0 if cap and r else -1 for r in rates]))
    tables = network(needs, (1,) * len(rates), roles, people)
    laws = {i: exponential(rate) for i, rate in enumerate(rates) if rate}
    laws |= {i: [0] * (CELLS + 1) for i, rate in enumerate(rates) if not rate}
    many = 100_000 if kind() == "compiled" else 1_500

    times = [x / UNIT_MS for x in spans(with_laws(tables, laws), many)]

    mean = sum(times) / many
    variance = sum((x - mean) ** 2 for x in times) / (many - 1)
    fourth = sum((x - mean) ** 4 for x in times) / many
    assert abs(mean - case["mean"]) < 3 * sqrt(case["var"] / many)
    error = sqrt((fourth - case["var"] ** 2) / many)
    # The table's straight lines cost a little of the variance.
    assert abs(variance - case["var"]) < 3 * error + 0.002 * case["var"]


def longest(needs: tuple[tuple[int, ...], ...], seconds: tuple[int, ...]) -> int:
    """The critical path, found without any clock."""
    ends: list[int] = []
    for needed, takes in zip(needs, seconds, strict=True):
        ends.append(takes + max((ends[n] for n in needed), default=0))
    return max(ends)


def thrown(dice: Random) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    many = dice.randint(5, 40)
    needs = tuple(
        tuple(sorted(dice.sample(range(i), min(i, dice.randint(0, 3)))))
        for i in range(many)
    )
    return needs, tuple(dice.randint(0, 9000) for _ in range(many))


@pytest.mark.parametrize("seed", range(12))
def test_with_enough_people_the_critical_path_is_the_time(seed: int) -> None:
    needs, seconds = thrown(Random(seed))

    assert spans(network(needs, seconds), 2) == [longest(needs, seconds) * 1000] * 2


@pytest.mark.parametrize("seed", range(12))
def test_with_few_people_it_takes_no_less_than_it_must(seed: int) -> None:
    dice = Random(seed)
    needs, seconds = thrown(dice)
    roles = tuple(dice.choice([0, 1]) for _ in needs)
    people = dice.randint(1, 3), dice.randint(1, 3)

    [took] = set(spans(network(needs, seconds, roles, people), 2))

    work = [
        sum(s for s, role in zip(seconds, roles, strict=True) if role == one)
        for one in (0, 1)
    ]
    least = max(
        longest(needs, seconds), *(w / p for w, p in zip(work, people, strict=True))
    )
    assert least * 1000 <= took <= sum(seconds) * 1000
    alone = spans(network(needs, seconds, (0,) * len(needs), (1,)), 1)
    assert alone == [sum(seconds) * 1000]
