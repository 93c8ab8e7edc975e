from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.bilingual.alternates import Page
from portal.bilingual.languages import direction
from portal.share_card import PAPER

from .icons import ICONS, file_name
from .worker import context_of_page, retired_script, worker_script


@require_safe
def manifest(request):
    """What a device needs to install the portal in one language; the other one installs beside it."""
    language = request.LANGUAGE_CODE
    start = reverse("home")
    response = JsonResponse(
        {
            "id": start,
            "name": settings.SITE_NAME[language],
            "short_name": settings.SITE_NAME[language],
            "description": settings.SITE_TAGLINE[language],
            "lang": language,
            "dir": direction(language),
            "start_url": start,
            "scope": start,
            "display": "standalone",
            # A way back, and to load again, where a browser can show them.
            "display_override": ["minimal-ui"],
            "background_color": PAPER,
            "theme_color": PAPER,
            "categories": ["news"],
            "icons": [_icon(language, purpose, size) for purpose, size in ICONS if purpose != "apple"],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
    return _public(response, language)


@require_safe
def worker(request):
    """The service worker. One that is switched off takes itself and all that it kept away."""
    language = request.LANGUAGE_CODE
    script = worker_script(language) if settings.OFFLINE_READING else retired_script(language)
    return _public(HttpResponse(script, content_type="text/javascript"), language)


@require_safe
def offline(request):
    """What the worker shows instead of a page that it can neither fetch nor has kept."""
    context = context_of_page(request.LANGUAGE_CODE)
    return TemplateResponse(request, "offline/offline.html", context)


def _icon(language, purpose, size):
    return {
        "src": static(file_name(language, purpose, size)),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


def _public(response, language):
    """Kept and asked for again like any page, so that a new worker is out as soon as they are."""
    response.context_data = {"page": Page(language=language, is_indexed=False, shows=("offline",))}
    return response
