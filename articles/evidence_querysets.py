"""Which articles are shown as evidence for what an entry announced, and what their pages tell of it."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from articles.querysets import LinkQuerySet, card_columns
from organizations.partnerships.item_standing import item_standing
from portal import clock
from portal.bilingual.languages import LANGUAGES, other
from portal.rows import Rows, Values

#: The columns of an item that the page of an article on it shows.
ITEM_COLUMNS = (
    *("number", "status", "due_latest", "last_checked_on"),
    *(f"{name}_{language}" for name in ("statement", "due_text", "due_condition") for language in LANGUAGES),
)


class EvidenceQuerySet(LinkQuerySet):
    def counted(self):
        """Links that readers may know of: not by an update that nobody has confirmed or that was redacted."""
        is_taken = Q(update__effective_at__isnull=False, update__redaction=None)
        return self.filter(Q(update=None) | is_taken)

    def for_readers(self, language):
        """What the page of an entry shows of an item: each article once, the newest first. One query.

        Those live only in the other language are among them: ``is_here`` says so, and they are called
        ``headline_elsewhere``. ``published`` is when the edition was published that the link leads to.
        """
        now = clock.now()
        here, elsewhere = f"published_at_{language}", f"published_at_{other(language)}"
        is_here = Q(**{f"{here}__lte": now})
        own = [field.name for field in self.model._meta.concrete_fields]
        return (
            self._once_for_each_article()
            .filter(is_here | Q(**{f"{elsewhere}__lte": now}))
            .annotate(
                is_here=Case(When(is_here, then=True), default=False),
                published=Case(When(is_here, then=here), default=elsewhere),
                headline_elsewhere=F(f"article__headline_{other(language)}"),
            )
            .select_related("article")
            .only(*own, *(f"article__{name}" for name in card_columns(language)))
            .order_by("-published", "-article_id")
        )

    def of_mention(self):
        """What its article is evidence for in the entry that it mentions, as a column of a query of mentions.

        Each item is a JSON list: ``ITEM_COLUMNS``, whether it was replaced, and ``item_standing``.
        """
        of_entry = {"article": OuterRef("article"), "commitment__partnership": OuterRef("partnership")}
        rows = self._once_for_each_article().filter(**of_entry)
        standing = item_standing(to="commitment__")
        columns = [f"commitment__{name}" for name in (*ITEM_COLUMNS, "superseded_by")]
        grouped = rows.annotate(**standing).order_by().values("article")
        return Subquery(grouped.annotate(rows=Rows(Values(*columns, *standing))).values("rows"))

    def candidates(self, article):
        """The items that the article can be evidence for: of the entries that it is linked to. One query.

        ``is_linked`` says whether it is, ``is_reported`` whether it brought an update. What was replaced is
        left out unless the article is evidence for it.
        """
        here = self.model.objects.filter(article=article, commitment=OuterRef("pk"))
        mentions = article.partnership_mentions.filter(is_proposed=False)
        items = self.model._meta.get_field("commitment").related_model.objects
        return (
            items.filter(redaction=None, partnership__recorded_at__isnull=False, partnership__redaction=None)
            .annotate(
                is_linked=Exists(here.filter(update=None)), is_reported=Exists(here.exclude(update=None))
            )
            .filter(Q(partnership__in=mentions.values("partnership"), superseded_by=None) | Q(Exists(here)))
            .select_related("partnership")
            .order_by("partnership__number", "number")
        )

    def _once_for_each_article(self):
        """An article may be linked to an item by its editor and by an update that it reported."""
        same = self.model.objects.counted().filter(
            article=OuterRef("article"), commitment=OuterRef("commitment"), pk__lt=OuterRef("pk")
        )
        return self.counted().filter(~Exists(same))
