"""What the ledger lists for search engines: its entries. The timelines of pairs are reached from these."""

from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse

from organizations.partnerships.enums import INTERNAL_ACTS
from organizations.partnerships.models import Change, Partnership
from portal.sitemap_files import Edition, RecordSitemap

#: Proposals are between editors: not even their time shows.
PUBLIC = ~Q(changes__act__in=INTERNAL_ACTS)


class PartnershipSitemap(RecordSitemap):
    name, shows = "partnerships", ("partnerships",)

    def live(self, language):
        return Partnership.objects.public(language)

    def columns(self, language):
        changes = Change.objects.public().filter(partnership=OuterRef("pk")).order_by("-at")
        return "slug", "recorded_at", Subquery(changes.values("at")[:1])

    def edition(self, pk, slug, *times):
        return Edition(reverse("partnerships:detail", args=[slug]), max(filter(None, times)))

    def last_changes(self, language):
        return Max("recorded_at"), Max("changes__at", filter=PUBLIC)
