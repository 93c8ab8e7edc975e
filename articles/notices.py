"""What the page of an article tells of its corrections, and of those of the edition in the other language."""

from dataclasses import dataclass
from datetime import UTC, datetime

from articles.enums import CorrectionKind, OtherEdition
from articles.models import Article
from portal.bilingual.languages import other


@dataclass(frozen=True)
class Notice:
    """A correction of an edition that readers see."""

    at: datetime
    id: int
    language: str
    kind: str
    text: str
    other_edition: str

    @property
    def kind_label(self):
        return CorrectionKind(self.kind).label

    @property
    def anchor(self):
        return f"correction-{self.id}"


def corrections_of(article: Article, language: str) -> list[Notice]:
    """What was corrected in this edition, the newest first; the article was loaded with ``for_page``."""
    return [notice for notice in _notices(article) if notice.language == language]


def updated_at(article: Article, language: str, corrections: list[Notice]) -> datetime:
    """When readers were last told something new: a text, or a note beside a text that stayed as it was."""
    times = (getattr(article, f"{name}_{language}") for name in ("published_at", "changed_at"))
    return max(filter(None, (*times, *(notice.at for notice in corrections))))


def under_review(article: Article, language: str) -> Notice | None:
    """The newest correction of the other edition to which this one has yet to answer."""
    asking = corrections_of(article, other(language))
    return next((notice for notice in asking if notice.other_edition == OtherEdition.OPEN), None)


def _notices(article):
    notices = [Notice(_moment(at), *rest) for at, *rest in article.correction_rows or []]
    return sorted(notices, key=lambda notice: (notice.at, notice.id), reverse=True)


def _moment(text):
    """A time as the databases write it in JSON: SQLite in UTC without saying so."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
