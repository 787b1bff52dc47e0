"""Milestones of runs and of the company, knowledge and level.

``engine.decide.milestones`` and ``severity`` over the kernel's tables.
"""

from typing import TYPE_CHECKING

from drillkit.forecast.kernel.columns import (
    N_BY_ITEM,
    N_CLASSIFIED,
    N_ITEMS,
    N_NORMAL,
    N_WAITS,
    P_END,
    P_KEEPER,
    P_WIDTH,
    R_LEADS,
    R_LEVELS,
    R_NAMES_NORMAL,
    R_WIDTH,
    T_COMPANY,
    T_REACHED,
)

if TYPE_CHECKING:
    from drillkit.forecast.kernel.people import People
    from drillkit.forecast.kernel.world import World


class Milestones:
    """What has been reached, and how bad it is."""

    def __init__(self, people: "People") -> None:
        self.people = people

    def reach(self, w: "World", run: int, name: int, phase: int) -> None:
        """The first to reach it reaches it; later ones change nothing."""
        at = run * w.n_names + name
        if w.reached[at] >= 0:
            return
        w.reached[at] = w.now
        w.reached_by[at] = phase
        w.tell(T_REACHED, at)
        w.touched[run] = 1
        waits = w.numbers[N_WAITS] + at
        for place in range(w.x[waits], w.x[waits + 1]):
            w.touched[w.x[place]] = 1
        if w.runs[run * R_WIDTH + R_LEADS] and not w.itemised[name]:
            # Players mark every affected item once the lead department has it.
            w.to_mark[name] = 1
            w.marks = 1
        self.of_company(w, name)

    def of_company(self, w: "World", name: int) -> None:
        """Let the company reach a milestone once the rule for it holds."""
        if w.company[name] >= 0 or not self.holds(w, name):
            return
        w.company[name] = w.now
        w.company_cause[name] = w.cause
        if w.first[name] < 0:
            w.first[name] = w.now
        w.tell(T_COMPANY, name)
        if name == w.numbers[N_NORMAL]:
            for audience in range(w.n_audiences):
                self.people.forget(w, audience)
        self.people.silence(w)

    def mark(self, w: "World") -> None:
        """Every affected item has what the lead department has reached."""
        w.marks = 0
        for name in range(w.n_names):
            if w.to_mark[name]:
                w.to_mark[name] = 0
                w.itemised[name] = 1
                self.of_company(w, name)

    def holds(self, w: "World", name: int) -> bool:
        """Whether the company holds a milestone."""
        if w.numbers[N_ITEMS] > 0 and w.x[w.numbers[N_BY_ITEM] + name]:
            return w.itemised[name] != 0
        if name == w.numbers[N_NORMAL]:
            return self.is_normal(w)
        for run in range(w.n_runs):
            leads = w.runs[run * R_WIDTH + R_LEADS]
            if leads and w.reached[run * w.n_names + name] >= 0:
                return True
        return False

    def is_normal(self, w: "World") -> bool:
        """Whether every run that can still reach it holds it, and there is one."""
        any_does = False
        name = w.numbers[N_NORMAL]
        for run in range(w.n_runs):
            if not w.begun[run] or not w.runs[run * R_WIDTH + R_NAMES_NORMAL]:
                continue
            if w.reached[run * w.n_names + name] >= 0:
                any_does = True
            elif not w.over[run]:
                return False
        return any_does

    def doubt(self, w: "World", run: int, phase: int) -> None:
        """Withdraw what a phase, or what lies in it, reached in an earlier visit."""
        end = w.phases[phase * P_WIDTH + P_END]
        for name in range(w.n_names):
            at = run * w.n_names + name
            by = w.reached_by[at]
            if w.reached[at] < 0 or by < phase or by >= end:
                continue
            # What a lane inside that keeps its result has reached stays.
            if w.phases[by * P_WIDTH + P_KEEPER] >= phase:
                continue
            w.reached[at] = -1
            if w.company[name] >= 0 and not self.holds(w, name):
                w.company[name] = -1
                self.people.silence(w)

    def report(self, w: "World", run: int, state: int) -> int:
        """Know more: what the level was before, for who classifies."""
        was = w.x[w.runs[run * R_WIDTH + R_LEVELS] + w.known[run]]
        w.known[run] |= state
        return was

    def classify(self, w: "World", run: int, was: int) -> None:
        """Give a run the level that its facts give; nobody decides otherwise."""
        level = w.x[w.runs[run * R_WIDTH + R_LEVELS] + w.known[run]]
        if level >= 0 and level != w.level[run] and (level != was or w.level[run] < 0):
            w.level[run] = level
            worst = -1
            for other in range(w.n_runs):
                given = w.level[other]
                if given >= 0 and (worst < 0 or given < worst):
                    worst = given
            if worst != w.rank:
                w.rank = worst
                self.people.silence(w)
        if w.level[run] >= 0:
            self.reach(w, run, w.numbers[N_CLASSIFIED], -1)
