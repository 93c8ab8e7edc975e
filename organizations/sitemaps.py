"""What the directory lists for search engines."""

from django.db.models import Max
from django.urls import reverse

from organizations.models import Organization, Person
from portal.sitemap_files import Edition, RecordSitemap


class DirectorySitemap(RecordSitemap):
    model: type[Organization | Person]
    route: str

    def live(self, language):
        return self.model.objects.named_in(language)

    def columns(self, language):
        return "slug", "touched_at"

    def edition(self, pk, slug, touched_at):
        return Edition(reverse(self.route, args=[slug]), touched_at)

    def last_changes(self, language):
        return (Max("touched_at"),)


class OrganizationSitemap(DirectorySitemap):
    name, shows, model, route = "organizations", ("organizations",), Organization, "organizations:detail"


class PersonSitemap(DirectorySitemap):
    name, shows, model, route = "people", ("people",), Person, "organizations:person"
