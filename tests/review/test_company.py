"""A company's own templates, logo, colour, marking, words; what they cannot do."""

import io
import zipfile
from pathlib import Path

import pytest

from drillkit.errors import TemplateError
from drillkit.language import Language
from drillkit.review import foreign
from drillkit.review.books import record_of
from drillkit.review.formats import drawing, files
from drillkit.review.house import at_home
from drillkit.review.view import view
from tests.letterhead import letterhead
from tests.review.tale import whole_drill

RECORD = record_of(whole_drill().stored)
VIEW = view(RECORD, "en")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30" fill="#7a003c"/></svg>'  # noqa: E501
HOUSE = """
name = "Volga Networks"
logo = "logo.svg"
accent = "#7a003c"
marking = {en = "CONFIDENTIAL", ru = "КОНФИДЕНЦИАЛЬНО"}
[words.en]
"After-action report" = "Exercise report"
"Glossary" = "Our words"
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "house.toml").write_text(HOUSE, "utf-8")
    (tmp_path / "logo.svg").write_text(LOGO, "utf-8")
    return tmp_path


def test_logo_colour_marking_and_words_are_on_the_page(templates: Path) -> None:
    page = files(VIEW, "html", templates)["html"].decode()

    assert 'src="data:image/svg+xml;base64,' in page
    assert 'alt="Volga Networks"' in page
    assert "--accent: #7a003c" in page
    assert "EXERCISE · CONFIDENTIAL" in page
    assert "Exercise report" in page
    assert "Our words</h2>" in page


@pytest.mark.parametrize(("lang", "mark"), [("en", "CONFIDENTIAL"), ("ru", "КОНФ")])
def test_the_marking_is_in_the_language_of_the_document(
    templates: Path, lang: Language, mark: str
) -> None:
    assert mark in at_home(view(RECORD, lang), templates)["mark"]


def test_they_are_printed_as_well(templates: Path) -> None:
    plain = files(VIEW, "pdf")["pdf"]

    assert files(VIEW, "pdf", templates)["pdf"] != plain


def test_a_company_changes_one_block_and_keeps_the_rest(templates: Path) -> None:
    (templates / "aar.html.j2").write_text(
        '{% extends "core/aar.html.j2" %}{% block foot %}Volga, room 4{% endblock %}',
        "utf-8",
    )
    page = files(VIEW, "html", templates)["html"].decode()

    assert "Volga, room 4</div>" in page
    assert VIEW["first"]["verdict"]["text"] in page


def test_a_company_writes_on_its_own_letterhead(templates: Path) -> None:
    (templates / "aar.docx").write_bytes(letterhead())
    made = files(VIEW, "docx", templates)["docx"]

    with zipfile.ZipFile(io.BytesIO(made)) as found:
        assert "CONFIDENTIAL" in found.read("word/header1.xml").decode()


def test_a_company_changes_a_part_of_what_is_printed(templates: Path) -> None:
    (templates / "aar.typ").write_text(
        '#import "core/report.typ": report\n'
        "#report(json(bytes(sys.inputs.data)), timeline: d => heading[Volga])\n",
        "utf-8",
    )

    with pytest.raises(TemplateError, match="label"):
        files(VIEW, "pdf", templates)


@pytest.mark.parametrize(
    "wrong",
    [
        'accent = "#ffee00"',
        'accent = "red"',
        'logo = "../secret.png"',
        'logo = "none.svg"',
        "accent = ",
        'marking = "CONFIDENTIAL"',
        'marking = {fr = "CONFIDENTIEL"}',
        "marking = {en = 1}",
        '[words]\nGlossary = "Our words"',
        '[words]\nen = "Our words"',
        "[words.ru]\nGlossary = 1",
    ],
)
def test_a_look_that_cannot_be_is_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "house.toml").write_text(wrong, "utf-8")

    with pytest.raises(TemplateError, match="house.toml"):
        at_home(VIEW, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "{{ view.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{% set x = view.update({'a': 1}) %}",
        "{{ view.nothing }}",
    ],
)
def test_a_template_reaches_nothing_but_the_report(tmp_path: Path, text: str) -> None:
    (tmp_path / "aar.html.j2").write_text(text, "utf-8")

    with pytest.raises(TemplateError):
        files(VIEW, "html", tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{{ 1 + "a" }}', "TypeError: unsupported operand"),
        ("{{ 1 / 0 }}", "ZeroDivisionError: division by zero"),
    ],
)
def test_a_template_s_own_fault_is_told_by_its_own_words(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "aar.html.j2").write_text(text, "utf-8")

    with pytest.raises(TemplateError) as caught:
        files(VIEW, "html", tmp_path)

    assert reason in str(caught.value.words["reason"])


@pytest.mark.parametrize(
    ("code", "told", "reason"),
    [
        (-9, b"", "more time or memory"),
        (1, b"Traceback\nMemoryError\n", "more time or memory"),
        (1, b"Traceback\nRuntimeError: broken\n\n", "RuntimeError: broken"),
        (3, b"", "exit status 3"),
    ],
)
def test_what_ended_a_child_is_told(code: int, told: bytes, reason: str) -> None:
    assert reason in foreign.why_ended(code, told)


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}"
        "{% endfor %}{% endfor %}",
        "{{ 'x' * 3000000000 }}",
    ],
)
def test_a_template_without_an_end_is_ended(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aar.html.j2").write_text(text, "utf-8")
    monkeypatch.setattr(foreign, "WALL_S", 3)

    with pytest.raises(TemplateError, match="come to an end|more time or memory"):
        files(VIEW, "html", tmp_path)


def test_a_picture_alone_is_drawn_apart_too_and_is_the_same(tmp_path: Path) -> None:
    blocks = [block for part in VIEW["sections"] for block in part["blocks"]]
    chart = next(block for block in blocks if block["kind"] == "chart")
    ours = drawing(chart)
    (tmp_path / "aar.html.j2").write_text('{% extends "shipped/aar.html.j2" %}')

    assert drawing(chart, tmp_path) == ours

    (tmp_path / "picture.svg.j2").write_text("{{ 1 + 'a' }}")
    with pytest.raises(TemplateError, match="unsupported operand"):
        drawing(chart, tmp_path)
