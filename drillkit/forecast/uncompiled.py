"""What the kernel says to its compiler, for when there is none: nothing."""

from contextlib import nullcontext
from typing import Any, Final

nogil: Final[Any] = nullcontext()
