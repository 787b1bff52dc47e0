"""Brief, hot-wash sheet, letters, handbooks: short, and silent where they must be."""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from drillkit.language import LANGUAGES, Language
from drillkit.plan.plan import Plan
from drillkit.plan.read import read_texts
from drillkit.plan.scenario import Scenario
from drillkit.review.books import record_of
from drillkit.review.documents.handbook import READERS, For, handbook
from drillkit.review.documents.issue import KINDS, documents
from drillkit.review.documents.letter import clients_of
from drillkit.review.documents.page import Document
from drillkit.review.documents.prepared import prepared
from drillkit.review.formats import files
from drillkit.review.record import Record
from tests.example import rehearsed, shipped
from tests.review.tale import whole_drill

TALE = record_of(whole_drill().stored)


@cache
def plan() -> Plan:
    return read_texts(shipped())[0]


@cache
def lived() -> Record:
    log, drill = rehearsed()
    return record_of(tuple(log.read(drill)))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def pages(pdf: bytes) -> int:
    """Leaves of the page tree, which lies in compressed streams."""
    whole = pdf
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            whole += zlib.decompress(stream.rstrip(b"\r\n"))
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", whole))


def story_of(story: Scenario, lang: Language) -> Iterator[str]:
    """Everything of a scenario that players must not read before it happens."""
    yield story.title.say(lang)
    for name, item in story.affected.items():
        yield item.title.say(lang) if item.title else name
    for answer in story.answers.values():
        yield answer.say(lang)
    for inject in story.injects.values():
        yield inject.says.say(lang)
        for text in (inject.script, inject.sender):
            if text:
                yield text.say(lang)
        for expected in inject.expects:
            yield expected.do.say(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reader", ["players", "observers"])
def test_no_pack_of_players_holds_a_word_of_an_inject_to_come(
    reader: For, lang: Language
) -> None:
    """Three words in a row of the story are the story; so are an id and a number."""
    for name, file in plan().scenarios.items():
        made = handbook(prepared(plan(), name), reader, lang)
        said = " ".join(texts(made))
        mine = words(said)
        runs = {tuple(mine[n : n + 3]) for n in range(len(mine))}
        for text in story_of(file.model, lang):
            theirs = words(text)
            assert not {tuple(theirs[n : n + 3]) for n in range(len(theirs) - 2)} & runs
        for inject in file.model.injects.values():
            assert not inject.number or inject.number not in said
        assert name not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_director_reads_the_whole_story(lang: Language) -> None:
    for name, file in plan().scenarios.items():
        said = list(texts(handbook(prepared(plan(), name), "director", lang)))
        whole = "\n".join(said)
        for inject in file.model.injects.values():
            assert inject.says.say(lang) in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_capability_has_a_guide_with_its_targets_and_tasks(lang: Language) -> None:
    made = handbook(prepared(plan(), "first-light"), "evaluators", lang)
    story = plan().scenarios["first-light"].model
    whole = "\n".join(texts(made))

    guides = [one for one in made["sections"] if one["id"].startswith("sheet-")]
    assert len(guides) == len({one.capability for one in story.objectives.values()})
    for objective in story.objectives.values():
        assert objective.title.say(lang) in whole


@pytest.mark.parametrize("reader", READERS)
def test_every_handbook_prints(reader: For) -> None:
    made = handbook(prepared(plan(), "first-light"), reader, "ru")

    assert files(made, "pdf", None, "handbook")["pdf"].startswith(b"%PDF")
    assert "<!DOCTYPE html>" in files(made, "html", None, "handbook")["html"].decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brief_is_one_page(lang: Language) -> None:
    [real] = documents(lived(), "brief", lang)
    [made] = documents(TALE, "brief", lang)

    assert pages(files(real, "pdf", None, "brief")["pdf"]) == 1
    assert pages(files(made, "pdf", None, "brief")["pdf"]) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_letter_says_nothing_of_other_clients_and_nothing_of_the_log(
    lang: Language,
) -> None:
    record = lived()
    organisation = record.books.organisation
    assert organisation is not None
    letters = documents(record, "letter", lang)

    assert len(letters) == len(clients_of(record)) > 1
    for client, made in zip(clients_of(record), letters, strict=True):
        said = " ".join(texts(made))
        others = {
            item.item: item.title
            for item in record.began.event.items
            if item.client != client
        }
        assert organisation.clients[client].title is not None
        for name, other in organisation.clients.items():
            if name != client and other.title:
                assert other.title.say(lang) not in said
        for title in others.values():
            assert title[lang] not in said
        assert not [one for one in _refs(made) if one]


def _refs(value: Any) -> Iterator[list[int]]:
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "refs")
        for inner in value.values():
            yield from _refs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _refs(inner)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_without_a_timeline_no_link_leads_nowhere(kind: Any, lang: Language) -> None:
    made: list[Document] = documents(TALE, kind, lang)

    for one in made:
        page = files(one, "html", None, kind)["html"].decode()
        targets = set(re.findall(r'href="#([^"]+)"', page))
        assert targets <= set(re.findall(r'id="([^"]+)"', page))
        ids = re.findall(r'id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
