"""The page of one entry."""

from http import HTTPStatus

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone

from organizations.partnerships.dossier import open_dossier
from organizations.partnerships.loading import whole_entry
from organizations.partnerships.models import Commitment, Partnership
from organizations.partnerships.standing import lines_in_words
from organizations.partnerships.structured_data import entry_data
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.bilingual.languages import other
from portal.page_parameters import CURSOR, takes
from portal.paging import Key, page_by_key
from portal.prepared import prepared

ARTICLES = 12


@takes(*CURSOR)
def partnership_detail(request, slug):
    """An entry in full; where it was redacted, its number, the day and the reason."""
    language = request.LANGUAGE_CODE
    partnership = next(iter(whole_entry(slug=slug)), None)
    if partnership is None:
        raise Http404("no such entry")
    if partnership.is_redacted:
        return _redacted(request, partnership)
    if not partnership.is_live_in(language):
        return only_in_other_language(request, partnership, "partnerships/partnership_only_in_other.html")
    key = Key(f"published_at_{language}", tie="article_id")
    mentions = partnership.mentions.live(language).with_article(language)
    listed = page_by_key(mentions, key, request.GET, size=ARTICLES)
    articles = [mention.article for mention in listed]
    elsewhere = [] if listed.cursor else _elsewhere(language, partnership=partnership.pk)
    dossier = open_dossier(partnership, language, timezone.localdate())
    shown = (*articles, *_load_evidence(dossier.items, language), *(row.article for row in elsewhere))
    named = [row.organization for row in partnership.roles_in_order]
    named += [related.entry for related in dossier.relations if related.entry]
    context = {
        "partnership": partnership,
        "dossier": dossier,
        "standing_in_words": " | ".join(f"{name}: {words}" for name, words in lines_in_words(partnership)),
        "articles": articles,
        "listed": listed,
        "elsewhere": elsewhere,
        "page": Page.of(partnership, language, cursor=listed.cursor, shows=(*named, *shown)),
        "structured_data": entry_data(partnership, language),
    }
    return TemplateResponse(request, "partnerships/partnership_detail.html", context)


@prepared
def _elsewhere(language, *, partnership):
    """The newest mentions by articles that readers of the other language alone can read."""
    mentions = Partnership(pk=partnership).mentions
    return mentions.only_elsewhere(language).with_article(language)[:ARTICLES]


def _load_evidence(commitments, language):
    """Give each item ``evidence_rows``, the links of articles to it; returns the articles. One query.

    The links live on the side of the articles, of which the ledger knows nothing.
    """
    by_key = {commitment.pk: commitment for commitment in commitments}
    for commitment in commitments:
        commitment.evidence_rows = []
    links = _evidence(language, items=by_key) if by_key else []
    for link in links:
        by_key[link.commitment_id].evidence_rows.append(link)
    return [row.article for commitment in commitments for row in commitment.evidence_rows]


@prepared
def _evidence(language, *, items):
    links = Commitment._meta.get_field("evidence_links").related_model.objects
    return links.for_readers(language).filter(commitment__in=items)


def _redacted(request, partnership):
    """It has no title any more in either language."""
    language, elsewhere = request.LANGUAGE_CODE, other(request.LANGUAGE_CODE)
    page = Page(language=language, is_indexed=False, shows=(partnership,))
    context = {
        "partnership": partnership,
        "elsewhere": (elsewhere, partnership.url_in(elsewhere)),
        "page": page.switching_to(partnership.url_in(elsewhere)),
    }
    return TemplateResponse(
        request, "partnerships/partnership_redacted.html", context, status=HTTPStatus.GONE
    )
