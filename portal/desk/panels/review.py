"""Texts that wait for somebody to read them, the longest first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, OuterRef, Subquery
from django.utils.translation import gettext as _

from articles.admin.state_tag import standing
from articles.enums import Act, Stage
from articles.models import Article, LogEntry, Revision
from articles.querysets import WAITING
from articles.rights import Right, may_in, readable
from portal.accounts.models import User
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import LANGUAGES
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, Said, elapsed, more_in

COLUMNS = ["language", "number", "headline", "stage", "published_at", "made_at"]
STANDING = [f"article__{name}_{code}" for name in ("published_at", "withdrawn_at") for code in LANGUAGES]


@dataclass(frozen=True)
class Waiting:
    article: Article
    headline: Said
    author: User | None
    tags: list[str]
    since: datetime

    @property
    def time(self):
        return elapsed(self.since)


def in_review(user):
    languages = [language for language in LANGUAGES if may_in(user, Right.REVIEW, language)]
    if not languages:
        return None
    found = _longest_waiting(user, languages)
    rows = _rows(found[:ROWS_SHOWN], languages)
    return Panel(
        name="review",
        title=_("In review"),
        rows=rows,
        nothing=_("Nothing waits for review."),
        count=Count.of(found),
        asks=_("in review"),
        remark=_("oldest: %(time)s") % {"time": rows[0].time} if rows else "",
        more=more_in("articles_article_changelist", languages, "state_{}=in_review"),
    )


def _longest_waiting(user, languages):
    """The keys of articles, in the order in which their texts were saved."""
    texts = Revision.objects.filter(WAITING, stage=Stage.IN_REVIEW, language__in=languages)
    texts = readable(user, texts, via="article__").values("article").annotate(first=Min("pk"))
    return list(texts.order_by("first").values_list("article", flat=True)[: MOST_COUNTED + 1])


def _rows(articles, languages):
    sent = LogEntry.objects.filter(act=Act.SUBMITTED, revision=OuterRef("pk")).order_by("-pk")
    columns = [*COLUMNS, *STANDING, "author__username", "author__first_name", "author__last_name"]
    texts = (
        Revision.objects.newest_ones()
        .filter(article__in=articles)
        .select_related("article", "author")
        .only("article", "author", *columns)  # not translated: Revision
        .annotate(sent_at=Subquery(sent.values("at")[:1]))
    )
    newest = defaultdict(dict)
    for text in texts:
        newest[text.article_id][text.language] = text
    return [_row(newest[key], languages) for key in articles if key in newest]


def _row(newest, languages):
    waiting = [text for code, text in newest.items() if code in languages and text.stage == Stage.IN_REVIEW]
    oldest = min(waiting, key=lambda text: text.pk)
    article = oldest.article
    named = next(newest[code] for code in languages_of_editor() if code in newest)
    tags = [standing(article, code, newest.get(code)) for code in languages_of_editor()]
    since = oldest.sent_at or oldest.made_at
    return Waiting(article, Said(named.headline, named.language), oldest.author, tags, since)
