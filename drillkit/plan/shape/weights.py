"""What a step weighs on a way: what it may take, or what it takes at the least.

All in milliseconds.
"""

from collections.abc import Mapping, Sequence

from drillkit.plan.organisation import Provider
from drillkit.plan.runbook import AnyStep, Batch, Request
from drillkit.plan.scalars import Beta, Fixed, Pert, Triangular
from drillkit.plan.shape.graph import may_be_skipped
from drillkit.plan.shape.steps import Weigh


def by_target(levels: Sequence[str] = (), level: str | None = None) -> Weigh:
    """Targets, at *level* of the ladder *levels*; at every level when None.

    A step with a condition weighs nothing: another may hold in its place.
    """
    worst = levels.index(level) if level is not None else 0

    def weigh(step: AnyStep) -> int:
        if step.target is None or step.when is not None:
            return 0
        begins = levels.index(step.from_) if step.from_ in levels else len(levels)
        return step.target if begins >= worst else 0

    return weigh


def at_the_least(providers: Mapping[str, Provider]) -> Weigh:
    """The shortest time a step can take; what may be left out takes none."""

    def weigh(step: AnyStep) -> int:
        if may_be_skipped(step):
            return 0
        return least(step, providers)

    return weigh


def least(step: AnyStep, providers: Mapping[str, Provider]) -> int:
    """The shortest time *step* takes once it is begun."""
    match step.takes:
        case Triangular(low) | Pert(low) | Beta(low):
            return low
        case Fixed(value):
            return value
    if isinstance(step, Request):
        name, _, wanted = step.request.partition("/")
        provider = providers.get(name)
        service = provider.services.get(wanted) if provider else None
        return (service.lead_time if service else None) or 0
    if isinstance(step, Batch) and step.each is not None:
        # So many at once, and the last round counts whole.
        return step.each * -(-step.batch // max(step.at_once, 1))
    # A lognormal may come as near to nothing as one likes.
    return 0
