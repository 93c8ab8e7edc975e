"""The share card of an entry, drawn when it is first asked for and kept until it says something else."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organizations.partnerships.models import Partnership
from organizations.partnerships.share_card import Card, draw_card
from organizations.partnerships.standing import last_check_in_words, lines_in_words
from portal.bilingual.alternates import Page
from portal.share_card import png_of


def partnership_card(request, slug):
    """1200 × 630, with the three lines on it; of what readers see in this language and nothing else."""
    language = request.LANGUAGE_CODE
    partnership = get_object_or_404(Partnership.objects.public(language).for_rows(), slug=slug)
    content = png_of(_card(partnership, language), draw_card)
    response = HttpResponse(content, content_type="image/png")
    response.context_data = {"page": _page(partnership, language)}
    return response


def _card(partnership, language):
    return Card(
        language=language,
        names=settings.SITE_NAME,
        number=_("Entry %(number)s") % {"number": f"{partnership.number:03d}"},
        kind=capfirst(partnership.get_kind_display()),
        title=partnership.title,
        lines=lines_in_words(partnership),
        checked=last_check_in_words(partnership.last_checked_on),
        seals=[party.organization.seal for party in partnership.main_parties],
        stroke=partnership.status or "meeting",
        demo_mark=_("Demonstration content, not for reliance") if partnership.is_demo else "",
    )


def _page(partnership, language):
    """A picture is no page of the portal: caches know what it shows, search engines needn't."""
    return Page(language=language, is_indexed=False, shows=(partnership,))
