"""Asks tests about one mutant after another, each in a process forked for it.

Run as ``python -m tests.asking JOB TEST...`` in the mutated copy.  What a test touches
and how long it takes is found out first; then a mutant is asked of the tests that
touch its function: those that caught its neighbours, then the quickest.  It lives if
none notices within so many seconds.  Verdicts are lines of JSON, in any order, and
those that are there already are not asked for again.
"""

import functools
import gc
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time

import pytest
from _pytest.runner import runtestprotocol
from mutmut.state import state

UNDER_TEST = "MUTANT_UNDER_TEST"
LIVES, CAUGHT = 0, 1
# A mutant that changes nothing.
CONTROL = "unchanged code"
# What each test touches, and what runs at import: found out once.
LEARNT, IMPORTED = "learnt.jsonl", "imported.json"
# More than a test took without a mutant, and nobody waits for it.
TIMES_LONGER, SECONDS_LONGER = 10, 5
MOST_WALL_SECONDS = 180
MOST_BYTES = 4 * 2**30


def function_of(mutant: str) -> str:
    """The mangled name of the function that a mutant is a version of."""
    return mutant.rpartition("__mutmut_")[0]


@dataclass(frozen=True, slots=True)
class Job:
    """What to ask, and where the answers go."""

    mutants: tuple[str, ...]
    workers: int
    seconds: float
    early: tuple[str, ...]
    verdicts: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """One mutant that is being asked about."""

    mutant: str
    tests: Sequence[int]
    answer: int
    folder: str
    begun: float


