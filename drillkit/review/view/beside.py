"""What stands in a report beside what its log says: made elsewhere, printed here.

What last year's actions came to, conclusions, comments, signatures.  Knows only that
they are sections.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drillkit.review.view.blocks import Section


@dataclass(frozen=True, slots=True)
class Beside:
    """Sections before the log's own, after them, and instead of some, by id."""

    opening: tuple[Section, ...] = ()
    ending: tuple[Section, ...] = ()
    instead: Mapping[str, Section] = field(default_factory=dict)
    version: str = ""

    def around(self, sections: Sequence[Section]) -> list[Section]:
        """All sections of the document, in order."""
        own = [self.instead.get(one["id"], one) for one in sections]
        return [*self.opening, *own, *self.ending]
