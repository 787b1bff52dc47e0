"""Screens as SVG files that are kept and compared.

To draw them anew, run pytest with ``DRILLKIT_GOLDEN=write`` and look at every one that
changed before committing it.
"""

import os
import re
from difflib import unified_diff
from html import unescape
from pathlib import Path

from drillkit.tui.app import DrillApp

FOLDER = Path(__file__).parent / "shots"
# Ids hold a hash of the whole, and the font would be fetched from the net.
_ID = re.compile(r"terminal-\d+")
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(r"<text [^>]*y=\"([\d.]+)\"[^>]*>([^<]*)</text>")


def drawn(app: DrillApp) -> str:
    """What is on the screen, as SVG that is the same for the same screen."""
    svg = _FONT.sub("", _ID.sub("terminal", app.export_screenshot(title="drillkit")))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def compare(app: DrillApp, name: str) -> None:
    """Fail, with the lines that differ, unless the screen is as it was kept."""
    path, new = FOLDER / f"{name}.svg", drawn(app)
    if os.environ.get("DRILLKIT_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(new, "utf-8")
        return
    old = path.read_text("utf-8")
    if new != old:
        lines = "\n".join(
            unified_diff(_lines(old), _lines(new), "kept", "now", "", "", 0)
        )
        raise AssertionError(f"{path.name} differs:\n{lines or 'in colours only'}")


def _lines(svg: str) -> list[str]:
    """The text of a screenshot, line by line."""
    lines: dict[str, str] = {}
    for y, text in _TEXT.findall(svg):
        lines[y] = lines.get(y, "") + unescape(text)
    return list(lines.values())
