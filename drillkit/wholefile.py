"""A file that is written whole or not at all.

What it replaces stays until the new one is complete.  Knows nothing of what is in it.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when all of them are written."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        # A terminal or a pipe cannot be replaced, and a folder refuses by itself.
        with path.open("wb") as stream:
            yield stream
        return
    # Two who write the same file at once must not write into one another's half.
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with half.open("wb") as stream:
            if target.exists():
                # Before there is anything in it: what was private stays so.
                half.chmod(stat.S_IMODE(target.stat().st_mode))
            yield stream
        half.replace(target)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        if isinstance(error, OSError):
            # A full disk names no file, and nobody typed the name with ".part".
            error.filename = str(path)
        raise
