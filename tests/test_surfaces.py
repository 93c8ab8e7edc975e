"""Nothing unpublished shows anywhere. Each secret is first seen to show once it is published."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.urls import resolve
from django.utils import timezone, translation

from articles import placing, workflow
from articles.correcting import answer
from articles.enums import Slot
from articles.models import BreakingLine, Picture, Placement
from organizations.partnerships.ledger import record
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_author,
    make_correction,
    make_draft,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
    show,
)
from tests.surfaces import LANGUAGES, Things, fetch, public_routes, surfaces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


class Portal:
    """One of everything, with a public article; every piece made here is linked to all of it."""

    def __init__(self):
        self.author, self.topic, self.person = make_author(), make_topic(), make_person()
        self.organization, partner = make_organization(), make_organization()
        self.entry = make_partnership(self.organization, partner)
        self.things = Things(
            topics=[self.topic],
            authors=[self.author],
            people=[self.person],
            organizations=[self.organization, partner],
            entries=[self.entry],
        )
        self.article = self.make_article("ar en")
        self.only_arabic = self.make_article("ar")

    def make_article(self, languages, **columns):
        article = make_article("", topic=self.topic, **columns)
        article.bylines.create(author=self.author)
        article.organization_mentions.create(organization=self.organization)
        article.person_mentions.create(person=self.person)
        article.partnership_mentions.create(partnership=self.entry)
        for language in languages.split():
            publish_draft(article, language)
        self.things.articles.append(article)
        return article

    def surfaces(self):
        """Read again: what a piece is called in its address may have come with its publication."""
        for article in self.things.articles:
            article.refresh_from_db()
        now = timezone.localtime()
        months = {(day.year, day.month) for day in (now, now + timedelta(days=1))}
        self.things.months = sorted(months | {(2025, 3)})
        return surfaces(self.things)


class Secret:
    """Something planted. ``words`` may show nowhere, or not at ``places``, until ``reveal`` was called."""

    words: tuple = ()
    places: tuple = ()
    #: Words that no reader may see, then or later.
    never: tuple = ()

    def reveal(self):
        raise NotImplementedError


def publish_draft(article, language, at=PUBLISHED_AT, **text):
    show(make_draft(article, language, **text), at)


def marked_text(mark, language):
    """A text that carries a word of its own in every column."""
    columns = ("headline", "standfirst", "place", "source_name")
    words = {name: f"{mark}{name}{language}".replace("_", "") for name in columns}
    return words | {
        "body": f"<p>{mark}body{language}</p>",
        "source_url": f"https://source.example/{mark}url{language}",
    }


def words_of(text):
    return tuple(value.removeprefix("<p>").removesuffix("</p>") for value in text.values())


class SecretText(Secret):
    """A text in each of ``languages``; subclasses say how it is planted."""

    languages = LANGUAGES

    def __init__(self, portal):
        self.texts = {language: marked_text(self.mark, language) for language in self.languages}
        self.words = tuple(word for text in self.texts.values() for word in words_of(text))
        self.plant(portal)

    def reveal(self):
        for revision in self.revisions:
            workflow.publish(revision, by=None)

    def save(self, article):
        self.revisions = [make_draft(article, language, **text) for language, text in self.texts.items()]


class Draft(SecretText):
    mark = "qdraft"

    def plant(self, portal):
        self.save(portal.make_article(""))


class EditOfLivePiece(SecretText):
    mark = "qedit"

    def plant(self, portal):
        self.save(portal.article)


class Translation(SecretText):
    """The English of a piece that is live in Arabic only: its page in English exists and says so."""

    mark = "qtranslation"
    languages = ("en",)

    def plant(self, portal):
        self.save(portal.only_arabic)


class Scheduled(SecretText):
    mark = "qscheduled"

    def plant(self, portal):
        self.save(portal.make_article(""))
        for revision in self.revisions:
            show(revision, timezone.now() + timedelta(hours=3))


class InReview(SecretText):
    """On its way; the notes that writer and editor send each other are for the desk alone."""

    mark = "qreview"
    never = ("qreviewasks", "qreviewanswers")

    def plant(self, portal):
        self.save(portal.make_article(""))
        for revision in self.revisions:
            workflow.submit(revision, by=None, note="qreviewasks")
            workflow.send_back(revision, by=None, note="qreviewanswers")
            workflow.submit(revision, by=None)


class Approved(InReview):
    mark = "qapproved"

    def plant(self, portal):
        super().plant(portal)
        for revision in self.revisions:
            workflow.approve(revision, by=None)


class Withdrawn(SecretText):
    """It was live; only the reason may still be read."""

    mark = "qwithdrawn"

    def plant(self, portal):
        article = portal.make_article("")
        self.save(article)
        self.reveal()
        for language in self.languages:
            workflow.withdraw(article, language, by=None, reason="An error of fact")


class CorrectionOfWithdrawn(Secret):
    """It was public until its article was withdrawn; the other edition had yet to answer."""

    words = ("qcorrectionwithdrawn",)

    def __init__(self, portal):
        self.article = portal.make_article("ar en")
        make_correction(self.article, "ar", text="qcorrectionwithdrawn")
        workflow.withdraw(self.article, "ar", by=None, reason="An error of fact")

    def reveal(self):
        workflow.publish(self.article.revisions.filter(language="ar").last(), by=None)


class CorrectionOfScheduled(Secret):
    """No verb corrects what nobody reads yet; should a row come there some other way, it waits as well."""

    words = ("qcorrectionscheduled",)

    def __init__(self, portal):
        article = portal.make_article("")
        self.draft = make_draft(article, "en")
        show(self.draft, timezone.now() + timedelta(hours=3))
        article.corrections.create(language="en", kind="note", text="qcorrectionscheduled")

    def reveal(self):
        workflow.publish(self.draft, by=None)


class ReasonOfOtherEdition(Secret):
    """Why an edition needs no correction is between editors."""

    words = ("qcorrectionshown",)
    never = ("qunaffectedreason",)

    def __init__(self, portal):
        self.article = portal.make_article("ar en")
        correction = make_correction(self.article, "ar", text="qcorrectionshown")
        answer(correction, by=None, unaffected="qunaffectedreason")
        workflow.withdraw(self.article, "ar", by=None, reason="An error of fact")

    def reveal(self):
        workflow.publish(self.article.revisions.filter(language="ar").last(), by=None)


class EntryWithoutSource(Secret):
    words = ("qentrytitle", "qentryعنوان", "qentrysummary", "qentryplace", "qentrystatement")

    def __init__(self, portal):
        self.entry = make_partnership(
            portal.organization,
            has_source=False,
            title_en="qentrytitle",
            title_ar="qentryعنوان",
            summary_en="qentrysummary",
            place_en="qentryplace",
        )
        self.entry.commitments.create(nature="plan", statement_en="qentrystatement")
        portal.article.partnership_mentions.create(partnership=self.entry)
        portal.things.entries.append(self.entry)

    def reveal(self):
        self.entry.sources.create(kind="press_report", title_ar="خبر", title_en="News text")
        record(self.entry, by=None)


class ProposedMention(Secret):
    """The organisation is public; that this article speaks of it is not, on either side."""

    def __init__(self, portal):
        body = make_organization(name_ar="qmentionاسم", name_en="qmentionname", slug="qmention")
        article = make_article(texts={language: self._text(language) for language in LANGUAGES})
        self.mention = article.organization_mentions.create(organization=body, is_proposed=True)
        portal.things.organizations.append(body)
        portal.things.articles.append(article)
        self.words = ("qmentionاسم", "qmentionname", "qspeakingar", "qspeakingen")
        pages = [f"/{language}/organizations/qmention/" for language in LANGUAGES]
        articles = [article.url_in(language) for language in LANGUAGES]
        self.places = (articles[0], articles[1], pages[0], pages[1])

    def reveal(self):
        self.mention.is_proposed = False
        self.mention.save()

    def _text(self, language):
        return {"headline": f"qspeaking{language}", "slug": ""}


class UnpublishedPicture(Secret):
    """The lead picture of a draft: its files by their names, and its words."""

    words = ("qpicturefile", "qpicturenight", "qpicturealt", "qpicturecaption", "qpicturecredit")

    def __init__(self, portal):
        names = {content: _stored(content) for content in self.words[:2]}
        self.picture = Picture.objects.create(
            file=names["qpicturefile"],
            night_file=names["qpicturenight"],
            width=16,
            height=9,
            alt_en="qpicturealt",
            caption_en="qpicturecaption",
            credit="qpicturecredit",
        )
        self.words += tuple(names.values())
        self.draft = make_draft(portal.make_article("", picture=self.picture), "en")
        portal.things.pictures.append(self.picture)

    def reveal(self):
        workflow.publish(self.draft, by=None)


class Placed(SecretText):
    """Editors have placed it on the front page, and a line leads to it; its own time has not come."""

    mark = "qplaced"

    def plant(self, portal):
        article = portal.make_article("")
        self.save(article)
        for revision in self.revisions:
            show(revision, timezone.now() + timedelta(hours=3))
            language = revision.language
            placing.place(article, language, Slot.LEAD, by=None)
            ends_at = timezone.now() + timedelta(days=1)
            placing.announce_breaking("A line of news", language, by=None, ends_at=ends_at, article=article)
        # As if it had been placed long ago: what keeps it unseen is its own time alone.
        Placement.objects.filter(article=article).update(starts_at=PUBLISHED_AT)


class PlacedAndWithdrawn(Placed):
    """It was placed while it was live; the line that led to it is gone with it."""

    mark = "qplacedwithdrawn"

    def plant(self, portal):
        article = portal.make_article("")
        self.save(article)
        self.words += tuple(f"{self.mark}line{language}" for language in self.languages)
        self.reveal()
        for language in self.languages:
            placing.place(article, language, Slot.FEATURED_1, by=None)
            ends_at, line = timezone.now() + timedelta(days=1), f"{self.mark}line{language}"
            placing.announce_breaking(line, language, by=None, ends_at=ends_at, article=article)
            workflow.withdraw(article, language, by=None, reason="An error of fact")


class PlacedDraft(Draft):
    """No verb places a draft; a row in the table shows it all the same to nobody."""

    mark = "qplaceddraft"

    def plant(self, portal):
        super().plant(portal)
        for revision in self.revisions:
            Placement.objects.create(
                article=revision.article,
                language=revision.language,
                slot=Slot.FEATURED_2,
                starts_at=PUBLISHED_AT,
                is_until_replaced=True,
            )


class BreakingLineToCome(Secret):
    words = ("qlinear", "qlineen")

    def __init__(self, portal):
        now = timezone.now()
        for language, text in zip(LANGUAGES, self.words, strict=True):
            times = {"starts_at": now + timedelta(hours=1), "ends_at": now + timedelta(days=1)}
            placing.announce_breaking(text, language, by=None, article=portal.article, **times)

    def reveal(self):
        BreakingLine.objects.update(starts_at=timezone.now())


def _stored(content):
    name = f"{sha256(content.encode()).hexdigest()[:32]}.webp"
    default_storage.save(name, ContentFile(content.encode()))
    return name


SECRETS = [
    Draft,
    EditOfLivePiece,
    Translation,
    Scheduled,
    InReview,
    Approved,
    Withdrawn,
    CorrectionOfWithdrawn,
    CorrectionOfScheduled,
    ReasonOfOtherEdition,
    EntryWithoutSource,
    ProposedMention,
    Placed,
    PlacedAndWithdrawn,
    PlacedDraft,
    BreakingLineToCome,
    UnpublishedPicture,
]


def leaks(shown, secret):
    """Each word of the secret with the surfaces on which it can be read."""
    places = secret.places or [None] * len(secret.words)
    found = {}
    for word, place in zip(secret.words, places, strict=True):
        looked_at = [place] if place else shown
        found[word] = [address for address in looked_at if word in shown[address]]
    return found


def leaks_of_the_desk(shown, secret):
    """Each word that is for the desk alone with the surfaces on which it can be read."""
    found = {word: [address for address in shown if word in shown[address]] for word in secret.never}
    return {word: addresses for word, addresses in found.items() if addresses}


@pytest.fixture
def portal():
    return Portal()


@pytest.mark.parametrize("kind", SECRETS)
def test_secret_shows_once_it_is_published(client, portal, kind):
    """Otherwise the next test would prove nothing."""
    secret = kind(portal)

    secret.reveal()

    shown = fetch(client, portal.surfaces())
    assert [word for word, places in leaks(shown, secret).items() if not places] == []
    assert leaks_of_the_desk(shown, secret) == {}


@pytest.mark.parametrize("kind", SECRETS)
def test_secret_shows_on_no_surface(client, portal, kind):
    secret = kind(portal)

    shown = fetch(client, portal.surfaces())

    assert {word: places for word, places in leaks(shown, secret).items() if places} == {}
    assert leaks_of_the_desk(shown, secret) == {}


def test_secrets_together_show_on_no_surface(client, portal):
    """Two hidden things may show each other: an unsourced entry under a draft, a draft beside a draft."""
    secrets = [kind(portal) for kind in SECRETS]

    shown = fetch(client, portal.surfaces())

    for secret in secrets:
        assert {word: places for word, places in leaks(shown, secret).items() if places} == {}


def test_surfaces_cover_every_public_address(portal):
    """A new address without a surface would be looked at by no leak test."""
    SECRETS[-1](portal)
    missed = {}
    for language in LANGUAGES:
        with translation.override(language):
            addresses = [address.partition("?")[0] for address in portal.surfaces()]
            met = {_route(address) for address in addresses if not _is_other(address, language)}
            missed[language] = public_routes() - met

    assert missed == {"ar": set(), "en": set()}


def _is_other(address, language):
    return address.startswith(tuple(f"/{code}/" for code in LANGUAGES if code != language))


def _route(address):
    try:
        return resolve(address).route
    except Http404:
        return None
