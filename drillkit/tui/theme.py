"""Colours and borders: what the terminal can show, and what its person asked for.

The trio of Okabe and Ito stays apart for every kind of colour vision.  Colour only
repeats what the text says, so ``NO_COLOR`` and one colour lose nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """What a theme is made of: three that mean something, the rest quiet."""

    calm: str
    attention: str
    late: str
    quiet: str
    accent: str
    text: str
    paper: str
    surface: str
    panel: str
    cursor: str
    here: str
    dim: str


def _theme(name: str, colours: Colours, *, is_dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=colours.calm,
        secondary=colours.quiet,
        warning=colours.attention,
        error=colours.late,
        success=colours.calm,
        accent=colours.accent,
        foreground=colours.text,
        background=colours.paper,
        surface=colours.surface,
        panel=colours.panel,
        dark=is_dark,
        variables={
            "row-cursor": colours.cursor,
            "row-here": colours.here,
            "dim": colours.dim,
        },
    )


DARK: Final = _theme(
    "drillkit-dark",
    Colours(
        calm="#56B4E9",
        attention="#F0E442",
        late="#D55E00",
        quiet="#7FA6C9",
        accent="#E69F00",
        text="#E4E4E4",
        paper="#121212",
        surface="#1A1A1A",
        panel="#242424",
        cursor="#1F4A66",
        here="#2B2B2B",
        dim="#9A9A9A",
    ),
    is_dark=True,
)
LIGHT: Final = _theme(
    "drillkit-light",
    Colours(
        calm="#00639C",
        # Okabe and Ito's yellow cannot be read on white; these three can.
        attention="#6B5200",
        late="#B34700",
        quiet="#3D6482",
        accent="#8A5A00",
        text="#1A1A1A",
        paper="#FAFAFA",
        surface="#F0F0F0",
        panel="#E4E4E4",
        cursor="#BBDDF2",
        here="#E6E6E6",
        dim="#5C5C5C",
    ),
    is_dark=False,
)
_COLOURED: Final = (
    "border",
    "border-blurred",
    "row-cursor",
    "row-here",
    "dim",
    "block-cursor-foreground",
    "block-cursor-background",
    "scrollbar",
    "scrollbar-hover",
    "scrollbar-active",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
    "scrollbar-corner-color",
    "input-cursor-background",
    "input-cursor-foreground",
    "input-selection-background",
    "input-selection-foreground",
    "ansi-background",
    "ansi-foreground",
)
# Sends no colour at all: only bold, dim, underlined and reversed text.
PLAIN: Final = replace(
    _theme("drillkit-plain", Colours(*["ansi_default"] * 12), is_dark=True),
    boost="ansi_default",
    ansi=True,
    variables=dict.fromkeys(_COLOURED, "ansi_default")
    | {"input-cursor-text-style": "reverse"},
)
THEMES: Final = (DARK, LIGHT, PLAIN)


def chosen_theme(environ: Mapping[str, str], is_plain: bool) -> str:
    """The theme to begin with: a name in DRILLKIT_THEME, `dark` and `light` for short.

    *is_plain* says that NO_COLOR was set, which nothing overrules.
    """
    if is_plain:
        return PLAIN.name
    asked = environ.get("DRILLKIT_THEME", "")
    names = {"light": LIGHT.name, "dark": DARK.name, "": DARK.name}
    return names.get(asked, asked)


def wants_ascii(environ: Mapping[str, str]) -> bool:
    """Whether borders are drawn with ``+ - |``: asked for, or the locale has no more.

    DRILLKIT_ASCII=0 says that the terminal can, whatever its locale.
    """
    if "DRILLKIT_ASCII" in environ:
        return environ["DRILLKIT_ASCII"] not in ("", "0")
    if environ.get("TERM", "") in ("dumb", "linux", "vt100", "vt220"):
        return True
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return "utf" not in locale.lower()
