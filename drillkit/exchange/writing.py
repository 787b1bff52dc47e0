"""Drafts of injects, written into a scenario's own text.

Only what means something else than before is touched, key by key, so that comments and
layout stay and a table that went out and came back changes nothing.
"""

from collections.abc import Mapping, Sequence

from drillkit.errors import TableError
from drillkit.exchange.draft import (
    KEYS,
    Action,
    Draft,
    Wanted,
    Words,
    action_values,
    as_planned,
    is_default,
    words_of,
    words_text,
    written,
)
from drillkit.language import N_
from drillkit.plan import editing
from drillkit.plan.scenario import Inject, Scenario
from drillkit.plan.source import read_tree
from drillkit.plan.tree import Loc, Map, Tree

INJECTS: Loc = ("injects",)


def with_drafts(
    path: str, text: str, scenario: Scenario, drafts: Sequence[Draft]
) -> str:
    """The scenario's text with the injects as the table has them."""
    before, new = "", list[Draft]()
    for draft in drafts:
        known = scenario.injects.get(draft.name)
        if known is None:
            new.append(draft)
            continue
        text = _with_new(path, text, before, new)
        text = _with_changes(path, text, known, draft)
        before, new = draft.name, []
    return _with_new(path, text, before, new)


def without(path: str, text: str, names: Sequence[str]) -> str:
    """The text without some injects."""
    for name in names:
        tree = _tree(path, text)
        # A mapping in lines cannot be left empty.
        if tree.keys(INJECTS) == [name]:
            text = editing.put(tree, (), "injects", "{}")
        else:
            text = editing.drop(tree, INJECTS, name)
    return text


def _tree(path: str, text: str) -> Tree:
    tree, problems = read_tree(path, text)
    if tree is None or problems:
        raise TableError(
            N_("with this table {path} would be larger than a plan file may be"),
            way_out=N_("split the scenario, or take fewer rows"),
            path=path,
        )
    return tree


def _with_new(path: str, text: str, before: str, drafts: Sequence[Draft]) -> str:
    """The text with new injects, all at once: a table may bring hundreds."""
    if not drafts:
        return text
    tree = _tree(path, text)
    entries = {draft.name: _values(draft) for draft in drafts}
    if "injects" in tree.data:
        made = editing.put_entries(tree, INJECTS, before, entries)
    else:
        made = _with_first(text, entries)
    _tree(path, made)
    return made


def _values(draft: Draft) -> dict[str, str]:
    return {
        key: written(key, draft.wanted[key])
        for key in KEYS
        if key in draft.wanted and not is_default(key, draft.wanted[key])
    }


def _with_first(text: str, entries: Mapping[str, Mapping[str, str]]) -> str:
    """The text of a scenario that has no injects yet."""
    lines = ["injects:"]
    for name, values in entries.items():
        lines += [f"  {name}:", *(f"    {key}: {x}" for key, x in values.items())]
    end = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if text.endswith("\n") else end) + end.join(lines) + end


def _with_changes(path: str, text: str, known: Inject, draft: Draft) -> str:
    planned = as_planned(known)
    for key in KEYS:
        if key not in draft.wanted or draft.wanted[key] == planned[key]:
            continue
        loc = (*INJECTS, draft.name)
        value = draft.wanted[key]
        if is_default(key, value):
            text = _dropped(path, text, loc, key)
        elif isinstance(value, Mapping):
            text = _with_words(path, text, (*loc, key), value)
        elif isinstance(value, tuple):
            text = _with_actions(path, text, (*loc, key), known, value)
        else:
            text = editing.put(_tree(path, text), loc, key, written(key, value))
    return text


def _dropped(path: str, text: str, loc: Loc, key: str) -> str:
    tree = _tree(path, text)
    return editing.drop(tree, loc, key) if tree.holds((*loc, key)) else text


def _with_words(path: str, text: str, loc: Loc, words: Words) -> str:
    """A text changed in the languages in which it changes."""
    *above, last = loc
    tree = _tree(path, text)
    here = tree.value(loc)
    if not isinstance(here, Map) or "" in words:
        return editing.put(tree, tuple(above), str(last), words_text(words))
    for lang, said in words.items():
        if here.get(lang, "").strip() != said:
            text = editing.put(_tree(path, text), loc, lang, editing.plain(said))
    for lang in here:
        if lang not in words:
            text = editing.drop(_tree(path, text), loc, lang)
    return text


def _with_actions(
    path: str, text: str, loc: Loc, known: Inject, actions: Sequence[Action]
) -> str:
    """One expected action is changed key by key; several are written anew."""
    *above, last = loc
    tree = _tree(path, text)
    if len(actions) != 1 or not isinstance(tree.value(loc), Map):
        whole: Wanted = tuple(actions)
        value = written("expects", whole)
        return editing.put(tree, tuple(above), str(last), value)
    [action], [expected] = actions, known.expects
    if action.do != words_of(expected.do):
        text = _with_words(path, text, (*loc, "do"), action.do)
    values = action_values(action)
    was = (
        ("within", expected.within == action.within),
        ("objective", (expected.objective or "") == action.objective),
        ("by", (expected.by or "") == action.by),
    )
    for key, is_as_before in was:
        if is_as_before:
            continue
        if key in values:
            text = editing.put(_tree(path, text), loc, key, values[key])
        else:
            text = _dropped(path, text, loc, key)
    return text
