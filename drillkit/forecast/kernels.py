"""Which kernel runs: a compiled copy of these very sources, or the sources.

The build puts a compiled copy into ``native/`` together with a stamp of the sources it
was made of.  A copy whose stamp does not fit is left alone: it would answer for rules
that somebody has changed since.
"""

import os
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from drillkit.forecast.tables import Tables


HERE: Final = Path(__file__).parent
SOURCES: Final = HERE / "kernel"
NATIVE: Final = HERE / "native"
# In the order in which they need each other.
MODULES: Final = (
    "world",
    "crews",
    "ways",
    "people",
    "milestones",
    "work",
    "flow",
    "lives",
)
SWITCH: Final = "DRILLKIT_KERNEL"

Kind = Literal["compiled", "interpreted"]


def stamp(sources: Path = SOURCES) -> str:
    """What the sources are, in a line."""
    found = blake2b(digest_size=16)
    for path in sorted((*sources.glob("*.py"), *sources.glob("*.pxd"))):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


@cache
def kind() -> Kind:
    """Which kernel runs here; the environment can ask for the interpreted one."""
    if os.environ.get(SWITCH) == "interpreted":
        return "interpreted"
    written = NATIVE / "stamp.txt"
    try:
        fits = written.read_text("ascii").strip() == stamp()
    except OSError:
        return "interpreted"
    return "compiled" if fits else "interpreted"


def kernel(tables: "Tables", traced: int = 0, wanted: Kind | None = None) -> Any:
    """A kernel of its own for *tables*, for one thread at a time.

    It can write down *traced* lines of what happens in the last replication.
    """
    of = _parts(wanted or kind())
    hands = of["crews"].Crews()
    callers = of["people"].People(hands)
    reached = of["milestones"].Milestones(callers)
    doing = of["work"].Work(hands, callers, of["ways"].Ways(), reached)
    moving = of["flow"].Flow(doing, callers, reached)
    state = of["world"].World(tables, traced)
    return of["lives"].Lives(state, hands, callers, reached, doing, moving)


def _parts(kind: Kind) -> dict[str, Any]:
    """The modules of a kernel by name; the compiled ones are joined into one."""
    if kind == "compiled":
        return dict.fromkeys(MODULES, import_module("drillkit.forecast.native.kernel"))
    return {name: import_module(f"drillkit.forecast.kernel.{name}") for name in MODULES}
