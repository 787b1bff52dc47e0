"""The pictures: no word cut or outside, figures in words, and quoted elsewhere."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from drillkit.language import LANGUAGES, Language
from drillkit.review.blockart import FILL, chart_lines, gantt_lines
from drillkit.review.books import record_of
from drillkit.review.diagrams import dot, mermaid
from drillkit.review.drawing import Picture
from drillkit.review.letters import folded, printable, width
from drillkit.review.painting import is_picture, on_paper, picture_of
from drillkit.review.record import Record
from drillkit.review.view import view
from drillkit.review.view.chart import States
from tests.example import rehearsed
from tests.review.tale import whole_drill


@cache
def records() -> tuple[Record, ...]:
    log, drill = rehearsed()
    return record_of(tuple(log.read(drill))), record_of(whole_drill().stored)


@cache
def blocks(lang: Language) -> tuple[Any, ...]:
    return tuple(
        block
        for record in records()
        for section in view(record, lang)["sections"]
        for block in section["blocks"]
        if is_picture(block)
    )


def outside(picture: Picture) -> Iterator[str]:
    """Words that leave the sheet, by the widths of a wide face."""
    for one in picture["shapes"]:
        if one["shape"] != "text":
            continue
        wide = width(one["text"], one["size"], one["is_bold"])
        left = {"start": 0.0, "middle": wide / 2, "end": wide}[one["anchor"]]
        start, end = one["x"] - left, one["x"] - left + wide
        if start < -0.5 or end > picture["width"] + 0.5 or one["y"] > picture["height"]:
            yield one["text"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_leaves_its_picture(lang: Language) -> None:
    for block in blocks(lang):
        if block["kind"] != "gantt":
            assert not list(outside(picture_of(block))), block["title"]
        assert not list(outside(on_paper(block))) or block["kind"] == "gantt"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_picture_has_a_title_and_its_figures_in_words(lang: Language) -> None:
    found = blocks(lang)

    assert {block["kind"] for block in found} == {"gantt", "chart", "states"}
    assert {block["id"] for block in found} > {"chart-calls", "chart-silence"}
    for block in found:
        assert block["title"]
        assert any(letter.isdigit() for letter in block["text"])


def test_bands_differ_by_more_than_their_colour() -> None:
    """In the terminal by letters, in the picture by height or hatch."""
    assert len(set(FILL.values())) == len(FILL)


@pytest.mark.parametrize("wide", [24, 40, 80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_the_terminal_no_line_is_wider_than_it(lang: Language, wide: int) -> None:
    for block in blocks(lang):
        if block["kind"] == "states":
            continue
        made = gantt_lines if block["kind"] == "gantt" else chart_lines
        for line in made(block, wide):
            assert sum(len(part.text) for part in line) <= max(wide, 60)


def states() -> States:
    way = {"start": "a", "end": "b", "label": 'x" ]; evil', "times": 1}
    stage = {"notes": [], "look": "box", "is_final": False, "lanes": []}
    return {
        "kind": "states",
        "id": "s",
        "title": 'T"\n}; digraph x {',
        "text": "",
        "stages": [
            {**stage, "id": "a", "label": "one\n[*] --> two"},
            {**stage, "id": "b", "label": 'b"<script>'},
        ],
        "ways": [way],
        "legend": [],
        "refs": [],
    }


def test_no_title_becomes_a_part_of_a_mermaid_diagram() -> None:
    lines = mermaid(states()).splitlines()

    assert sum("-->" in line for line in lines if '"' not in line) == 2
    assert "<script>" not in mermaid(states())
    assert lines[0] == "stateDiagram-v2"


def test_no_title_becomes_a_part_of_a_graph() -> None:
    text = dot(states())

    assert text.count("digraph") == 2
    assert text.count('\\"') == 3
    assert text.startswith("digraph runbook {\n")


def test_words_are_folded_to_what_they_may_take() -> None:
    lines = folded("Центр управления сетью и информационными системами", 12, 120, 2)

    assert len(lines) == 2
    assert all(width(line, 12) <= 120 for line in lines)
    assert lines[-1].endswith("…")


def test_paper_shows_a_mark_for_what_its_font_lacks() -> None:
    assert printable("Ёж – 5 ≠ 日本 🔥") == "Ёж – 5 � �� �"
    assert printable("a → b") == "a › b"
