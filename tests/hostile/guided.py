"""The coverage-guided fuzzer over the reader, the conditions and the checker.

Run as ``python -m tests.hostile.guided FOLDER -max_total_time=60``: what it finds
worth keeping goes to *FOLDER*, and all else is an option of libFuzzer.  It needs
``atheris``, which is built for Linux and macOS.
"""

import sys

import atheris

with atheris.instrument_imports(include=["drillkit.plan"]):
    from tests.hostile.fuzz import (
        condition_of,
        hold_for_condition,
        hold_for_text,
        text_of,
    )


def one_input(data: bytes) -> None:
    """The first byte says what the others are: choices, text, or bytes of text."""
    provider = atheris.FuzzedDataProvider(data)
    kind = provider.ConsumeIntInRange(0, 3)

    def choose(most: int) -> int:
        return provider.ConsumeIntInRange(0, most)

    if kind == 0:
        hold_for_text(provider.ConsumeUnicode(4_000))
    elif kind == 1:
        hold_for_condition(condition_of(choose))
    else:
        hold_for_text(text_of(choose))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
