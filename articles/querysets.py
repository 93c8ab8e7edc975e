"""Who may see what, per language. Nothing outside this file decides what is live.

The columns are named in full (``published_at_ar``): a bare translated name inside an expression makes
modeltranslation read another column without a word (design guarantee 5).
"""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Window,
)
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from articles import kin
from articles.dates import month_bounds
from articles.enums import Stage, State
from portal import clock
from portal.bilingual.languages import LANGUAGES, other
from portal.prepared import give, prepared
from portal.rows import Rows, Values

CARD_COLUMNS = (
    "headline",
    "slug",
    "standfirst",
    "published_at",
    "changed_at",
    "withdrawn_at",
    "reading_minutes",
)
#: Of one language, what a feed tells of a piece beside its address; its times are asked for in both.
FEED_COLUMNS = (
    *("headline", "standfirst", "body", "source_name", "source_url"),
    *("changed_at", "follows_at", "stale_since"),
)
TIMES = ("published_at", "withdrawn_at")
#: What an article's page needs of a picture in its text, and in what order.
PICTURE_COLUMNS = ("file", "night_file", "width", "height", "renditions")
#: Of somebody it is linked to: the address, in what role, and whether that has a page.
PERSON_COLUMNS = ("person__slug", "role", *(f"person__name_{language}" for language in LANGUAGES))

#: Of a revision: on its way to readers, in review or approved, and not yet published.
WAITING = Q(published_at__isnull=True) & ~Q(stage=Stage.DRAFT)  # not translated: Revision
#: Of a revision: a draft that no reader has seen.
UNSEEN_DRAFT = Q(published_at__isnull=True, stage=Stage.DRAFT)  # not translated: Revision


def card_columns(language):
    """The columns of an article that a card needs: nothing of the other language, and no body text."""
    return [*(f"{name}_{language}" for name in CARD_COLUMNS), "kind", "is_demo"]


def _past(until):
    return min(until or clock.now(), clock.now())


