"""One plan file out of a stream of choices, and what has to hold for any of them.

The choices come from Hypothesis in the usual run and from a coverage-guided fuzzer
in the soak; neither is known here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from time import process_time

from drillkit.plan.conditions import Condition, FactType, read_condition
from tests.hostile.judge import judged

ROOT = Path(__file__).parent.parent.parent / "runbooks"
SECONDS = 1.0
FACTS: Mapping[str, FactType] = {
    "service": FactType("one-of", ("none", "degraded", "lost")),
    "redundancy": FactType("yes-no"),
    "clients": FactType("count"),
}
PIECES = (
    *(": ", ":", "- ", "\n", "\r\n", "\t", " ", "  ", "{", "}", "[", "]", ",", "#"),
    *("'", '"', "|\n", ">\n", "&a ", "*a", "!t ", "<<: ", "? ", "---\n", "...\n"),
    *("%", "@", "\\", "\x00", "\ud800", "\ufeff", "\u2028", "\x85", "\u202e", "ё"),
    *("👍", "1h", "90", "1:30", "80%", "1 month", "2026-02-30", "25:00", "otherwise"),
    *("{provider}", "true", "no", "null", "~", "9" * 40, "x" * 200, "__class__"),
)
WORDS = (
    *("service", "redundancy", "clients", "unknown", "and", "or", "not", "in", "=="),
    *("!=", "<", ">=", "(", ")", "[", "]", ",", "+", "-", "*", "'lost'", '"none"'),
    *("1", "0", "999999999999", "9999999999999", "true", "False", "'", "é", ".", "AND"),
)
# A number from nothing to so many.
Choose = Callable[[int], int]


@cache
def shipped() -> tuple[str, ...]:
    """The shipped files, smallest first, and the shapes that tests of rules need."""
    texts = [path.read_text("utf-8") for path in sorted(ROOT.rglob("*.yaml"))]
    return tuple(sorted(texts, key=len))


@cache
def lines() -> tuple[str, ...]:
    """Every line that a shipped file has, each once."""
    return tuple(dict.fromkeys("".join(shipped()).splitlines(keepends=True)))


@cache
def words() -> tuple[str, ...]:
    """Every word of the language and every name."""
    found = re.findall(r"[a-z][a-z0-9-]*", "".join(shipped()))
    return tuple(dict.fromkeys(found))


def text_of(choose: Choose) -> str:
    """A shipped file with several things done to it, or lines of several."""
    if choose(3):
        held = shipped()[choose(8)].splitlines(keepends=True)
    else:
        held = [_one(lines(), choose) for _ in range(choose(30))]
    for _ in range(choose(6)):
        _spoil(held, choose)
    return "".join(held)


def condition_of(choose: Choose) -> str:
    return " ".join(_one(WORDS, choose) for _ in range(choose(20)))


def _spoil(held: list[str], choose: Choose) -> None:
    at = choose(len(held))
    line = held[at] if at < len(held) else "\n"
    cut = choose(len(line))
    match choose(7):
        case 0:
            held[at : at + 1] = []
        case 1:
            held[at:at] = [line] * choose(3)
        case 2:
            held[at : at + 1] = [line[:cut] + _one(PIECES, choose) + line[cut:]]
        case 3:
            held[at : at + 1] = [line[:cut] + line[cut + 1 :]]
        case 4:
            held[at : at + 1] = [" " * choose(4) + line.lstrip(" ")]
        case 5:
            held[at:at] = [_one(lines(), choose)]
        case 6:
            held[at : at + 1] = [line[:cut] + _one(words(), choose) + line[cut:]]
        case _:
            key, colon, _ = line.partition(": ")
            held[at : at + 1] = [f"{key}{colon}{_one(PIECES, choose)}\n"]


def _one(several: Sequence[str], choose: Choose) -> str:
    return several[choose(len(several) - 1)]


def hold_for_text(text: str) -> list[str]:
    """Judges *text*; what is wrong with the judging is raised."""
    begun = process_time()
    said = judged(text)

    assert process_time() - begun < SECONDS, f"slow: {text!r}"
    assert all(re.match(r"plan\.yaml:[0-9]+:[0-9]+: ", one) for one in said), said
    return said


def hold_for_condition(text: str) -> None:
    found = read_condition(text, FACTS)
    if isinstance(found, Condition):
        for clients in (0, 1, 10**12):
            now = {"service": "lost", "redundancy": False, "clients": clients}
            assert found.holds(now) in (True, False)
            assert found.settled(now) is found.holds(now)
        return
    assert found
    assert all(0 <= fault.start < fault.end for fault in found), (text, found)
