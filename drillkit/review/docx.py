"""The one door to Word: a document's view in, a .docx file out.

The letterhead is a Word file of its own, which a company replaces by one with its own
styles, header and logo; docxtpl fills in what it names, and the body goes where
``{{ body }}`` stands.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from drillkit import shipped
from drillkit.errors import Misuse, TemplateError
from drillkit.language import N_
from drillkit.review import word
from drillkit.review.pdf import FONTS
from drillkit.review.render import told_of

USUAL: Final = "aar.docx"
_LINK: Final = re.compile(r"</?w:hyperlink[^>]*>")
BODY: Final = "drillkit-body-goes-here"
# A picture's dots across the sheet, and its millimetres.
DOTS: Final = 1500
ACROSS_MM: Final = 182.0
HIGH_MM: Final = 235.0
# Sections that are written into with a pen.
FORMS: Final = (
    "improvement", "questions", "departments", "closing", "changes", "sheet",
)  # fmt: skip


def make_docx(
    name: str,
    data: Mapping[str, Any],
    environment: Any,
    templates: Path | None = None,
) -> bytes:
    """The letterhead *name* with *data* in it."""
    try:
        from docxtpl import DocxTemplate
    except ImportError as error:
        raise Misuse(
            N_("Word files are made by the package docxtpl, which is not installed"),
            way_out=N_('install it with: pip install "drillkit[docx]"'),
        ) from error
    paper = _letterhead(name, templates)
    template = DocxTemplate(paper)
    with told_of(name):
        template.render({"view": data, "body": BODY}, environment, autoescape=True)
    _fill(template.docx, data)
    made = BytesIO()
    template.save(made)
    return made.getvalue()


def _letterhead(name: str, templates: Path | None) -> Path:
    """The company's own for this document, else its usual one, else ours."""
    for folder in (templates, shipped.templates()):
        for one in (name, USUAL):
            if folder and (folder / one).is_file():
                return folder / one
    raise FileNotFoundError(shipped.templates() / USUAL)


def _fill(document: Any, data: Mapping[str, Any]) -> None:
    """The body in place of its mark: as text, for moving elements takes minutes."""
    from docx.oxml import parse_xml
    from lxml import etree

    body = document.element.body
    marks = [one._p for one in document.paragraphs if BODY in one.text]
    if not marks:
        raise TemplateError(
            N_("template {template} cannot be rendered: {reason}"),
            template="docx",
            reason="no paragraph says {{ body }}",
        )
    said = "".join(_parts(document, data))
    if not data["words"]["linked"]:
        # Numbers of entries stay, where there is no timeline to lead to.
        said = _LINK.sub("", said)
    place = etree.Comment(BODY)
    marks[0].addprevious(place)
    marks[0].getparent().remove(marks[0])
    before, _, after = etree.tostring(body, encoding="unicode").partition(
        f"<!--{BODY}-->"
    )
    document.element.replace(body, parse_xml(before + said + after))
    properties = document.core_properties
    properties.title = f"{data['kind']}: {data['title']}"
    properties.language = data["lang"]
    properties.author = data.get("author", "drillkit")


def _parts(document: Any, data: Mapping[str, Any]) -> list[str]:
    parts = _first(data) if data["first"] else []
    for number, section in enumerate(data["sections"], 1):
        parts += [_heading(f"{number}  {section['title']}")]
        for block in section["blocks"]:
            if block["kind"] == "picture":
                caption = word.run(block["title"], size=18, is_bold=True)
                parts += [word.paragraph(caption, is_kept=True, before=160)]
                parts.append(_picture(document, block))
            else:
                is_form = section["id"].partition("-")[0] in FORMS
                parts += word.block_of(block, is_form=is_form)
    if data["timeline"]["rows"]:
        title = f"{len(data['sections']) + 1}  {data['timeline']['title']}"
        parts += [_heading(title), *word.timeline(data["timeline"])]
    return parts


def _heading(text: str) -> str:
    return word.paragraph(word.run(text, size=26, is_bold=True), style="Heading1")


def _first(data: Mapping[str, Any]) -> list[str]:
    first, words = data["first"], data["words"]
    said = [
        word.run(first["verdict"]["text"], size=26, is_bold=True)
        + word.refs(first["verdict"]["refs"]),
        *(word.run(mark, colour=word.SOFT, size=17) for mark in first["marks"]),
    ]
    made = [word.boxed(said, first["verdict"]["tone"]), word.paragraph()]
    if first["tiles"]:
        made.append(_tiles(first["tiles"]))
    if "delays" not in first:
        return made
    made.append(_heading(words["delays"]))
    for number, one in enumerate(first["delays"], 1):
        small = " \N{MIDDLE DOT} ".join(
            filter(None, (one["who"], one["took"], one["why"]))
        )
        over = word.run(f" {one['over']}", colour=word.TONES["missed"][0], is_bold=True)
        line = word.run(f"{number}. {one['what']}") + over + word.refs(one["refs"])
        made.append(
            word.paragraph(line, word.run(f"\n{small}", colour=word.SOFT, size=16))
        )
    if not first["delays"]:
        made.append(word.paragraph(word.run(words["no_delays"], colour=word.SOFT)))
    made.append(_heading(words["broken"]))
    rows = [dict(row) for row in first["broken"]]
    made += word.block_of({"kind": "items", "rows": rows})
    if not rows:
        made.append(word.paragraph(word.run(words["none_broken"], colour=word.SOFT)))
    return made


def _tiles(tiles: list[Mapping[str, Any]]) -> str:
    """Three in a row, as a table without a head to repeat."""
    cells = [
        word.paragraph(word.run(one["label"], colour=word.SOFT, size=16))
        + word.paragraph(word.run(one["value"], size=28, is_bold=True))
        + word.paragraph(
            word.run(
                one["word"],
                colour=word.TONES.get(one["tone"], (word.INK, ""))[0],
                size=16,
                is_bold=True,
            ),
            word.run(
                (" \N{MIDDLE DOT} " if one["word"] else "") + one["note"],
                colour=word.SOFT,
                size=16,
            ),
            word.refs(one["refs"]),
        )  # fmt: skip
        for one in tiles
    ]
    cells += [word.paragraph()] * (-len(cells) % 3)
    rows = [cells[n : n + 3] for n in range(0, len(cells), 3)]
    return word.table(["", "", ""], rows, (172, 172, 172), ["left"] * 3)


def _picture(document: Any, block: Mapping[str, Any]) -> str:
    """The picture as dots, with its words for those who cannot see it."""
    import resvg_py
    from docx.oxml.ns import qn
    from docx.shared import Mm
    from lxml import etree

    dots = resvg_py.svg_to_bytes(
        svg_string=block["svg"],
        width=DOTS,
        font_files=[str(file) for file in sorted(FONTS.glob("*.ttf"))],
        skip_system_fonts=True,
    )
    high = ACROSS_MM * block["height"] / block["width"]
    wide = ACROSS_MM * min(1.0, HIGH_MM / high, block["width"] / 640)
    inline = document.part.new_pic_inline(BytesIO(bytes(dots)), width=Mm(wide))
    for named in inline.iter(qn("wp:docPr")):
        named.set("descr", f"{block['title']}. {block['text']}")
        named.set("title", block["title"])
    drawn = etree.tostring(inline, encoding="unicode")
    return word.paragraph(f"<w:r><w:drawing>{drawn}</w:drawing></w:r>")
