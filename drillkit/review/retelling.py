"""What simulated players wrote down, in the language of whoever reads it.

They write in the company's first language, in the plan's own words; where those
words are found in the plan again, the plan says them in another language too.
Whatever people wrote themselves stays as they wrote it.
"""

from collections.abc import Iterator, Mapping

from drillkit.engine.events import DecisionTaken, Observed
from drillkit.language import LANGUAGES, N_, translator
from drillkit.plan.runbook import Decide, Phase
from drillkit.plan.scalars import Text
from drillkit.review.reader import Reader

SEEN = (N_("Done in time: {what}"), N_("Not done in time: {what}"))


def decided(reader: Reader, event: DecisionTaken) -> tuple[str, str]:
    """What was decided, and what was rejected."""
    runbook = reader.record.runbook(event.run)
    for step in _decisions(runbook.phases) if runbook else ():
        for outcome, words in step.outcomes.items():
            asked = step.decide.by_lang.values()
            if event.what not in {f"{question} {outcome}" for question in asked}:
                continue
            said = f"{step.decide.say(reader.lang)} {words.say(reader.lang)}"
            return said, _rejected(reader, step.outcomes, event.rejected)
    return event.what, event.rejected


def _decisions(phases: Mapping[str, Phase]) -> Iterator[Decide]:
    for phase in phases.values():
        yield from (s for s in phase.steps.values() if isinstance(s, Decide))
        for lane in phase.lanes.values():
            yield from _decisions(lane.phases)


def _rejected(reader: Reader, outcomes: Mapping[str, Text], rejected: str) -> str:
    named = rejected.split(", ")
    if not rejected or not set(named) <= set(outcomes):
        return rejected
    return "; ".join(outcomes[name].say(reader.lang) for name in named)


def observed(reader: Reader, event: Observed) -> str:
    """What an evaluator saw."""
    scenario = reader.record.books.scenario
    asked = [
        one.do
        for inject in (scenario.injects.values() if scenario else ())
        for one in inject.expects
    ]
    for text in asked:
        for seen in SEEN:
            if event.text in _said(seen, text):
                return reader._(seen).format(what=text.say(reader.lang))
    return event.text


def was_done(reader: Reader, event: Observed) -> bool:
    """Whether an evaluator saw that an expected action was done in time."""
    text = observed(reader, event)
    return text.startswith(reader._(SEEN[0]).format(what=""))


def _said(seen: str, text: Text) -> set[str]:
    return {
        translator(lang)(seen).format(what=words)
        for lang in LANGUAGES
        for words in text.by_lang.values()
    }
