"""The file of one drill's review, as its authors write it.

Whether a version is approved is not written: it follows from the approvals, each of
which names the hash of what it approved.
"""

from typing import Final, Literal, get_args

from pydantic import Field

from drillkit.plan.form import Form
from drillkit.plan.scalars import Count, Date, Id, Text, Words

State = Literal["draft", "for-comment"]
STATES: Final[tuple[State, ...]] = get_args(State)


class Cause(Form):
    """Why something went as it did, as people see it, with what shows it."""

    of: Text
    cause: Text
    entries: tuple[Count, ...] = ()
    by: Id | None = None


class Correction(Form):
    """The report says one thing, and another is right; both are printed."""

    says: Text
    right: Text
    by: Id
    entries: tuple[Count, ...] = ()


class Comment(Form):
    """A department's comment, and what was answered."""

    by: Id
    date: Date | None = None
    text: Text
    answer: Text | None = None
    answered_by: Id | None = None


class Approval(Form):
    """A signature of a post on one version; ``name`` is printed only if asked for."""

    date: Date
    of: Words
    name: Words | None = None


class ReviewFile(Form):
    """All that people say about one drill; ``log`` is the hash of the log they read."""

    review_of: Words
    state: State = "draft"
    version: Count = 1
    log: Words | None = None
    signs: tuple[Id, ...] = ()
    summary: Text | None = None
    causes: dict[Id, Cause] = Field(default_factory=dict)
    conclusions: dict[Id, Text] = Field(default_factory=dict)
    corrections: dict[Id, Correction] = Field(default_factory=dict)
    comments: dict[Id, Comment] = Field(default_factory=dict)
    approvals: dict[Id, Approval] = Field(default_factory=dict)
