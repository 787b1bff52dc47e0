"""Scalars are made from text, and say in their own words why they cannot be."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from drillkit.plan.scalars import (
    DAYS,
    Beta,
    ConditionText,
    Count,
    Date,
    Day,
    Duration,
    Fixed,
    Hours,
    Id,
    Lognormal,
    Moment,
    Pert,
    Ref,
    Share,
    Span,
    Takes,
    Text,
    TimeOfDay,
    Triangular,
    Window,
    Words,
    YesNo,
    Zone,
)
from drillkit.plan.scalars.refusal import Refusal

MINUTE = 60_000
HOUR = 60 * MINUTE


def made(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: object, value: object) -> Refusal:
    with pytest.raises(ValidationError) as caught:
        made(kind, value)
    [error] = caught.value.errors(include_url=False)
    found: Refusal = error["ctx"]["refusal"]
    return found


def said(kind: object, value: object) -> str:
    """The whole sentence and hint in English."""
    found = refusal(kind, value)
    hint, words = found.hint, found.hint_words
    if found.advise:
        hint, words = found.advise()
    way_out = hint.format(**words)
    return f"{found.says.format(**found.words)} = {way_out}".removesuffix(" = ")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Duration, "4h", 4 * HOUR),
        (Duration, "2h30m", 150 * MINUTE),
        (Duration, "1h 30m", 90 * MINUTE),
        (Duration, "45s", 45_000),
        (Duration, "3d", 72 * HOUR),
        (Duration, "1d2h3m4s", 26 * HOUR + 3 * MINUTE + 4_000),
        (Duration, "0m", 0),
        (Duration, "90m", 90 * MINUTE),
        (Span, "4h", Span(4 * HOUR)),
        (Span, "1 month", Span(0, 1)),
        (Span, "12 months", Span(0, 12)),
        (Share, "80%", 0.8),
        (Share, "99.95 %", 0.9995),
        (Share, "0%", 0.0),
        (Count, "0", 0),
        (Count, "007", 7),
        (Id, "critical-4h", "critical-4h"),
        (Id, "repair-{provider}", "repair-{provider}"),
        (Ref, "client-care/clients-confirm", "client-care/clients-confirm"),
        (Ref, "{provider}/repair", "{provider}/repair"),
        (TimeOfDay, "09:05", 545),
        (TimeOfDay, "00:00", 0),
        (Day, "mon", "mon"),
        (Date, "2028-02-29", date(2028, 2, 29)),
        (Moment, "2026-11-24T09:00", datetime.fromisoformat("2026-11-24T09:00")),
        (Moment, "2026-11-24 09:00:30", datetime.fromisoformat("2026-11-24T09:00:30")),
        (Zone, "Asia/Sakhalin", "Asia/Sakhalin"),
        (YesNo, "yes", True),
        (YesNo, "False", False),
        (Words, "tel:+7-000", "tel:+7-000"),
        (ConditionText, "a > 1", ConditionText("a > 1")),
        (Text, " plain ", Text({"": "plain"})),
        (Text, {"en": "a", "ru": "б"}, Text({"en": "a", "ru": "б"})),
        (Takes, ["1m", "2m", "3m"], Triangular(MINUTE, 2 * MINUTE, 3 * MINUTE)),
        (Takes, {"pert": ["1m", "1m", "3m"]}, Pert(MINUTE, MINUTE, 3 * MINUTE)),
        (Takes, {"lognormal": ["1m", "3m"]}, Lognormal(MINUTE, 3 * MINUTE)),
        (Takes, {"beta": ["1m", "3m", "2", ".5"]}, Beta(MINUTE, 3 * MINUTE, 2, 0.5)),
        (Takes, {"fixed": "5m"}, Fixed(5 * MINUTE)),
        (Hours, "always", "always"),
        (Hours, {"from": "22:00", "to": "06:00"}, (Window(DAYS, 1320, 360),)),
        (
            Hours,
            [{"days": ["tue", "mon", "mon"], "from": "00:00", "to": "24:00"}],
            (Window(("mon", "tue"), 0, 1440),),
        ),
    ],
)
def test_a_text_becomes_its_value(kind: object, text: object, value: object):
    assert made(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (Duration, "1:30", '"1:30" has no unit; write "90m" or "1h 30m"'),
        (Duration, "90", '"90" has no unit; write "90m" or "1h 30m"'),
        (Duration, "15", '"15" has no unit; write "15m" or "15s"'),
        (Duration, "120", '"120" has no unit; write "120m" or "2h"'),
        (Duration, "1h1h", '"1h1h" has the unit "h" twice'),
        (
            Duration,
            "30m2h",
            '"30m2h" names a small unit before a large one; write "2h30m"',
        ),
        (Duration, "4 h", '"4 h" has a blank before a unit; write "4h"'),
        (
            Duration,
            "5 мин",
            '"мин" is not a unit of time; units are d, h, m and s = write "m"',
        ),
        (Duration, "1M", '"M" is not a unit of time; units are d, h, m and s'),
        (Id, "Node 5", '"Node 5" is not an id; ids are small Latin letters, '
         'digits and hyphens = write it as "node-5"'),
        (Id, "5", '"5" is not an id; ids are small Latin letters, digits and hyphens'),
        (Ref, "a.b", '"a.b" is not a path of ids with "/" between them = write it as '
         '"a/b"'),
        (TimeOfDay, "9:00", '"9:00" is not a time of day; times are written "09:00" = '
         'write it as "09:00"'),
        (TimeOfDay, "24:00", '"24:00" is not a time of day; times are written "09:00"'),
        (Date, "2027-02-29", '"2027-02-29" is in no calendar'),
        (Moment, "2026-11-24T25:00", '"2026-11-24T25:00" is in no calendar'),
        (YesNo, "on", '"on" is neither "true" nor "false"'),
        (Count, "9" * 5000, f'"{"9" * 39}…" is not a count; counts are whole numbers '
         "from 0"),
        (Share, "101%", '"101%" is not a share; shares are written "80%", from 0% to '
         "100%"),
        (Words, "", "nothing is written here"),
        (Text, {}, "nothing is written here"),
        (Text, {"en": " "}, "nothing is written here"),
        (Text, ["a"], "a list stands where one value belongs"),
        (Zone, "Moscow", '"Moscow" is not a time zone; zones are written '
         '"Europe/Moscow" = did you mean "Europe/Moscow"?'),
        (Zone, "Qqqq", '"Qqqq" is not a time zone; zones are written '
         '"Europe/Moscow"'),
        (Takes, {"beta": ["1m", "2m", "0", "1"]}, "alpha and beta are numbers above 0 "
         "and up to 1000"),
        (Takes, {"beta": ["1m", "2m", [], "1"]}, "alpha and beta are numbers above 0 "
         "and up to 1000"),
        (Takes, {"lognormal": ["0m", "1m"]}, "the p95 is not above the median, and the "
         "median not above zero"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_there_and_what_belongs(
    kind: object, text: object, sentence: str
):
    assert said(kind, text) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "h",
        "٤h",
        "-5m",
        "1.5h",
        "PT4H",
        "500ms",
        "12:30:00",
        "1h-30m",
        "1 month ",
        "1234567h",
    ],
)
def test_only_whole_written_durations_are_durations(text: str):
    assert refusal(Duration, text).rule == "duration"


def test_a_number_of_a_thousand_digits_is_never_counted_to():
    assert refusal(Duration, "9" * 5000 + "h").rule == "duration"


def test_a_refusal_leads_to_the_culprit_inside_the_value():
    window = {"days": ["mon", "someday"], "from": "09:00", "to": "18:00"}

    assert refusal(Takes, {"pert": ["1m", "2", "3m"]}).at == ("pert", 1)
    assert refusal(Hours, [window]).at == (0, "days", 1)
    assert refusal(Hours, [window | {"days": "mon"}]).at == (0, "days")
    assert refusal(Text, {"en": "x", "english": "y"}).at == ("english",)
    assert refusal(Text, {"en": "x", "english": "y"}).key


@given(st.integers(0, 40 * 86_400))
def test_a_duration_written_out_is_read_back(seconds: int):
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    text = f"{days}d{hours}h{rest // 60}m{rest % 60}s"

    assert made(Duration, text) == seconds * 1000


def test_a_text_is_said_in_the_language_asked_for_or_the_next_best():
    both = Text({"ru": "б", "en": "a"})

    assert [both.say("ru"), both.say("en"), both.say("de")] == ["б", "a", "a"]
    assert Text({"": "plain"}).say("ru") == "plain"
    assert Text({"ru": "б"}).say("en") == "б"


def test_texts_with_the_same_words_are_one_in_a_set():
    assert len({Text({"en": "a"}), Text({"en": "a"})}) == 1


def test_a_window_is_a_window_by_itself_too():
    assert made(Window, {"from": "10:00", "to": "13:00"}) == Window(DAYS, 600, 780)
    assert refusal(Window, []).rule == "wrong-kind"
