"""Corrections as readers and editors ask for them: the public log, what stays open, what one page tells."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from articles.enums import OtherEdition
from articles.querysets import card_columns
from portal import clock
from portal.bilingual.languages import other
from portal.rows import Rows, Values

OPEN = Q(other_edition=OtherEdition.OPEN)
#: What an article's page shows of a correction, in the order of ``notices.Notice``.
ON_PAGE = ("at", "id", "language", "kind", "text", "other_edition")


class CorrectionQuerySet(QuerySet):
    def shown(self, language):
        """The public log of a language: corrections of articles that its readers see now."""
        return self.filter(language=language, shown_at__lte=clock.now())

    def open(self, languages):
        """Corrections to which an edition in one of these languages has yet to answer, the newest first.

        Those who work on that edition answer; it is asked only while its own readers see it.
        """
        if not languages:
            return self.none()
        asks = (Q(self._is_live(code), language=other(code)) for code in languages)
        return self.filter(OPEN).filter(reduce(or_, asks)).order_by("-at", "-pk")

    def asking(self, article, language):
        """The corrections of the other edition to which this language of the article has yet to answer."""
        return self.open_of(article).filter(language=other(language))

    def open_of(self, article):
        """The corrections of either edition to which the other has yet to answer."""
        return self.filter(OPEN, article=article).order_by("-at", "-pk")

    def after(self, correction):
        """The later corrections of the other edition, of which one may say the same; the newest first."""
        of_other = self.filter(article=correction.article_id, language=other(correction.language))
        return of_other.filter(at__gte=correction.at).order_by("-at", "-pk")

    def with_article(self, language):
        """Load each with what its article is called and where it is. One query."""
        own = [field.name for field in self.model._meta.concrete_fields]
        columns = [f"article__{name}" for name in card_columns(language)]
        return self.select_related("article").only(*own, *columns)

    def of_outer_article(self):
        """All that an article's page tells of its corrections, as a column of the article's own query."""
        rows = self.filter(article=OuterRef("pk"), shown_at__isnull=False).order_by().values("article")
        return Subquery(rows.annotate(rows=Rows(Values(*ON_PAGE))).values("rows"))

    def _is_live(self, language):
        """Asked of each row: a list of all live articles would be as long as the archive."""
        articles = self.model._meta.get_field("article").related_model.objects
        return Exists(articles.live(language).filter(pk=OuterRef("article")))
