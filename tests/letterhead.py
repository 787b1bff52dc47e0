"""The Word file that reports are written into: styles, header, footer, title.

``python -m tests.letterhead`` makes ``templates/aar.docx`` anew; a company opens it in
Word, puts its own letterhead on it, and keeps it in its workspace.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Noto Sans"
INK, SOFT, ACCENT = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x4A, 0x56, 0x65), "1F4E79"
SIZES = {"Title": 20, "Heading 1": 13, "Heading 2": 10.5, "Normal": 9.4}


def letterhead() -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin = section.bottom_margin = Mm(18)
    section.header_distance = section.footer_distance = Mm(8)
    for name, size in SIZES.items():
        _style(document.styles[name], size, is_bold=name != "Normal")
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = header.add_run("{{ view.mark }}")
    run.bold, run.font.size = True, Pt(8)
    run.font.color.rgb = RGBColor(0x7A, 0x3E, 0x00)
    footer = section.footer.paragraphs[0]
    line = footer.add_run("{{ view.kind }} · {{ view.title }} · ")
    line.font.size, line.font.color.rgb = Pt(7.6), SOFT
    _page_number(footer)
    kind = document.add_paragraph()
    said = kind.add_run("{{ view.kind }}")
    said.bold, said.font.color.rgb = True, RGBColor.from_string(ACCENT)
    document.add_paragraph("{{ view.title }}", style="Title")
    below = document.add_paragraph().add_run("{{ view.subtitle }}")
    below.font.color.rgb = SOFT
    document.add_paragraph("{{ body }}")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _style(style: Any, size: float, *, is_bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), is_bold
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.get_or_add_pPr().remove(border)


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(7.6), SOFT
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


if __name__ == "__main__":
    path = Path(__file__).parent.parent / "templates" / "aar.docx"
    path.write_bytes(letterhead())
