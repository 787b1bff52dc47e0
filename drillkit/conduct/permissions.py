"""What each kind of seat may do, asked before an act reaches the engine.

An act is somebody's business: of roles, of a department, of the story.  A table says
how much of each sort of business a kind of seat may do.  Whether the act makes sense
now is the engine's to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, assert_never, get_args

from drillkit.conduct.business import Business, Sort, business_of
from drillkit.conduct.seats import Seat, SeatKind
from drillkit.engine.charts import Play
from drillkit.engine.commands import Act
from drillkit.engine.drill import Drill
from drillkit.engine.entry import Origin
from drillkit.engine.events import Mode
from drillkit.plan.problem import N_

# How much of a sort of business: all of it, a department's, or what is one's own.
Scope = Literal["all", "department", "own"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a message id and its words.  Nothing was recorded."""

    says: str
    words: Mapping[str, str] = field(default_factory=dict)


ANYBODY: Final[Mapping[Sort, Scope]] = {
    "time": "all",
    "emergency": "all",
    "feedback": "all",
}

PLAYERS: Final[Mapping[Sort, Scope]] = {
    **ANYBODY,
    "work": "own",
    "role": "own",
    "answer": "own",
    "coordination": "own",
    "direction": "own",
    "table": "all",
    "mark": "all",
    "word": "all",
    "correction": "own",
    "hot-wash": "own",
}

MAY: Final[Mapping[SeatKind, Mapping[Sort, Scope]]] = {
    "director": {
        **dict.fromkeys(PLAYERS, "all"),
        "host": "all",
        "story": "all",
        "spoken": "all",
        "expected": "all",
        "controls": "all",
        "time-out": "all",
        "seen": "all",
        "rated": "all",
    },
    "controller": {
        **ANYBODY,
        "answer": "department",
        "coordination": "department",
        "direction": "department",
        "story": "department",
        "spoken": "department",
        "expected": "department",
        "time-out": "department",
        "seen": "department",
        "word": "all",
        "correction": "own",
        "hot-wash": "all",
    },
    "evaluator": {
        **ANYBODY,
        "expected": "department",
        "seen": "department",
        "rated": "department",
        "correction": "own",
        "hot-wash": "all",
    },
    "role-player": {
        **ANYBODY,
        "answer": "all",
        "mark": "all",
        "spoken": "all",
        "expected": "all",
        "word": "all",
        "correction": "own",
        "hot-wash": "all",
    },
    # A scribe's own; for others it does what they may, see below.
    "scribe": {**ANYBODY, "word": "all", "correction": "all", "hot-wash": "all"},
    "participant": PLAYERS,
    "observer": {**ANYBODY, "seen": "all", "correction": "own"},
}

# There is no exercise in a real event, so nobody to run it.
ONLY_IN_DRILLS: Final[frozenset[SeatKind]] = frozenset(
    {"director", "controller", "role-player"}
)


def refusal(
    seat: Seat,
    act: Act,
    drill: Drill,
    play: Play,
    *,
    for_role: str = "",
    wrote: Origin | None = None,
) -> Refusal | None:
    """Why *seat* may not do it; None if it may.

    ``for_role`` is whose act it is when somebody else writes it, ``wrote`` the origin
    of the entry that a correction is about.
    """
    business = business_of(act, drill, play)
    is_for_another = for_role not in ("", seat.role)
    # Feedback is everybody's, but only their own.
    if business.sort in ANYBODY and not (
        is_for_another and business.sort == "feedback"
    ):
        return None
    if drill.mode == "live" and seat.kind in ONLY_IN_DRILLS:
        return Refusal(
            N_("a real event has no exercise staff: take the seat of a role")
        )
    if is_for_another:
        return _for_another(seat, act, drill, play, for_role, wrote)
    scope = MAY[seat.kind].get(business.sort)
    if scope is None:
        return Refusal(N_('"{seat}" is no seat for this'), {"seat": seat.name})
    if business.sort == "correction" and scope == "own":
        return _unless_own(seat, wrote)
    return _outside(seat, scope, business, drill, play)


