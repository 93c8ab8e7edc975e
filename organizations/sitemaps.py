"""What the directory lists for search engines."""

from django.db.models import Max

from organizations.models import Organization, Person
from portal.bilingual.languages import LANGUAGES
from portal.sitemap_files import Entry, RecordSitemap


class DirectorySitemap(RecordSitemap):
    columns = ("slug", "merged_into", "touched_at", *(f"name_{language}" for language in LANGUAGES))

    def live(self, language):
        return self.model.objects.named_in(language)

    def last_changes(self, language):
        return {"touched_at": Max("touched_at")}

    def entry(self, record):
        return Entry(record.urls, dict.fromkeys(LANGUAGES, record.touched_at))


class OrganizationSitemap(DirectorySitemap):
    name, shows, model = "organizations", ("organizations",), Organization


class PersonSitemap(DirectorySitemap):
    name, shows, model = "people", ("people",), Person
