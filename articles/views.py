"""The public pages of the newsroom. Staff work happens in the admin."""

from http import HTTPStatus

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles.archive import years_and_months, years_of_topic
from articles.cards import address_of
from articles.dates import month_bounds
from articles.enums import State
from articles.loading import entries_of_topic, load_article, load_links, load_topic
from articles.models import Article, Author, Correction, Topic
from articles.notices import corrections_of, under_review, updated_at
from articles.querysets import load_entries
from articles.related import further, instead
from articles.reported import record_of
from articles.richtext import addresses, split_after, with_players
from articles.sharing import Sharing
from articles.structured_data import article_data, author_data, description_of
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.bilingual.languages import other
from portal.page_parameters import CURSOR, takes
from portal.paging import Key, page_by_key
from portal.publisher import collection
from portal.schema_org import document

#: How far a reader has got before the facts box.
PARAGRAPHS = 3


@takes(*CURSOR)
def article_list(request):
    language = request.LANGUAGE_CODE
    listed = _listed(request, Article.objects.live(language))
    page = Page.at("articles:list", language, cursor=listed.cursor, shows=("articles", *listed))
    return _list_page(request, "article_list", page, _("Latest articles"), listed, articles=listed)


def article_detail(request, pk, slug=""):
    """The article; where this language has none, what became of it or where the other edition is."""
    language = request.LANGUAGE_CODE
    article = load_article(pk, language)
    if article is None:
        raise Http404(f"no article {pk}")
    state = article.state_in(language)
    if state == State.WITHDRAWN:
        return _withdrawn(request, article)
    if state != State.LIVE:
        return _only_in_other(request, article, slug)
    if slug != getattr(article, f"slug_{language}"):
        return redirect(article, permanent=True)
    load_links(article, language)
    context = detail_context(article, language, _page_of(article, language))
    context["sharing"] = Sharing.of(article)
    context["card_url"] = address_of(article)
    context["updated_at"] = updated_at(article, language, context["corrections"])
    context["structured_data"] = article_data(
        article,
        language,
        card_url=context["card_url"],
        corrections=context["corrections"],
        updated_at=context["updated_at"],
    )
    context["follows_at"] = _follows_at(article, language)
    context["stale_since"] = getattr(article, f"stale_since_{language}")
    response = TemplateResponse(request, "articles/article_detail.html", context)
    return with_players(response, article.parts)


def detail_context(article, language, page):
    """What the article's template shows; a preview shows the same of a revision."""
    following, record = further(article, language), record_of(article, language)
    body = article.linked_body
    return {
        "article": article,
        "description": description_of(article),
        "page": page.showing(*following, *() if following.newer else ("articles",)),
        "text": _in_two_parts(body) if record else (body, ""),
        "addresses": addresses(body),
        "further": following,
        "record": record,
        "corrections": corrections_of(article, language),
        "under_review": under_review(article, language),
    }


@takes(*CURSOR)
def corrections(request):
    """The public log: what was corrected in the pieces that readers of this language see now."""
    language = request.LANGUAGE_CODE
    shown = Correction.objects.shown(language).with_article(language)
    listed = page_by_key(shown, Key("shown_at"), request.GET)
    articles = [correction.article for correction in listed]
    shows = ("corrections", *articles)
    page = Page.at("articles:corrections", language, cursor=listed.cursor, shows=shows)
    context = {"corrections": listed, "articles": articles}
    return _list_page(request, "corrections", page, _("Corrections"), **context)


def topic_list(request):
    language = request.LANGUAGE_CODE
    topics = Topic.objects.for_navigation(language)
    page = Page.at("articles:topic_list", language, shows=("topics", *topics))
    return _list_page(request, "topic_list", page, _("Topics"), topics, topics=topics)


@takes(*CURSOR)
def topic_detail(request, slug):
    language = request.LANGUAGE_CODE
    topic = load_topic(slug, language)
    if topic is None:
        raise Http404(f"no topic {slug}")
    if not topic.is_live_in(language):
        return only_in_other_language(request, topic)
    listed = _listed(request, Article.objects.live(language).filter(topic=topic))
    entries = entries_of_topic(topic, language)
    page = Page.of(topic, language, cursor=listed.cursor, shows=(*listed, *entries))
    context = {
        "topic": topic,
        "articles": listed,
        "entries": entries,
        "years": years_of_topic(topic, language),
    }
    return _list_page(request, "topic_detail", page, topic.name, listed, **context)


