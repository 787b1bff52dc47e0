"""PDF, Word and spreadsheet files of the hand-made drill, in both languages."""

import csv
import io
import sys
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from drillkit.errors import Misuse, TemplateError
from drillkit.language import LANGUAGES, Language
from drillkit.review.books import record_of
from drillkit.review.formats import Format, files
from drillkit.review.sheets import safe
from drillkit.review.view import view
from tests.review.tale import whole_drill

RECORD = record_of(whole_drill().stored)
VIEWS = {lang: view(RECORD, lang) for lang in LANGUAGES}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def parts(lang: Language) -> dict[str, bytes]:
    content = files(VIEWS[lang], "docx")["docx"]
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_says_that_it_is_accessible_and_archivable(lang: Language) -> None:
    content = files(VIEWS[lang], "pdf")["pdf"]

    assert content.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1<" in content
    assert b"<pdfaid:part>2<" in content
    assert b"<pdfaid:conformance>A<" in content


def test_the_pdf_is_the_same_byte_for_byte() -> None:
    assert files(VIEWS["en"], "pdf") == files(VIEWS["en"], "pdf")


def test_a_picture_without_words_is_refused_on_paper(tmp_path: Path) -> None:
    (tmp_path / "aar.typ").write_text(
        '#import "core/report.typ": report, picture\n'
        "#let d = json(bytes(sys.inputs.data))\n"
        "#report(d, section: (d, one) => { heading(one.title)\n"
        '  for b in one.blocks { if b.kind == "picture" {\n'
        '    image(bytes(b.svg), format: "svg") } } })\n',
        "utf-8",
    )

    with pytest.raises(TemplateError, match="alt text"):
        files(VIEWS["en"], "pdf", tmp_path)


def test_a_template_that_fetches_a_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aar.typ").write_text('#import "@preview/tablex:0.0.8": *\n', "utf-8")

    with pytest.raises(TemplateError, match="packages are not imported"):
        files(VIEWS["en"], "pdf", tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_word_gets_every_picture_with_its_words(lang: Language) -> None:
    tree = ElementTree.fromstring(parts(lang)["word/document.xml"])
    pictures = [one for one in tree.iter() if one.tag.endswith("}docPr")]

    assert len(pictures) > 4
    assert all(len(one.get("descr", "")) > 20 for one in pictures)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_word_a_hostile_note_is_words(lang: Language) -> None:
    found = parts(lang)
    tree = ElementTree.fromstring(found["word/document.xml"])
    words = "".join(one.text or "" for one in tree.iter(f"{W}t"))

    assert "<script>alert(1)</script>" in words
    assert "{{ 7*7 }}" in words
    assert "{{" not in found["word/header1.xml"].decode()
    assert not [name for name in found if "vba" in name.lower()]


def test_in_word_every_number_leads_to_its_entry() -> None:
    tree = ElementTree.fromstring(parts("en")["word/document.xml"])
    marks = {one.get(f"{W}name") for one in tree.iter(f"{W}bookmarkStart")}
    links = {one.get(f"{W}anchor") for one in tree.iter(f"{W}hyperlink")}

    assert len(links) > 20
    assert links <= marks


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_spreadsheet_has_every_entry_and_every_measure(lang: Language) -> None:
    made = files(VIEWS[lang], "csv")
    sheets = {
        name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        for name, content in made.items()
    }

    assert len(sheets["entries.csv"]) == len(VIEWS[lang]["entries"])
    assert len(sheets["measures.csv"]) == len(VIEWS[lang]["measures"])
    assert sheets["measures.csv"][0]["entries"]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", " =1+1", "\t=1", "＝1+1"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(safe(text)).startswith("'")


def test_numbers_stay_numbers_in_a_spreadsheet() -> None:
    assert (safe(-5), safe(None), safe("well = done")) == (-5, None, "well = done")


@pytest.mark.parametrize(
    ("form", "package", "extra"),
    [("pdf", "typst", "[pdf]"), ("docx", "docxtpl", "[docx]")],
)
def test_a_missing_package_is_named_with_the_way_out(
    form: Format, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(Misuse, match=package) as caught:
        files(VIEWS["en"], form)
    assert extra in caught.value.word_way_out(str)
