"""Files of reviews in; what they say, their hash, and what is wrong with them out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from drillkit.engine.digest import digest
from drillkit.plan.mend import fitted
from drillkit.plan.near import nearest
from drillkit.plan.plan import Plan
from drillkit.plan.problem import N_, Problem
from drillkit.plan.source import Tree, read_tree
from drillkit.review.authors.form import ReviewFile

FIRST_KEY: Final = "review-of"
# So much of a hash is read out and written down.
SHORT: Final = 12
UNSIGNED: Final = ("approvals", "state", "signs")
Standing = Literal["draft", "for-comment", "approved"]

PAGES: Final[Mapping[str, str]] = {
    "comment-unanswered": """A department's comment gets an answer before approval.

"drillkit review answer" writes one.""",
    "approval-of-another-version": """An approval is of the version as it is now.

It names the hash of what it approved; whoever changes the text after that asks for
the approval again, with "drillkit review approve".""",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One drill's review, and where each word was written."""

    path: str
    tree: Tree
    model: ReviewFile

    @property
    def drill(self) -> str:
        return self.model.review_of

    @property
    def hash(self) -> str:
        """Of all that is said, with the log's hash; who signs, and how far, is not."""
        said = {k: v for k, v in self.tree.data.items() if k not in UNSIGNED}
        return digest(json.dumps(said, sort_keys=True, ensure_ascii=False))

    @property
    def short(self) -> str:
        return self.hash[:SHORT]

    def is_signed(self, post: str) -> bool:
        """Whether *post* approved what stands here now."""
        found = self.model.approvals.get(post)
        # A few letters of a hash would fit many.
        long = found is not None and len(found.of) >= SHORT
        return found is not None and long and self.hash.startswith(found.of)

    @property
    def posts(self) -> tuple[str, ...]:
        """Who has to sign, and who did without having to."""
        return tuple(dict.fromkeys((*self.model.signs, *self.model.approvals)))

    @property
    def standing(self) -> Standing:
        """Approved once all who have to have signed this version, and at least one."""
        needed = self.model.signs or tuple(self.model.approvals)
        if needed and all(self.is_signed(post) for post in needed):
            return "approved"
        return self.model.state


def read_papers(texts: Mapping[str, str]) -> tuple[tuple[Paper, ...], list[Problem]]:
    """The reviews in *texts*, path to text, and every problem of reading them."""
    papers: dict[str, Paper] = {}
    problems: list[Problem] = []
    for path, text in texts.items():
        paper, told = _read(path, text)
        problems += told
        if paper is None:
            continue
        first = papers.setdefault(paper.drill, paper)
        if first is not paper:
            problems.append(_second(paper, first))
    return tuple(papers.values()), problems


def _read(path: str, text: str) -> tuple[Paper | None, tuple[Problem, ...]]:
    tree, problems = read_tree(path, text)
    if tree is None:
        return None, problems
    first = next(iter(tree.data), "")
    if first != FIRST_KEY:
        says = N_('the file begins with "{key}", and a review with "review-of"')
        place = tree.place((first,), key=True)
        return None, (*problems, Problem(place, "unknown-kind", says, {"key": first}))
    found = fitted(tree, ReviewFile)
    problems = (*problems, *found.problems)
    # A paper that is not what was written must not be hashed or signed.
    if not isinstance(found.model, ReviewFile) or found.mended:
        return None, problems
    return Paper(path, tree, found.model), problems


def _second(paper: Paper, first: Paper) -> Problem:
    return Problem(
        paper.tree.place((FIRST_KEY,)),
        "second-file",
        N_('"{name}" was already given in {path}'),
        {"name": paper.drill, "path": first.path},
    )


def faults(papers: tuple[Paper, ...], plan: Plan) -> tuple[Problem, ...]:
    """What is wrong beyond being readable."""
    return tuple(
        problem
        for paper in papers
        for check in (_posts, _comments, _approvals)
        for problem in check(paper, plan)
    )


def _posts(paper: Paper, plan: Plan) -> Iterator[Problem]:
    if plan.organisation is None:
        return
    organisation = plan.organisation.model
    known = {**organisation.roles(), **dict.fromkeys(organisation.departments, "")}
    for loc, name, is_key in _named(paper.model):
        if name not in known:
            place = paper.tree.place(loc, key=is_key)
            says = N_('the organisation has no role or department "{name}"')
            words = {"name": name}
            yield Problem(place, "unknown-role", says, words, *nearest(name, known))


def _named(model: ReviewFile) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    """Every post that is named, where, and whether it is a key."""
    for n, post in enumerate(model.signs):
        yield ("signs", n), post, False
    for name, cause in model.causes.items():
        if cause.by:
            yield ("causes", name, "by"), cause.by, False
    for name, correction in model.corrections.items():
        yield ("corrections", name, "by"), correction.by, False
    for name, comment in model.comments.items():
        yield ("comments", name, "by"), comment.by, False
        if comment.answered_by:
            yield ("comments", name, "answered-by"), comment.answered_by, False
    for post in model.approvals:
        yield ("approvals", post), post, True


def _comments(paper: Paper, _plan: Plan) -> Iterator[Problem]:
    for name, comment in paper.model.comments.items():
        if comment.answer is None:
            yield Problem(
                paper.tree.place(("comments", name), key=True),
                "comment-unanswered",
                N_('comment "{name}" of "{by}" has no answer'),
                {"name": name, "by": comment.by},
                N_('"drillkit review answer {drill} {name} TEXT" writes one'),
                {"drill": paper.drill, "name": name},
                severity="warning",
            )


def _approvals(paper: Paper, _plan: Plan) -> Iterator[Problem]:
    for post, approval in paper.model.approvals.items():
        if not paper.is_signed(post):
            yield Problem(
                paper.tree.place(("approvals", post, "of")),
                "approval-of-another-version",
                N_('"{post}" approved {of}, and the text is {now} today'),
                {"post": post, "of": approval.of[:SHORT], "now": paper.short},
                N_("ask for the approval again"),
                severity="warning",
            )


def paper_files(root: Path) -> tuple[Path, ...]:
    """Where a workspace keeps its reviews."""
    return tuple(sorted((root / "reviews").glob("*.yaml")))
