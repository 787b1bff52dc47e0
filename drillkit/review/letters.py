"""How much room words take, and which of their letters the shipped font has.

Widths are those of a wide face, so that words measured here fit in any other a
reader's machine may have.  Knows nothing of pictures.
"""

from functools import lru_cache
from typing import Final

from drillkit.review.clean import plain

# Hundredths of the size of the type; what is not listed is as wide as can be.
_ADVANCE: Final = {
    32: " ,.·\N{NO-BREAK SPACE}'ijlIJ",
    36: "/:;\\|f-()[]t!r",
    47: '"',
    52: "*_`–sz?гз",
    56: "cсэL",
    59: "Fkтvxyвухчь",
    62: "PРкяTYaoГТУао«»eбеё",
    64: "ESbdghnpquЕрЁ$0123456789{}Зл",
    66: "ийнпK",
    69: "AVАцBRXZБВХЧЬЯд",
    71: "CСЭКъ",
    75: "UHNИЙЛНПм",
    79: "DG&ДЦOQОы",
    84: "wЪ#+<=>^~ю−×→ф",
    86: "MМФ",
    90: "Ыж",
    95: "шщ%m",
    100: "W@—…",
    109: "№ШЖЮЩ",
}
_WIDTHS: Final = {letter: n for n, letters in _ADVANCE.items() for letter in letters}
_WIDEST: Final = 110
_BOLD: Final = 1.12
# What the fonts in this package's folder can show; the rest would be an empty box.
_SHOWN: Final = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x377), (0x37A, 0x37F), (0x384, 0x38A),
    (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3E1), (0x3F0, 0x52F), (0x1E00, 0x1EFF),
    (0x2000, 0x2027), (0x202F, 0x205E), (0x2070, 0x2071), (0x2074, 0x208E),
    (0x2090, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2212, 0x2212),
    (0x25CC, 0x25CC), (0x2DE0, 0x2DFF), (0xFFFD, 0xFFFD),
)  # fmt: skip
_ARROWS: Final = {
    "\N{RIGHTWARDS ARROW}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
}
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


def width(text: str, size: float, is_bold: bool = False) -> float:
    """The most room *text* takes on one line, in the unit of *size*."""
    hundredths = sum(_WIDTHS.get(letter, _WIDEST) for letter in text)
    return hundredths * size / 100 * (_BOLD if is_bold else 1)


def folded(
    text: str, size: float, room: float, most: int = 3, is_bold: bool = False
) -> list[str]:
    """*text* on lines no wider than *room*; what is beyond *most* ends in "…"."""
    lines: list[str] = []
    line = ""
    for word in plain(text).split():
        longer = f"{line} {word}" if line else word
        if not line or width(longer, size, is_bold) <= room:
            line = longer
        else:
            lines.append(line)
            line = word
    lines += [line] if line else []
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(one, size, room, is_bold) for one in lines]


def _cut(line: str, size: float, room: float, is_bold: bool) -> str:
    if width(line, size, is_bold) <= room:
        return line
    left = room - width("…", size, is_bold)
    taken = 0.0
    for place, letter in enumerate(line):
        taken += width(letter, size, is_bold)
        if taken > left:
            return line[:place].rstrip() + "…"
    return line


@lru_cache(maxsize=4096)
def _is_shown(letter: str) -> bool:
    return any(low <= ord(letter) <= high for low, high in _SHOWN)


def printable(text: str) -> str:
    """*text* with a mark for each letter that paper could not show."""
    if text.isascii():
        return text
    return "".join(
        letter if letter == "\n" or _is_shown(letter) else _ARROWS.get(letter, UNKNOWN)
        for letter in text
    )
