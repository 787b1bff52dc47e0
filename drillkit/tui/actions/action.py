"""An action: its name, its key, what it asks, and the act it comes to.

The terminal screens make a form of the questions and the line mode takes the answers
as arguments, so that nothing can be done in one and not in the other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from drillkit.engine.commands import Act
from drillkit.tui.scene import Scene
from drillkit.tui.view.values import Cell, Ref

Mode = Literal["mine", "control", "timeline", "report"]
EVERYWHERE: Final[tuple[Mode, ...]] = ("mine", "control", "timeline", "report")
QuestionKind = Literal["text", "prose", "choice", "yes-no", "count", "duration", "time"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be picked, its words, and what it would bring about."""

    value: str
    text: str
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form.  ``prompt`` and the choices are in the reader's language."""

    name: str
    prompt: str
    kind: QuestionKind = "text"
    choices: tuple[Choice, ...] = ()
    proposed: str = ""
    is_optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be meant; nothing is done."""

    question: str
    says: str


Answers: TypeAlias = Mapping[str, str]
Foresight = Callable[[Scene, Ref | None, Answers], tuple[Cell, ...]]
Drafts = Callable[[Scene, Ref | None, Answers], Answers]


@dataclass(frozen=True, slots=True)
class Action:
    """Something people can do.

    ``label`` is a message id, ``short`` the one for where there is little room.
    ``of`` names the kinds of row it needs ((): none); an action that ``asks`` nothing
    is done at once, unless ``confirm`` (a message id, with message ids of ``words``
    one of which is to be typed, if any) wants it said twice.  ``makes`` comes to the
    act, or says which answer is wrong.  ``offered`` tells whether it makes sense right
    now, ``instead`` the name of what is meant where it does not, ``foresees`` what
    answers would come to before they are written, and ``drafts`` what is proposed by
    name once other answers are given, or time has passed.
    """

    name: str
    key: str
    label: str
    makes: Callable[[Scene, Ref | None, Answers], "Act | Wrong"]
    asks: Callable[[Scene, Ref | None], tuple[Question, ...]] = lambda *_: ()
    of: tuple[type, ...] = ()
    modes: tuple[Mode, ...] = EVERYWHERE
    offered: Callable[[Scene, Ref | None], bool] = lambda *_: True
    confirm: str = ""
    words: tuple[str, ...] = ()
    short: str = ""
    foresees: "Foresight" = lambda *_: ()
    drafts: "Drafts" = lambda *_: {}
    instead: Callable[[Scene, Ref | None], str] = lambda *_: ""
