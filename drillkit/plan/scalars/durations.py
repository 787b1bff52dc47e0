"""Lengths of time, as people write them: 4h, 2h30m, 45s, 3d.

A number without a unit is never guessed at.  Months are calendar months, so
only a ``Span`` may have them; a ``Duration`` is milliseconds.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from drillkit.plan.problem import N_
from drillkit.plan.scalars.refusal import quoted, refused, scalar

# No duration that can be read is longer.
LONGEST = 60
UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000}

# [0-9] and not \d, which would accept the digits of forty other scripts.
PATTERN = (
    r"^(?=[0-9])([0-9]{1,6}d ?)?([0-9]{1,6}h ?)?([0-9]{1,6}m ?)?([0-9]{1,6}s)?(?<! )$"
)
MONTHS = r"^[0-9]{1,3} months?$"
# Look-behind is not everywhere in JSON Schema's regular expressions.
PLAIN_PATTERN = PATTERN.replace("(?<! )", "")

_WHOLE = re.compile(PATTERN)
_MONTHS = re.compile(MONTHS)
_PARTS = re.compile(r"([0-9]+)\s*([^\W\d_]+)")
_CLOCK = re.compile(r"^([0-9]{1,3}):([0-5][0-9])$")
_BARE = re.compile(r"^[0-9]{1,9}$")
_FRACTION = re.compile(r"^[0-9]+[.,][0-9]+ ?[dhms]$")


def read_duration(value: Any) -> int:
    """The milliseconds that *value*, an author's text, stands for."""
    text = scalar(value)
    found = _WHOLE.match(text)
    if not found:
        raise _refused_duration(text)
    amounts = (part or "0" for part in found.groups())
    return sum(
        int(amount.rstrip(" dhms")) * unit
        for amount, unit in zip(amounts, UNITS.values(), strict=True)
    )


def _refused_duration(text: str) -> Exception:
    words = {"text": quoted(text)}
    if clock := _CLOCK.match(text):
        return _without_unit(words, int(clock[1]) * 60 + int(clock[2]))
    if _BARE.match(text):
        return _without_unit(words, int(text))
    if _MONTHS.match(text):
        return refused(
            "duration",
            N_('"{text}" counts in calendar months, and this counts in days or less'),
            words,
            N_('write it in days, as in "30d"'),
        )
    if _FRACTION.match(text):
        return refused(
            "duration",
            N_('"{text}" has a fraction, and durations are whole'),
            words,
            N_('write it with the next smaller unit, as in "2h30m"'),
        )
    return _wrong_units(text, words)


def _without_unit(words: dict[str, str], minutes: int) -> Exception:
    whole, rest = divmod(minutes, 60)
    long = f"{whole}h {rest}m" if whole and rest else f"{whole}h" if whole else ""
    return refused(
        "duration",
        N_('"{text}" has no unit; write "{short}" or "{long}"'),
        words | {"short": f"{minutes}m", "long": long or f"{minutes}s"},
    )


def _wrong_units(text: str, words: dict[str, str]) -> Exception:
    # Digits without an end are looked through from every one of them.
    text = text[:LONGEST]
    squeezed = "".join(text.split())
    if _WHOLE.match(squeezed):
        says = N_('"{text}" has a blank before a unit; write "{better}"')
        return refused("duration", says, words | {"better": squeezed})
    parts = _PARTS.findall(text)
    if squeezed == "".join(n + unit for n, unit in parts) and parts:
        units = [unit for _, unit in parts]
        strange = next((unit for unit in units if unit not in UNITS), None)
        if strange:
            return refused(
                "duration",
                N_('"{unit}" is not a unit of time; units are d, h, m and s'),
                {"unit": strange},
                _LONG_UNITS.get(strange.lower(), ""),
            )
        if twice := next((unit for unit in units if units.count(unit) > 1), None):
            return refused(
                "duration",
                N_('"{text}" has the unit "{unit}" twice'),
                words | {"unit": twice},
            )
        in_order = sorted(parts, key=lambda part: -UNITS[part[1]])
        if in_order != parts:
            return refused(
                "duration",
                N_('"{text}" names a small unit before a large one; write "{better}"'),
                words | {"better": "".join(n + unit for n, unit in in_order)},
            )
    return refused(
        "duration",
        N_('"{text}" is not a duration'),
        words,
        N_('write it as "4h", "2h30m", "45s" or "3d"'),
    )


_LONG_UNITS = {
    **dict.fromkeys(["min", "mins", "minute", "minutes", "м", "мин"], N_('write "m"')),
    **dict.fromkeys(["hr", "hrs", "hour", "hours", "ч", "час"], N_('write "h"')),
    **dict.fromkeys(["sec", "secs", "second", "seconds", "с", "сек"], N_('write "s"')),
    **dict.fromkeys(["day", "days", "д", "дн"], N_('write "d"')),
    **dict.fromkeys(["w", "week", "weeks"], N_('write weeks in days, as in "7d"')),
    **dict.fromkeys(["ms"], N_("a second is the smallest unit")),
}

Duration = Annotated[
    int,
    BeforeValidator(read_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": PLAIN_PATTERN,
            "examples": ["4h", "2h30m", "45s", "3d"],
        }
    ),
]


@dataclass(frozen=True, slots=True)
class Span:
    """So many calendar months and so many milliseconds; one of them is 0."""

    ms: int
    months: int = 0

    @classmethod
    def read(cls, value: Any) -> "Span":
        text = scalar(value)
        if _MONTHS.match(text):
            return cls(0, int(text.split()[0]))
        return cls(read_duration(text))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"{PLAIN_PATTERN}|{MONTHS}",
            "examples": ["4h", "1 month"],
        }
