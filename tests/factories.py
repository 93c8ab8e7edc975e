"""Builders with honest defaults, Arabic first. Each takes any column by name and makes what it needs."""

from datetime import UTC, datetime
from itertools import count

from django.utils import timezone

from articles.correcting import correct
from articles.models import Article, Author, Picture, Topic
from articles.workflow import publish, save_revision, schedule
from organizations.models import Organization, Person
from organizations.partnerships.ledger import add
from organizations.partnerships.models import Commitment, Partnership
from portal.search import receivers
from portal.search.searchables import ENTRIES
from tests.resting_index import while_index_rests

PUBLISHED_AT = datetime(2025, 3, 2, 6, 0, tzinfo=UTC)

TEXTS = {
    "ar": {
        "headline": "هيئة الاتصالات توقّع مذكرة تفاهم",
        "standfirst": "مذكرة للتعاون في الاقتصاد الرقمي.",
        "body": "<p>وقّعت الهيئة مذكرة مع هواوي.</p><h2>ما في المذكرة</h2><p>المدن الذكية.</p>",
    },
    "en": {
        "headline": "Regulator signs a memorandum",
        "standfirst": "A memorandum on the digital economy.",
        "body": "<p>The regulator signed with Huawei.</p><h2>What is in it</h2><p>Smart cities.</p>",
    },
}

_numbers = count(1)


@while_index_rests
def make_topic(**columns):
    number = next(_numbers)
    defaults = {"slug": f"topic-{number}", "name_ar": f"موضوع {number}", "name_en": f"Topic {number}"}
    return Topic.objects.create(**defaults | columns)


def make_author(**columns):
    number = next(_numbers)
    defaults = {"slug": f"author-{number}", "name_ar": f"كاتب {number}", "name_en": f"Author {number}"}
    return Author.objects.create(**defaults | columns)


def make_picture(**columns):
    """A row of the library; its file isn't there."""
    name = f"{next(_numbers):032x}.webp"
    return Picture.objects.create(**{"file": name, "width": 1600, "height": 900} | columns)


@while_index_rests
def make_organization(**columns):
    number = next(_numbers)
    defaults = {
        "slug": f"organization-{number}",
        "kind": "company",
        "country": "KW",
        "name_ar": f"شركة {number}",
        "name_en": f"Company {number}",
    }
    return Organization.objects.create(**defaults | columns)


@while_index_rests
def make_person(**columns):
    number = next(_numbers)
    defaults = {"slug": f"person-{number}", "name_ar": f"شخص {number}", "name_en": f"Person {number}"}
    return Person.objects.create(**defaults | columns)


@while_index_rests
def make_partnership(*parties, has_source=True, **columns):
    """An entry on the record between the given organisations; without a source it is a draft."""
    number = next(_numbers)
    defaults = {
        "slug": f"entry-{number}",
        "kind": "memorandum",
        "status": "signed",
        "title_ar": f"مذكرة {number}",
        "title_en": f"Memorandum {number}",
        "recorded_at": timezone.now() if has_source else None,
    }
    partnership = Partnership.objects.create(**defaults | columns)
    for position, organization in enumerate(parties):
        partnership.parties.create(organization=organization, position=position)
    if has_source:
        partnership.sources.create(kind="press_report", title_ar="خبر", title_en="News text")
        receivers.reindex(ENTRIES, [partnership.pk])  # as the verb that records it would
    return partnership


@while_index_rests
def make_commitment(partnership, *owners, **columns):
    """One thing announced in an entry, by the given organisations."""
    defaults = {"nature": "plan", "statement_ar": "خطة معلنة", "statement_en": "An announced plan"}
    item = Commitment(partnership=partnership, **defaults | columns)
    return add(item, by=None, owners=owners)


@while_index_rests
def make_article(
    languages="ar en",
    *,
    at=PUBLISHED_AT,
    texts=None,
    author=None,
    organizations=(),
    partnerships=(),
    **columns,
):
    """An article live since ``at`` in the languages named ("ar", "en", "ar en", or "" for a bare draft)."""
    article = Article.objects.create(**{"topic": columns.pop("topic", None) or make_topic(), **columns})
    if author:
        article.bylines.create(author=author)
    for organization in organizations:
        article.organization_mentions.create(organization=organization)
    for partnership in partnerships:
        article.partnership_mentions.create(partnership=partnership)
    for language in languages.split():
        text = TEXTS[language] | (texts or {}).get(language, {})
        show(save_revision(article, language, text, by=None, started_from=0), at)
    article.refresh_from_db()
    return article


@while_index_rests
def show(revision, at):
    """Publish a revision, or schedule it where the time is still to come."""
    verb = schedule if at > timezone.now() else publish
    return verb(revision, by=None, at=at)


@while_index_rests
def make_correction(article, language, kind="correction", **more):
    """A correction of a language that is live, of a draft made for it unless ``revision`` is given."""
    number = next(_numbers)
    text = {"ar": f"صُحّح الرقم {number}.", "en": f"The figure {number} was corrected."}[language]
    revision = more.pop("revision", None) or make_draft(article, language, place=f"place {number}")
    return correct(revision, **{"by": None, "kind": kind, "text": text} | more)


@while_index_rests
def make_draft(article, language, **text):
    """A further revision of one language, not published."""
    newest = article.revisions.filter(language=language).order_by("-number").first()
    return save_revision(
        article, language, TEXTS[language] | text, by=None, started_from=newest.number if newest else 0
    )
