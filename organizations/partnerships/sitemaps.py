"""What the ledger lists for search engines: its entries. The timelines of pairs are reached from these."""

from django.db.models import Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from organizations.partnerships.enums import INTERNAL_ACTS
from organizations.partnerships.models import Change, Partnership
from portal.bilingual.languages import LANGUAGES
from portal.sitemap_files import Entry, RecordSitemap

#: Proposals are between editors: not even their time shows.
PUBLIC = ~Q(changes__act__in=INTERNAL_ACTS)


class PartnershipSitemap(RecordSitemap):
    name, shows, model = "partnerships", ("partnerships",), Partnership
    columns = ("slug", "recorded_at", *(f"title_{language}" for language in LANGUAGES))

    def live(self, language):
        return Partnership.objects.public(language)

    def last_changes(self, language):
        return {"recorded_at": Max("recorded_at"), "changed_at": Max("changes__at", filter=PUBLIC)}

    def records(self, number):
        changes = Change.objects.public().filter(partnership=OuterRef("pk"))
        changed_at = Subquery(changes.order_by("-at").values("at")[:1])
        return super().records(number).annotate(changed_at=Coalesce(changed_at, "recorded_at"))

    def entry(self, entry):
        return Entry(entry.urls, dict.fromkeys(LANGUAGES, entry.changed_at))
