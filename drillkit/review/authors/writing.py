"""Files of reviews as text: begun, commented, answered, sent round, approved."""

from collections.abc import Iterable, Mapping
from typing import Final

from drillkit.language import N_
from drillkit.plan.editing import flow, plain, put, put_entry
from drillkit.review.actions.writing import scalar
from drillkit.review.authors.reading import Paper, read_papers

HEADINGS: Final = (
    N_("What people say about drill {drill}: causes, conclusions, corrections of"),
    N_("fact, comments with answers, approvals.  Printed by: drillkit report {drill}"),
)


def begun(drill: str, head: str, signs: Iterable[str], headings: Iterable[str]) -> str:
    """A new file, with an example of each part to uncomment."""
    lines = [f"# {line.format(drill=drill)}" for line in headings]
    posts = ", ".join(signs)
    lines += [
        f"review-of: {scalar(drill)}",
        "state: draft",
        "version: 1",
        f'log: "{head}"',
        f"signs: [{posts}]",
        "",
        "# summary: {en: , ru: }",
        "# causes:",
        "#   late-word: {of: , cause: , entries: [1, 2], by: }",
        "# conclusions:",
        "#   first: {en: , ru: }",
        "# corrections:",
        "#   first: {says: , right: , by: , entries: [1]}",
    ]
    return "\n".join(lines) + "\n"


def entered(paper: Paper, part: str, name: str, values: Mapping[str, str]) -> str:
    """The file's text with one more entry in a part of it, which may be its first."""
    if paper.tree.keys((part,)):
        last = paper.tree.keys((part,))[-1]
        return _sound(paper, put_entry(paper.tree, (part,), last, name, values))
    lines = [f"{part}:", f"  {name}:"]
    lines += [f"    {key}: {value}" for key, value in values.items()]
    return _sound(paper, paper.tree.text.rstrip("\n") + "\n" + "\n".join(lines) + "\n")


def answered(paper: Paper, comment: str, answer: str, by: str) -> str:
    """The file's text with a comment answered."""
    loc = ("comments", comment)
    text = put(paper.tree, loc, "answer", plain(answer))
    if not by:
        return _sound(paper, text)
    [again] = read_papers({paper.path: text})[0]
    return _sound(paper, put(again.tree, loc, "answered-by", by))


def sent_round(paper: Paper) -> str:
    """The file's text, for comment; what was out for comment becomes a next version."""
    again = paper.model.state == "for-comment"
    lines = paper.tree.text.split("\n")
    changed = {"state": "for-comment"}
    if again:
        changed["version"] = str(paper.model.version + 1)
    for key, value in changed.items():
        if key in paper.tree.data:
            at = paper.tree.place((key,), key=True).line - 1
            lines[at] = f"{key}: {value}"
        else:
            at = paper.tree.place(("review-of",), key=True).line
            lines.insert(at, f"{key}: {value}")
    return _sound(paper, "\n".join(lines))


def approved(paper: Paper, post: str, values: Mapping[str, str]) -> str:
    """The file's text with the approval of *post*, in place of an older one."""
    if post in paper.model.approvals:
        return _sound(paper, put(paper.tree, ("approvals",), post, flow(values)))
    return entered(paper, "approvals", post, values)


def _sound(paper: Paper, text: str) -> str:
    papers, problems = read_papers({paper.path: text})
    assert papers, f"what is written can be read: {problems}"
    return text
