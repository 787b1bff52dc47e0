"""Which of two lines that do not fit together stands in the wrong column.

Goes by the depth of the line above both, and by how deep the author usually
indents; knows nothing of YAML.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from drillkit.plan.lines import Lines


def line_astray(lines: Lines, begun: int, found: int) -> int:
    """The line that is odd where line *found* stands as deep as it should, or 0.

    It is the first of its mapping: the one that *begun* on its line, the one under
    the line that holds *found*, or the one that seems to hold *found* itself.
    """
    depths = [_depth(line) for line in lines.every()]
    holder = _above(depths, found, depths[found - 1])
    for first in (begun, _first_under(depths, holder, found), holder):
        if 0 < first < found and _is_astray(depths, first, found):
            return first
    return 0


def _first_under(depths: Sequence[int], holder: int, end: int) -> int:
    """The first line after *holder* that says anything, before *end*."""
    return next((n for n in range(holder + 1, end) if depths[n - 1] >= 0), 0)


def _is_astray(depths: Sequence[int], first: int, found: int) -> bool:
    own, its = depths[first - 1], depths[found - 1]
    holder = _above(depths, first, min(own, its))
    if not holder:
        return False
    above = depths[holder - 1]
    return its - above == _usual(depths) != own - above


def _above(depths: Sequence[int], line: int, depth: int) -> int:
    """The nearest line above *line* that is less deep than *depth*, or 0."""
    return next((n for n in range(line - 1, 0, -1) if 0 <= depths[n - 1] < depth), 0)


def _usual(depths: Sequence[int]) -> int:
    """The commonest step from one line to a deeper one."""
    written = [depth for depth in depths if depth >= 0]
    steps = Counter(after - before for before, after in pairwise(written))
    return max((step for step in steps if step > 0), key=steps.__getitem__)


def _depth(line: str) -> int:
    """How deep *line* is indented; less than nothing when nobody reads it."""
    bare = line.lstrip(" ")
    return -1 if not bare or bare.startswith("#") else len(line) - len(bare)
