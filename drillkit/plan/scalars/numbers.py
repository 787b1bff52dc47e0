"""Numbers that stand alone: counts, shares, and yes or no.

Written numbers are short, so a number of a thousand digits is refused before
anything tries to count to it.
"""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from drillkit.plan.problem import N_
from drillkit.plan.scalars.refusal import quoted, refused, scalar

_COUNT = re.compile(r"^[0-9]{1,9}$")
_SHARE = re.compile(r"^([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%$")
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def _count(value: Any) -> int:
    text = scalar(value)
    if _COUNT.match(text):
        return int(text)
    raise refused(
        "count",
        N_('"{text}" is not a count; counts are whole numbers from 0'),
        {"text": quoted(text)},
    )


def _share(value: Any) -> float:
    text = scalar(value)
    found = _SHARE.match(text)
    if found and float(found[1]) <= 100:
        # Parts per hundred million keep 0.1 + 0.2 out of what people read.
        return round(float(found[1]) * 1_000_000) / 100_000_000
    raise refused(
        "share",
        N_('"{text}" is not a share; shares are written "80%", from 0% to 100%'),
        {"text": quoted(text)},
    )


def _yes_no(value: Any) -> bool:
    text = scalar(value)
    if text.lower() in _YES_NO:
        return _YES_NO[text.lower()]
    raise refused(
        "yes-no",
        N_('"{text}" is neither "true" nor "false"'),
        {"text": quoted(text)},
    )


Count = Annotated[
    int,
    BeforeValidator(_count),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
Share = Annotated[
    float,
    BeforeValidator(_share),
    WithJsonSchema({"type": "string", "pattern": _SHARE.pattern, "examples": ["80%"]}),
]
YesNo = Annotated[
    bool,
    BeforeValidator(_yes_no),
    WithJsonSchema({"type": "boolean"}),
]
