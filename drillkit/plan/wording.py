"""How lengths of time and lists of names are written in a problem's sentence.

Both are written as in the plan language itself, so that they need no
translation.
"""

from collections.abc import Iterable, Mapping

_UNITS = (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000))


def spoken(ms: int) -> str:
    """A length of time in its two largest units: ``5h 35m``, ``2d 3h``, ``45s``."""
    parts = []
    for unit, size in _UNITS:
        amount, ms = divmod(ms, size)
        if amount:
            parts.append(f"{amount}{unit}")
    return " ".join(parts[:2]) or "0m"


def listed(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return ", ".join(names)


def quoted_list(names: Iterable[str]) -> str:
    """Names as their author wrote them, each in double quotes."""
    return ", ".join(f'"{name}"' for name in names)


def case_of(facts: Mapping[str, str | bool | int]) -> str:
    """Answers to facts as a condition that is met by them and no others."""
    return " and ".join(_answer(name, value) for name, value in facts.items())


def _answer(name: str, value: str | bool | int) -> str:
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return f'{name} == "{value}"' if isinstance(value, str) else f"{name} == {value}"