@takes(*CURSOR)
def author_detail(request, slug):
    language = request.LANGUAGE_CODE
    author = get_object_or_404(Author.objects.select_related("portrait__picture"), slug=slug)
    if not author.is_live_in(language):
        return only_in_other_language(request, author)
    key = Key(f"published_at_{language}", tie="article_id")
    listed = page_by_key(author.bylines.live(language).with_article(language), key, request.GET)
    author.bylines.load_entries(listed)
    articles = [byline.article for byline in listed]
    page = Page.of(author, language, cursor=listed.cursor, shows=articles)
    context = {
        "author": author,
        "articles": articles,
        "listed": listed,
        "page": page,
        "structured_data": author_data(author, page),
    }
    return TemplateResponse(request, "articles/author_detail.html", context)


def archive(request):
    language = request.LANGUAGE_CODE
    years = years_and_months(language)
    page = Page.at("articles:archive", language, shows=("articles",))
    return _list_page(request, "archive", page, _("Archive"), years=years)


@takes(*CURSOR)
def archive_month(request, year, month):
    language = request.LANGUAGE_CODE
    try:
        start, _end = month_bounds(year, month)
    except ValueError as error:
        raise Http404(str(error)) from error
    listed = _listed(request, _of_month(language, year, month))
    if not listed and start > timezone.now():
        raise Http404("a month to come")
    page = Page.at(
        "articles:archive_month",
        language,
        year,
        month,
        cursor=listed.cursor,
        shows=("articles", *listed),
        is_indexed=bool(listed),
        is_elsewhere=bool(listed) and _of_month(other(language), year, month).exists(),
    )
    name = date_format(start, "F Y")
    return _list_page(request, "archive_month", page, name, listed, month=start, articles=listed)


def _list_page(request, template, page, name, things=(), **context):
    """``things`` are those of the list that have pages of their own."""
    context |= {"page": page, "structured_data": document(collection(page, name, things))}
    return TemplateResponse(request, f"articles/{template}.html", context)


def _of_month(language, year, month):
    return Article.objects.live(language).in_month(language, year, month)


def _listed(request, articles):
    """One page of them as cards."""
    language = request.LANGUAGE_CODE
    listed = page_by_key(articles.for_bare_cards(language), Key(f"published_at_{language}"), request.GET)
    load_entries(listed.rows)
    return listed


def _page_of(article, language):
    shows = [article.topic, *(row.author for row in article.bylines.all())]
    shows += [row.organization for row in article.organization_mentions.all()]
    shows += [row.partnership for row in article.partnership_mentions.all()]
    page = Page.of(article, language, shows=shows)
    if article.state_in(other(language)) == State.WITHDRAWN:
        return page.switching_to("")
    return page


def _follows_at(article, language):
    """When the version was published that a stale text follows; None where there is no later one to read."""
    if article.is_stale_in(language) and article.is_live_in(other(language)):
        return getattr(article, f"follows_at_{language}")
    return None


def _in_two_parts(body):
    """The box of the record stands between them."""
    return tuple(mark_safe(part) for part in split_after(body, PARAGRAPHS))  # noqa: S308 -- parts of linked_body


def _withdrawn(request, article):
    language, elsewhere = request.LANGUAGE_CODE, other(request.LANGUAGE_CODE)
    original = article if article.is_live_in(elsewhere) else None
    load_links(article, language)
    beside = instead(article, language)
    page = Page(language=language, is_indexed=False, shows=(article, *beside))
    if original:
        page = page.switching_to(article.url_in(elsewhere))
    context = {
        "article": article,
        "elsewhere": _edition(article, elsewhere) if original else None,
        "related": beside,
        "page": page,
    }
    return TemplateResponse(request, "articles/article_withdrawn.html", context, status=HTTPStatus.GONE)


def _only_in_other(request, article, slug):
    """The honest page in place of a missing translation; it has one address, without a slug."""
    language, elsewhere = request.LANGUAGE_CODE, other(request.LANGUAGE_CODE)
    if not article.is_live_in(elsewhere):
        raise Http404("live in neither language")
    if slug:
        return HttpResponseRedirect(article.url_in(language))
    load_links(article, language)
    beside = instead(article, language)
    shows = (article, article.topic, *beside)
    page = Page(language=language, is_indexed=False, shows=shows).switching_to(article.url_in(elsewhere))
    context = {"article": article, "elsewhere": _edition(article, elsewhere), "related": beside, "page": page}
    return TemplateResponse(request, "articles/article_only_in_other.html", context)


def _edition(article, language):
    """What another language's page may quote of an edition, with the language to mark it."""
    return {
        "language": language,
        "headline": getattr(article, f"headline_{language}"),
        "standfirst": getattr(article, f"standfirst_{language}"),
        "published_at": getattr(article, f"published_at_{language}"),
        "url": article.url_in(language),
    }
