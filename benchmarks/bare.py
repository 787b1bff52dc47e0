"""A Textual app that does nothing, for a seat to be compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("a bare app")


if __name__ == "__main__":
    Bare().run()
