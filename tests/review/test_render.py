"""Documents of the hand-made drill: safe, complete, in both languages."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from drillkit.engine.events import DrillEnded, NoteWritten
from drillkit.errors import TemplateError
from drillkit.language import LANGUAGES, Language
from drillkit.review.books import record_of
from drillkit.review.measures import measure
from drillkit.review.record import Books, read_record
from drillkit.review.render import FORMATS, Format, md_escape, render
from drillkit.review.view import view
from drillkit.review.view.timeline import cited_in
from tests.review.tale import HOSTILE, Tale, begun, whole_drill

TALE = whole_drill()
RECORD = record_of(TALE.stored)
PAGES = {
    (lang, form): render(view(RECORD, lang), form)
    for lang in LANGUAGES
    for form in FORMATS
}


class Page(HTMLParser):
    """What a browser would make of a page: tags, attributes, words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "xlink:href"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def page(lang: Language) -> Page:
    return Page(PAGES[lang, "html"])


@pytest.mark.parametrize("lang", LANGUAGES)
class TestPage:
    def test_a_hostile_note_is_words_and_nothing_else(self, lang: Language) -> None:
        found = page(lang)

        assert "script" not in found.tags
        assert "<script>alert(1)</script>" in found.words
        assert "{{ 7*7 }}" in found.words
        assert "\x1b" not in found.words
        assert "\u202e" not in found.words
        assert not [name for name in found.attributes if name.startswith("on")]

    def test_every_link_stays_inside_the_page(self, lang: Language) -> None:
        found = page(lang)

        assert found.links
        assert {link[0] for link in found.links} == {"#"}
        assert {link[1:] for link in found.links} <= set(found.ids)

    def test_ids_are_given_once(self, lang: Language) -> None:
        ids = page(lang).ids
        assert len(ids) == len(set(ids))

    def test_nothing_is_fetched_and_no_script_may_run(self, lang: Language) -> None:
        text = PAGES[lang, "html"]

        assert "default-src 'none'" in text
        addresses = set(re.findall(r"https?://[^\s\"'<]+", text))
        assert addresses == {"http://www.w3.org/2000/svg"}
        assert not re.search(r"url\((?!#)", text)

    def test_the_exercise_mark_is_at_the_top_and_at_the_bottom(
        self, lang: Language
    ) -> None:
        mark = view(RECORD, lang)["mark"]
        html, md = PAGES[lang, "html"], PAGES[lang, "md"]

        assert html.count(f'<div class="mark">{mark}<') == 2
        assert md.startswith(f"**{mark}**")
        assert md.rstrip().endswith(f"**{mark}**")

    def test_wide_tables_can_be_reached_by_the_keyboard(self, lang: Language) -> None:
        html = PAGES[lang, "html"]
        regions = html.count('tabindex="0" role="region" aria-label=')

        assert html.count("<table") + html.count("<figure>") == regions

    def test_every_cited_entry_is_in_the_timeline(self, lang: Language) -> None:
        document = view(RECORD, lang)
        shown = {row["seq"] for row in document["timeline"]["rows"]}

        assert cited_in([dict(document["first"]), *document["sections"]]) <= shown

    def test_the_twin_holds_every_measure_and_every_entry(self, lang: Language) -> None:
        twin = json.loads(PAGES[lang, "json"])
        found = measure(RECORD)

        assert [one["key"] for one in twin["measures"]] == [m.key for m in found.all]
        assert [one["entries"] for one in twin["measures"]] == [
            list(m.entries) for m in found.all
        ]
        assert [row["seq"] for row in twin["entries"]] == [
            row.seq for row in TALE.stored
        ]

    def test_all_formats_say_the_same_verdict(self, lang: Language) -> None:
        verdict = view(RECORD, lang)["first"]["verdict"]["text"]

        assert verdict in page(lang).words
        assert md_escape(verdict) in PAGES[lang, "md"]
        assert json.loads(PAGES[lang, "json"])["first"]["verdict"]["text"] == verdict


