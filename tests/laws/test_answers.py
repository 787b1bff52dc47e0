"""Every move of some random lives is answered as it was before.

A file in ``answers/`` has a line for each move: its time, what was asked, the kinds of
entries that came of it, and a hash of all they say and of the drill they leave.  A
change of behaviour shows there by the move that it changes; ``DRILLKIT_GOLDEN=write``
writes the files anew, once the change is what was meant.
"""

import os
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from drillkit.engine.commands import Begin
from drillkit.engine.drill import Drill
from tests.engine.semantics.play import clock, kind_of
from tests.engine.told import told
from tests.laws.test_lives import Life, folded, lived

ANSWERS = Path(__file__).parent / "answers"
PARTS, LIVES = 8, 5


def lines_of(life: Life) -> list[str]:
    """A line for each move."""
    drill, found = Drill(), []
    for move, entries in life.said:
        drill = folded(drill, entries)
        kinds = " ".join(kind_of(entry.event) for entry in entries)
        # The first entry carries the plan and the program's version.
        is_first = isinstance(move.act, Begin)
        left = (*entries[is_first:], drill)
        text = "\n".join(line for one in left for line in told(one))
        digest = sha256(text.encode()).hexdigest()[:8]
        found.append(f"{clock(move.at)} {kind_of(move.act)} {digest} {kinds}".rstrip())
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_move_is_answered_as_it_was_before(part: int) -> None:
    said: list[str] = []
    for seed in range(part * LIVES, part * LIVES + LIVES):
        said += [f"life {seed}", *lines_of(lived(Random(seed), 30))]
    golden = ANSWERS / f"{part}.out"
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        golden.write_text("\n".join(said) + "\n", "utf-8")

    assert said == golden.read_text("utf-8").splitlines()
