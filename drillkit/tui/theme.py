"""Colours and borders: what the terminal can show, and what its person asked for.

The trio of Okabe and Ito stays apart for every kind of colour vision.  Colour only
repeats what the text says, so ``NO_COLOR`` and one colour lose nothing.
"""

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="drillkit-dark",
    primary="#56B4E9",
    secondary="#7FA6C9",
    warning="#F0E442",
    error="#D55E00",
    success="#56B4E9",
    accent="#E69F00",
    foreground="#E4E4E4",
    background="#121212",
    surface="#1A1A1A",
    panel="#242424",
    dark=True,
    variables={"row-cursor": "#1F4A66", "row-here": "#2B2B2B", "dim": "#9A9A9A"},
)
LIGHT: Final = Theme(
    name="drillkit-light",
    primary="#00639C",
    secondary="#3D6482",
    # Okabe and Ito's yellow cannot be read on white; these three can.
    warning="#6B5200",
    error="#B34700",
    success="#00639C",
    accent="#8A5A00",
    foreground="#1A1A1A",
    background="#FAFAFA",
    surface="#F0F0F0",
    panel="#E4E4E4",
    dark=False,
    variables={"row-cursor": "#BBDDF2", "row-here": "#E6E6E6", "dim": "#5C5C5C"},
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
PLAIN: Final = Theme(
    name="drillkit-plain",
    primary="ansi_default",
    secondary="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
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
