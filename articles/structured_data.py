"""What an article and its authors are, for search engines: schema.org in the language of the page."""

from datetime import datetime

from django.core.files.storage import default_storage

from articles.enums import ArticleKind, BylineRole, CorrectionKind, MentionRole
from articles.models import Article, Author
from articles.renditions import stills
from articles.richtext import to_text
from organizations.partnerships.structured_data import entry_reference
from organizations.structured_data import organization_reference, person_reference
from portal.addresses import absolute
from portal.bilingual.alternates import Page
from portal.bilingual.languages import LANGUAGES, other
from portal.open_data import DEMO_NOTICE, moment
from portal.publisher import publisher_in_brief, web_page
from portal.schema_org import document, filled, image, licence, reference
from portal.share_card import HEIGHT, WIDTH

TYPES = {ArticleKind.ANALYSIS: "AnalysisNewsArticle", ArticleKind.OPINION: "OpinionNewsArticle"}
#: Updates and replies put nothing right.
CORRECTING = {CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION, CorrectionKind.RETRACTION}
OPENING_WORDS = 30


def article_data(
    article: Article, language: str, *, card_url: str, corrections: list, updated_at: datetime
) -> dict:
    """Of an article loaded with ``for_page`` and ``load_links``, live in the active language. No query."""
    url = absolute(article.url_in(language))
    return document(
        {
            **reference(_type(article), url),
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": language,
            "headline": article.headline,
            "description": description_of(article),
            "articleSection": article.topic.name,
            "dateline": article.place,
            "creativeWorkStatus": str(DEMO_NOTICE) if article.is_demo else None,
            "datePublished": moment(getattr(article, f"published_at_{language}")),
            "dateModified": moment(updated_at),
            "image": [*_pictures(article.picture), image(card_url, WIDTH, HEIGHT)],
            **_makers(article, language),
            **_named(article, language),
            "isBasedOn": _source(article),
            **_translation(article, language),
            "correction": [_correction(notice) for notice in corrections if notice.kind in CORRECTING],
            "isAccessibleForFree": True,
            "license": licence(),
        }
    )


def author_data(author: Author, page: Page) -> dict:
    somebody = {
        **author_reference(author, page.language),
        "description": author.biography,
        "worksFor": None if author.is_desk else publisher_in_brief(page.language),
        "parentOrganization": publisher_in_brief(page.language) if author.is_desk else None,
    }
    return document(web_page(page, author.name, "ProfilePage", mainEntity=filled(somebody)))


def author_reference(author: Author, language: str) -> dict:
    """A person, or a desk of the newsroom."""
    url = absolute(author.url_in(language))
    kind = "Organization" if author.is_desk else "Person"
    return {**reference(kind, url, author.name_in(language)), "url": url}


def description_of(article: Article) -> str:
    """The standfirst, or how the text begins, in the active language."""
    return article.standfirst or opening_of(article.body or "")


def opening_of(body: str) -> str:
    """The first words of a text, on one line."""
    words = to_text(body).split()
    return " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")


def _type(article):
    return TYPES.get(article.kind, "NewsArticle")


def _pictures(picture):
    """Every shape that is cut out of it, each as a file that all search engines read."""
    if picture is None:
        return []
    words = {"caption": picture.caption or picture.alt, "creditText": picture.credit}
    return [
        image(default_storage.url(name), width, height, **words) for name, width, height in stills(picture)
    ]


def _makers(article, language):
    """Who made it; what names nobody is the newsroom's."""
    by_role = {role: [] for role in BylineRole}
    for row in article.named_bylines:
        by_role[row.role].append(author_reference(row.author, language))
    publisher = publisher_in_brief(language)
    return {
        "author": by_role[BylineRole.AUTHOR] or publisher,
        "contributor": by_role[BylineRole.REPORTING],
        "translator": by_role[BylineRole.TRANSLATION],
        "publisher": publisher,
    }


def _named(article, language):
    """Its subjects and those that it speaks of in passing, each by the address of its page."""
    named = [
        (row.role, organization_reference(row.organization, language))
        for row in article.organization_mentions.all()
        if row.organization.is_live_in(language)
    ]
    named += [
        (role, person_reference(person, language))
        for person, role in article.linked_people
        if person.is_live_in(language)
    ]
    roles = {row.partnership_id: row.role for row in article.partnership_mentions.all()}
    named += [(roles[entry.pk], entry_reference(entry, language)) for entry in article.public_entries]
    return {
        "about": [thing for role, thing in named if role == MentionRole.SUBJECT],
        "mentions": [thing for role, thing in named if role != MentionRole.SUBJECT],
    }


def _source(article):
    if not (article.source_name or article.source_url):
        return None
    return filled({"@type": "CreativeWork", "name": article.source_name, "url": article.source_url})


def _translation(article, language):
    """The other live edition, where one of the two is known to follow the other."""
    elsewhere, original = other(language), _original_language(article)
    if original is None or not article.is_live_in(elsewhere):
        return {}
    edition = reference(_type(article), absolute(article.url_in(elsewhere)))
    relation = "workTranslation" if original == language else "translationOfWork"
    return {relation: {**edition, "inLanguage": elsewhere}}


def _original_language(article):
    """In which language it was written first; None where neither edition is known to follow the other.

    Where each has followed the other in turn, it is the one that was published first.
    """
    translated = [code for code in LANGUAGES if getattr(article, f"is_translated_{code}")]
    if len(translated) == 1:
        return other(translated[0])
    times = {code: getattr(article, f"published_at_{code}") for code in LANGUAGES}
    return min(times, key=times.get) if translated and all(times.values()) else None


def _correction(notice):
    return {"@type": "CorrectionComment", "text": notice.text, "datePublished": moment(notice.at)}
