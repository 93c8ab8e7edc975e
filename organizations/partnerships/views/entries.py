"""The page of one entry."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from organizations.partnerships.models import Partnership
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.paging import Key, page_by_key

ARTICLES = 12


def partnership_detail(request, slug):
    language = request.LANGUAGE_CODE
    partnership = get_object_or_404(Partnership.objects.for_page(), slug=slug)
    if not partnership.is_live_in(language):
        return only_in_other_language(request, partnership)
    key = Key(f"published_at_{language}", tie="article_id")
    mentions = partnership.mentions.live(language).with_article(language)
    listed = page_by_key(mentions, key, request.GET, size=ARTICLES)
    articles = [mention.article for mention in listed]
    organizations = [row.organization for row in partnership.roles_in_order]
    context = {
        "partnership": partnership,
        "commitments": list(partnership.commitments_by(timezone.localdate())),
        "articles": articles,
        "listed": listed,
        "page": Page.of(partnership, language, cursor=listed.cursor, shows=(*organizations, *articles)),
    }
    return TemplateResponse(request, "partnerships/partnership_detail.html", context)
