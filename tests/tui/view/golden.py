"""Golden panels: what a seat sees, drawn as plain text, beside the test.

To write them anew, run pytest with ``DRILLKIT_GOLDEN=write`` and read the difference.
"""

import os
from pathlib import Path

HERE = Path(__file__).parent / "golden"


def compare(name: str, text: str) -> None:
    """Holds *text* against the golden panel called *name*."""
    path = HERE / f"{name}.txt"
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", "utf-8")

    assert f"{text}\n" == path.read_text("utf-8")
