"""A problem as a person reads it: place, sentence, the line, and a caret under it.

Knows terminals only in that some characters are two cells wide and some none.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from drillkit.plan.lines import Lines
from drillkit.plan.problem import N_, Problem, Words

Translate: TypeAlias = Callable[[str], str]

# A line longer than this is shown around the culprit only.
WIDEST = 120
LONGEST_WORD = 500
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def sentence(problem: Problem, translate: Translate) -> str:
    """What is wrong, in the reader's language."""
    return _seen(translate(problem.says).format(**_cut(problem.words)))


def hint(problem: Problem, translate: Translate) -> str:
    """The way out, where there is one."""
    if not problem.hint:
        return ""
    return _seen(translate(problem.hint).format(**_cut(problem.hint_words)))


def _cut(words: Words) -> Words:
    """*words*, none of them so long that the sentence around it is lost."""
    return {
        name: word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
        for name, word in words.items()
    }


def headline(problem: Problem, translate: Translate) -> str:
    """``path:line:column: what is wrong [rule]``, which any editor can jump to."""
    place = problem.place
    warns = translate(N_("warning")) + ": " if problem.severity == "warning" else ""
    said = sentence(problem, translate)
    at = f"{place.path}:{place.line}:{place.column}"
    return f"{at}: {warns}{said} [{problem.rule}]"


def excerpt(problem: Problem, line: str, translate: Translate) -> str:
    """The headline, the author's *line* with a caret under the culprit, the hint."""
    number = str(problem.place.line)
    gutter = " " * len(number)
    shown, pad, carets = _marked(line, problem.place.column - 1, problem.place.width)
    rows = [headline(problem, translate)]
    if line.strip():
        rows += [f"{gutter} |", f"{number} | {shown}", f"{gutter} | {pad}{carets}"]
    if advice := hint(problem, translate):
        rows.append(f"{gutter} = {advice}")
    return "\n".join(rows)


def excerpts(
    problems: Iterable[Problem], texts: Mapping[str, str], translate: Translate
) -> list[str]:
    """Each problem with its line out of *texts*, which are by path."""
    cut: dict[str, Lines] = {}
    shown = []
    for problem in problems:
        path = problem.place.path
        if path in texts and path not in cut:
            cut[path] = Lines(path, texts[path])
        line = cut[path].line(problem.place.line) if path in cut else ""
        shown.append(excerpt(problem, line, translate))
    return shown


def _marked(line: str, start: int, width: int) -> tuple[str, str, str]:
    """The line as shown, the blanks before the caret, and the caret."""
    if len(line) > WIDEST:
        cut = max(0, min(start - WIDEST // 3, len(line) - WIDEST))
        line = line[cut : cut + WIDEST]
        start, ahead = start - cut, "…" if cut else ""
    else:
        ahead = ""
    before, culprit = _seen(line[:start]), _seen(line[start : start + width])
    pad = "".join("\t" if c == "\t" else " " * cells(c) for c in ahead + before)
    carets = "^" + "~" * (sum(map(cells, culprit)) - 1)
    return ahead + before + culprit + _seen(line[start + width :]), pad, carets


def cells(character: str) -> int:
    """How many cells of a terminal *character* takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _seen(text: str) -> str:
    """*text* without what would move the cursor or turn the line around."""
    return "".join(
        c if c == "\t" or unicodedata.category(c) not in _UNSEEN else "\ufffd"
        for c in text
    )
