"""Everything a person reads exists in both languages, and numbers keep their truth.

`make words` brings `drillkit/locale/ru.po` up to date; the empty ones are then to be
translated by a person.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from drillkit.language import (
    CATALOGUE,
    LANGUAGES,
    NBSP,
    format_duration,
    format_instant,
    format_number,
    plural,
    translator,
)

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "n_": (1, 2)}

MsgId = str | tuple[str, ...]


@cache
def said_in_the_code() -> dict[MsgId, str]:
    """Every message id, with the file that says it."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as text:
        mapping, options = parse_mapping_cfg(text, "babel.cfg")
    found = {}
    for folder in ("drillkit", "templates"):
        rooted = [(under(pattern, folder), kind) for pattern, kind in mapping]
        for file, _line, said, _comments, _context in extract_from_dir(
            ROOT / folder,
            [(pattern, kind) for pattern, kind in rooted if pattern],
            {under(pattern, folder): known for pattern, known in options.items()},
            keywords=KEYWORDS,
        ):
            found.setdefault(said, f"{folder}/{file}")
    return found


def under(pattern: str, folder: str) -> str:
    return pattern.removeprefix(f"{folder}/") if pattern.startswith(folder) else ""


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as text:
        return read_po(text, locale="ru", abort_invalid=True)


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def forms(text: MsgId) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def is_translated(message: Message) -> bool:
    return all(forms(message.string))


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_the_extractor_finds_what_is_marked() -> None:
    """Were it to find nothing, every other gate would stand open."""
    assert said_in_the_code()["drillkit: interrupted"] == "drillkit/cli/diagnostics.py"


def test_every_message_in_the_code_has_its_russian() -> None:
    known = {message.id for message in filter(is_translated, messages())}
    missing = {
        said: file for said, file in said_in_the_code().items() if said not in known
    }

    assert missing == {}


def test_nothing_in_the_catalogue_is_left_over() -> None:
    said = set(said_in_the_code())

    assert [message.id for message in messages() if message.id not in said] == []
    assert list(catalogue().obsolete) == []


def test_nothing_in_the_catalogue_is_a_guess() -> None:
    assert [message.id for message in messages() if message.fuzzy] == []


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    """A form of a plural may leave the number out: "one alarm" needs no digit."""
    wrong = []
    for message in filter(is_translated, messages()):
        wanted = set().union(*map(placeholders, forms(message.id)))
        for form in forms(message.string):
            missing = wanted ^ placeholders(form)
            if missing and not (isinstance(message.id, tuple) and missing == {"n"}):
                wrong.append((message.id, sorted(missing)))

    assert wrong == []


def test_a_count_has_three_russian_forms() -> None:
    counted = [message for message in messages() if isinstance(message.id, tuple)]

    assert [m.id for m in filter(is_translated, counted) if len(m.string) != 3] == []


@pytest.mark.parametrize("bare", [r"%\(\w+\)", r"%[sdrif]\b"])
def test_no_message_is_filled_in_the_old_way(bare: str) -> None:
    both = [text for m in messages() for text in (*forms(m.id), *forms(m.string))]

    assert [text for text in both if re.search(bare, text)] == []


def test_a_catalogue_knows_russian_counts() -> None:
    count = catalogue().plural_forms

    assert "nplurals=3" in count


def test_english_is_what_the_code_says() -> None:
    assert translator("en")("Options") == "Options"
    assert plural("en")("{n} alarm", "{n} alarms", 21) == "{n} alarms"


def test_russian_comes_from_the_catalogue_and_an_unknown_id_stays_english() -> None:
    translate = translator("ru")

    assert translate("Options") == "Параметры"
    assert translate("never said anywhere") == "never said anywhere"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_text_stays_empty(lang) -> None:
    """gettext would answer with the header of the catalogue."""
    assert translator(lang)("") == ""


