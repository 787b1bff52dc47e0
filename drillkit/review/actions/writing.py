"""Files of actions as text: drafted, added to, closed; what people wrote stays."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from drillkit.language import N_
from drillkit.plan.editing import flow, plain, put, put_entry
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
        lines = [f"    {key}: {value}" for key, value in values.items()]
        text = sheaf.tree.text.rstrip().removesuffix("{}").rstrip()
        text = text if text.endswith("actions:") else f"{text}\nactions:"
        return _sound(sheaf.path, "\n".join([text, f"  {name}:", *lines]) + "\n")
    last = sheaf.tree.keys(LIST)[-1]
    return _sound(sheaf.path, put_entry(sheaf.tree, LIST, last, name, values))


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
    assert agenda.sheaves, f"what is written can be read: {problems}"
    return text
