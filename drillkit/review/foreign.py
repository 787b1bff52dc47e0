"""A company's own templates, run in a process of their own with an end to its means.

A template may be wrong without meaning harm: a loop that never ends, a text that fills
the memory.  The process that writes the report must outlive both.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from drillkit import shipped
from drillkit.errors import DrillkitError, Misuse, TemplateError
from drillkit.language import N_
from drillkit.review.render import render_text

# Seconds of the processor, seconds on the wall, bytes of memory.
PROCESSOR_S: Final = 30
WALL_S: Final = 120
MEMORY: Final = 2_000_000_000
HOME: Final = Path(__file__).parents[2]
OWN: Final = ("*.j2", "*.typ", "*.css", "*.docx")


def has_own(templates: Path | None) -> bool:
    """Whether there is anything of the company's to run; ours is not foreign."""
    if templates is None or templates.resolve() == shipped.templates().resolve():
        return False
    return any(True for one in OWN for _path in templates.glob(one))


def made_apart(
    view: Mapping[str, Any], form: str, templates: Path, name: str
) -> dict[str, bytes]:
    """What `formats.files` makes, made by a child."""
    return _made_by_a_child({"view": view, "form": form, "name": name}, templates)


def texts(
    wanted: Sequence[tuple[str, Mapping[str, Any]]], templates: Path | None
) -> list[str]:
    """Each named template filled in; by one child for all, if any is a company's."""
    if templates is None or not has_own(templates):
        return [render_text(name, values, templates) for name, values in wanted]
    made = _made_by_a_child({"texts": list(wanted)}, templates)
    return [made[str(n)].decode() for n in range(len(wanted))]


def _made_by_a_child(asked: Mapping[str, Any], templates: Path) -> dict[str, bytes]:
    asked = {**asked, "templates": str(templates.resolve())}
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "drillkit.review.foreign"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=WALL_S,
            # Python looks for modules where it starts, so that is not the workspace.
            cwd=HOME,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _ended(templates, "it did not come to an end") from error
    if ran.returncode:
        raise _ended(templates, why_ended(ran.returncode, ran.stderr))
    said = json.loads(ran.stdout)
    if "says" in said:
        kind = Misuse if said["is_misuse"] else TemplateError
        raise kind(said["says"], way_out=said["way_out"], **said["words"])
    return {key: base64.b64decode(text) for key, text in said.items()}


def why_ended(code: int, told: bytes) -> str:
    """Why a child made nothing: by its own last words, unless it was put an end to."""
    lines = told.decode("utf-8", "replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    # A signal is how the system ends what uses up its means.
    if code < 0 or last.startswith("MemoryError"):
        return "it took more time or memory than a template may"
    return last or f"exit status {code}"


def _ended(templates: Path, reason: str) -> TemplateError:
    return TemplateError(
        N_("template {template} cannot be rendered: {reason}"),
        template=templates,
        reason=reason,
    )


def _limit() -> None:
    """Where the system knows limits; elsewhere the wall's time is one."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _made(asked: Mapping[str, Any]) -> dict[str, bytes]:
    templates = Path(asked["templates"])
    if "texts" in asked:
        return {
            str(n): render_text(name, values, templates).encode()
            for n, (name, values) in enumerate(asked["texts"])
        }
    from drillkit.review.formats import made

    return made(asked["view"], asked["form"], templates, asked["name"])


def _main() -> None:
    asked = json.load(sys.stdin.buffer)
    _limit()
    said: dict[str, Any]
    try:
        files = _made(asked)
        said = {key: base64.b64encode(text).decode() for key, text in files.items()}
    except DrillkitError as error:
        words = {key: str(value) for key, value in error.words.items()}
        said = {
            "says": error.says,
            "way_out": error.way_out,
            "words": words,
            "is_misuse": isinstance(error, Misuse),
        }
    print(json.dumps(said))


if __name__ == "__main__":
    _main()
