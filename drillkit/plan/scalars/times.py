"""Times of day, dates, moments and weekly windows.

All of them are local to some place; which one is the model's business.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from drillkit.plan.near import nearest
from drillkit.plan.problem import N_
from drillkit.plan.scalars.refusal import moved, quoted, refused, scalar, wrong_kind

DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[DayName, ...] = get_args(DayName)
MIDNIGHT = 24 * 60
WINDOW_KEYS = ("days", "from", "to")

TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_TIME = re.compile(TIME_PATTERN)
_SHORT = re.compile(r"^[0-9]:[0-5][0-9]$")
_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_MOMENT = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?$")


def _minutes(value: Any) -> int:
    text = scalar(value)
    if _TIME.match(text):
        return int(text[:2]) * 60 + int(text[3:])
    raise refused(
        "time-of-day",
        N_('"{text}" is not a time of day; times are written "09:00"'),
        {"text": quoted(text)},
        N_('write it as "{better}"') if _SHORT.match(text) else "",
        {"better": f"0{text}"} if _SHORT.match(text) else {},
    )


def _minutes_to_midnight(value: Any) -> int:
    return MIDNIGHT if value == "24:00" else _minutes(value)


def _day(value: Any) -> DayName:
    text = scalar(value)
    for day in DAYS:
        if day == text:
            return day
    short = text.lower()[:3]
    raise refused(
        "day",
        N_('"{text}" is not a day; days are mon, tue, wed, thu, fri, sat, sun'),
        {"text": quoted(text)},
        N_('did you mean "{name}"?') if short in DAYS else "",
        {"name": short} if short in DAYS else {},
    )


def _date(value: Any) -> date:
    text = scalar(value)
    if not _DATE.match(text):
        raise refused(
            "date",
            N_('"{text}" is not a date; dates are written "2027-03-01"'),
            {"text": quoted(text)},
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _not_in_calendar(text) from None


def _moment(value: Any) -> datetime:
    text = scalar(value)
    if not _MOMENT.match(text):
        raise refused(
            "moment",
            N_('"{text}" is not a moment; moments are written "2026-11-24T09:00"'),
            {"text": quoted(text)},
            N_("leave the zone out; moments are local to the organisation")
            if _MOMENT.match(text[:16])
            else "",
        )
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _not_in_calendar(text) from None


def _not_in_calendar(text: str) -> Exception:
    return refused("date", N_('"{text}" is in no calendar'), {"text": quoted(text)})


TimeOfDay = Annotated[
    int,
    BeforeValidator(_minutes),
    WithJsonSchema({"type": "string", "pattern": TIME_PATTERN, "examples": ["09:00"]}),
]
Day = Annotated[
    DayName,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "enum": list(DAYS)}),
]
Date = Annotated[
    date,
    PlainValidator(_date),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Moment = Annotated[
    datetime,
    PlainValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _MOMENT.pattern,
            "examples": ["2026-11-24T09:00"],
        }
    ),
]


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of the day to another, on some days of the week.

    When ``to`` is not after ``from_`` the window goes past midnight, into the
    day after the one named.
    """

    days: tuple[DayName, ...] = DAYS
    from_: int = 0
    to: int = MIDNIGHT

    @classmethod
    def read(cls, value: Any) -> "Window":
        if not isinstance(value, dict):
            raise wrong_kind(value, "mapping")
        for key in value:
            if key not in WINDOW_KEYS:
                raise refused(
                    "unknown-key",
                    N_('key "{key}" is not one a window has'),
                    {"key": quoted(key)},
                    *nearest(key, WINDOW_KEYS),
                    at=(key,),
                    key=True,
                )
        return cls(
            _days(value["days"]) if "days" in value else DAYS,
            _field(value, "from", _minutes),
            _field(value, "to", _minutes_to_midnight),
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(WINDOW_SCHEMA)


def _field(value: dict[str, Any], key: str, read: Any) -> int:
    if key not in value:
        raise refused("missing-key", N_('key "{key}" is missing'), {"key": key})
    return int(_at((key,), read, value[key]))


def _days(value: Any) -> tuple[DayName, ...]:
    if not isinstance(value, list):
        raise wrong_kind(value, "list", ("days",))
    found = [_at(("days", i), _day, item) for i, item in enumerate(value)]
    if found:
        return tuple(day for day in DAYS if day in found)
    raise refused("day", N_("no day is named here"), at=("days",))


def _at(at: tuple[str | int, ...], read: Any, value: Any) -> Any:
    """What *read* makes of *value*, its refusal moved to *at*."""
    try:
        return read(value)
    except PydanticCustomError as fault:
        raise moved(fault, at) from None


def _hours(value: Any) -> Literal["always"] | tuple[Window, ...]:
    if value == "always":
        return "always"
    if isinstance(value, str):
        raise refused(
            "hours",
            N_('"{text}" is neither "always" nor a window'),
            {"text": quoted(value)},
            N_('write "always", or a mapping of days, from and to'),
        )
    if isinstance(value, dict):
        return (Window.read(value),)
    if not value:
        raise refused("hours", N_("no window is listed here"))
    return tuple(_at((i,), Window.read, item) for i, item in enumerate(value))


WINDOW_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "days": {
            "type": "array",
            "items": {"type": "string", "enum": list(DAYS)},
            "minItems": 1,
        },
        "from": {"type": "string", "pattern": TIME_PATTERN},
        "to": {"type": "string", "pattern": rf"{TIME_PATTERN}|^24:00$"},
    },
    "required": ["from", "to"],
    "additionalProperties": False,
}

Hours = Annotated[
    Literal["always"] | tuple[Window, ...],
    PlainValidator(_hours),
    WithJsonSchema(
        {
            "oneOf": [
                {"const": "always"},
                WINDOW_SCHEMA,
                {"type": "array", "items": WINDOW_SCHEMA, "minItems": 1},
            ]
        }
    ),
]
