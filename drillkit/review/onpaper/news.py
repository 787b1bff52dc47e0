"""Inject cards, and the controllers' list of them: never for participants."""

from collections.abc import Iterator
from typing import Any

from drillkit.language import N_
from drillkit.plan.plan import PlanFile
from drillkit.plan.scenario import Inject, Scenario
from drillkit.review.reader import Reader


def inject_cards(file: PlanFile[Scenario], reader: Reader) -> list[dict[str, Any]]:
    """A card for each inject, in the order in which they come."""
    numbered = enumerate(_in_order(file.model), 1)
    return [_card(number, name, one, reader) for number, (name, one) in numbered]


def _in_order(scenario: Scenario) -> list[tuple[str, Inject]]:
    """Those with a time first, by it; the rest as their author wrote them."""
    listed = [*scenario.injects.items()]
    late = 1 + max((one.at or 0 for _, one in listed), default=0)

    def place(pair: tuple[str, Inject]) -> int:
        return late if pair[1].at is None else pair[1].at

    return sorted(listed, key=place)


def _card(number: int, name: str, one: Inject, reader: Reader) -> dict[str, Any]:
    lang = reader.lang
    return {
        "number": number,
        "name": name,
        "when": " · ".join(_when(one, reader)),
        "clock": reader.clock(one.at) if one.at is not None else "",
        "to": _whom(one.to, reader),
        "via": reader.channel(one.via),
        "sender": one.sender.say(lang) if one.sender else "",
        "telephone": (one.number or "").removeprefix("tel:"),
        "script": one.script.say(lang) if one.script else "",
        "says": one.says.say(lang),
        "expects": [
            {
                "do": wanted.do.say(lang),
                "within": reader.duration(wanted.within),
                "by": reader.role(wanted.by) if wanted.by else "",
                "objective": reader.objective(wanted.objective)
                if wanted.objective
                else "",
            }
            for wanted in one.expects
        ],
    }


def _when(one: Inject, reader: Reader) -> Iterator[str]:
    _ = reader._
    if one.at is not None:
        yield f"T+{reader.at(one.at)}"
    if one.when:
        run, _slash, phase = _split(one.when, reader)
        said = _(N_("when {department} enters “{phase}”"))
        yield said.format(department=reader.run(run), phase=reader.path(run, phase))
    if one.if_missed:
        yield _(N_("if nothing was done about “{inject}”")).format(inject=one.if_missed)
    if one.hold:
        yield _(N_("held back: a controller lets it go"))


def _split(when: str, reader: Reader) -> tuple[str, str, str]:
    """The run of a path and what is left of it."""
    for run, book in reader.record.runbook_of.items():
        for name in (run, book):
            if when.startswith(f"{name}/"):
                return run, "/", when.removeprefix(f"{name}/")
    return when.rpartition("/")


def _whom(to: str | None, reader: Reader) -> str:
    if not to:
        return reader._(N_("everybody"))
    department = reader.department(to)
    return department if department != to else reader.role(to)
