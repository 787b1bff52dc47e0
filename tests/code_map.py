"""The code map of ARCHITECTURE.md, written from the captions of the modules.

A caption is the first line of a docstring.  A folder inside a room is a set that
grows, and so are the verbs: of such a folder only its own caption is shown.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "drillkit"
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- code map -->\n", "<!-- end of code map -->\n"

# In the order of the flow; plain modules come last.
ROOMS = (
    "plan",
    "engine",
    "log",
    "conduct",
    "forecast",
    "review",
    "exchange",
    "tui",
    "web",
    "cli",
)
OPEN_SETS = ("cli",)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def caption(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return docstring.partition("\n")[0]


def _rooms() -> Iterator[Path]:
    rooms = (PACKAGE / room for room in ROOMS)
    yield from (room for room in rooms if (room / "__init__.py").exists())


def _inside(room: Path) -> Iterator[str]:
    if room.name in OPEN_SETS:
        return
    for module in sorted(room.glob("*.py")):
        if module.name != "__init__.py":
            yield f"  - `{module.name}` {caption(module)}"
    for folder in sorted(room.iterdir()):
        if (folder / "__init__.py").exists():
            yield f"  - `{folder.name}/` {caption(folder / '__init__.py')}"


def lines() -> Iterator[str]:
    for room in _rooms():
        yield f"- **`{room.name}/`** {caption(room / '__init__.py')}"
        yield from _inside(room)
    for module in sorted(PACKAGE.glob("[!_]*.py")):
        yield f"- `{module.name}` {caption(module)}"


def code_map() -> str:
    return "".join(f"{line}\n" for line in lines())


def written(page: str) -> str:
    """The code map as it stands between its two marks in *page*."""
    return page.partition(BEGIN)[2].partition(END)[0]


def main() -> None:
    page = PAGE.read_text("utf-8")
    head, _, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    PAGE.write_text(f"{head}{BEGIN}{code_map()}{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
