from django.conf import settings
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.richtext import with_players
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language

from .models import StandingPage


def page_detail(request, slug):
    language = request.LANGUAGE_CODE
    standing_page = get_object_or_404(StandingPage, slug=slug)
    if not standing_page.is_live_in(language):
        return only_in_other_language(request, standing_page)
    context = {
        "standing_page": standing_page,
        "imprint": _imprint() if slug == StandingPage.Slug.ABOUT else [],
        "contact_email": settings.SITE_CONTACT_EMAIL,
        "page": Page.of(standing_page, language),
    }
    response = TemplateResponse(request, "pages/page_detail.html", context)
    return with_players(response, standing_page.parts)


def _imprint():
    """Who answers for the portal, as the settings name them; what isn't set says so."""
    missing = _("not named in this installation")
    return [
        (_("Owner"), settings.SITE_OWNER or missing),
        (_("Responsible manager"), settings.SITE_RESPONSIBLE_MANAGER or missing),
        (_("Editor-in-chief"), settings.SITE_EDITOR_IN_CHIEF or missing),
        (_("Licence of the content"), settings.SITE_CONTENT_LICENCE or missing),
    ]
