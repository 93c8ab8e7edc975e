"""The OpenSearch description: how a browser searches the portal from its address bar."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from portal.bilingual.alternates import Page
from portal.bilingual.text import cut_at_word

#: As long as the names of a description may be (OpenSearch 1.1).
SHORT, LONG = 16, 48


@require_safe
def description(request):
    language = request.LANGUAGE_CODE
    name = settings.SITE_NAME[language]
    context = {
        "language": language,
        "short_name": cut_at_word(name, SHORT),
        "long_name": cut_at_word(name, LONG),
        "description": settings.SITE_TAGLINE[language],
        "site_url": settings.SITE_URL,
        "contact": settings.SITE_CONTACT_EMAIL,
    }
    content = render_to_string("search/opensearch.xml", context)
    response = HttpResponse(content, content_type="application/opensearchdescription+xml; charset=utf-8")
    response.context_data = {"page": Page(language=language, is_indexed=False, shows=("search",))}
    return response
