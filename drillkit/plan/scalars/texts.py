"""What a person reads, in one language or several."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from drillkit.plan.problem import N_
from drillkit.plan.scalars.refusal import quoted, refused, wrong_kind

_LANGUAGE = re.compile(r"^[a-z]{2}$")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words by language; plain words stand under the empty language."""

    by_lang: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(tuple(self.by_lang.items()))

    def say(self, lang: str) -> str:
        """The words in *lang*, else plain, else English, else the first written."""
        for candidate in (lang, "", "en"):
            if candidate in self.by_lang:
                return self.by_lang[candidate]
        return next(iter(self.by_lang.values()))

    @classmethod
    def read(cls, value: Any) -> "Text":
        if isinstance(value, str):
            if not value.strip():
                raise refused("no-value", N_("nothing is written here"))
            return cls({"": value.strip()})
        if not isinstance(value, dict):
            raise wrong_kind(value)
        if not value:
            raise refused("no-value", N_("nothing is written here"))
        for lang, words in value.items():
            _check(lang, words)
        return cls({lang: words.strip() for lang, words in value.items()})

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
            "oneOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "patternProperties": {
                        _LANGUAGE.pattern: {"type": "string", "minLength": 1}
                    },
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }


def _check(lang: str, words: Any) -> None:
    if not _LANGUAGE.match(lang):
        raise refused(
            "text",
            N_('"{key}" is not a language; a text is words, or words by language'),
            {"key": quoted(lang)},
            N_('write the words alone, or as "{{en: …, ru: …}}"'),
            at=(lang,),
            key=True,
        )
    if not isinstance(words, str):
        raise wrong_kind(words, at=(lang,))
    if not words.strip():
        raise refused("no-value", N_("nothing is written here"), at=(lang,))
