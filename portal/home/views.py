from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.models import Article
from organizations.partnerships.models import Partnership
from portal.bilingual.alternates import Page
from portal.bilingual.middleware import preferred_language
from portal.home.layout import POOL, lay_out

LATEST_ENTRIES = 4


def choose_language(request):
    """Send the reader of the bare address to a language; not to be kept by shared caches."""
    return redirect(f"/{preferred_language(request)}/")


def home(request):
    language = request.LANGUAGE_CODE
    articles = list(Article.objects.live(language).newest_first(language).for_cards(language)[:POOL])
    entries = Partnership.objects.public(language)
    latest = entries.newest_first().for_rows()[:LATEST_ENTRIES]
    context = {
        "front": lay_out(articles),
        "entries": latest,
        "totals": entries.totals(),
        "shows_demo": any(article.is_demo for article in articles),
        "page": Page.at("home", language, shows=("home", "articles", "partnerships", *articles, *latest)),
    }
    return TemplateResponse(request, "home/home.html", context)
