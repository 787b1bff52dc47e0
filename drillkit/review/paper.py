"""A document's view for paper: letters measured and shown, columns set, pictures drawn.

PDF and DOCX read this and nothing else, so they say what the HTML says.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from drillkit.review.clean import plain
from drillkit.review.drawing import Picture
from drillkit.review.letters import printable, width
from drillkit.review.painting import is_picture, on_paper
from drillkit.review.view.blocks import Cell, Table

Draw = Callable[[dict[str, Any]], str]
# Points across an A4 sheet between its margins, and how words are set there.
ACROSS: Final = 516.0
SIZE: Final = 8.4
SMALL: Final = 7.0
AROUND: Final = 7.0
# What a stranger's endless word is broken to, and the most a column takes for itself.
LONGEST: Final = 96.0
# Letters of one cell, entries of one note: beyond, paper says how many there are.
LETTERS: Final = 4000
REFS: Final = 8
# Rows of the timeline that nothing leads to.
ROWS: Final = 300
# Rows of one table.
TABLE: Final = 120


def paper(view: Any, draw: Draw) -> dict[str, Any]:
    """*view* as a printer takes it; *draw* makes SVG of a painted picture."""
    words: dict[str, Any] = _worded(view)
    for section in words["sections"]:
        section["blocks"] = [_block(block, draw) for block in section["blocks"]]
    words["timeline"]["rows"] = _timeline(words)
    words.pop("entries", None)
    words.pop("measures", None)
    return words


def _timeline(words: Any) -> list[Any]:
    """What the document leads to, and the beginning of the rest."""
    wanted = _led_to([words["first"], words["sections"]])
    kept = []
    left = ROWS
    for row in words["timeline"]["rows"]:
        if row["seq"] in wanted or left > 0:
            kept.append({**row, "id": f"e{row['seq']}"})
            left -= row["seq"] not in wanted
    return kept


def _led_to(value: Any) -> set[int]:
    """Entries whose numbers are printed as links."""
    if isinstance(value, list):
        return {seq for inner in value for seq in _led_to(inner)}
    if not isinstance(value, dict):
        return set()
    refs = value.get("refs", [])
    found = set(refs if len(refs) <= REFS else [*refs[: REFS - 2], refs[-1]])
    for inner in value.values():
        found |= _led_to(inner)
    return found


def _worded(value: Any) -> Any:
    """The same, every text as paper can show it."""
    if isinstance(value, str):
        return _cut(printable(plain(value)))
    if isinstance(value, dict):
        return {
            key: _worded(inner)
            for key, inner in value.items()
            if key not in ("entries", "measures")
        }
    if isinstance(value, list):
        return [_worded(inner) for inner in value]
    return value


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else text[:LETTERS] + "…"


def _block(block: Any, draw: Draw) -> Any:
    if is_picture(block):
        picture: Picture = on_paper(block)
        drawn = {**block, "picture": picture, "is_natural": False}
        return {
            "kind": "picture",
            "title": block["title"],
            "text": block["text"],
            "svg": draw(drawn),
            "width": picture["width"],
            "height": picture["height"],
        }
    if block["kind"] == "table":
        shown = _shortened(block)
        return {**shown, "widths": widths(shown)}
    return block


def _shortened(table: Table) -> Table:
    """What nobody turns pages for; the HTML has more of it, the JSON all."""
    whole = len(table["rows"])
    if whole <= TABLE:
        return table
    caption = f"{table['caption']} ({TABLE} / {whole})"
    return {**table, "rows": table["rows"][:TABLE], "caption": caption}


def widths(table: Table) -> list[float]:
    """Points of each column: figures in one piece, words as their length asks."""
    needs = [
        _needs(column["title"], [row[n] for row in table["rows"]], column["align"])
        for n, column in enumerate(table["columns"])
    ]
    least = [need[0] for need in needs]
    left = ACROSS - sum(least)
    if left <= 0:
        return [round(one * ACROSS / sum(least), 1) for one in least]
    wants = [max(0.0, most - low) for low, most in needs]
    asked = sum(wants)
    if not asked:
        return [round(one + left / len(least), 1) for one in least]
    share = min(1.0, left / asked)
    made = [low + want * share for low, want in zip(least, wants, strict=True)]
    # What is left over goes where words are, so that figures stay beside them.
    rest = ACROSS - sum(made)
    texts = [n for n, one in enumerate(table["columns"]) if one["align"] == "text"]
    for n in texts:
        made[n] += rest / len(texts)
    return [round(one, 1) for one in made]


def _needs(title: str, cells: Sequence[Cell], align: str) -> tuple[float, float]:
    """The least and the most room a column has use for."""
    least = max((_word(word, SMALL + 0.6, True) for word in title.split()), default=0.0)
    most = width(title, SMALL + 0.6, True)
    if cells and not any(one["text"] for one in cells):
        # To be written into with a pen.
        return max(least * 0.9 + AROUND, 70.0), 420.0
    for one in cells:
        noted = max((_word(word, SMALL) for word in one["note"].split()), default=0.0)
        is_bold = one["tone"] in ("kept", "missed")
        whole = width(one["text"], SIZE, is_bold)
        refs = width(", ".join(map(str, one["refs"][:REFS])), SMALL) + 10
        if len(one["refs"]) < 4:
            least = max(least, refs if one["refs"] else 0)
        if align == "number":
            least = max(least, min(whole, LONGEST), noted)
        else:
            parts = one["text"].split()
            longest = max((_word(part, SIZE, is_bold) for part in parts), default=0.0)
            least = max(least, longest, noted)
        most = max(most, min(whole + (refs if one["refs"] else 0), 420.0))
    return least * 0.9 + AROUND, most * 0.9 + AROUND


def _word(word: str, size: float, is_bold: bool = False) -> float:
    return min(width(word, size, is_bold), LONGEST)
