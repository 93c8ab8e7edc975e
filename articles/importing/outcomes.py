"""What became of what was brought in, in words."""

from dataclasses import dataclass, field
from pathlib import Path

from articles.models import Article

CREATED, UPDATED, UNCHANGED, KEPT, REFUSED = "created", "updated", "unchanged", "kept", "refused"
RESULTS = (CREATED, UPDATED, UNCHANGED, KEPT, REFUSED)


@dataclass(frozen=True)
class Outcome:
    """What became of one text: of a file, or of one piece of an archive, which its address there names.

    ``flags`` says what the editor should look at, ``reason`` why it was refused, or kept as editors left it.
    """

    path: Path | str
    result: str
    article: Article | None = None
    headline: str = ""
    flags: list = field(default_factory=list)
    mentions: list = field(default_factory=list)
    reason: str = ""
