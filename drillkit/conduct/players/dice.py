"""Keyed dice for players: what somebody does depends on what it is about, and on
nothing that happened elsewhere.

Knows names and chances, nothing of drills.
"""

from dataclasses import dataclass

from drillkit.engine.draws import key_of, uniforms


@dataclass(frozen=True, slots=True)
class Dice:
    """The draws of one rehearsal: replication 0 of its seed."""

    seed: int

    def pair(self, key: str, occurrence: int = 0) -> tuple[float, float]:
        """Two numbers between 0 and 1 that belong to *key*."""
        return uniforms(self.seed, 0, key_of(key), occurrence)

    def hit(self, share: float, key: str, occurrence: int = 0) -> bool:
        """Whether it happens here, as it does in *share* of all places."""
        return self.pair(key, occurrence)[0] < share

    def between(self, low: int, high: int, key: str, occurrence: int = 0) -> int:
        """A time from *low* to *high* ms, in whole seconds as people give them."""
        ms = low + int(self.pair(key, occurrence)[1] * (high - low))
        return ms - ms % 1000 if ms - ms % 1000 >= low else ms
