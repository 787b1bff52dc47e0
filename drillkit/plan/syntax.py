"""What the author did, where the YAML library only says what it expected.

Looks at the library's complaint and at the text around it; knows nothing of
runbooks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from drillkit.plan.indents import line_astray
from drillkit.plan.lines import Lines
from drillkit.plan.problem import N_, Problem
from drillkit.plan.unspaced import unspaced


@dataclass(frozen=True, slots=True)
class _Complaint:
    lines: Lines
    begun: int
    found: int

    @property
    def character(self) -> str:
        return self.lines.text[self.found : self.found + 1]

    @property
    def before(self) -> str:
        """What stands in front of the culprit on its own line."""
        text = self.lines.text
        start = max(text.rfind("\n", 0, self.found), text.rfind("\r", 0, self.found))
        return text[start + 1 : self.found]

    @property
    def inside(self) -> str:
        """What stands in front of the culprit since the last bracket or comma."""
        return re.split(r"[\[{,]", self.lines.text[self.begun : self.found])[-1]

    @property
    def unspaced(self) -> Problem | None:
        """A sign without its space, where reading began or stopped or just above."""
        begun = self.lines.place(self.begun, self.begun + 1).line
        read = self.lines.text[: self.found - len(self.before)].rstrip()
        above = self.lines.place(max(0, len(read) - 1), len(read)).line
        found = self.lines.place(self.found, self.found + 1).line
        return unspaced(self.lines, (begun, above, found))

    def says(
        self, says: str, hint: str = "", *, at: int | None = None, **words: str
    ) -> Problem:
        start = self.found if at is None else at
        place = self.lines.place(start, start + 1)
        return Problem(place, "syntax", says, words, hint)


QUOTE = N_("quote the text")
QUOTES = ("'", '"')


def explained(lines: Lines, begun: int, found: int, heard: str) -> Problem:
    """What an author should read where the library *heard* something else.

    The library was puzzled at offset *found*, reading what had begun at *begun*.
    """
    complaint = _Complaint(lines, begun, found)
    for sign, explain in _EXPLANATIONS:
        if sign in heard:
            return explain(complaint)
    return complaint.says(N_("this cannot be read as YAML"))


def _odd_start(c: _Complaint) -> Problem:
    if c.character == "\t":
        return c.says(
            N_("a tab stands where only spaces indent"), N_("use spaces instead")
        )
    return c.says(
        N_('"{character}" cannot begin a value'), QUOTE, character=c.character
    )


def _second_colon(c: _Complaint) -> Problem:
    if astray := c.unspaced:
        return astray
    if ": " in c.before:
        return c.says(
            N_('a second ":" stands on this line, and the first one made a key'),
            N_("quote the text after the first one"),
        )
    return _misplaced(c)


def _misplaced(c: _Complaint) -> Problem:
    column = N_("keys of one mapping begin in the same column")
    start = c.found - len(c.before.lstrip())
    place = c.lines.place(start, start + 1)
    begun = c.lines.place(c.begun, c.begun + 1).line
    if astray := line_astray(c.lines, begun, place.line):
        says = N_("this line does not stand in the column of line {line}")
        words = {"line": str(place.line)}
        return Problem(c.lines.first_of(astray), "syntax", says, words, column)
    return c.says(
        N_("this line does not belong to the one before it"), column, at=start
    )


def _no_key(c: _Complaint) -> Problem:
    if astray := c.unspaced:
        return astray
    if c.before.rstrip().endswith((*QUOTES, "}", "]")):
        return _after_closing(c)
    if c.character == "-":
        return c.says(N_("a list item stands among keys"))
    return _misplaced(c)


def _after_closing(c: _Complaint) -> Problem:
    closing = c.before.rstrip()[-1]
    if closing in QUOTES:
        says = N_("text goes on after the closing quote")
        return c.says(says, N_("quote the whole text"))
    says = N_('text goes on after the closing "{character}"')
    return c.says(says, N_("quote the whole text"), character=closing)


def _no_item(c: _Complaint) -> Problem:
    return c.unspaced or c.says(N_("a key stands among list items"))


def _unclosed(c: _Complaint) -> Problem:
    if c.before.rstrip().endswith((*QUOTES, "}", "]")):
        return _after_closing(c)
    if c.character == ":" and ": " in c.inside and "\n" not in c.inside:
        return c.says(
            N_('a second ":" stands in this text, and the first one made a key'),
            N_("quote the text after the first one"),
        )
    if c.lines.text[c.begun] in QUOTES:
        return c.says(N_("a quote opens here and is not closed"), at=c.begun)
    return c.says(
        N_('"{character}" opens here and is not closed'),
        at=c.begun,
        character=c.lines.text[c.begun],
    )


def _no_colon(c: _Complaint) -> Problem:
    return c.unspaced or c.says(N_('no ":" follows this key'), at=c.begun)


def _escape(c: _Complaint) -> Problem:
    return c.says(
        N_("a backslash stands before a character that it cannot escape"),
        N_("use single quotes, which leave backslashes alone"),
    )


def _list_beside_key(c: _Complaint) -> Problem:
    return c.says(
        N_("a list begins on the line of its key"),
        N_('begin it on the next line, or write "[first, second]"'),
    )


def _reference(c: _Complaint) -> Problem:
    return c.says(
        N_('"{character}" cannot begin a value'),
        QUOTE,
        at=c.begun,
        character=c.lines.text[c.begun],
    )


def _stray(c: _Complaint) -> Problem:
    return c.says(
        N_('"{character}" stands where a value belongs'), character=c.character
    )


def _after_end(c: _Complaint) -> Problem:
    return c.says(N_("text goes on after the end of the document"))


# Signs hold for libyaml and for the library's own parser, whose words differ.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], Problem]], ...] = (
    ("scanning an alias", _reference),
    ("scanning an anchor", _reference),
    (" tag", _reference),
    ("that cannot start any token", _odd_start),
    ("mapping values are not allowed", _second_colon),
    ("sequence entries are not allowed", _list_beside_key),
    ("',' or ", _unclosed),
    ("quoted scalar found unexpected end", _unclosed),
    ("escape", _escape),
    ("could not find expected ':'", _no_colon),
    ("expected the node content", _stray),
    ("expected node content", _stray),
    ("block collection", _no_item),
    ("block mapping", _no_key),
    ("<document start>", _after_end),
)
