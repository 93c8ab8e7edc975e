"""The rows of the coverage screen: an article, and in each language where its text stands."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from articles.enums import Act, State
from articles.models import Article, Revision
from articles.querysets import ArticleQuerySet
from articles.rights import Right, may
from articles.staleness import Gap, changes_of, gaps_of
from articles.transitions import is_open
from portal.accounts.models import User
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import other

from .state_tag import SHORT_NAMES, standing

COLUMNS = ("published_at", "withdrawn_at", "stale_since", "follows_at")
NEWEST_COLUMNS = ("article", "language", "number", "headline", "stage", "published_at")


@dataclass(frozen=True)
class Cell:
    """One language of an article. ``newest`` is None where nothing has been written yet."""

    article: Article
    language: str
    newest: Revision | None
    gap: Gap | None
    user: User

    @property
    def other_language(self):
        return other(self.language)

    @property
    def short_name(self):
        return SHORT_NAMES[self.language]

    @property
    def tags(self):
        return standing(self.article, self.language, self.newest)

    @property
    def published_at(self):
        return getattr(self.article, f"published_at_{self.language}")

    @property
    def is_stale(self):
        return self.article.is_stale_in(self.language)

    @property
    def stale_since(self):
        return getattr(self.article, f"stale_since_{self.language}")

    @property
    def follows_at(self):
        return getattr(self.article, f"follows_at_{self.language}")

    @cached_property
    def changes(self):
        return self.gap and changes_of(self.gap)

    @property
    def changed_fields(self):
        """What differs besides the paragraphs that are counted, by name."""
        return [Revision._meta.get_field(name).verbose_name for name in self.changes.fields]

    @property
    def may_check(self):
        """Whether the text that is stale is the newest one; a draft after it may follow already."""
        if self.gap is None or not (self.newest.published_at or self._is_draft):
            return False
        return is_open(Act.CHECKED, self.article, self.language, self.newest, self.user)

    @property
    def may_begin(self):
        return self.newest is None and may(self.user, Right.WRITE, self.article, self.language)

    @property
    def _is_draft(self):
        return self.article.state_in(self.language) == State.DRAFT


@dataclass(frozen=True)
class Row:
    article: Article
    #: One for each language, the editor's own first.
    cells: list[Cell]

    @property
    def headline(self):
        """The newest, in the editor's own language where there is one: a revision."""
        return next((cell.newest for cell in self.cells if cell.newest), None)


def load_rows(keys: list[int], articles: ArticleQuerySet, user: User) -> list[Row]:
    """The rows of these articles, in the order of the keys. Four queries, whatever their number."""
    columns = [f"{name}_{language}" for name in COLUMNS for language in languages_of_editor()]
    found = articles.select_related("topic").only("kind", "topic", "made_by", *columns).in_bulk(keys)
    newest = _newest_texts(keys)
    gaps = gaps_of(found.values())
    return [
        Row(article, [_cell(article, language, newest, gaps, user) for language in languages_of_editor()])
        for article in (found[key] for key in keys if key in found)
    ]


def _newest_texts(keys):
    texts = Revision.objects.newest_ones().filter(article__in=keys).only(*NEWEST_COLUMNS)
    return {(text.article_id, text.language): text for text in texts}


def _cell(article, language, newest, gaps, user):
    key = article.pk, language
    return Cell(article, language, newest.get(key), gaps.get(key), user)
