"""What an import was asked to do, and where its pieces are filed."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.entity_linking import Directory
from articles.enums import ArticleKind
from articles.importing.voice import is_kicker
from articles.models import Topic
from portal.bilingual.arabic import fold
from portal.bilingual.languages import LANGUAGES

from .items import Category, Item
from .pictures import Pictures


class Topics:
    """The topic of a piece by what it was filed under: as it was told, else by the same name or address."""

    def __init__(self, default: Topic | None = None, told: dict[str, Topic] | None = None):
        self.default = default
        self.known = {}
        for topic in Topic.objects.all():
            names = (getattr(topic, f"name_{language}") for language in LANGUAGES)
            self.known |= {fold(name): topic for name in (topic.slug, *names) if name}
        self.known |= {fold(name): topic for name, topic in (told or {}).items()}

    def of(self, item: Item) -> Topic | None:
        return next(filter(None, map(self.named, item.categories)), self.default)

    def named(self, category: Category) -> Topic | None:
        return self.known.get(fold(category.slug)) or self.known.get(fold(category.name))


@dataclass(frozen=True)
class Plan:
    """``language`` is that of pieces which don't say theirs; without it each is recognised by its letters.

    ``pictures`` is None where pictures are left out. ``goes_live`` publishes what was published there, with
    its date.
    """

    directory: Directory
    topics: Topics
    language: str = ""
    pictures: Pictures | None = None
    goes_live: bool = False
    dry_run: bool = False


def kind_of(categories: Iterable[Category]) -> str:
    """Opinion, where the archive says so itself."""
    is_opinion = any(is_kicker(word) for category in categories for word in category)
    return ArticleKind.OPINION if is_opinion else ArticleKind.NEWS
