"""What the documents of some articles are made of: six queries, however many they are."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from articles.models import (
    Article,
    Byline,
    Correction,
    OrganizationMention,
    PartnershipMention,
    PersonMention,
    Revision,
)
from portal.rows import Rows, Values

#: Of a published revision, the last of which is the live text.
REVISION_COLUMNS = ("published_at", "number", "language", "translated_from")


def for_export() -> QuerySet[Article]:
    """Articles that load what their documents say, of whichever languages are live."""
    return (
        Article.objects.select_related("topic", "picture")
        .annotate(revision_rows=_published_revisions())
        .prefetch_related(
            Prefetch("corrections", queryset=Correction.objects.order_by("-at", "-pk")),
            Prefetch("bylines", queryset=Byline.objects.select_related("author")),
            Prefetch("organization_mentions", queryset=_accepted(OrganizationMention, "organization")),
            Prefetch("person_mentions", queryset=_accepted(PersonMention, "person")),
            Prefetch("partnership_mentions", queryset=PartnershipMention.objects.of_public_entries()),
        )
    )


def _accepted(mentions, leads_to):
    return mentions.objects.filter(is_proposed=False).select_related(leads_to)


def _published_revisions():
    """As a column: a query less."""
    published = Revision.objects.filter(article=OuterRef("pk"), published_at__isnull=False)
    rows = published.order_by().values("article")
    return Subquery(rows.annotate(rows=Rows(Values(*REVISION_COLUMNS))).values("rows"))
