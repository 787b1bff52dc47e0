"""A length of time against its limit, written so that what is shown adds up.

Whoever subtracts one shown figure from the other gets the third.  Knows nothing
of what was measured.
"""

from dataclasses import dataclass

from drillkit.language import MINUTE, SECOND, Language, format_duration

# Closer than this to its limit, or shorter, seconds decide.
NEAR = 10 * MINUTE


@dataclass(frozen=True, slots=True)
class Against:
    """What to show: the time taken, its limit, and what lies between them."""

    took: str
    limit: str
    between: str
    sign: str


def against(
    lang: Language, value_ms: int, limit_ms: int, is_censored: bool = False
) -> Against:
    """Cut off and never rounded up, to minutes or, near the limit, to seconds."""
    is_near = abs(limit_ms - value_ms) < NEAR or value_ms < NEAR
    unit = SECOND if is_near else MINUTE
    shown = value_ms - value_ms % unit
    if shown == limit_ms:
        # Late by less than a second is late.
        shown = value_ms
    left = limit_ms - shown
    more = ">\N{NO-BREAK SPACE}" if is_censored else ""
    return Against(
        more + format_duration(shown, lang, True),
        format_duration(limit_ms, lang, True),
        format_duration(abs(left), lang, True),
        "+" if left < 0 else "",
    )
