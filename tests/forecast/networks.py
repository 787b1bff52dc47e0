"""Project networks as runbooks: steps that need steps, nobody else about.

All of a network lies in one phase; what it takes is from the first answer, before
which nobody works, to its end.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from drillkit.engine.draws import CELLS
from drillkit.forecast.compiling import compile_scenario
from drillkit.forecast.kernel import columns as c
from drillkit.forecast.sampling import sample
from drillkit.forecast.tables import Tables
from tests.engine.semantics.play import plan_of

ROLES = ("worker", "speaker")
TEN_DAYS = "240h"


@lru_cache(maxsize=64)
def network(
    needs: tuple[tuple[int, ...], ...],
    seconds: tuple[int, ...],
    roles: tuple[int, ...] = (),
    people: tuple[int, ...] = (),
) -> Tables:
    """The tables of a network; ``roles`` says who does each step, -1 for nobody."""
    lines = ["phases:", "  go:", "    steps:"]
    for i, needed in enumerate(needs):
        names = ", ".join(f"s{n}" for n in needed)
        by = roles[i] if roles else -1
        who = f", by: {ROLES[by]}" if by >= 0 else ""
        lines.append(
            f"      s{i}: {{do: Work, needs: [{names}],"
            f" takes: {{fixed: {seconds[i]}s}}{who}}}"
        )
    lines += ["    leads-to: {done: z}", "  z: {final: true, reaches: normal}"]
    story = f"ends: {{when: normal, at-latest: {TEN_DAYS}}}\n"
    tables = compile_scenario(plan_of("\n".join(lines) + "\n", "", story), "story", 1)
    crews = dict(zip(ROLES, people, strict=False))
    company = tables.play.company
    numbers = array("q", tables.roles)
    for place, name in enumerate(company.roles):
        if name in crews:
            numbers[place * c.O_WIDTH + c.O_PEOPLE] = crews[name]
    return replace(tables, roles=numbers)


def with_laws(tables: Tables, points: Mapping[int, Sequence[int]]) -> Tables:
    """The same network with other quantile tables, by step."""
    laws, steps = array("i", tables.laws), array("q", tables.steps)
    for step, cells in points.items():
        assert len(cells) == CELLS + 1
        steps[step * c.S_WIDTH + c.S_LAW] = len(laws)
        laws.extend(cells)
    return replace(tables, laws=laws, steps=steps)


def spans(tables: Tables, many: int, seed: int = 1) -> list[int]:
    """How long each replication takes."""
    found = sample(tables, many, seed)
    assert found.broken == 0
    starts = found.of("acknowledged")
    return [
        end - max(0, start)
        for end, start in zip(found.of("normal"), starts, strict=True)
    ]
