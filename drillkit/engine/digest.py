"""A hash over texts."""

from hashlib import sha256


def digest(*parts: str) -> str:
    """SHA-256 over texts, each with its length, so that none runs into the next."""
    found = sha256()
    for part in parts:
        raw = part.encode()
        found.update(f"{len(raw)}:".encode() + raw)
    return found.hexdigest()
