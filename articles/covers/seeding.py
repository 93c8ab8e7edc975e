"""Repeatable chance: numbers read from a hash, so no run, machine or Python version changes them."""

import hashlib
from collections.abc import Sequence

BYTES_PER_NUMBER = 3


class SeededNumbers:
    """Numbers in 0–1 from the SHA-256 of a text, hashed again whenever it is used up."""

    def __init__(self, text: str):
        self._digest = hashlib.sha256(text.encode()).digest()
        self._position = 0

    def number(self) -> float:
        if self._position + BYTES_PER_NUMBER > len(self._digest):
            self._digest = hashlib.sha256(self._digest).digest()
            self._position = 0
        taken = self._digest[self._position : self._position + BYTES_PER_NUMBER]
        self._position += BYTES_PER_NUMBER
        return int.from_bytes(taken) / 256**BYTES_PER_NUMBER

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.number()

    def choice(self, items: Sequence):
        return items[int(self.number() * len(items))]

    def weighted_choice(self, items: Sequence, weights: Sequence[float]):
        mark = self.number() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            mark -= weight
            if mark < 0:
                return item
        return items[-1]
