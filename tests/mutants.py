"""Changes the code in small ways, one at a time, and looks whether a test notices.

Run as ``python -m tests.mutants ROOM [SAMPLE [SEED]]`` by ``make mutants``, where a
room is ``log`` or ``engine``.  It works in a copy under ``build/``, so the tree can be
worked on meanwhile, and goes on where it was stopped.  ``tests/making.py`` makes the
mutants, ``tests/asking.py`` asks the tests; a mutant that lives, of a function that
runs while modules are imported, is asked again in a process that imports them anew.
A mutant that the type checker refuses counts as caught, since ``make check`` would not
let it pass; those are also counted apart.  Survivors are explained by kind in
``tests/equivalents.py``.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path

from tests.equivalents import Change, changes_in, reason

ROOT = Path(__file__).parent.parent
COPY = ROOT / "build" / "mutants"
TREE = COPY / "mutants"
SEED = 3
# Who is asked: what is quick for its room, without what only repeats it many times.
ASKED: Mapping[str, tuple[str, ...]] = {
    "log": (
        "tests/log",
        "tests/faults/test_salvage.py",
        "tests/faults/test_damage.py",
        "tests/faults/test_troubles.py",
        "tests/conduct/test_private.py",
        "-k",
        "not write_at_once and not for_a_minute",
    ),
    "engine": (
        "tests/engine",
        "tests/laws",
        "tests/review/test_measures.py",
        "tests/review/test_jumps_and_speed.py",
        "tests/review/test_telling.py",
        "tests/conduct/test_session.py",
        "tests/conduct/players",
        "-k",
        "not two_thousand and not steps_back and not samples_stay_within"
        " and not is_never_chosen and not bounded_laws and not any_act_in_any_state"
        " and not closed_forms and not larger_chance and not at_a_point"
        " and not any_life_of and not over_three_thousand and not test_scenarios"
        " and not happens_twice",
    ),
}
# A mutant lives when nobody noticed it in so many seconds of computing.
SECONDS = 10
# What compares most with what was, and is asked first.
EARLY = ("test_answers", "test_compiled", "test_codec", "test_corpus")
CONTROL = "unchanged code__mutmut_0"
MOST_SECONDS = 120
LEAST_CAUGHT = 0.9
CAUGHT = ("caught", "hangs", "refused")

SETTINGS = """
[tool.mutmut]
source_paths = ["drillkit"]
only_mutate = ["drillkit/{room}/*"]
also_copy = ["runbooks", "templates", "reports", "README.md", "ARCHITECTURE.md",
             "CHANGELOG.md", "Makefile", "constraints.txt"]
type_check_command = ["mypy", "--output=json", "--no-warn-unused-ignores",
                      "--no-warn-redundant-casts", "--no-warn-unreachable"]
"""


def main(room: str, sample: int, seed: int) -> int:
    if not (COPY / room).exists():
        prepare(room)
        run(COPY, "tests.making")
        (COPY / room).touch()
    made = json.loads((COPY / "made.json").read_text())
    names = list(made["names"])
    random.Random(seed).shuffle(names)
    names = names[: sample or None]
    refused = set(made["refused"])
    asked = [name for name in names if name not in refused]
    found = dict.fromkeys((name for name in names if name in refused), "refused")
    found |= answers(asked, ASKED[room])
    return told(found, len(made["names"]))


def prepare(room: str) -> None:
    """A copy of what Git knows, with the settings of this room."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (COPY / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, COPY / name)
    with (COPY / "pyproject.toml").open("a") as file:
        file.write(SETTINGS.format(room=room))


def run(folder: Path, *line: str) -> None:
    """A program of ours there, which finds the tools beside this Python."""
    beside = str(Path(sys.executable).parent)
    environ = os.environ | {"PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}
    environ |= {"PYTHONPATH": ".", "MUTANT_UNDER_TEST": ""}
    subprocess.run([sys.executable, "-m", *line], cwd=folder, env=environ, check=True)


def answers(names: Sequence[str], tests: Sequence[str]) -> dict[str, str]:
    """What the tests say of each mutant; those that live are asked again if need be."""
    job = {"mutants": names, "workers": 2, "seconds": SECONDS, "early": EARLY}
    verdicts = TREE / "verdicts.jsonl"
    (TREE / "job.json").write_text(json.dumps(job | {"verdicts": str(verdicts)}))
    run(TREE, "tests.asking", "job.json", *tests)
    lines = verdicts.read_text().splitlines()
    found: dict[str, str] = dict(map(json.loads, lines))
    assert found[CONTROL] == "lives", "a test fails though nothing was changed"
    imported = set(json.loads((TREE / "imported.json").read_text()))
    again = {
        name: asked_again(name, tests)
        for name in names
        if found[name] not in CAUGHT and name.rpartition("__mutmut_")[0] in imported
    }
    return {name: (found | again)[name] for name in names}


def asked_again(name: str, tests: Sequence[str]) -> str:
    """Whether *tests* catch the mutant in a process of their own."""
    line = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    asked = subprocess.Popen(
        [*line, "--hypothesis-profile=mutants", *tests],
        cwd=TREE,
        env=os.environ | {"MUTANT_UNDER_TEST": name, "PYTHONPATH": "."},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return "caught" if asked.wait(MOST_SECONDS) else "lives"
    except subprocess.TimeoutExpired:
        # Too long for a verdict: nobody has noticed it.
        os.killpg(asked.pid, signal.SIGKILL)
        asked.wait()
        return "lives"


def told(found: Mapping[str, str], made: int) -> int:
    """Prints what became of the mutants by module, and then those that live."""
    modules: dict[str, Counter[str]] = {}
    kinds: Counter[str] = Counter()
    for name, verdict in found.items():
        module = name.rpartition(".")[0]
        modules.setdefault(module, Counter())[verdict] += 1
    for module, counts in sorted(modules.items()):
        print(module, dict(counts))
    lives = sorted(name for name, verdict in found.items() if verdict not in CAUGHT)
    for change in changes_in(TREE, lives):
        why = reason(change)
        kinds[why or "not explained"] += 1
        if not why:
            print(shown(change))
    for why, count in kinds.most_common():
        print(f"{count:5} live: {why}")
    asked = [verdict for verdict in found.values() if verdict != "refused"]
    whole = 1 - len(lives) / max(1, len(found))
    print(f"{made} mutants, {len(found)} of them tried: {whole:.1%} caught", end="")
    print(interval(len(found) - len(lives), len(found)) if len(found) < made else "")
    apart = 1 - len(lives) / max(1, len(asked))
    print(f"of {len(asked)} that the type checker lets pass, {apart:.1%} caught")
    return int(whole < LEAST_CAUGHT)


def shown(change: Change) -> str:
    """A mutant that nobody explains: what its function said, and what it says now."""
    return f"{change.name}\n  - {change.gone}\n  + {change.come}"


def interval(hits: int, of: int) -> str:
    """Wilson's interval of 95 % for a share found in a sample."""
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    half /= 1 + z * z / of
    return f", between {middle - half:.1%} and {middle + half:.1%} of all"


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[2:4]]
    sys.exit(main(sys.argv[1], *(numbers + [0, SEED][len(numbers) :])))
