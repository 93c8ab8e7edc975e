from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.front_page import front_page
from organizations.partnerships.models import Partnership
from portal.bilingual.alternates import Page
from portal.bilingual.middleware import preferred_language

LATEST_ENTRIES = 4


def choose_language(request):
    """Send the reader of the bare address to a language; not to be kept by shared caches."""
    return redirect(f"/{preferred_language(request)}/")


def home(request):
    language = request.LANGUAGE_CODE
    front = front_page(language)
    entries = Partnership.objects.public(language)
    latest = entries.newest_first().for_rows()[:LATEST_ENTRIES]
    about = [front.breaking.article] if front.breaking and front.breaking.article else []
    shown = ("home", "articles", "partnerships", *front.articles, *about, *latest)
    context = {
        "front": front,
        "entries": latest,
        "totals": entries.totals(),
        "shows_demo": any(article.is_demo for article in front.articles),
        "page": Page.at("home", language, shows=shown),
    }
    return TemplateResponse(request, "home/home.html", context)
