"""Whatever people typed is words and nothing else, in every format and a browser."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from drillkit.engine.events import HotWashNoted, NoteWritten, Observed
from drillkit.language import LANGUAGES, Language
from drillkit.review.books import record_of
from drillkit.review.documents.brief import brief
from drillkit.review.formats import files
from drillkit.review.view import View, view
from tests.review.browser import Browser, needs_chromium
from tests.review.payloads import PAYLOADS
from tests.review.tale import whole_drill
from tests.review.test_render import Page

AXE = """axe.run(document, {resultTypes: ["violations"]}).then(
  found => JSON.stringify(found.violations.map(one => one.id + ": " + one.nodes.length
  + " " + one.nodes[0].html.slice(0, 200))))"""


@cache
def hostile(lang: Language) -> View:
    tale = whole_drill()
    for payload in PAYLOADS:
        tale.add(96, NoteWritten(payload), "noc-lead")
    for payload in PAYLOADS[:-2]:
        tale.add(96, Observed(payload, "network-operations", "speak"), "evaluator")
        tale.add(96, HotWashNoted("network-operations", "improve", payload), "noc-lead")
    return view(record_of(tale.stored), lang)


def test_in_html_nothing_is_a_tag_an_attribute_or_a_link() -> None:
    found = Page(files(hostile("en"), "html")["html"].decode())

    assert not {"script", "iframe", "img", "object", "base", "form"} & set(found.tags)
    assert not [name for name in found.attributes if name.startswith("on")]
    assert {link[0] for link in found.links} == {"#"}
    assert "<script>window.hit=1</script>" in found.words
    assert not {"\x1b", "\x07", "\x00", "\u202e", "\u2066"} & set(found.words)


def test_in_markdown_nothing_is_a_tag_a_link_or_a_picture() -> None:
    text = files(hostile("en"), "md")["md"].decode()
    tokens = MarkdownIt("gfm-like", {"html": True}).parse(text)
    kinds = {inner.type for one in tokens for inner in (one, *(one.children or ()))}

    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence"}
    assert not kinds & {"code_inline", "blockquote_open", "s_open"}


def test_in_json_every_word_can_be_read_back() -> None:
    twin = json.loads(files(hostile("en"), "json")["json"])

    assert len(twin["entries"]) == len(hostile("en")["entries"])


def test_in_sheets_no_cell_is_a_formula() -> None:
    for content in files(hostile("en"), "csv").values():
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [
                one for one in row if one.lstrip()[:1] in "=+@＝" and one.strip()
            ]


def test_in_word_nothing_leaves_its_text() -> None:
    made = files(hostile("ru"), "docx")["docx"]
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        tree = ElementTree.fromstring(found.read("word/document.xml"))
        names = found.namelist()
    words = "".join(one.text or "" for one in tree.iter() if one.tag.endswith("}t"))

    assert "</w:t></w:r><w:r><w:t>injected" in words
    assert not [
        one for one in tree.iter() if one.tag.endswith(("}fldSimple", "}object"))
    ]
    assert not [name for name in names if "embeddings" in name or "vba" in name]


def test_on_paper_it_is_still_accessible_and_archivable() -> None:
    content = files(hostile("ru"), "pdf")["pdf"]

    assert b"<pdfuaid:part>1<" in content
    assert b"/JavaScript" not in content


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    made = Browser()
    yield made
    made.close()


@needs_chromium
def test_in_a_browser_nothing_runs_and_nothing_is_fetched(
    browser: Browser, tmp_path: Path
) -> None:
    """Even with the page's own content policy switched off."""
    file = tmp_path / "hostile.html"
    file.write_bytes(files(hostile("en"), "html")["html"])
    browser.open(file, 390, "light")

    assert browser.value("typeof window.hit") == "undefined"
    assert browser.requests() == []
    assert browser.value("document.scripts.length") == 0
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.value(wide) <= 0


def _judged(browser: Browser, file: Path, width: int, scheme: str) -> list[Any]:
    """What axe-core finds wrong with a page."""
    axe = pytest.importorskip("axe_core_python")
    browser.open(file, width, scheme)
    browser.value((Path(axe.__file__).parent / "axe.min.js").read_text("utf-8"))
    found: list[Any] = json.loads(browser.value(AXE))
    return found


def _assert_accessible(
    browser: Browser, folder: Path, page: bytes, width: int, scheme: str
) -> None:
    file = folder / "page.html"
    file.write_bytes(page)

    assert _judged(browser, file, width, scheme) == []
    assert browser.value("document.documentElement.scrollWidth") <= width


@needs_chromium
def test_axe_finds_nothing_in_a_brief_on_a_telephone(
    browser: Browser, tmp_path: Path
) -> None:
    """The whole report takes it half a minute, and is judged in the soak."""
    page = files(brief(record_of(whole_drill().stored), "ru"), "html", None, "brief")
    _assert_accessible(browser, tmp_path, page["html"], 390, "dark")


@needs_chromium
@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_at_any_width_in_any_scheme(
    browser: Browser, tmp_path: Path, lang: Language, width: int, scheme: str
) -> None:
    page = files(view(record_of(whole_drill().stored), lang), "html")["html"]
    _assert_accessible(browser, tmp_path, page, width, scheme)