def test_a_hostile_note_is_one_cell_of_markdown() -> None:
    lines = [row for row in PAGES["en", "md"].splitlines() if "alert" in row]

    assert len(lines) == 2, "among the notes, and in the timeline"
    for line, columns in zip(lines, (3, 4), strict=True):
        assert "<" not in line
        assert "](javascript" not in line.replace("\\]", "").replace("\\(", "")
        assert "\x1b" not in line
        assert "\u202e" not in line
        assert len(re.findall(r"(?<!\\)\|", line)) == columns + 1


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("<b>&", "&lt;b&gt;&amp;"),
        ("# head", "\\# head"),
        ("- item", "\\- item"),
        ("= under", "\\= under"),
        ("1. item", "1\\. item"),
        ("a\nb", "a b"),
        ("[a](b)", "\\[a\\]\\(b\\)"),
        ("https://x.example", "https\\:\\//x.example"),
        ("www.x.example", "www\\.x.example"),
        ("a|b`c*d_e~f", "a\\|b\\`c\\*d\\_e\\~f"),
        ("$x$ @all {{y}}", "\\$x\\$ \\@all \\{\\{y\\}\\}"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\u202ea\u2066b\u200f", "ab"),
    ],
)
def test_markdown_means_only_the_words(typed: str, written: str) -> None:
    assert md_escape(typed) == written


def test_texts_follow_the_readers_language() -> None:
    assert "Restore the service" in PAGES["en", "html"]
    assert "Восстановление связи" not in PAGES["en", "html"]
    assert "Восстановление связи" in PAGES["ru", "html"]
    assert "2\N{NO-BREAK SPACE}ч" in PAGES["ru", "html"]


def test_what_the_hostile_note_says_is_kept_for_the_reader() -> None:
    assert "<script>" in HOSTILE
    assert "alert\\(1\\)" in PAGES["en", "md"]


@pytest.mark.parametrize("form", get_args(Format))
def test_a_drill_whose_plan_cannot_be_read_still_has_a_report(form: Format) -> None:
    record = read_record(TALE.stored, Books())

    assert "network-operations" in render(view(record, "en"), form)


def test_a_real_event_carries_no_exercise_mark() -> None:
    tale = begun(mode="live")
    document = view(record_of(tale.stored), "en")

    assert document["mark"] == ""
    assert document["kind"] == "Crisis report"
    assert 'class="mark"' not in render(document, "html")


def test_a_running_drill_says_that_it_is_not_over() -> None:
    document = view(record_of(begun().stored), "en")

    assert document["first"]["verdict"]["text"].startswith("Not back to normal yet")
    assert any("Still running" in mark for mark in document["first"]["marks"])


def test_a_broken_off_drill_is_marked() -> None:
    tale = begun()
    tale.add(60, DrillEnded("broken-off", "real fire"), "director")
    document = view(record_of(tale.stored), "en")

    assert any("Broken off" in mark for mark in document["first"]["marks"])
    assert (
        document["first"]["verdict"]["text"]
        == ("Not back to normal at ENDEX, after more than 1\xa0h\xa04\xa0min.")
        or "promise of" in document["first"]["verdict"]["text"]
    )


def test_a_company_template_extends_the_shipped_one(tmp_path: Path) -> None:
    own = "{% extends 'core/aar.html.j2' %}{% block foot %}North Telecom{% endblock %}"
    (tmp_path / "aar.html.j2").write_text(own)

    text = render(view(RECORD, "en"), "html", tmp_path)

    assert "North Telecom</div>" in text
    assert "Executive summary" in text


@pytest.mark.parametrize(
    "own",
    [
        "{{ view.verdictt }}",
        "{{ view.__class__.__mro__ }}",
        "{{ view.sections.append(1) }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{% if %}",
    ],
)
def test_a_template_reaches_nothing_but_the_view(tmp_path: Path, own: str) -> None:
    (tmp_path / "aar.html.j2").write_text(own)

    with pytest.raises(TemplateError):
        render(view(RECORD, "en"), "html", tmp_path)


def test_a_long_log_is_capped_in_print_and_whole_in_the_twin() -> None:
    tale = Tale()
    tale.stored = whole_drill().stored
    for n in range(2000):
        tale.add(125, NoteWritten(f"note {n}"), "log-keeper")
    document = view(record_of(tale.stored), "en")

    assert len(document["timeline"]["rows"]) == 1500
    assert len(document["entries"]) == len(tale.stored)


def test_one_very_long_word_breaks_nothing() -> None:
    tale = begun()
    tale.add(1, NoteWritten("x" * 100_000), "log-keeper")
    tale.add(2, DrillEnded("director"), "director")

    assert "x" * 100_000 in render(view(record_of(tale.stored), "en"), "html")