class ArticleQuerySet(models.QuerySet):
    def live(self, language, until=None):
        """Articles that readers of this language see now; a time in the future is a schedule.

        ``until`` leaves out what is newer. It is one condition with the present: SQLite walks by one.
        """
        return self.filter(
            **{f"published_at_{language}__lte": _past(until), f"withdrawn_at_{language}__isnull": True}
        )

    def live_in_any(self, until=None):
        """Articles that readers of either language see now."""
        return self.filter(first_shown_at__lte=_past(until))

    def ever_shown(self):
        """Live or withdrawn in a language. Of others nothing is loaded: the time that takes would tell."""
        now = timezone.now()
        return self.filter(models.Q(published_at_ar__lte=now) | models.Q(published_at_en__lte=now))

    def in_state(self, language, state):
        """Articles of one ``State`` in this language; a draft has a text that doesn't wait."""
        published, withdrawn = f"published_at_{language}", f"withdrawn_at_{language}"
        if state == State.LIVE:
            return self.live(language)
        if state == State.SCHEDULED:
            return self.filter(**{f"{published}__gt": clock.now(), f"{withdrawn}__isnull": True})
        if state == State.WITHDRAWN:
            return self.filter(**{f"{published}__isnull": False, f"{withdrawn}__isnull": False})
        revisions = self._revisions(language)
        unpublished = self.filter(**{f"{published}__isnull": True})
        if state == State.MISSING:
            return unpublished.filter(~Exists(revisions))
        return unpublished.filter(Exists(revisions), ~Exists(revisions.filter(WAITING)))

    def in_stage(self, language, stage):
        """Articles of which a text in this language waits, in review or as approved, live or not."""
        return self.filter(Exists(self._revisions(language).filter(WAITING, stage=stage)))

    def with_changes(self, language):
        """Articles that readers see, will see or saw, and whose newest text is a draft that they don't."""
        newest = self._revisions(language).newest_ones()
        return self.filter(Exists(newest.filter(UNSEEN_DRAFT)), **{f"published_at_{language}__isnull": False})

    def stale(self, language):
        """Articles whose text in this language is behind the other one, the longest first."""
        column = f"stale_since_{language}"
        return self.filter(**{f"{column}__lte": clock.now()}).order_by(column, "pk")

    def live_or_scheduled(self, language):
        """Articles that readers of this language see now or will see at a set time."""
        return self.filter(
            **{f"published_at_{language}__isnull": False, f"withdrawn_at_{language}__isnull": True}
        )

    def to_come(self, language):
        """Articles scheduled in this language, the soonest first."""
        return self.in_state(language, State.SCHEDULED).oldest_first(language)

    def with_newest_headlines(self):
        """Give each row ``newest_headline_ar`` and ``_en``: what editors call it, live or not."""
        return self.annotate(
            **{f"newest_headline_{language}": self._newest_headline(language) for language in LANGUAGES}
        )

    def _newest_headline(self, language):
        newest_first = self._revisions(language).order_by("-number")
        return Subquery(newest_first.values("headline")[:1])  # not translated: Revision.headline

    def _revisions(self, language):
        revisions = self.model._meta.get_field("revisions").related_model
        return revisions.objects.filter(article=OuterRef("pk"), language=language)

    def newest_first(self, language):
        return self.order_by(f"-published_at_{language}", "-pk")

    def oldest_first(self, language):
        return self.order_by(f"published_at_{language}", "pk")

    def in_month(self, language, year, month):
        return self.published_between(language, *month_bounds(year, month))

    def published_between(self, language, start, end):
        """Articles whose time in this language is one of these, withdrawn and scheduled ones too."""
        column = f"published_at_{language}"
        return self.filter(**{f"{column}__gte": start, f"{column}__lt": end})

    def last_of_each_day(self, language, count):
        """The last ``count`` articles of each day of Kuwait, with ``day`` and ``of_day``: how many it has."""
        column = f"published_at_{language}"
        day = TruncDate(column, tzinfo=timezone.get_default_timezone())
        return self.annotate(
            day=day,
            of_day=Window(Count("pk"), partition_by=day),
            place_of_day=Window(RowNumber(), partition_by=day, order_by=[F(column).desc(), F("pk").desc()]),
        ).filter(place_of_day__lte=count)

    def for_page(self):
        """Load what an article's page shows of its own row; the rest is in the same query.

        That is its corrections, its people and the pictures in its texts.
        """
        corrections = self.model._meta.get_field("corrections").related_model.objects
        return self.select_related("topic", "picture").annotate(
            correction_rows=corrections.of_outer_article(),
            person_rows=self._people(),
            body_picture_rows=self._body_pictures(),
            **{f"is_translated_{language}": self._is_translated(language) for language in LANGUAGES},
        )

    def _is_translated(self, language):
        """Whether a text of this language that readers have seen names the text that it follows."""
        followed = Q(translated_from__isnull=False)
        published = Q(published_at__isnull=False)  # not translated: Revision.published_at
        return Exists(self._revisions(language).filter(followed, published))

    def _body_pictures(self):
        """What a page needs of the pictures that its texts show or have shown, likewise."""
        uses = self.model._meta.get_field("picture_uses").related_model.objects
        shown = uses.filter(article=OuterRef("pk")).order_by().values("article")
        columns = (f"picture__{name}" for name in PICTURE_COLUMNS)
        return Subquery(shown.annotate(rows=Rows(Values(*columns), distinct=True)).values("rows"))

    def _people(self):
        """Slug, role and names of those an article is linked to, as a column of its own query."""
        mentions = self.model._meta.get_field("person_mentions").related_model.objects
        rows = mentions.filter(article=OuterRef("pk"), is_proposed=False).order_by().values("article")
        return Subquery(rows.annotate(rows=Rows(Values(*PERSON_COLUMNS))).values("rows"))

    def for_feed(self, language):
        """Load what a feed tells of an article, its text included. Three queries."""
        columns = [f"{name}_{code}" for name in ("slug", *TIMES) for code in LANGUAGES]
        columns += [f"{name}_{language}" for name in FEED_COLUMNS]
        corrections = self.model._meta.get_field("corrections").related_model.objects
        authors = _links(self.model, "bylines").select_related("author")
        return (
            self.select_related("topic", "picture")
            .only(*columns, "kind", "is_demo", "body_parts", "topic", "picture")
            .annotate(correction_rows=corrections.of_outer_article())
            .prefetch_related(Prefetch("bylines", queryset=authors), with_public_entries(self.model))
        )

    def with_kin(self, language):
        """Say which pieces stand beside an article in this language (``related``), in the same query."""
        return self.annotate(**kin.columns(self.model.objects.live(language), language))

    def for_cards(self, language):
        """Load what a card shows: topic, picture, ledger entries, and no body text. Two queries."""
        return self.for_bare_cards(language).prefetch_related(with_public_entries(self.model))

    def for_bare_cards(self, language):
        """The same without the ledger entries, which ``load_entries`` brings."""
        return self.select_related("topic", "picture").only(*card_columns(language), "topic", "picture")


