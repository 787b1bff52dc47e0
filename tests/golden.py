"""Golden pairs: a ``.yaml`` beside the ``.out`` that checking it prints.

A ``.yaml`` without an ``.out`` has no problems.  One text may hold several files of
a plan, each begun by a line ``# file: organisation.yaml``; without such a line it is
one file, ``plan.yaml``.  A line ``# today: 2027-01-01`` gives the date.

To write the ``.out`` files anew, run pytest with ``DRILLKIT_GOLDEN=write`` and read
the difference before committing it.
"""

import os
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from drillkit.plan.check import check, in_order
from drillkit.plan.excerpt import excerpt
from drillkit.plan.lines import Lines
from drillkit.plan.problem import Problem
from drillkit.plan.read import read_texts
from drillkit.plan.rules import Rule

HERE = Path(__file__).parent
_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
_TODAY = re.compile(r"^# today: (\S+)$", re.MULTILINE)


def cases(folder: str) -> list[str]:
    """The golden texts in *folder* of the tests, as paths below the tests."""
    found = sorted((HERE / folder).rglob("*.yaml"))
    return [path.relative_to(HERE).as_posix() for path in found]


def texts_of(text: str) -> dict[str, str]:
    """The files that *text* holds."""
    _, *parts = _FILE.split(text)
    if not parts:
        return {"plan.yaml": text}
    return dict(zip(parts[::2], parts[1::2], strict=True))


def problems_of(text: str, rules: Sequence[Rule] = ()) -> tuple[Problem, ...]:
    """All that reading *text* finds, and then *rules*."""
    today = _TODAY.search(text)
    plan, problems = read_texts(texts_of(text))
    day = date.fromisoformat(today[1]) if today else None
    return in_order((*problems, *check(plan, day, rules)))


def printed(
    text: str, rules: Sequence[Rule] = (), translate: Callable[[str], str] = str
) -> str:
    """What a person sees of it."""
    lines = {path: Lines(path, part) for path, part in texts_of(text).items()}
    return "\n\n".join(
        excerpt(problem, lines[problem.place.path].line(problem.place.line), translate)
        for problem in problems_of(text, rules)
    )


def compare(case: str, rules: Sequence[Rule] = ()) -> None:
    """Holds what *case* prints against its ``.out``."""
    source = HERE / case
    # Read as bytes: line ends and byte order marks are what some cases are about.
    text = source.read_bytes().decode("utf-8")
    golden = source.with_suffix(".out")
    said = printed(text, rules)
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        _write(golden, said)
    expected = golden.read_text("utf-8") if golden.exists() else ""

    assert said == expected.rstrip("\n")


def _write(golden: Path, said: str) -> None:
    if said:
        golden.write_text(f"{said}\n", "utf-8")
    else:
        golden.unlink(missing_ok=True)
