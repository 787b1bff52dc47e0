"""`python -m benchmarks [NAME ...]`: every comparison with its limit, as a table.

Ends with 1 if a limit is not held, with 2 if there is no such benchmark.
"""

import sys
from collections.abc import Sequence

from benchmarks import (
    appends,
    deciding,
    delivering,
    forecasting,
    opening,
    painting,
    publishing,
    reading,
    rehearsing,
    replaying,
    scrolling,
    sharing,
    startup,
)
from benchmarks.rounds import Result

BENCHMARKS = (
    startup,
    reading,
    deciding,
    appends,
    replaying,
    rehearsing,
    opening,
    painting,
    publishing,
    scrolling,
    sharing,
    delivering,
    forecasting,
)


def main(names: Sequence[str]) -> int:
    known = {module.NAME: module for module in BENCHMARKS}
    if unknown := [name for name in names if name not in known]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    held = True
    for name in names or known:
        for result in known[name].run():
            print(_line(name, result), flush=True)
            held = held and result.holds
    return 0 if held else 1


def _line(name: str, result: Result) -> str:
    word = "holds" if result.holds else "MISSED"
    cells = (
        (word if result.allowed else "is", 7),
        (name, 11),
        (result.what, 38),
        (result.said, 30),
        (result.allowed, 18),
    )
    return "".join(text.ljust(width) for text, width in cells) + result.detail


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
