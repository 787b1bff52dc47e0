"""Reads and checks texts in a process of its own, and says what each cost.

Run as ``python -m tests.hostile.judge NAME...``; prints a line of JSON for each of
the large texts so named: its name, how many problems, CPU seconds, peak megabytes.
"""

import json
import resource
import sys
from datetime import date
from pathlib import Path
from time import process_time

from drillkit.plan.check import check, in_order
from drillkit.plan.excerpt import excerpt
from drillkit.plan.lines import Lines
from drillkit.plan.read import read_texts
from tests.hostile.large import LARGE

TODAY = date(2027, 1, 1)
# So far and no further, should something go on for ever or take all there is.
MOST_SECONDS = 100
MOST_BYTES = 2_000_000_000


def judged(text: str) -> list[str]:
    """All that is said of the one file *text*, as a person reads it."""
    plan, problems = read_texts({"plan.yaml": text})
    found = in_order((*problems, *check(plan, TODAY)))
    lines = Lines("plan.yaml", text)
    return [excerpt(one, lines.line(one.place.line), str) for one in found]


def high_water() -> int:
    """The most memory this process ever had, in MB.

    Not getrusage's: that of a child begins with what its parent had when it forked.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = [x for x in status.splitlines() if x.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


def main(names: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    for name in names:
        text = LARGE[name]()
        begun = process_time()
        said = judged(text)
        took = process_time() - begun
        peak = high_water()
        cost = {"name": name, "said": len(said), "seconds": took, "megabytes": peak}
        print(json.dumps(cost), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
