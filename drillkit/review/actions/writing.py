"""Files of actions as text: drafted, added to, closed; what people wrote stays."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from drillkit.errors import DrillkitError
from drillkit.language import N_
from drillkit.plan.editing import flow, plain, put, put_entry
from drillkit.plan.tree import Map, Tree
from drillkit.review.actions.findings import Finding
from drillkit.review.actions.form import ELEMENTS
from drillkit.review.actions.reading import Sheaf, Todo, read_agenda

HEADINGS: Final = (
    N_("What drill {drill} led to.  Strike out what does not hold; say of the rest"),
    N_("what is done, by whom, by when, and how a later drill retests it."),
)
LIST: Final = ("actions",)


def drafted(
    drill: str,
    held: date,
    scenario: str,
    found: Iterable[tuple[str, Mapping[str, str]]],
    heading: Iterable[str],
) -> str:
    """A new file with every finding in it."""
    lines = [f"# {line.format(drill=drill)}" for line in heading]
    lines += [f"actions-of: {scalar(drill)}", f"held: {held.isoformat()}"]
    lines += [f"scenario: {scenario}"] if scenario else []
    entries = list(found)
    lines.append("actions:" if entries else "actions: {}")
    for name, values in entries:
        lines.append(f"  {name}:")
        lines += [f"    {key}: {value}" for key, value in values.items()]
        lines += [f"    # {hint}" for hint in _hints(values)]
    return "\n".join(lines) + "\n"


def _hints(values: Mapping[str, str]) -> list[str]:
    """What a person still has to decide, ready to be uncommented."""
    wanted = {
        "do": 'do: ""',
        "owner": "owner: ",
        "due": "due: 2027-03-01",
        "element": f"element: {' | '.join(ELEMENTS)}",
        "retest": "retest: {measure: time-to-restore, at-most: 4h}",
    }
    return [hint for key, hint in wanted.items() if key not in values]


def fields(
    finding: Finding, due: date | None = None, said: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A finding as the keys and values of an action, in YAML; *said* by language."""
    words = {lang: plain(text) for lang, text in (said or {}).items()}
    values = {"finding": flow(words) if len(words) > 1 else plain(finding.text)}
    if finding.entries:
        values["entries"] = f"[{', '.join(map(str, finding.entries))}]"
    if finding.owner:
        values["owner"] = finding.owner
    if due:
        values["due"] = due.isoformat()
    if finding.plan:
        values["plan"] = finding.plan
    if finding.retest:
        values["retest"] = flow(dict(finding.retest))
    return values


def added(sheaf: Sheaf, name: str, values: Mapping[str, str]) -> str:
    """The file's text with one more action at its end."""
    if not sheaf.tree.keys(LIST):
        return _sound(sheaf.path, _first(sheaf.tree, name, values))
    last = sheaf.tree.keys(LIST)[-1]
    return _sound(sheaf.path, put_entry(sheaf.tree, LIST, last, name, values))


def _first(tree: Tree, name: str, values: Mapping[str, str]) -> str:
    """The text with the first action below the key that waits for it, or at the end."""
    text = tree.text
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [f"  {name}:", *(f"    {key}: {value}" for key, value in values.items())]
    top = tree.value(())
    assert isinstance(top, Map), "a file of actions is a mapping"
    if LIST[0] not in top.marks:
        return newline.join([text.rstrip(), f"{LIST[0]}:", *lines, ""])
    _, key_end, start, end = top.marks[LIST[0]]
    # Nothing at all may stand there, or {}, or a word for nothing.
    behind = end if start < end else text.index(":", key_end) + 1
    rest, _, after = text[behind:].partition("\n")
    return newline.join([f"{text[:key_end]}:{rest.rstrip()}", *lines, after])


def closed(todo: Todo, values: Mapping[str, str]) -> str:
    """The file's text with *todo* closed."""
    return _sound(
        todo.sheaf.path, put(todo.sheaf.tree, todo.loc, "closed", flow(values))
    )


def scalar(text: str) -> str:
    """A name as YAML: bare if nothing in it could mean anything else."""
    is_bare = text[:1].isalpha() and text.replace("-", "").replace("_", "").isalnum()
    return text if is_bare and text.isascii() else plain(text)


def _sound(path: str, text: str) -> str:
    agenda, problems = read_agenda({path: text})
    bad = [problem for problem in problems if problem.severity == "error"]
    if bad:
        words = {**bad[0].words, **bad[0].hint_words}
        raise DrillkitError(bad[0].says, way_out=bad[0].hint, **words)
    assert agenda.sheaves, "what has no problem is a file of actions"
    return text
