"""Names: ids, paths of ids, time zones, and words that are kept as written."""

import re
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from drillkit.plan.near import LATIN_AGAIN, Hint, closest, in_latin
from drillkit.plan.problem import N_
from drillkit.plan.scalars.refusal import quoted, refused, scalar

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
# A lane with `each` may name its own word in a path: "{provider}/repair".
_PIECE = r"(?:[a-z]|\{[a-z][a-z0-9-]*\})(?:[a-z0-9-]|\{[a-z][a-z0-9-]*\})*"
REF_PATTERN = rf"^{_PIECE}(?:/{_PIECE})*$"

# What stands where an id is written, as far as an editor can tell.
ID_OR_PLACEHOLDER = rf"{ID_PATTERN}|^[a-z0-9-]*\{{[a-z][a-z0-9-]*\}}[a-z0-9-]*$"

_ID = re.compile(ID_PATTERN)
_REF = re.compile(REF_PATTERN)


def _id(value: Any) -> str:
    text = scalar(value)
    # A placeholder of a repeated lane is settled when the lane is unfolded.
    if _ID.match(text) or ("{" in text and "/" not in text and _REF.match(text)):
        return text
    if like := in_latin(text):
        raise _cyrillic("id", text, like, _ID)
    # Letters that would have to be left out make no better name.
    better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    fits = text.isascii() and bool(_ID.match(better))
    raise refused(
        "id",
        N_('"{text}" is not an id; ids are small Latin letters, digits and hyphens'),
        {"text": quoted(text)},
        N_('write it as "{better}"') if fits else "",
        {"better": better} if fits else {},
    )


def _ref(value: Any) -> str:
    text = scalar(value)
    if _REF.match(text):
        return text
    if like := in_latin(text):
        raise _cyrillic("path", text, like, _REF)
    dotted = text.replace(".", "/")
    fits = bool(_REF.match(dotted))
    raise refused(
        "path",
        N_('"{text}" is not a path of ids with "/" between them'),
        {"text": quoted(text)},
        N_('write it as "{better}"') if fits else "",
        {"better": dotted} if fits else {},
    )


def _cyrillic(rule: str, text: str, like: str, form: re.Pattern[str]) -> Exception:
    letter = next(one for one, other in zip(text, like, strict=True) if one != other)
    better = like if form.match(like) else like.lower()
    return refused(
        rule,
        N_('the "{letter}" in "{text}" is a Cyrillic letter, and names are Latin'),
        {"letter": letter, "text": quoted(text)},
        LATIN_AGAIN,
        {"name": better},
    )


@cache
def _zones() -> dict[str, None]:
    """All zones, in the order of their names."""
    # The list that comes with the zones; asking for each is a search of the disk.
    listed = resources.files("tzdata").joinpath("zones").read_text("utf-8")
    return dict.fromkeys(sorted(listed.split()))


def _zone(value: Any) -> str:
    text = scalar(value)
    if text in _zones():
        return text
    raise refused(
        "time-zone",
        N_('"{text}" is not a time zone; zones are written "Europe/Moscow"'),
        {"text": quoted(text)},
        advise=lambda: _near_zone(text),
    )


def _near_zone(text: str) -> Hint:
    """The zone that *text* seems to mean, by its letters, its city or its spelling."""
    zones = [zone for zone in _zones() if "/" in zone]
    city = text.rsplit("/", 1)[-1].replace(" ", "_").casefold()
    near = (
        _BY_LETTERS.get(text.upper())
        or next((zone for zone in zones if _city(zone) == city), "")
        or closest(text, zones)
    )
    return (N_('did you mean "{name}"?'), {"name": near}) if near else ("", {})


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].casefold()


# What people call zones that the zone database has no such name for.
_BY_LETTERS = {
    "MSK": "Europe/Moscow",
    "MSD": "Europe/Moscow",
    "МСК": "Europe/Moscow",
    "МОСКВА": "Europe/Moscow",
    "SAMT": "Europe/Samara",
    "YEKT": "Asia/Yekaterinburg",
    "OMST": "Asia/Omsk",
    "NOVT": "Asia/Novosibirsk",
    "KRAT": "Asia/Krasnoyarsk",
    "IRKT": "Asia/Irkutsk",
    "YAKT": "Asia/Yakutsk",
    "VLAT": "Asia/Vladivostok",
    "MAGT": "Asia/Magadan",
    "PETT": "Asia/Kamchatka",
    "CEST": "Europe/Berlin",
    "EEST": "Europe/Athens",
    "BST": "Europe/London",
    "EDT": "America/New_York",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "JST": "Asia/Tokyo",
}


def _words(value: Any) -> str:
    text = scalar(value)
    if text:
        return text
    raise refused("no-value", N_("nothing is written here"))


Id = Annotated[
    str,
    BeforeValidator(_id),
    WithJsonSchema({"type": "string", "pattern": ID_OR_PLACEHOLDER}),
]
Ref = Annotated[
    str,
    BeforeValidator(_ref),
    WithJsonSchema({"type": "string", "pattern": REF_PATTERN}),
]
Zone = Annotated[
    str,
    BeforeValidator(_zone),
    WithJsonSchema({"type": "string", "examples": ["Europe/Moscow"]}),
]
Words = Annotated[
    str,
    BeforeValidator(_words),
    # An editor has already made a number of 7; here it is the word its author typed.
    WithJsonSchema({"type": ["string", "number", "boolean"], "minLength": 1}),
]


class ConditionText(str):
    """A condition as written; the reader of the file checks and compiles it."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: cls(_words(value))
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "examples": ['service == "lost" and clients > 50']}
