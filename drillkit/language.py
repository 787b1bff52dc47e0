"""Words, numbers and times in the reader's language.

One catalogue, `locale/ru.po`, is read when it is needed; English is what the code
says.  The language is an argument everywhere: one drill is read by several people
at once.  Knows nothing of plans and drills.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from drillkit.catalogue import Catalogue, english, read_catalogue

Language = Literal["en", "ru"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru")
CATALOGUE: Final = Path(__file__).parent / "locale" / "ru.po"

# A number and its unit stay on one line.
NBSP: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

# Below this, seconds matter to somebody who waits.
_SHORT: Final = 10 * MINUTE
# Up to here hours are clearer than days: promises are made in hours.
_LONG: Final = 3 * DAY

_UNITS: Final[dict[Language, tuple[str, str, str, str]]] = {
    "en": ("d", "h", "min", "s"),
    "ru": ("сут", "ч", "мин", "с"),
}


def N_(text: str) -> str:
    """Marks a message id for extractors, who know this name; translates nothing."""
    return text


@cache
def _catalogue(lang: Language) -> Catalogue:
    if lang == "en":
        return Catalogue({}, {}, english)
    return read_catalogue(CATALOGUE.read_text("utf-8"))


@cache
def translator(lang: Language) -> Callable[[str], str]:
    """What turns a message id into a sentence; an id without one stays English."""
    said = _catalogue(lang).said

    def translate(text: str) -> str:
        return said.get(text, text)

    return translate


def plural(lang: Language) -> Callable[[str, str, int], str]:
    """What picks among forms by a count; call it `n_`, so that extractors find it."""
    catalogue = _catalogue(lang)

    def pick(one: str, many: str, n: int) -> str:
        forms = catalogue.counted.get(one)
        return forms[catalogue.form(n)] if forms else (one, many)[english(n)]

    return pick


def format_number(
    value: int | float, lang: Language, decimals: int | None = None
) -> str:
    """Grouped as its readers group it; a float as it is unless told."""
    # Russian leaves four digits together.
    groups = "," if lang == "en" or abs(value) >= 10_000 else ""
    if decimals is None:
        digits = format(value, groups)
    else:
        digits = format(value, f"z{groups}.{decimals}f")
    if lang == "ru":
        digits = digits.translate({ord(","): NBSP, ord("."): ","})
    return digits.replace("-", MINUS)


def format_duration(ms: int, lang: Language, seconds: bool = False) -> str:
    """A length of time, cut off and never rounded up: 3:59:59 is not four hours.

    Seconds show below ten minutes; with *seconds* they, and any thousandths, show
    whenever there are some.
    """
    sign, rest = (MINUS, -ms) if ms < 0 else ("", ms)
    fine = seconds or rest < _SHORT
    days, rest = divmod(rest, DAY) if rest >= _LONG else (0, rest)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    amounts = [str(days), str(hours), str(minutes), ""]
    if fine:
        amounts[3] = _seconds(rest if seconds else rest - rest % SECOND, lang)
    units = _UNITS[lang]
    parts = [
        f"{amount}{NBSP}{unit}"
        for amount, unit in zip(amounts, units, strict=True)
        if amount not in ("", "0")
    ]
    nothing = f"0{NBSP}{units[3]}"
    return sign + NBSP.join(parts) if parts else nothing


def _seconds(ms: int, lang: Language) -> str:
    whole, thousandths = divmod(ms, SECOND)
    if not thousandths:
        return str(whole)
    point = "," if lang == "ru" else "."
    return f"{whole}{point}{thousandths:03d}".rstrip("0")


def format_instant(
    utc_ms: int, zone: str, lang: Language, seconds: bool = False
) -> str:
    """A moment as the clock in *zone* shows it, always with its distance from UTC."""
    # Added, not `fromtimestamp`: floats lose milliseconds, and Windows has no 1969.
    utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=utc_ms)
    local = utc.astimezone(ZoneInfo(zone))
    day = "%d.%m.%Y" if lang == "ru" else "%Y-%m-%d"
    clock = "%H:%M:%S" if seconds else "%H:%M"
    return f"{local.strftime(f'{day} {clock}')} {_offset(local)}"


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign = MINUS if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours:02d}:{rest:02d}"
