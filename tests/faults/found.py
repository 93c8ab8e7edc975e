"""What a fault came to: a line of the table in docs/reliability.md."""

from typing import NamedTuple

HEAD = ("fault", "sent", "failed", "s to recover", "lost", "load", "also")


class Found(NamedTuple):
    """``failed``: requests that had a right to an answer and got none, or another."""

    fault: str
    sent: int
    failed: int
    seconds: float
    lost: int
    also: str = ""
    is_over: bool = False
    #: Of the machine, at the end: what others do makes everything slower.
    load: float = 0.0

    @property
    def row(self) -> tuple:
        also = f"{self.also} OVER" if self.is_over else self.also
        return (self.fault, self.sent, self.failed, self.seconds, self.lost, f"{self.load:.1f}", also)
