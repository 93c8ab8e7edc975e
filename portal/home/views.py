from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.front_page import front_page
from organizations.partnerships.glance import ledger_at_a_glance
from portal.bilingual.alternates import Page
from portal.bilingual.middleware import preferred_language
from portal.publisher import publisher, website
from portal.schema_org import document


def choose_language(request):
    """Send the reader of the bare address to a language; not to be kept by shared caches."""
    return redirect(f"/{preferred_language(request)}/")


def home(request):
    language = request.LANGUAGE_CODE
    front = front_page(language)
    ledger = ledger_at_a_glance(language)
    about = [front.breaking.article] if front.breaking and front.breaking.article else []
    shown = ("home", "articles", "partnerships", *front.articles, *about, *ledger.entries)
    context = {
        "front": front,
        "ledger": ledger,
        "shows_demo": any(thing.is_demo for thing in (*front.articles, *ledger.entries)),
        "page": Page.at("home", language, shows=shown),
        "structured_data": document(website(language), publisher(language)),
    }
    return TemplateResponse(request, "home/home.html", context)
