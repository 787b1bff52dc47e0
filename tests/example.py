"""The example report that the README shows, rehearsed from the shipped plan.

``make example`` writes it into ``reports/``; a test rehearses again and compares.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from drillkit.conduct.rehearsal import StoryClock, rehearse
from drillkit.log.memory import MemoryLog
from drillkit.log.store import Log
from drillkit.plan.read import read_texts
from drillkit.review.books import record_of
from drillkit.review.formats import files
from drillkit.review.render import render
from drillkit.review.view import view

ROOT = Path(__file__).parent.parent
SCENARIO, SEED = "first-light", 1
# The first sheet of phases, planned and actual.
PICTURE = re.compile(r'<svg [^>]*labelledby="gantt-1.*?</svg>', re.DOTALL)


def shipped() -> dict[str, str]:
    """The texts of the reference plan, by paths that are the same everywhere."""
    files = sorted((ROOT / "runbooks").rglob("*.yaml"))
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for file in files
        if file.name != "roster.yaml"
    }


def rehearsed(scenario: str = SCENARIO, seed: int = SEED) -> tuple[Log, str]:
    """A log with one rehearsal of the reference plan, and the drill's id."""
    plan, problems = read_texts(shipped())
    assert not problems, problems[0]
    clock = StoryClock()
    log = MemoryLog(clock)
    made = rehearse(plan, scenario, seed=seed, log=log, clock=clock)
    return log, made.drill


@cache
def example() -> Mapping[str, bytes]:
    """The example's files by name: the report, and the picture of its phases."""
    log, drill = rehearsed()
    document = view(record_of(tuple(log.read(drill))), "en")
    page = render(document, "html")
    picture = PICTURE.search(page)
    assert picture is not None
    return {
        "example.en.md": render(document, "md").encode(),
        "example.en.html": page.encode(),
        "example.en.pdf": files(document, "pdf")["pdf"],
        "example.en.svg": (picture[0] + "\n").encode(),
    }


if __name__ == "__main__":
    for name, content in example().items():
        (ROOT / "reports" / name).write_bytes(content)
