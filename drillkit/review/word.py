"""A document's view as the XML of a Word file's body: paragraphs, tables, links.

Written as text with every word escaped, because a long timeline through an object for
each cell takes half a minute.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from drillkit.review.paper import REFS

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INK: Final = "1B2430"
SOFT: Final = "4A5665"
TONES: Final = {
    "kept": ("00618F", "E8F2F8"),
    "missed": ("B23C00", "FCEFE8"),
    "open": (SOFT, "F1F3F6"),
    "quiet": (SOFT, "F1F3F6"),
}
# Twentieths of a point across the sheet, and half points of type.
ACROSS: Final = 10320
SMALL: Final = 14
CELL: Final = 16


def run(text: str, *, colour: str = INK, size: int = 0, is_bold: bool = False) -> str:
    """Words as they are, on as many lines as they were written."""
    bold = "<w:b/>" if is_bold else ""
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    style = f'<w:rPr>{bold}<w:color w:val="{colour}"/>{sized}</w:rPr>'
    lines = [
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    ]
    return f"<w:r>{style}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(
    *runs: str,
    style: str = "",
    is_kept: bool = False,
    before: int = 0,
    side: str = "",
    is_tight: bool = False,
) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    kept = "<w:keepNext/>" if is_kept else ""
    above = f'<w:spacing w:before="{before}"/>' if before else ""
    if is_tight:
        above = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    aligned = f'<w:jc w:val="{side}"/>' if side else ""
    return f"<w:p><w:pPr>{named}{kept}{above}{aligned}</w:pPr>{''.join(runs)}</w:p>"


def tight(*runs: str, side: str = "") -> str:
    """A paragraph of a table's cell."""
    return paragraph(*runs, side=side, is_tight=True)


def refs(seqs: Sequence[int]) -> str:
    """Entry numbers, each a link to its row of the timeline."""
    if not seqs:
        return ""
    shown = list(seqs) if len(seqs) <= REFS else list(seqs[: REFS - 2])
    parts = [_link(seq) for seq in shown]
    # A few numbers stay on one line.
    comma = ",\N{NO-BREAK SPACE}" if len(seqs) < 4 else ", "
    said = _small(" [") + _small(comma).join(parts)
    if len(seqs) > REFS:
        said += _small(", … ") + _link(seqs[-1])
    return said + _small("]")


def _small(text: str) -> str:
    return run(text, colour=SOFT, size=SMALL)


def _link(seq: int) -> str:
    return (
        f'<w:hyperlink w:anchor="e{seq}" w:history="1">{_small(str(seq))}</w:hyperlink>'
    )


def cell_of(one: Mapping[str, Any], size: int = CELL) -> str:
    colour = TONES.get(one["tone"], (INK, ""))[0]
    is_bold = one["tone"] in ("kept", "missed")
    return run(one["text"], colour=colour, size=size, is_bold=is_bold) + refs(
        one["refs"]
    )


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    sides: Sequence[str],
    *,
    high: int = 0,
) -> str:
    """Rows of ready cells; the head is repeated on each page."""
    twips = [round(one * 20) for one in widths]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in twips)
    lines = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="D9DEE5"/>'
    inside = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9DEE5"/>'
    margins = (
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    style = (
        f'<w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f"<w:tblBorders>{lines}{inside}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>{margins}'
        '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
    )
    tall = f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>' if high else ""
    header = "".join(
        _cell(tight(run(one, colour=SOFT, size=15, is_bold=True), side=side), wide)
        for one, wide, side in zip(head, twips, sides, strict=True)
    )
    made = []
    if any(head):
        made = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>"]
    made += [
        f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>"
        + "".join(_cell(one, wide) for one, wide in zip(row, twips, strict=True))
        + "</w:tr>"
        for row in rows
    ]
    return f"<w:tbl>{style}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


def _cell(inner: str, wide: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def table_of(one: Mapping[str, Any], *, is_form: bool = False) -> list[str]:
    """A table of the view with its caption."""
    if not one["rows"]:
        return [paragraph(run(one["empty"], colour=SOFT))] if one["empty"] else []
    sides = ["right" if c["align"] == "number" else "left" for c in one["columns"]]
    rows = [
        [
            tight(cell_of(cell), side=side)
            + (tight(_small(cell["note"]), side=side) if cell["note"] else "")
            for cell, side in zip(row, sides, strict=True)
        ]
        for row in one["rows"]
    ]
    caption = paragraph(
        run(one["caption"], size=18, is_bold=True), is_kept=True, before=160
    )
    head = [column["title"] for column in one["columns"]]
    made = table(head, rows, one["widths"], sides, high=560 if is_form else 0)
    return [caption, made, paragraph()]


def block_of(one: Mapping[str, Any], *, is_form: bool = False) -> list[str]:
    """Any block but a picture."""
    if one["kind"] == "table":
        return table_of(one, is_form=is_form)
    if one["kind"] == "heading":
        return [paragraph(run(one["text"], size=21, is_bold=True), style="Heading2")]
    if one["kind"] == "items":
        return [
            paragraph(
                run("\N{EN DASH} ", size=CELL + 2),
                cell_of(row, CELL + 2),
                *([_small(f"  {row['note']}")] if row["note"] else []),
            )  # fmt: skip
            for row in one["rows"]
        ]
    return [paragraph(run(one["text"]), refs(one["refs"]))]


def boxed(runs: Iterable[str], tone: str) -> str:
    """A sentence in a box of its tone."""
    hue, wash = TONES.get(tone, (INK, "F4F6F9"))
    edge = f'<w:left w:val="single" w:sz="40" w:space="0" w:color="{hue}"/>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>'
    said = "".join(paragraph(one, before=60) for one in runs)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{ACROSS}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{ACROSS}"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{ACROSS}" w:type="dxa"/><w:tcBorders>{edge}</w:tcBorders>{shade}'
        f"</w:tcPr>{said}</w:tc></w:tr></w:tbl>"
    )


def timeline(one: Mapping[str, Any]) -> list[str]:
    """The log; each row can be jumped to."""
    rows = [
        [
            tight(_bookmark(row["seq"]), side="right"),
            tight(run(row["at"], size=SMALL), side="right")
            + tight(run(row["clock"], size=13, colour=SOFT), side="right"),
            tight(run(row["who"], size=SMALL))
            + (
                tight(run(row["department"], size=13, colour=SOFT))
                if row["department"]
                else ""
            ),
            tight(run(row["text"], size=SMALL))
            + (tight(run(row["note"], size=13, colour=SOFT)) if row["note"] else ""),
        ]
        for row in one["rows"]
    ]
    sides = ["right", "right", "left", "left"]
    return [
        paragraph(run(one["note"])),
        table(one["columns"], rows, (36, 50, 130, 300), sides),
    ]


def _bookmark(seq: int) -> str:
    mark = f'<w:bookmarkStart w:id="{seq}" w:name="e{seq}"/>'
    return f'{mark}{run(str(seq), size=SMALL)}<w:bookmarkEnd w:id="{seq}"/>'