class LinkQuerySet(models.QuerySet):
    """By-lines and mentions: rows that carry the times at which their article is live."""

    def live(self, language, until=None):
        return self.filter(**{f"published_at_{language}__lte": _past(until)})

    def live_in_any(self, until=None):
        return self.filter(first_shown_at__lte=_past(until))

    def only_elsewhere(self, language):
        """Rows whose article is live in the other language alone, the newest first.

        Each with ``published`` and ``headline_elsewhere``, both of that language.
        """
        missing = Q(**{f"published_at_{language}": None})
        to_come = Q(**{f"published_at_{language}__gt": clock.now()})
        rows = self.live(other(language)).filter(missing | to_come)
        return rows.newest_first(other(language)).annotate(
            published=F(f"published_at_{other(language)}"),
            headline_elsewhere=F(f"article__headline_{other(language)}"),
        )

    def newest_first(self, language):
        return self.order_by(f"-published_at_{language}", "-article_id")

    def with_kin(self, language):
        """Say with each mention which pieces mention the same (``related``), in the same query."""
        return self.annotate(kin_keys=kin.sharing(self, language))

    def with_article(self, language):
        """Load each row with its article, topic and picture: no body, no ledger entries. One query.

        All of the row's own columns are loaded: a related manager reads the key that leads back to its thing.
        """
        own = [field.name for field in self.model._meta.concrete_fields]
        columns = [f"article__{name}" for name in card_columns(language)]
        return self.select_related("article__topic", "article__picture").only(
            *own, *columns, "article__topic", "article__picture"
        )

    def load_entries(self, rows):
        """Load the ledger entries of the articles of rows loaded ``with_article``. One query."""
        load_entries([row.article for row in rows])


class EntryMentionQuerySet(LinkQuerySet):
    def of_public_entries(self):
        """Mentions of ledger entries on the record, each with its entry."""
        on_record = self.filter(partnership__recorded_at__isnull=False, partnership__redaction=None)
        return on_record.filter(is_proposed=False).select_related("partnership").order_by("-role", "pk")

    def entries_on(self, topic, language):
        """The public entries that live articles of a topic speak of, newest first, and how each stands."""
        of_topic = self.live(language).filter(article__topic=topic, is_proposed=False)
        entries = self.model._meta.get_field("partnership").related_model.objects.public(language)
        return (
            entries.filter(Exists(of_topic.filter(partnership=OuterRef("pk")))).newest_first().with_standing()
        )


def load_entries(articles):
    """Load the ledger entries that bare cards speak of. One query."""
    by_key = {article.pk: (article, []) for article in articles}
    if not by_key:
        return
    for mention in _entries_of(type(next(iter(articles))), articles=by_key):
        mention.article, mentions = by_key[mention.article_id]
        mentions.append(mention)
    for article, mentions in by_key.values():
        give(article, "partnership_mentions", mentions)


@prepared
def _entries_of(article_model, *, articles):
    mentions = _links(article_model, "partnership_mentions")
    return mentions.of_public_entries().filter(article__in=articles)


def _links(article, name):
    return article._meta.get_field(name).related_model.objects


def with_public_entries(article_model):
    """Load the mentions of entries on the record."""
    mentions = _links(article_model, "partnership_mentions")
    return Prefetch("partnership_mentions", queryset=mentions.of_public_entries())


class RevisionQuerySet(models.QuerySet):
    def newest(self, article, language):
        """The latest revision of one language of an article, or None."""
        return self.filter(article=article, language=language).order_by("-number").first()

    def newer_than(self, article, numbers):
        """The newest revision of each language whose number is greater than the one given for it.

        ``numbers`` holds the number that somebody has seen, by language; other languages are not asked for.
        """
        if not numbers:
            return self.none()
        unseen = (Q(language=language, number__gt=number) for language, number in numbers.items())
        return self.newest_ones().filter(reduce(or_, unseen), article=article).order_by("language")

    def newest_ones(self):
        """Of each language of each article the newest revision, where it is one of these."""
        later = self.model.objects.filter(
            article=OuterRef("article"), language=OuterRef("language"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def material_since_shown(self, articles, language):
        """The revisions made since the one that readers see, but for minor ones. One query."""
        same_text = self.model.objects.filter(article=OuterRef("article"), language=OuterRef("language"))
        published = same_text.filter(published_at__isnull=False)
        newest_first = published.order_by("-published_at", "-number")  # not translated: Revision.published_at
        shown = Subquery(newest_first.values("number")[:1])
        return self.filter(article__in=articles, language=language, is_minor=False, number__gt=shown)

    def published_last(self, article, language):
        """The revision that the live columns hold, or None; whether readers see it is the article's state."""
        published = self.filter(article=article, language=language, published_at__isnull=False)
        newest_first = published.order_by("-published_at", "-number")  # not translated: Revision.published_at
        return newest_first.first()
