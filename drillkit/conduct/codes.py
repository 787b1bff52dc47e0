"""Join codes: a short word for each seat of a drill, told once to the director.

They keep people from sitting down at the wrong seat, and secrets at none: whoever may
read a drill's folder may read its log.  So they are kept there, hashed and salted, and
not in the log, where what is written once stays for ever and cannot be renewed.
"""

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path
from typing import Final

from drillkit.errors import WorkspaceError
from drillkit.plan.problem import N_
from drillkit.wholefile import whole

# Without those that are taken for each other on the telephone or on paper.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH: Final = 6
FILE: Final = "codes.json"


def make_codes(folder: Path, seats: Iterable[str]) -> Mapping[str, str]:
    """A new code for each of *seats*; those of before are void."""
    codes = {seat: _code() for seat in seats}
    kept = {}
    for seat, code in codes.items():
        salt = os.urandom(8)
        kept[seat] = {"salt": salt.hex(), "hash": _hash(code, salt)}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole(folder / FILE) as file:
        file.write(json.dumps(kept, indent=1).encode())
    return codes


def is_let_in(folder: Path, seat: str, code: str) -> bool:
    """Whether *code* opens *seat*; without codes everybody may sit anywhere."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
        known = kept.get(seat)
        if known is None:
            return False
        salt = bytes.fromhex(known["salt"])
        return compare_digest(_hash(code.strip().lower(), salt), known["hash"])
    except FileNotFoundError:
        return True
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        # To let everybody in would be worse than to let in nobody.
        raise WorkspaceError(
            N_("the join codes in {path} cannot be read"),
            way_out=N_("remove that file, and everybody may sit down without a code"),
            path=str(folder / FILE),
        ) from error


def _code() -> str:
    # 248 is the last multiple of 31 in a byte, so that all letters are as likely.
    found = ""
    while len(found) < LENGTH:
        byte = os.urandom(1)[0]
        if byte < len(LETTERS) * 8:
            found += LETTERS[byte % len(LETTERS)]
    return found


def _hash(code: str, salt: bytes) -> str:
    return scrypt(code.encode(), salt=salt, n=2**12, r=8, p=1, dklen=32).hex()
