from django.conf import settings
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.richtext import with_players
from articles.structured_data import opening_of
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.open_data import moment
from portal.publisher import publisher, web_page
from portal.schema_org import document

from .models import StandingPage

#: What schema.org calls some of them.
TYPES = {StandingPage.Slug.ABOUT: "AboutPage", StandingPage.Slug.CONTACT: "ContactPage"}


def page_detail(request, slug):
    language = request.LANGUAGE_CODE
    standing_page = get_object_or_404(StandingPage, slug=slug)
    if not standing_page.is_live_in(language):
        return only_in_other_language(request, standing_page)
    page = Page.of(standing_page, language)
    context = {
        "standing_page": standing_page,
        "description": opening_of(standing_page.body),
        "imprint": _imprint() if slug == StandingPage.Slug.ABOUT else [],
        "contact_email": settings.SITE_CONTACT_EMAIL,
        "page": page,
        "structured_data": _structured_data(standing_page, page),
    }
    response = TemplateResponse(request, "pages/page_detail.html", context)
    return with_players(response, standing_page.parts)


def _structured_data(standing_page, page):
    more = {"dateModified": moment(standing_page.changed_at), "publisher": publisher(page.language)}
    return document(web_page(page, standing_page.title, TYPES.get(standing_page.slug, "WebPage"), **more))


def _imprint():
    """Who answers for the portal, as the settings name them; what isn't set says so."""
    missing = _("not named in this installation")
    return [
        (_("Owner"), settings.SITE_OWNER or missing),
        (_("Responsible manager"), settings.SITE_RESPONSIBLE_MANAGER or missing),
        (_("Editor-in-chief"), settings.SITE_EDITOR_IN_CHIEF or missing),
        (_("Licence of the content"), settings.SITE_CONTENT_LICENCE or missing),
    ]
