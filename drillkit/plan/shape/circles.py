"""Circles in a graph of names: the parts in which each leads to every other.

Tarjan's way, without recursion.  Knows nothing of phases.
"""

from collections.abc import Iterator, Mapping, Sequence


def circles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The circles of *edges*, each from its first name in the mapping's order.

    A name that leads only to itself is a circle of one.  Every target has to
    be a key.
    """
    order = {name: number for number, name in enumerate(edges)}
    found = [
        sorted(part, key=order.__getitem__)
        for part in _parts(edges)
        if len(part) > 1 or part[0] in edges[part[0]]
    ]
    found.sort(key=lambda part: order[part[0]])
    return found


def one_round(edges: Mapping[str, Sequence[str]], start: str) -> list[str]:
    """A shortest way from *start* back to it, which has to exist."""
    came_from: dict[str, str] = {}
    todo = [start]
    for name in todo:
        for target in edges[name]:
            if target == start:
                return _walk_back(came_from, start, name)
            if target not in came_from:
                came_from[target] = name
                todo.append(target)
    raise AssertionError(f"{start} is in no circle")


def _walk_back(came_from: Mapping[str, str], start: str, last: str) -> list[str]:
    way = [last]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    way.reverse()
    return way


def _parts(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    settled: set[str] = set()
    for root in edges:
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        while work:
            name, targets = work[-1]
            step_in = next((t for t in targets if t not in number), None)
            if step_in is not None:
                number[step_in] = low[step_in] = len(number)
                stack.append(step_in)
                work.append((step_in, iter(edges[step_in])))
                continue
            work.pop()
            for target in edges[name]:
                if target not in settled:
                    low[name] = min(low[name], low[target])
            if low[name] == number[name]:
                part = stack[stack.index(name) :]
                del stack[stack.index(name) :]
                settled.update(part)
                yield part
