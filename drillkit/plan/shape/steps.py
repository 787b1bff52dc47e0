"""The steps of one phase: who waits for whom, and when each could be done.

Times are milliseconds from the phase's begin.  What a step weighs is the
caller's business.
"""

from collections.abc import Callable, Mapping

from drillkit.plan.runbook import AnyStep, Phase, Watch

Weigh = Callable[[AnyStep], int]


def needs_of(phase: Phase) -> dict[str, tuple[str, ...]]:
    """What each step of *phase* waits for; without a word, the one before it."""
    found: dict[str, tuple[str, ...]] = {}
    before: tuple[str, ...] = ()
    for name, step in phase.steps.items():
        if step.needs is None:
            found[name] = before
        else:
            found[name] = tuple(need for need in step.needs if need in phase.steps)
        before = (name,)
    return found


def finishes(phase: Phase, weigh: Weigh) -> dict[str, int]:
    """When each step of *phase* is done, everybody at work as soon as may be."""
    needs = needs_of(phase)
    done: dict[str, int] = {}
    for name in in_order(needs):
        step = phase.steps[name]
        begin = max((done.get(need, 0) for need in needs[name]), default=0)
        # A watch is no work: what is listed after it begins with it.
        done[name] = begin + (0 if isinstance(step, Watch) else weigh(step))
    return done


def in_order(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The names, each after what it needs; a circle is cut where it closes."""
    ordered: dict[str, None] = {}
    begun: set[str] = set()
    for root in needs:
        stack = [root]
        while stack:
            name = stack[-1]
            begun.add(name)
            waits = [need for need in needs[name] if need not in begun]
            if waits:
                stack.append(waits[0])
            else:
                ordered[stack.pop()] = None
    return list(ordered)


def whole_phase(phase: Phase, weigh: Weigh) -> int:
    """When the last step that counts is done."""
    done = finishes(phase, weigh)
    return max(
        (done[name] for name, step in phase.steps.items() if not step.optional),
        default=0,
    )


def longest_chain(phase: Phase, weigh: Weigh) -> list[str]:
    """The steps, in order, that make the phase as long as it is."""
    done = finishes(phase, weigh)
    needs = needs_of(phase)
    names = [name for name, step in phase.steps.items() if not step.optional]
    chain: list[str] = []
    name = max(names, key=done.__getitem__, default=None)
    while name is not None and name not in chain:
        chain.append(name)
        name = max(needs[name], key=done.__getitem__, default=None)
    return [name for name in reversed(chain) if weigh(phase.steps[name])]
