"""What a seat loads before its first paint, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OPENING = "import drillkit.cli.join, drillkit.cli.seats, drillkit.conduct.seating"
# Each of these costs a start a tenth of a bare screen's or more.
NOT_YET = (
    "babel",
    "jinja2",
    "rich.markdown",
    "statemachine",
    "drillkit.conduct.players",
    "drillkit.plan.check",
    "drillkit.plan.rules",
    "drillkit.review.measures.every",
    "drillkit.review.view",
)


def loaded_by(code: str) -> set[str]:
    tail = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code + tail],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    return set(json.loads(ran.stdout))


@pytest.mark.parametrize("screens", ["", ", drillkit.tui.opening"])
def test_a_seat_opens_without_what_it_may_never_need(screens: str) -> None:
    loaded = loaded_by(OPENING + screens)

    assert "drillkit.conduct.desk" in loaded
    assert loaded.intersection(NOT_YET) == set()


def test_the_first_line_is_shown_without_the_screens_or_the_plan() -> None:
    loaded = loaded_by("import drillkit.cli.seats, drillkit.tui.curtain")

    assert "drillkit.tui.curtain" in loaded
    assert loaded.intersection({"textual", "pydantic", "yaml", "rich"}) == set()


def test_measures_are_named_by_their_room_and_loaded_when_asked_for() -> None:
    code = "from drillkit.review import measures; assert 'every' not in dir(measures)"
    loaded = loaded_by(f"{code}; from drillkit.review.measures import measure")

    assert "drillkit.review.measures.every" in loaded
