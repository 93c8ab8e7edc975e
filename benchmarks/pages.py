"""The pages of the desk that are measured, and the records that only some of them need."""

from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from django.contrib import admin
from django.db.models import Count

from articles.admin.coverage_query import Coverage, Order
from articles.enums import WAITING_STAGES, State
from articles.models import Article, Correction, LogEntry, OrganizationMention, Picture, Revision, Topic
from organizations.models import Organization
from portal.bilingual.languages import LANGUAGES
from portal.load.prose import Prose

LIST = "/admin/articles/article/"
LIST_QUERIES, COVERAGE_QUERIES, FORM_QUERIES, DESK_QUERIES = 15, 20, 25, 20
#: The index is asked once in each language, in PostgreSQL within a savepoint with a limit of its own; for
#: each spelling of an expression once more.
SEARCH_QUERIES, EXPRESSION, EXPRESSION_QUERIES = 20, "AI", 26
REVISIONS, MENTIONS, PICTURES = 40, 50, 20_000
#: Words that many pieces have, that few have, that none has; one too short for an index of trigrams; a key.
SEARCHES = ("cloud", "museum archive", "zzzzz", EXPRESSION, "الهيئة", "متحف أرشيف", "99999")
AUTOCOMPLETES = [
    ("article", "topic"),
    ("article", "picture"),
    ("byline", "author"),
    ("organizationmention", "organization"),
    ("personmention", "person"),
    ("partnershipmention", "partnership"),
]


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    most_queries: int


def pages():
    """Every kind of page, at its worst: the whole archive, its end, what is common in it and what is rare."""
    yield Page("desk", "/admin/", DESK_QUERIES)
    yield from _forms()
    yield from _article_lists()
    yield from _coverage()
    yield from _screens()
    make_pictures()
    yield from _other_lists()
    for model, field in AUTOCOMPLETES:
        for term in ("", "zzzzz"):
            query = f"app_label=articles&model_name={model}&field_name={field}&term={term}"
            yield Page(f"autocomplete, {field} {term}", f"/admin/autocomplete/?{query}", LIST_QUERIES)


def make_busy_article():
    """A live article with as many revisions and mentions as an editor is likely to meet."""
    article = Article.objects.live("ar").live("en").order_by("-pk").first()
    article.pk = None
    article.save(force_insert=True)
    for language in LANGUAGES:
        prose = Prose(Random(1), language)  # noqa: S311 -- a made text
        text = prose.text()
        for number in range(1, REVISIONS + 1):
            Revision.objects.create(article=article, language=language, number=number, **text)
            text = prose.rewritten(text)
    for organization in Organization.objects.all()[:MENTIONS]:
        OrganizationMention.objects.create(article=article, organization=organization)
    return article


def make_pictures():
    """Rows alone: no page of the desk opens the files."""
    prose = Prose(Random(1), "en")  # noqa: S311 -- made words
    Picture.objects.bulk_create(
        Picture(file=f"{number:064x}.jpg", width=1600, height=900, alt_en=prose.headline())
        for number in range(PICTURES)
    )


def _forms():
    busy, oldest = make_busy_article().pk, Article.objects.order_by("pk").first().pk
    yield Page("add form", f"{LIST}add/", FORM_QUERIES)
    yield Page("change form, oldest", f"{LIST}{oldest}/change/", FORM_QUERIES)
    yield Page(f"change form, {REVISIONS} revisions", f"{LIST}{busy}/change/", FORM_QUERIES)
    yield Page(f"history, {REVISIONS} revisions", f"{LIST}{busy}/history/ar/", FORM_QUERIES)
    for first in (1, REVISIONS - 1):
        query = f"from={first}&to={REVISIONS}"
        yield Page(f"compare, {query}", f"{LIST}{busy}/compare/ar/?{query}", FORM_QUERIES)


def _article_lists():
    common, rare = (f"topic__id__exact={topic.pk}" for topic in _topics_by_size())
    last, last_live = _last_page(Article), _last_page(Article, Article.objects.live("ar"))
    yield from _lists(Article, "", f"p={last}", common, rare)
    yield from _lists(Article, "kind__exact=news", "kind__exact=statement", "is_demo__exact=0", "o=3")
    for state in (*State.values, *WAITING_STAGES, "changes"):
        yield from _lists(Article, f"state_ar={state}", f"state_en={state}")
        yield from _lists(Article, f"state_ar={state}&{common}", f"state_ar={state}&{rare}")
    more = ("state_en=missing", f"p={last_live}", "q=cloud")
    yield from _lists(Article, *(f"state_ar=live&{query}" for query in more))
    yield from _lists(Article, *(f"q={quote(words)}" for words in SEARCHES))


def _screens():
    yield Page("calendar", f"{LIST}calendar/", COVERAGE_QUERIES)
    yield Page("what is to come", f"{LIST}upcoming/", COVERAGE_QUERIES)
    for language in LANGUAGES:
        yield Page(f"front page, {language}", f"{LIST}front-page/{language}/", COVERAGE_QUERIES)


def _coverage():
    _common, rare = _topics_by_size()
    queries = ["", f"topic={rare.slug}", "kind=statement"]
    queries += [f"en={state}" for state in Coverage.values]
    queries += [f"sort={order}&en={state}" for order in Order.values for state in ("missing", "stale")]
    queries += [f"topic={rare.slug}&en={state}" for state in Coverage.values]
    for query in queries:
        yield Page(f"coverage, {query}", f"{LIST}coverage/?{query}", COVERAGE_QUERIES)


def _other_lists():
    for model in (Revision, LogEntry, Picture, Correction):
        yield from _lists(model, "", f"p={_last_page(model)}", "q=cloud", "q=zzzzz", "q=99999")
    yield from _lists(Revision, "language__exact=en")
    yield from _lists(LogEntry, "language__exact=en", "act__exact=withdrew", "act__exact=published")
    yield from _lists(Correction, "other_edition__exact=open", "language__exact=en", "kind__exact=note")
    yield from _lists(Picture, "seen=never", "lacks=ar", "origin=sent", "is_demo__exact=1")


def _lists(model, *queries):
    name = model._meta.model_name
    for query in queries:
        yield Page(f"{name} list, {query}", f"/admin/articles/{name}/?{query}", _most_queries(query))


def _most_queries(query):
    if query == f"q={EXPRESSION}":
        return EXPRESSION_QUERIES
    return SEARCH_QUERIES if "q=" in query else LIST_QUERIES


def _topics_by_size():
    """The largest topic and the smallest."""
    by_size = Topic.objects.annotate(size=Count("articles")).order_by("-size")
    return by_size.first(), by_size.last()


def _last_page(model, rows=None):
    of_model = admin.site.get_model_admin(model)
    rows = (model.objects.all() if rows is None else rows).order_by("pk")
    return of_model.paginator(rows, of_model.list_per_page).num_pages
