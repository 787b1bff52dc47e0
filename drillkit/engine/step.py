"""One written step, compiled; what ``each`` repeats gets its words put in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from drillkit.engine import draws
from drillkit.engine.charts import Step
from drillkit.plan import runbook as written
from drillkit.plan import scalars
from drillkit.plan.organisation import Organisation
from drillkit.plan.roster import Roster
from drillkit.plan.scalars import Text


def texts(text: Text | None) -> dict[str, str]:
    """A text in its languages; one without languages stands under ``""``."""
    return {} if text is None else dict(text.by_lang)


@dataclass(frozen=True, slots=True)
class Substitution:
    """The words a repeated lane puts into its texts and references."""

    words: Mapping[str, str]
    company: Organisation
    roster: Roster | None

    def put(self, text: str) -> str:
        """*text* with ``{word}`` replaced, in the order of the words."""
        for word, value in self.words.items():
            text = text.replace("{" + word + "}", value)
        return text

    def text(self, text: Text | None) -> dict[str, str]:
        """A text in its languages, with the titles of what the words name."""
        said = texts(text)
        for word, value in self.words.items():
            title = self._title(value)
            said = {
                lang: one.replace("{" + word + "}", title.say(lang) if title else value)
                for lang, one in said.items()
            }
        return said

    def _title(self, name: str) -> Text | None:
        """What people call a provider, site, client or department."""
        company = self.company
        named = (company.providers, company.sites, company.clients, company.departments)
        return next((kind[name].title for kind in named if name in kind), None)


def compile_step(path: str, step: written.Step, words: Substitution) -> Step:
    """The step at *path*, its needs and condition still to be filled in."""
    verb = written.verb_of(step)
    assert verb is not None
    plain = Step(
        path=path,
        name=path.rpartition("/")[2],
        verb=verb,
        about="",
        text={},
        crew={words.put(role): n for role, n in (step.by or {}).items()},
        needs=(),
        target=step.target,
        takes=None if step.takes is None else law(step.takes),
        chance=dict(step.chance or {}),
        optional=step.optional,
        level=step.from_ or "",
        reaches={out: words.put(name) for out, name in step.reaches.items()},
        tells=dict(step.tells),
    )
    return _of_verb(plain, step, words)


def law(takes: scalars.Takes) -> draws.Law:
    """The draws' own law for a written duration law."""
    match takes:
        case scalars.Triangular(low, likely, high):
            return draws.Triangular(low, likely, high)
        case scalars.Pert(low, likely, high):
            return draws.Pert(low, likely, high)
        case scalars.Lognormal(median, p95):
            return draws.Lognormal(median, p95)
        case scalars.Beta(low, high, alpha, beta):
            return draws.Beta(low, high, alpha, beta)
        case scalars.Fixed(value):
            return draws.Fixed(value)
        case _:
            assert_never(takes)


def _of_verb(plain: Step, step: written.Step, words: Substitution) -> Step:
    match step:
        case written.Do():
            site = words.put(step.at) if step.at else ""
            return replace(plain, text=words.text(step.do), site=site)
        case written.Ask():
            return replace(plain, asks=step.ask)
        case written.Decide():
            return replace(
                plain,
                text=words.text(step.decide),
                outcomes=tuple(step.outcomes),
                target=step.target if step.target is not None else step.every,
            )
        case written.Notify():
            return replace(
                plain,
                about=words.put(step.notify),
                says=words.text(step.says),
                answer=step.answer or "received",
            )
        case written.Update():
            return replace(
                plain,
                about=words.put(step.update),
                says=words.text(step.says),
                next_update=step.next,
            )
        case written.Request():
            return replace(
                plain, about=words.put(step.request), text=words.text(step.for_)
            )
        case _:
            return _of_other_verb(plain, step, words)


_OtherVerb = (
    written.Dispatch
    | written.Travel
    | written.Await
    | written.Approve
    | written.RollCall
    | written.Batch
    | written.Watch
)


def _of_other_verb(plain: Step, step: _OtherVerb, words: Substitution) -> Step:
    match step:
        case written.Dispatch():
            return replace(
                plain,
                about=words.put(step.dispatch),
                site=words.put(step.to),
                origin=words.put(step.from_ or ""),
                level="",
            )
        case written.Travel():
            return replace(
                plain,
                site=words.put(step.travel),
                origin=words.put(step.from_ or ""),
                level="",
            )
        case written.Await():
            return replace(plain, about=words.put(step.await_))
        case written.Approve():
            return replace(plain, text=words.text(step.approve), later=step.later)
        case written.RollCall():
            total = _roll(step, words)
            enough = -(-total * round(step.threshold * 10_000) // 10_000)
            return replace(plain, about=step.roll_call, total=total, enough=enough)
        case written.Batch():
            return replace(
                plain,
                text=words.text(step.of),
                total=step.batch,
                enough=step.batch,
                each=step.each,
                at_once=step.at_once,
            )
        case written.Watch():
            return replace(plain, about=step.watch, every=step.every)
        case _:
            assert_never(step)


def _roll(step: written.RollCall, words: Substitution) -> int:
    """How many are to answer: a number, the roster's, or the role's people."""
    if isinstance(step.of, int):
        return step.of
    holders = words.roster.roles if words.roster else {}
    if step.of == "roster" and step.roll_call in holders:
        return len(holders[step.roll_call].persons)
    role = words.company.role(step.roll_call)
    return role.people if role else 1
