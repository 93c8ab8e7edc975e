"""What the coverage screen is asked: where each language stands, which pieces, in which order."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.db.models import IntegerField, Subquery, TextChoices
from django.http import Http404
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.enums import WAITING_STAGES, ArticleKind, Stage, State
from articles.models import Revision, Topic
from articles.models.article_schema import EARLIEST
from articles.querysets import WAITING, ArticleQuerySet
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES
from portal.paging import Key

#: What is counted no further: nobody works through more in a day, and all the archive would be counted.
MOST_COUNTED = 500


class Coverage(TextChoices):
    """What a language of an article is found by. A live text may be stale, or have a newer one in review."""

    MISSING = State.MISSING.value, State.MISSING.label
    DRAFT = State.DRAFT.value, State.DRAFT.label
    IN_REVIEW = Stage.IN_REVIEW.value, Stage.IN_REVIEW.label
    APPROVED = Stage.APPROVED.value, Stage.APPROVED.label
    SCHEDULED = State.SCHEDULED.value, State.SCHEDULED.label
    LIVE = State.LIVE.value, State.LIVE.label
    STALE = "stale", pgettext_lazy("state of a translation", "stale")
    WITHDRAWN = State.WITHDRAWN.value, State.WITHDRAWN.label


class Order(TextChoices):
    NEWEST = "newest", gettext_lazy("last begun first")
    STALE_AR = "stale_ar", gettext_lazy("longest stale in Arabic")
    STALE_EN = "stale_en", gettext_lazy("longest stale in English")
    PUBLISHED_AR = "published_ar", gettext_lazy("published last in Arabic")
    PUBLISHED_EN = "published_en", gettext_lazy("published last in English")


class Own(TextChoices):
    MINE = "1", gettext_lazy("Only begun by me")


@dataclass(frozen=True)
class Question:
    """``states`` holds a ``Coverage`` for each language that is asked for."""

    states: dict[str, str] = field(default_factory=dict)
    topic: str = ""
    kind: str = ""
    is_mine: bool = False
    order: str = ""

    @classmethod
    def read(cls, parameters) -> "Question":
        """What an address asks; raises Http404 where it asks for what can't be."""
        states = {language: _one_of(Coverage, parameters.get(language, "")) for language in LANGUAGES}
        return cls(
            states={language: state for language, state in states.items() if state},
            topic=parameters.get("topic", ""),
            kind=_one_of(ArticleKind, parameters.get("kind", "")),
            is_mine=_one_of(Own, parameters.get("mine", "")) == Own.MINE,
            order=_one_of(Order, parameters.get("sort", "")),
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The query of the list's start, without what is asked for anyway."""
        mine = Own.MINE.value if self.is_mine else ""
        asked = {**self.states, "topic": self.topic, "kind": self.kind, "mine": mine, "sort": self.order}
        return {name: value for name, value in asked.items() if value}

    def address_with(self, language: str, state: str) -> str:
        """The query of the same list where this language stands so; anywhere, for no state."""
        states = {name: value for name, value in (self.states | {language: state}).items() if value}
        return "?" + urlencode(replace(self, states=states).parameters)

    @property
    def order_used(self) -> Order:
        """Where no order is asked for, what is stale is listed by how long it has been."""
        stale = [language for language, state in self.states.items() if state == Coverage.STALE]
        return Order(self.order or (f"stale_{stale[0]}" if stale else Order.NEWEST))

    @property
    def key(self) -> Key:
        what, _separator, language = self.order_used.partition("_")
        if not language:
            return Key("id", kind="number")
        if what == "stale":
            return Key(f"stale_since_{language}", descending=False)
        return Key(f"published_at_{language}")

    def pieces(self, articles: ArticleQuerySet, topics: list[Topic], user: User) -> ArticleQuerySet:
        """The articles of the topic and kind, whatever their state. Raises Http404 for an unknown topic."""
        if self.topic:
            found = [topic for topic in topics if topic.slug == self.topic]
            if not found:
                raise Http404("no topic")
            articles = articles.filter(topic=found[0])
        if self.kind:
            articles = articles.filter(kind=self.kind)
        return articles.filter(made_by=user) if self.is_mine else articles

    def rows(self, pieces: ArticleQuerySet) -> ArticleQuerySet:
        """Those in the states asked for, and in an order of times those that have such a time."""
        for language, state in self.states.items():
            pieces = covered(pieces, language, state)
        what, _separator, language = self.order_used.partition("_")
        if what == "stale":
            return pieces.stale(language)
        if what == "published" and self.states.get(language) != Coverage.WITHDRAWN:
            return pieces.live_or_scheduled(language)
        return pieces


def covered(articles: ArticleQuerySet, language: str, state: str) -> ArticleQuerySet:
    """The articles whose language is found by this ``Coverage``."""
    if state == Coverage.STALE:
        return articles.stale(language)
    if state in WAITING_STAGES:
        # Few texts wait: they lead to their articles, where ``in_stage`` would ask each article for its own.
        waiting = Revision.objects.filter(WAITING, language=language, stage=state)
        return articles.filter(pk__in=waiting.values("article"))
    found = articles.in_state(language, state)
    if state == State.WITHDRAWN:
        # Always true, and the beginning of the index of what was withdrawn.
        found = found.filter(**{f"published_at_{language}__gte": EARLIEST})
    return found


class _CappedCount(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def count_states(pieces: ArticleQuerySet, user: User) -> dict[str, dict[str, int]]:
    """How many pieces are in each state, by language; ``MOST_COUNTED`` + 1 stands for more. One query."""
    counts = {
        f"{language}_{state}": _CappedCount(
            covered(pieces, language, state).order_by().values("pk")[: MOST_COUNTED + 1]
        )
        for language in LANGUAGES
        for state in Coverage.values
    }
    # A query needs a table to ask, and of the asker there is one row.
    found = User.objects.filter(pk=user.pk).values(**counts).get()
    return {
        language: {state: found[f"{language}_{state}"] for state in Coverage.values} for language in LANGUAGES
    }


def _one_of(choices, value):
    if value and value not in choices.values:
        raise Http404("no such choice")
    return value