@pytest.mark.parametrize(
    ("ms", "seconds", "english", "russian"),
    [
        (10_260_000, False, "2 h 51 min", "2 ч 51 мин"),
        (14_399_999, False, "3 h 59 min", "3 ч 59 мин"),
        (14_399_000, True, "3 h 59 min 59 s", "3 ч 59 мин 59 с"),
        (14_400_000, True, "4 h", "4 ч"),
        (599_999, False, "9 min 59 s", "9 мин 59 с"),
        (600_000, False, "10 min", "10 мин"),
        (601_000, False, "10 min", "10 мин"),
        (60_000, False, "1 min", "1 мин"),
        (1_250, True, "1.25 s", "1,25 с"),
        (7, True, "0.007 s", "0,007 с"),
        (7, False, "0 s", "0 с"),
        (0, False, "0 s", "0 с"),
        (-90_000, False, "−1 min 30 s", "−1 мин 30 с"),
        (-1, False, "0 s", "0 с"),
        (36 * 3_600_000, False, "36 h", "36 ч"),
        (30 * 86_400_000 + 60_000, False, "30 d 1 min", "30 сут 1 мин"),
    ],
)
def test_a_duration_is_cut_off_and_never_rounded_up(ms, seconds, english, russian):
    assert format_duration(ms, "en", seconds).replace(NBSP, " ") == english
    assert format_duration(ms, "ru", seconds).replace(NBSP, " ") == russian


MS = {"d": 86_400_000, "h": 3_600_000, "min": 60_000, "s": 1_000}


def added_up(parts: Iterator[str]) -> int:
    return sum(
        round(float(amount) * MS[unit])
        for amount, unit in zip(parts, parts, strict=True)
    )


@given(st.integers(min_value=0, max_value=10**11))
def test_a_duration_with_seconds_adds_up_to_the_millisecond(ms: int) -> None:
    shown = format_duration(ms, "en", seconds=True)

    assert added_up(iter(shown.split(NBSP))) == ms


@given(st.integers(min_value=0, max_value=10**11))
def test_a_duration_without_seconds_is_short_by_less_than_a_minute(ms: int) -> None:
    shown = added_up(iter(format_duration(ms, "en").split(NBSP)))

    assert 0 <= ms - shown < 60_000


@pytest.mark.parametrize(
    ("value", "decimals", "english", "russian"),
    [
        (9_999, None, "9,999", "9999"),
        (1_234_567, None, "1,234,567", f"1{NBSP}234{NBSP}567"),
        (0.5, None, "0.5", "0,5"),
        (-12.345, 1, "−12.3", "−12,3"),
        (-0.01, 1, "0.0", "0,0"),
        (12_345.5, 1, "12,345.5", f"12{NBSP}345,5"),
    ],
)
def test_a_number_is_grouped_as_its_readers_group_it(value, decimals, english, russian):
    assert format_number(value, "en", decimals) == english
    assert format_number(value, "ru", decimals) == russian


@pytest.mark.parametrize(
    ("utc_ms", "zone", "english", "russian"),
    [
        (0, "UTC", "1970-01-01 00:00 UTC+00:00", "01.01.1970 00:00 UTC+00:00"),
        (
            1_795_500_300_000,
            "Asia/Kamchatka",
            "2026-11-24 18:05 UTC+12:00",
            "24.11.2026 18:05 UTC+12:00",
        ),
        (
            1_795_500_300_000,
            "America/St_Johns",
            "2026-11-24 02:35 UTC−03:30",
            "24.11.2026 02:35 UTC−03:30",
        ),
    ],
)
def test_an_instant_says_how_far_from_utc_it_is(utc_ms, zone, english, russian) -> None:
    assert format_instant(utc_ms, zone, "en") == english
    assert format_instant(utc_ms, zone, "ru") == russian


def test_the_hour_that_comes_twice_can_be_told_apart() -> None:
    first = (
        1_792_888_200_000  # 2026-10-25 00:30 UTC, before Berlin turns its clocks back
    )
    shown = [
        format_instant(first + h * 3_600_000, "Europe/Berlin", "en") for h in (0, 1)
    ]

    assert shown == ["2026-10-25 02:30 UTC+02:00", "2026-10-25 02:30 UTC+01:00"]
