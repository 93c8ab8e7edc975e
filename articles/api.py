"""The newsroom in the open data: articles, their topics and their authors, as readers see them now."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from articles.enums import State
from articles.exporting import (
    article_documents,
    author_document,
    for_export,
    schema,
    topic_document,
    withdrawn_document,
)
from articles.models import Author, Topic
from portal.open_data import gone_answer
from portal.open_lists import SlugText, number
from portal.paging import Key, page_by_key

from .parameters import ArticleAsked, ArticlePart, AuthorAsked, AuthorPart, TopicAsked, TopicPart

router = Router(tags=["articles"])

NEWEST = Key("id", kind="number")
LARGEST_KEY = 10**18 - 1


@router.get("/articles", response=schema.ArticleList, url_name="articles", summary="Articles, newest first")
def article_list(request, part: Query[ArticlePart]):
    """What is live in a language, or in the one that ``lang`` names, by the time of first publication.

    An edition that readers don't see is null. Bodies are cleaned HTML, as stored; ``fields`` leaves them out.
    """
    narrowing = part.narrowing(part.lang)
    listed = narrowing.page(**part.paging())
    keys = [getattr(row, narrowing.key.tie) for row in listed]
    found = for_export().in_bulk(keys)
    # Something may have been withdrawn since the list was read.
    articles = [found[key] for key in keys if key in found and _is_live(found[key], part)]
    shows = ["articles", *articles]
    return part.list_answer(request, listed, "articles", article_documents(articles), shows=shows)


@router.get(
    "/articles/{id}",
    response={200: schema.Article, 410: schema.WithdrawnArticle},
    url_name="article",
    summary="One article",
)
def article_detail(request, id: Path[number(1, LARGEST_KEY)], asked: Query[ArticleAsked]):
    """Both editions, each null where readers don't see it. Of a withdrawn piece day and reason stay (410)."""
    article = get_object_or_404(for_export().ever_shown(), pk=id)
    if _is_live(article, asked):
        (document,) = article_documents([article])
        return asked.answer(document, shows=[article, article.topic], is_indexed=not article.is_demo)
    if any(article.state_in(language) == State.WITHDRAWN for language in asked.languages):
        return gone_answer(withdrawn_document(article, asked.languages), shows=[article])
    raise Http404("live in no language that was asked for")


@router.get("/topics", response=schema.TopicList, url_name="topics", summary="Topics, newest first")
def topic_list(request, part: Query[TopicPart]):
    """What articles are filed under."""
    listed = page_by_key(part.listed(Topic.objects.all()), NEWEST, **part.paging())
    return part.list_answer(request, listed, "topics", [*map(topic_document, listed)], shows=["topics"])


@router.get("/topics/{slug}", response=schema.Topic, url_name="topic", summary="One topic")
def topic_detail(request, slug: Path[SlugText], asked: Query[TopicAsked]):
    """Its articles are those of ``/articles?topic=``."""
    return _named(get_object_or_404(Topic, slug=slug), asked, topic_document)


@router.get("/authors", response=schema.AuthorList, url_name="authors", summary="Authors, newest first")
def author_list(request, part: Query[AuthorPart]):
    """Whose names stand above articles."""
    listed = page_by_key(part.listed(Author.objects.all()), NEWEST, **part.paging())
    return part.list_answer(request, listed, "authors", [*map(author_document, listed)], shows=["authors"])


@router.get("/authors/{slug}", response=schema.Author, url_name="author", summary="One author")
def author_detail(request, slug: Path[SlugText], asked: Query[AuthorAsked]):
    """Their articles are those of ``/articles?author=``."""
    return _named(get_object_or_404(Author, slug=slug), asked, author_document)


def _is_live(article, asked):
    return any(map(article.is_live_in, asked.languages))


def _named(thing, asked, document):
    if not any(map(thing.is_live_in, asked.languages)):
        raise Http404(asked.lang)
    return asked.answer(document(thing), shows=[thing], is_indexed=not thing.is_demo)
