"""Where a file does not fit its model, as problems an author can act on.

The library that validates has words of its own; none of them reaches a person.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from drillkit.plan.form import Form
from drillkit.plan.forms import form_at, keys_of, located
from drillkit.plan.near import nearest
from drillkit.plan.problem import N_, Problem, Words
from drillkit.plan.runbook import VERBS, AnyStep
from drillkit.plan.scalars.refusal import WRONG_KIND, Refusal, quoted
from drillkit.plan.source import MOST_PROBLEMS, Loc, Tree

# A few for each of the problems that anybody reads.
MOST_ERRORS = 4 * MOST_PROBLEMS


@dataclass(frozen=True, slots=True)
class _Misfit:
    tree: Tree
    form: type[Form]
    error: ErrorDetails
    loc: Loc

    def says(
        self,
        rule: str,
        says: str,
        words: Words | None = None,
        hint: str = "",
        hint_words: Words | None = None,
        *,
        loc: Loc | None = None,
        key: bool = False,
    ) -> Problem:
        place = self.tree.place(self.loc if loc is None else loc, key)
        return Problem(place, rule, says, words or {}, hint, hint_words or {})

    @property
    def is_empty(self) -> bool:
        return self.error["input"] == "" and not self.tree.is_quoted(self.loc)

    @property
    def name(self) -> str:
        """The last key on the way to the culprit."""
        keys = [part for part in self.loc if isinstance(part, str)]
        return quoted(keys[-1]) if keys else ""


def misfits(
    tree: Tree,
    form: type[Form],
    failure: ValidationError,
    is_told: Callable[[ErrorDetails, Loc], bool] = lambda error, loc: False,
) -> tuple[Problem, ...]:
    """One problem for each place where *tree* does not fit *form*, unless told."""
    found: dict[tuple[Any, ...], Problem] = {}
    errors = failure.errors(include_url=False)[:MOST_ERRORS]
    misspelt = set(_misspelt(errors, form))
    for error in errors:
        loc = located(tree, error["loc"], form)
        if tree.is_alias(loc) or is_told(error, loc):
            continue
        if error["type"] == "missing" and error["loc"] in misspelt:
            continue
        problem = _worded(_Misfit(tree, form, error, loc))
        # The members of a union complain one by one about the same value.
        same = (loc, error["loc"][-1:] if error["type"] == "missing" else "")
        found.setdefault(same, problem)
        if len(found) >= MOST_PROBLEMS:
            break
    return tuple(found.values())


def _misspelt(
    errors: Iterable[ErrorDetails], form: type[Form]
) -> Iterator[tuple[int | str, ...]]:
    """The keys that other keys, which nobody knows, were meant to be."""
    for error in errors:
        if error["type"] == "extra_forbidden":
            holder = form_at(error["loc"][:-1], form)
            # "call:boss" is one key for want of a space.
            key = str(error["loc"][-1]).partition(":")[0]
            _, words = nearest(key, keys_of(holder) if holder else ())
            if "name" in words:
                yield (*error["loc"][:-1], words["name"])


def _worded(misfit: _Misfit) -> Problem:
    kind = misfit.error["type"]
    if misfit.is_empty and kind not in ("extra_forbidden", "missing"):
        return misfit.says(
            "no-value", N_('key "{key}" has no value'), {"key": misfit.name}, key=True
        )
    word = _WORDINGS.get(kind, _other)
    return word(misfit)


def _refused(misfit: _Misfit) -> Problem:
    refusal: Refusal = misfit.error["ctx"]["refusal"]
    *above, last = misfit.error["loc"]
    # In a short form the key of the model is the value that its author wrote.
    is_key = refusal.key or (last == "[key]" and misfit.loc[-1] == above[-1])
    hint, hint_words = refusal.hint, refusal.hint_words
    if refusal.advise:
        hint, hint_words = refusal.advise()
    if refusal.rule == "duration" and not hint:
        form = form_at(tuple(above), misfit.form)
        hint = _COUNTED_FROM.get((form.__name__, str(last)), "") if form else ""
        hint_words = {"key": str(last)}
    elif is_key and _has_no_space(misfit):
        hint, hint_words = SPACE_AFTER, {}
    return misfit.says(
        refusal.rule,
        refusal.says,
        refusal.words,
        hint,
        hint_words,
        loc=(*misfit.loc, *refusal.at),
        key=is_key,
    )


def _missing(misfit: _Misfit) -> Problem:
    key = str(misfit.error["loc"][-1])
    words = {"key": key}
    return misfit.says("missing-key", N_('key "{key}" is missing'), words, key=True)


def _unknown_key(misfit: _Misfit) -> Problem:
    key = str(misfit.error["loc"][-1])
    form = form_at(misfit.error["loc"][:-1], misfit.form)
    # Only a model forbids keys, and no place in a file has two without a verb.
    assert form
    words = {"key": quoted(key)}
    says = _UNKNOWN_KEY.get(form.__name__, N_('key "{key}" is not known here'))
    if issubclass(form, AnyStep):
        verb = next(verb for verb, step in VERBS.items() if step is form)
        words["verb"] = verb
        says = N_('key "{key}" is not one a step with "{verb}" has')
        if key in VERBS:
            return misfit.says(
                "two-verbs",
                N_('a step has one verb, and this one has "{verb}" and "{key}"'),
                words,
                N_("make two steps of it"),
                key=True,
            )
    hint, hint_words = nearest(key, keys_of(form))
    if _has_no_space(misfit):
        hint, hint_words = SPACE_AFTER, {}
    elif _has_no_colon(misfit):
        hint, hint_words = N_("quote the text"), {}
    return misfit.says("unknown-key", says, words, hint, hint_words, key=True)


def _has_no_space(misfit: _Misfit) -> bool:
    """Inside braces "target:5m" is one key, and nothing is under it."""
    key = str(misfit.loc[-1])
    return not misfit.tree.value(misfit.loc) and bool(_NO_SPACE.match(key))


def _has_no_colon(misfit: _Misfit) -> bool:
    """Inside braces a comma in unquoted text begins what looks like a key."""
    if not misfit.is_empty:
        return False
    tree = misfit.tree
    place = tree.place(misfit.loc, key=True)
    rest = tree.lines.line(place.line)[place.column - 1 + place.width :]
    return not rest.lstrip().startswith(":")


def _no_verb(misfit: _Misfit) -> Problem:
    step = misfit.error["input"]
    if not isinstance(step, dict):
        return _wrong_kind(misfit, "mapping")
    key, verb = likely_verb(step)
    if key:
        return misfit.says(
            "no-verb",
            N_('"{key}" is not a verb, and step "{step}" has no other'),
            {"key": quoted(key), "step": misfit.name},
            *(nearest(key, VERBS) if verb else _ALL_VERBS),
            loc=(*misfit.loc, key),
            key=True,
        )
    return misfit.says(
        "no-verb",
        N_('step "{step}" has no verb'),
        {"step": misfit.name},
        *_ALL_VERBS,
        key=True,
    )


def likely_verb(step: Mapping[str, Any]) -> tuple[str, str]:
    """The key that seems to be meant as a verb, and which; or empties."""
    for key in step:
        _, words = nearest(key, VERBS)
        if words and key not in keys_of(AnyStep):
            return key, words["name"]
    return next((key for key in step if key not in _STEP_KEYS), ""), ""


def _not_a_mapping(misfit: _Misfit) -> Problem:
    return _wrong_kind(misfit, "mapping")


def _not_a_list(misfit: _Misfit) -> Problem:
    return _wrong_kind(misfit, "list")


def _wrong_kind(misfit: _Misfit, wanted: str) -> Problem:
    value = misfit.error["input"]
    if isinstance(value, str):
        words = {"text": quoted(value)}
        return misfit.says("wrong-kind", WRONG_KIND["scalar", wanted], words)
    found = "mapping" if isinstance(value, dict) else "list"
    return misfit.says("wrong-kind", WRONG_KIND[found, wanted])


def _too_few(misfit: _Misfit) -> Problem:
    limits = misfit.error["ctx"]
    words = {"key": misfit.name, "least": str(limits["min_length"])}
    if limits["actual_length"] == 0:
        return misfit.says("too-few", N_('"{key}" holds nothing'), words, key=True)
    says = N_('"{key}" holds one, and at least {least} belong there')
    return misfit.says("too-few", says, words, key=True)


def _too_many(misfit: _Misfit) -> Problem:
    words = {"key": misfit.name, "most": str(misfit.error["ctx"]["max_length"])}
    says = N_('"{key}" holds more than {most}')
    return misfit.says("too-many", says, words, key=True)


def _choice(misfit: _Misfit) -> Problem:
    value = misfit.error["input"]
    if not isinstance(value, str):
        return _wrong_kind(misfit, "scalar")
    choices = re.findall(r"'([^']*)'", misfit.error["ctx"]["expected"])
    words = {"text": quoted(value), "choices": ", ".join(choices)}
    hint, hint_words = nearest(value, choices)
    says = N_('"{text}" is not one of {choices}')
    # All of them stand in the sentence already.
    hint = hint if "name" in hint_words else ""
    return misfit.says("choice", says, words, hint, hint_words)


def _other(misfit: _Misfit) -> Problem:
    value = misfit.error["input"]
    text = quoted(value) if isinstance(value, str) else misfit.name
    return misfit.says(
        "wrong-value", N_('"{text}" does not belong here'), {"text": text}
    )


_WORDINGS: dict[str, Callable[[_Misfit], Problem]] = {
    "refused": _refused,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "union_tag_not_found": _no_verb,
    "union_tag_invalid": _no_verb,
    "model_type": _not_a_mapping,
    "dict_type": _not_a_mapping,
    "tuple_type": _not_a_list,
    "too_short": _too_few,
    "too_long": _too_many,
    "literal_error": _choice,
}

SPACE_AFTER = N_('put a space after the ":"')
_NO_SPACE = re.compile(r"[a-z-]+:[^ ]")

FROM_START = N_('"{key}" counts from the start of the drill, as in "1h25m"')
# What a time counts from, where one of the day would do as well.
_COUNTED_FROM = {
    ("Inject", "at"): FROM_START,
    ("Ends", "at-latest"): FROM_START,
}

_ALL_VERBS = (N_("verbs are {verbs}"), {"verbs": ", ".join(VERBS)})
_STEP_KEYS = {key for form in VERBS.values() for key in keys_of(form)}

_UNKNOWN_KEY = {
    "Organisation": N_('key "{key}" is not one an organisation has'),
    "Level": N_('key "{key}" is not one a level has'),
    "Audience": N_('key "{key}" is not one an audience has'),
    "Notice": N_('key "{key}" is not one a notice has'),
    "Department": N_('key "{key}" is not one a department has'),
    "Role": N_('key "{key}" is not one a role has'),
    "Provider": N_('key "{key}" is not one a provider has'),
    "Contract": N_('key "{key}" is not one a contract has'),
    "Client": N_('key "{key}" is not one a client has'),
    "Site": N_('key "{key}" is not one a site has'),
    "Store": N_('key "{key}" is not one a store has'),
    "Leg": N_('key "{key}" is not one a leg has'),
    "Runbook": N_('key "{key}" is not one a runbook has'),
    "Fact": N_('key "{key}" is not one a fact has'),
    "Phase": N_('key "{key}" is not one a phase has'),
    "Lane": N_('key "{key}" is not one a lane has'),
    "Scenario": N_('key "{key}" is not one a scenario has'),
    "Objective": N_('key "{key}" is not one an objective has'),
    "Inject": N_('key "{key}" is not one an inject has'),
    "Roster": N_('key "{key}" is not one a roster has'),
    "Person": N_('key "{key}" is not one a person has'),
}