class Asking:
    """A plugin that asks instead of running the tests."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.seconds: list[float] = []
        self.tests_of: dict[str, list[int]] = defaultdict(list)
        self.killers: dict[str, set[int]] = defaultdict(set)
        self.early: set[int] = set()
        self.asked: dict[int, Asked] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        Path(IMPORTED).write_text(json.dumps(sorted(state()._stats)), "utf-8")
        self._learn(session.items)
        # Were this one caught, a test fails though nothing is wrong.
        self.tests_of[CONTROL] = [*range(len(session.items))]
        self.early = {
            number
            for number, item in enumerate(session.items)
            if item.path.stem in self.job.early
        }
        os.environ[UNDER_TEST] = ""
        for mutant in (f"{CONTROL}__mutmut_0", *self.job.mutants):
            while len(self.asked) >= self.job.workers:
                self._await_one()
            self._ask(session.items, mutant)
        while self.asked:
            self._await_one()
        return True

    def _learn(self, items: Sequence[pytest.Item]) -> None:
        """What each test touches; in a fork, so that nothing here is warm or stale."""
        learnt = Path(LEARNT)
        learnt.touch()
        known = [json.loads(line) for line in learnt.read_text("utf-8").splitlines()]
        names = {name for name, _, _ in known}
        if not (pid := os.fork()):
            with learnt.open("a", encoding="utf-8") as file:
                for one in _touched([x for x in items if x.nodeid not in names]):
                    file.write(json.dumps(one) + "\n")
            os._exit(0)
        os.waitpid(pid, 0)
        lines = learnt.read_text("utf-8").splitlines()
        by_name = {name: told for name, *told in map(json.loads, lines)}
        told = [by_name[item.nodeid] for item in items]
        self.seconds = [seconds for seconds, _ in told]
        for number in sorted(range(len(told)), key=lambda one: self.seconds[one]):
            for name in told[number][1]:
                self.tests_of[name].append(number)

    def _ask(self, items: Sequence[pytest.Item], mutant: str) -> None:
        function = function_of(mutant)
        known = self.killers[function]
        # What caught a neighbour or sees most comes before what is a tenth as long.
        early = known | self.early
        tests = sorted(
            self.tests_of[function],
            key=lambda one: self.seconds[one] * (0.1 if one in early else 1),
        )
        reading, writing = os.pipe()
        folder = tempfile.mkdtemp(prefix="asked-")
        pid = os.fork()
        if not pid:
            os.environ |= {UNDER_TEST: mutant, "PYTEST_DEBUG_TEMPROOT": folder}
            self._answer(mutant, [items[one] for one in tests], tests, writing)
        os.close(writing)
        self.asked[pid] = Asked(mutant, tests, reading, folder, monotonic())

    def _answer(
        self,
        mutant: str,
        items: Sequence[pytest.Item],
        tests: Sequence[int],
        writing: int,
    ) -> None:
        """In the fork: run until a test notices; never returns."""
        os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        begun = process_time()
        for place, (item, number) in enumerate(zip(items, tests, strict=True)):
            if process_time() - begun > self.job.seconds and CONTROL not in mutant:
                break
            patience = self.seconds[number] * TIMES_LONGER + SECONDS_LONGER
            limit = int(process_time() + patience) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
            following = items[place + 1] if place + 1 < len(items) else None
            if not _passes(item, following):
                os.write(writing, str(number).encode())
                os._exit(CAUGHT)
        os._exit(LIVES)

    def _await_one(self) -> None:
        """Wait until a fork ends, or has to be ended, and note its verdict."""
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in self.asked:
                break
            late = [
                pid
                for pid, asked in self.asked.items()
                if monotonic() - asked.begun > MOST_WALL_SECONDS
                and CONTROL not in asked.mutant
            ]
            for pid in late:
                os.killpg(pid, signal.SIGKILL)
            signal.sigtimedwait([signal.SIGCHLD], 0.02)
        asked = self.asked.pop(pid)
        with os.fdopen(asked.answer) as pipe:
            killer = pipe.read()
        shutil.rmtree(asked.folder, ignore_errors=True)
        verdict = "lives" if asked.tests else "untouched"
        if os.WIFSIGNALED(status):
            verdict = "hangs"
        elif os.waitstatus_to_exitcode(status) != LIVES:
            verdict = "caught"
        if killer:
            self.killers[function_of(asked.mutant)].add(int(killer))
        with self.job.verdicts.open("a") as file:
            file.write(json.dumps([asked.mutant, verdict]) + "\n")


def _touched(items: Sequence[pytest.Item]) -> Iterator[tuple[str, float, list[str]]]:
    """Of each test its seconds and the functions it called, none if it fails."""
    os.environ[UNDER_TEST] = "stats"
    kind = functools._lru_cache_wrapper
    caches = [one for one in gc.get_objects() if isinstance(one, kind)]
    ours = [one for one in caches if _is_ours(one)]
    for place, item in enumerate(items):
        for one in ours:
            one.cache_clear()
        state()._stats.clear()
        begun = process_time()
        following = items[place + 1] if place + 1 < len(items) else None
        is_sound = _passes(item, following)
        touched = sorted(state()._stats) if is_sound else []
        yield item.nodeid, process_time() - begun, touched


def _is_ours(cached: object) -> bool:
    """A cache that may hold what the engine or the log made; plans are read once."""
    module = getattr(cached, "__module__", None) or ""
    is_plan = getattr(cached, "__name__", "") in {"reference", "shipped"}
    return module.startswith(("drillkit.", "tests.")) and not is_plan


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    try:
        reports = runtestprotocol(item, log=False, nextitem=following)
    except BaseException:
        return False
    return not any(report.failed for report in reports)


def main(path: str, tests: Sequence[str]) -> int:
    told = json.loads(Path(path).read_text("utf-8"))
    verdicts = Path(told["verdicts"])
    known = set()
    if verdicts.exists():
        known = {json.loads(one)[0] for one in verdicts.read_text().splitlines()}
    mutants = tuple(one for one in told["mutants"] if one not in known)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
    os.environ[UNDER_TEST] = "stats"
    early = tuple(told["early"])
    job = Job(mutants, told["workers"], told["seconds"], early, verdicts)
    asking = Asking(job)
    options = ["-q", "-s", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
    options += ["-o", "tmp_path_retention_policy=none"]
    return int(pytest.main([*options, *tests], plugins=[asking]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
