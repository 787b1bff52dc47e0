"""What the kernel wrote down of its last replication, in the words of entries."""

from array import array
from typing import Any

from drillkit.forecast.kernel import columns as c
from drillkit.forecast.kernels import kernel
from drillkit.forecast.tables import Tables

MOST = 50_000


def lived(
    tables: Tables, seed: int, replication: int, wanted: Any = None
) -> tuple[bool, list[tuple[int, str, str]]]:
    """Whether a replication came through, and its lines."""
    one = kernel(tables, MOST, wanted)
    steps = array("q", bytes(8 * len(tables.names.steps)))
    spent = array("q", bytes(8 * c.C_WIDTH))
    broken = one.run(
        seed, replication, 1, array("q", [0]), array("i", [0]), steps, spent
    )
    return not broken, list(lines(tables, one.told()))


def lines(tables: Tables, trace: Any) -> Any:
    """The trace with names instead of numbers."""
    names = tables.names
    for at, what, which in zip(trace[::3], trace[1::3], trace[2::3], strict=True):
        match what:
            case c.T_ENTERED:
                yield at, "entered", names.phases[which]
            case c.T_LEFT:
                yield at, "left", names.phases[which]
            case c.T_REACHED:
                run, name = divmod(which, len(names.milestones))
                yield at, "reached", f"{names.runs[run]}: {names.milestones[name]}"
            case c.T_COMPANY:
                yield at, "reached", f": {names.milestones[which]}"
            case c.T_STARTED:
                yield at, "started", names.steps[which]
            case c.T_SETTLED:
                yield at, "settled", names.steps[which]