def may_ever(seat: Seat, sort: Sort, mode: Mode) -> bool:
    """Whether *sort* of business can be this seat's at all: what to offer it."""
    if sort in ANYBODY:
        return True
    if mode == "live" and seat.kind in ONLY_IN_DRILLS:
        return False
    # A scribe writes for others what they may do themselves.
    is_for_others = seat.kind == "scribe" and sort in PLAYERS
    return is_for_others or sort in MAY[seat.kind]


def writes_for(seat: Seat, drill: Drill, play: Play) -> tuple[str, ...]:
    """The roles whose acts *seat* may write down, where they may do them."""
    if not _writes_for_others(seat, drill):
        return ()
    roles = play.company.roles.values()
    is_all = seat.kind != "scribe" or not seat.department
    return tuple(
        role.name
        for role in roles
        if role.name != seat.role and (is_all or role.department == seat.department)
    )


def _for_another(
    seat: Seat, act: Act, drill: Drill, play: Play, role: str, wrote: Origin | None
) -> Refusal | None:
    """Whether *seat* may write what *role* did."""
    known = play.company.roles.get(role)
    if seat.kind == "role-player":
        if known is not None or _is_of_staff(role):
            return Refusal(
                N_("a role-player speaks only for those outside the company"),
                {"role": role},
            )
        return refusal(seat, act, drill, play, wrote=wrote)
    if known is None:
        return Refusal(N_('nobody has the role "{role}"'), {"role": role})
    if not _writes_for_others(seat, drill):
        return Refusal(
            N_("this seat writes for nobody else; a scribe does"), {"role": role}
        )
    if seat.kind == "scribe" and seat.department not in ("", known.department):
        return Refusal(
            N_("this scribe writes for {department} only"),
            {"department": seat.department},
        )
    if seat.kind == "director":
        return None
    other = Seat("participant", role, known.department)
    return refusal(other, act, drill, play, wrote=wrote)


def _is_of_staff(name: str) -> bool:
    """Whether entries by *name* are those of a seat that is no role's."""
    return name.partition(":")[0] in get_args(SeatKind)


def _writes_for_others(seat: Seat, drill: Drill) -> bool:
    match seat.kind:
        case "director" | "scribe":
            return True
        case "participant":
            # At three in the morning whoever has command types for all of them.
            return drill.mode == "live" and has_command(seat, drill)
        case "controller" | "evaluator" | "role-player" | "observer":
            return False
        case _:
            assert_never(seat.kind)


def has_command(seat: Seat, drill: Drill) -> bool:
    """Whether it is the seat of the role that has command."""
    return seat.kind == "participant" and seat.role == drill.command


def _unless_own(seat: Seat, wrote: Origin | None) -> Refusal | None:
    mine = (seat.role or seat.name, seat.name)
    if wrote is not None and (wrote.by in mine or wrote.written_by in mine):
        return None
    return Refusal(N_("only whoever made or wrote an entry corrects it"))


def _outside(
    seat: Seat, scope: Scope, business: Business, drill: Drill, play: Play
) -> Refusal | None:
    """Why it is not the seat's business; None if it is."""
    if scope == "all":
        return None
    if scope == "department":
        if seat.department in ("", business.department):
            return None
        whose = business.department or "-"
        return Refusal(
            N_("this seat is for {mine}, and this concerns {theirs}"),
            {"mine": seat.department, "theirs": whose},
        )
    if _is_own(seat, business, drill, play):
        return None
    whose = ", ".join(sorted(business.roles)) or business.department
    if not whose:
        return Refusal(N_("only whoever has command does this"))
    return Refusal(N_("this is for {whose} to do"), {"whose": whose})


def _is_own(seat: Seat, business: Business, drill: Drill, play: Play) -> bool:
    if business.sort == "direction":
        # In a drill a controller does it, without whom nobody could.
        return drill.mode == "live" and has_command(seat, drill)
    if business.sort == "coordination" and has_command(seat, drill):
        return True
    role = play.company.roles.get(seat.role)
    if role is None:
        return False
    deputies = {play.company.roles[name].deputy for name in business.roles}
    if seat.role in business.roles or seat.role in deputies:
        return True
    is_shared = business.sort in ("work", "answer", "hot-wash")
    return is_shared and role.department == business.department
