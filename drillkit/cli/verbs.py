"""The table of verbs: name, module, and the line that `--help` shows.

A verb is one module with a `command` and one line here.  The table is plain data,
because to list the verbs nobody should have to import them.
"""

from dataclasses import dataclass
from typing import Final

from drillkit.language import N_


@dataclass(frozen=True, slots=True)
class Verb:
    """A name people type, and the module whose `command` answers."""

    name: str
    module: str
    says: str


# In the order of the work: write, check, drill, look, report; then the rest.
VERBS: Final = (
    Verb(
        "completion",
        "drillkit.cli.completion",
        N_("Print the script that completes commands in your shell."),
    ),
)
