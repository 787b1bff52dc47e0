"""How keys move whatever can be moved: lists, pages, and the report."""

from typing import Final, Protocol, runtime_checkable

LAST: Final = 10**9


@runtime_checkable
class Movable(Protocol):
    """Something with lines to go through."""

    def move(self, by: int) -> None: ...
    def page(self, by: int) -> None: ...
    def select(self, at: int) -> None: ...


def moved(widget: object, name: str) -> bool:
    """Whether *name* is a move and *widget* made it."""
    if not isinstance(widget, Movable):
        return False
    match name:
        case "list.down":
            widget.move(1)
        case "list.up":
            widget.move(-1)
        case "list.page-down":
            widget.page(1)
        case "list.page-up":
            widget.page(-1)
        case "list.top":
            widget.select(0)
        case "list.bottom":
            widget.select(LAST)
        case _:
            return False
    return True
