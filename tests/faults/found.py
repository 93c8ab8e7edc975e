"""What a fault came to: a line of the table in docs/reliability.md."""

from typing import NamedTuple

HEAD = ("fault", "sent", "failed", "s to recover", "lost", "also")


class Found(NamedTuple):
    """``failed``: requests that had a right to an answer and got none, or another."""

    fault: str
    sent: int
    failed: int
    seconds: float
    lost: int
    also: str = ""
    is_over: bool = False
