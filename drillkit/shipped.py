"""Where the reference plan and the document templates lie.

A wheel carries them inside the package, a checkout beside it.  Knows nothing of
what is in them, and nothing of the workspace a company keeps for itself.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    in_wheel = _PACKAGE / "_data" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name


def runbooks() -> Path:
    """The reference plan, a folder `drillkit check` finds nothing wrong with."""
    return _shipped("runbooks")


def templates() -> Path:
    """The Jinja templates of every document, unless a workspace has its own."""
    return _shipped("templates")
