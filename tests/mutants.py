"""Changes the code in small ways, one at a time, and looks whether a test notices.

Run as ``python -m tests.mutants ROOM`` by ``make mutants``, where a room is ``log``
or ``engine``.  It works in a copy under ``build/``, so the tree can be worked on
meanwhile.  mutmut makes the mutants and asks the quick tests; then every mutant that
lives is asked again in a process that imports the room anew, because what is
compiled at import time never sees a mutant that comes later.  A mutant that the type
checker refuses counts as caught, since ``make check`` would not let it pass.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPY = ROOT / "build" / "mutants"
# The tests that are asked first, and those that are asked about what they let live.
QUICK = {"log": ["tests/log"], "engine": ["tests/engine"]}
SLOW = {
    "log": ["tests/log", "tests/faults"],
    "engine": ["tests/engine", "tests/conduct", "tests/laws"],
}
# How mutmut notes what became of a mutant.
CAUGHT, REFUSED = (1, 3), (37,)
MOST_SECONDS = 300
LEAST_CAUGHT = 0.9

SETTINGS = """
[tool.mutmut]
source_paths = ["drillkit"]
only_mutate = ["drillkit/{room}/*"]
also_copy = ["runbooks", "templates", "reports", "README.md", "ARCHITECTURE.md",
             "CHANGELOG.md", "Makefile", "constraints.txt"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
pytest_add_cli_args_test_selection = {tests}
timeout_multiplier = 4.0
type_check_command = ["mypy", "--output=json", "--no-warn-unused-ignores",
                      "--no-warn-redundant-casts", "--no-warn-unreachable"]
"""


def main(room: str) -> int:
    prepare(room)
    mutmut = [sys.executable, "-m", "mutmut", "run", "--max-children", "1"]
    subprocess.run(mutmut, cwd=COPY, check=False, stdout=subprocess.DEVNULL)
    found = dict(verdicts())
    for name, verdict in found.items():
        if verdict == "lives":
            found[name] = asked_again(name, SLOW[room])
    return told(found)


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
        file.write(SETTINGS.format(room=room, tests=json.dumps(QUICK[room])))


def verdicts() -> Iterator[tuple[str, str]]:
    """What mutmut found, by the mutant's name."""
    for meta in sorted((COPY / "mutants").rglob("*.meta")):
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            refused = "refused" if code in REFUSED else "lives"
            yield name, "caught" if code in CAUGHT else refused


def asked_again(name: str, tests: Sequence[str]) -> str:
    """Whether *tests* catch the mutant in a process of their own."""
    run = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    asked = subprocess.Popen(
        [*run, "--hypothesis-profile=mutants", *tests],
        cwd=COPY / "mutants",
        env=os.environ | {"MUTANT_UNDER_TEST": name},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return "caught" if asked.wait(MOST_SECONDS) else "lives"
    except subprocess.TimeoutExpired:
        os.killpg(asked.pid, signal.SIGKILL)
        asked.wait()
        return "hangs"


def told(found: dict[str, str]) -> int:
    """Prints what became of the mutants by module, and then those that live."""
    modules: dict[str, Counter[str]] = {}
    for name, verdict in found.items():
        module = name.rpartition(".")[0]
        modules.setdefault(module, Counter())[verdict] += 1
    for module, counts in modules.items():
        print(module, dict(counts))
    lives = [name for name, verdict in found.items() if verdict == "lives"]
    print(*lives, sep="\n")
    share = 1 - len(lives) / max(1, len(found))
    print(f"{len(found)} mutants, {share:.1%} of them caught")
    return int(share < LEAST_CAUGHT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
