"""What people write in a cell, as a name of the plan: departments, roles, channels.

An id stands for itself, a title in any language for its id, and whatever else a
company says is in its mapping.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from drillkit.exchange.mapping import Mapping as Saved
from drillkit.plan.organisation import Organisation
from drillkit.plan.scalars import Text
from drillkit.plan.scenario import Scenario

_KEBAB: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EVERYBODY: Final = frozenset(("all", "everybody", "everyone", "all players", "все"))
_DELIVERIES: Final[Mapping[str, tuple[str, ...]]] = {
    "message": ("message", "text", "chat", "сообщение", "чат"),
    "phone": ("phone", "telephone", "call", "phone call", "телефон", "звонок"),
    "radio": ("radio", "радио", "рация"),
    "in-person": ("in-person", "in person", "verbal", "face to face", "лично", "устно"),
    "e-mail": ("e-mail", "email", "mail", "почта", "письмо"),
}
_YES: Final = frozenset(("yes", "y", "true", "x", "1", "да", "+", "hold", "held"))
_NO: Final = frozenset(("", "no", "n", "false", "0", "нет", "-"))


class Names:
    """What a company calls its departments, roles and objectives."""

    def __init__(self, company: Organisation, scenario: Scenario, saved: Saved) -> None:
        self._saved = saved
        self._roles = company.roles()
        self._addressees = _titled(
            [(name, one.title) for name, one in company.departments.items()]
        )
        role_titles = [(name, company.role(name)) for name in self._roles]
        self._role_names = _titled((name, r.title) for name, r in role_titles if r)
        self._objectives = _titled(
            (name, one.title) for name, one in scenario.objectives.items()
        )
        books = (run.runbook for run in scenario.runs.values())
        self.playing = frozenset(book.partition("/")[0] for book in books)

    def addressee(self, text: str) -> str | None:
        """A department or a role; "" is everybody, None is nobody known."""
        plain = text.strip().casefold()
        if plain in self._saved.recipients:
            return self._saved.recipients[plain]
        if plain in _EVERYBODY:
            return ""
        return self._addressees.get(plain) or self._role_names.get(plain)

    def addressees(self, text: str) -> list[str] | None:
        """One name, or several between commas, semicolons or lines."""
        whole = self.addressee(text)
        if whole is not None:
            return [whole]
        found = [self.addressee(part) for part in re.split(r"[;,\n]", text) if part]
        known = [name for name in found if name is not None]
        return known if known and len(known) == len(found) else None

    def role(self, text: str) -> str | None:
        """A role by id or title."""
        return self._role_names.get(text.strip().casefold())

    def objective(self, text: str) -> str | None:
        """An objective by id or title."""
        return self._objectives.get(text.strip().casefold())

    def delivery(self, text: str) -> str | None:
        """The way in which news comes."""
        plain = text.strip().casefold()
        if plain in self._saved.deliveries:
            return self._saved.deliveries[plain]
        return next((via for via, said in _DELIVERIES.items() if plain in said), None)

    def together(self, names: Iterable[str]) -> str | None:
        """The one addressee that *names* are, if there is one."""
        several = frozenset(names)
        if len(several) == 1:
            return next(iter(several))
        if "" in several or several >= self.playing:
            return ""
        homes = {self._roles.get(name, name) for name in several}
        return next(iter(homes)) if len(homes) == 1 else None


def _titled(names: Iterable[tuple[str, Text | None]]) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, title in names:
        for text in title.by_lang.values() if title else ():
            known.setdefault(text.strip().casefold(), name)
        known[name] = name
    return known


def yes_or_no(text: str) -> bool | None:
    """What a cell answers, if it does."""
    plain = text.strip().casefold()
    return True if plain in _YES else False if plain in _NO else None


def is_id(text: str) -> bool:
    """Whether a plan may call something so."""
    return bool(_KEBAB.fullmatch(text)) and len(text) <= 60


def as_id(text: str) -> str:
    """An id that resembles *text*; "" if nothing of it can stand in one."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:60].rstrip("-")
