"""The sitemaps of the portal: what each app lists, the pages that stand by themselves, and their index."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from articles.sitemaps import ArchiveSitemap, ArticleSitemap, AuthorSitemap, NewsSitemap, TopicSitemap
from organizations.partnerships.sitemaps import PartnershipSitemap
from organizations.sitemaps import OrganizationSitemap, PersonSitemap
from portal.bilingual.alternates import Page
from portal.bilingual.languages import LANGUAGES
from portal.open_data import keep
from portal.pages.models import StandingPage
from portal.sitemap_files import Edition, SmallSitemap, file_name, index_document, url_document

#: The pages that both languages always have; not the search, which asks not to be indexed.
VIEWS = (
    *("home", "articles:list", "articles:topic_list", "articles:archive", "articles:corrections"),
    *("organizations:list", "partnerships:list", "partnerships:commitments", "partnerships:network", "data"),
    "feeds",
)


class PageSitemap(SmallSitemap):
    name, shows = "pages", ("pages",)

    def entries(self):
        for name in VIEWS:
            paths = Page.at(name, LANGUAGES[0]).urls
            yield {language: Edition(path) for language, path in paths.items()}
        for page in StandingPage.objects.order_by("pk"):
            yield {language: Edition(path, page.changed_at) for language, path in page.urls.items()}


SITEMAPS = {
    sitemap.name: sitemap
    for sitemap in (
        PageSitemap(),
        NewsSitemap(),
        ArticleSitemap(),
        TopicSitemap(),
        AuthorSitemap(),
        ArchiveSitemap(),
        OrganizationSitemap(),
        PersonSitemap(),
        PartnershipSitemap(),
    )
}


class FileConverter:
    """A sitemap with the number of one of its files; the first has none in its address."""

    regex = rf"(?:{'|'.join(SITEMAPS)})(?:-(?:[2-9]|[1-9][0-9]{{1,8}}))?"

    def to_python(self, value):
        name, _, number = value.partition("-")
        return SITEMAPS[name], int(number or 1)


@require_safe
def index(request):
    """Every file that lists anything now."""
    files = [
        (file_name(sitemap.name, file.number), file.changed_at)
        for sitemap in SITEMAPS.values()
        for file in sitemap.files()
    ]
    shows = dict.fromkeys(word for sitemap in SITEMAPS.values() for word in sitemap.shows)
    return _answer(index_document(files), shows)


@require_safe
def sitemap_file(request, file):
    """The first file of each sitemap is always there, with nothing in it if need be."""
    sitemap, number = file
    elements = list(sitemap.urls(number))
    if not elements and number > 1:
        raise Http404(file_name(sitemap.name, number))
    return _answer(url_document(elements), sitemap.shows)


def _answer(document, shows):
    """A sitemap is no result of a search itself."""
    response = HttpResponse(document, content_type="application/xml; charset=utf-8")
    return keep(response, shows=shows, is_indexed=False)
