"""A company's own look: logo, colour, marking and wording, from ``house.toml``.

It lies in the workspace's templates; what it says holds in every format.  Word has the
company's letterhead instead of logo and colour.
"""

import base64
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from drillkit.errors import TemplateError
from drillkit.language import LANGUAGES, N_

NAME: Final = "house.toml"
ACCENT: Final = "#1f4e79"
LARGEST: Final = 512_000
KINDS: Final = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}
MIME: Final = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
# What small type needs on white paper (WCAG 2.2, 1.4.3).
CONTRAST: Final = 4.5


def at_home(view: Mapping[str, Any], templates: Path | None) -> dict[str, Any]:
    """*view* with the company's look and words, if it has any."""
    said = _read(templates)
    lang = view["lang"]
    marking = _by_language(said, "marking").get(lang, "")
    if not isinstance(marking, str):
        raise _wrong(f"marking.{lang} is no text")
    marks = [mark for mark in (view["mark"], marking) if mark]
    made = {
        **view,
        "mark": " \N{MIDDLE DOT} ".join(marks),
        "house": {"accent": _accent(said), "logo": _logo(said, templates)},
    }
    words = _words(said, lang)
    return _reworded(made, words) if words else made


def _by_language(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """What is said for each language; what is said for none is refused."""
    given = said.get(key, {})
    if not isinstance(given, dict) or not given.keys() <= {*LANGUAGES}:
        known = ", ".join(LANGUAGES)
        raise _wrong(f"{key} wants a language before its text, one of {known}")
    return given


def _words(said: Mapping[str, Any], lang: str) -> Mapping[str, str]:
    for one, words in _by_language(said, "words").items():
        texts = [*words.values()] if isinstance(words, dict) else [None]
        if not all(isinstance(text, str) for text in texts):
            raise _wrong(f'words.{one} wants lines such as "our" = "their"')
    own: Mapping[str, str] = said.get("words", {}).get(lang, {})
    return own


def _read(templates: Path | None) -> dict[str, Any]:
    path = templates / NAME if templates else None
    if path is None or not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(str(error)) from error


def _accent(said: Mapping[str, Any]) -> str:
    colour = str(said.get("accent", ACCENT))
    if not _COLOUR.fullmatch(colour):
        raise _wrong(f"accent {colour!r} is not a colour such as #1f4e79")
    if _contrast(colour) < CONTRAST:
        raise _wrong(f"accent {colour} cannot be read on white paper")
    return colour


def _contrast(colour: str) -> float:
    """Against white, as WCAG reckons it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _logo(said: Mapping[str, Any], templates: Path | None) -> dict[str, Any] | None:
    """As a page and a printer take it; it lies beside ``house.toml``."""
    name = said.get("logo")
    if not name or templates is None:
        return None
    path = (templates / str(name)).resolve()
    form = KINDS.get(path.suffix.lower())
    if form is None or path.parent != templates.resolve() or not path.is_file():
        raise _wrong(f"logo {name!r} is no SVG, PNG or JPEG beside {NAME}")
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise _wrong(f"logo {name!r} is larger than {LARGEST // 1000} kB")
    packed = base64.b64encode(content).decode()
    return {
        "format": form,
        "uri": f"data:{MIME[form]};base64,{packed}",
        "data": content.decode("utf-8", "replace") if form == "svg" else [*content],
        "alt": str(said.get("name", "")) or "logo",
    }


def _reworded(made: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """Headings in the company's own words; what people wrote stays."""
    return {
        **made,
        "kind": words.get(made["kind"], made["kind"]),
        "words": {key: words.get(text, text) for key, text in made["words"].items()},
        "sections": [
            {**one, "title": words.get(one["title"], one["title"])}
            for one in made["sections"]
        ],
    }


def _wrong(reason: str) -> TemplateError:
    return TemplateError(
        N_("template {template} cannot be rendered: {reason}"),
        template=NAME,
        reason=reason,
    )
