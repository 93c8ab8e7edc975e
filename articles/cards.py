"""What the share card of an article shows, and the address that it has as long as it shows that."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.enums import ArticleKind
from articles.models import Article
from articles.share_card import Card, Shown
from portal.bilingual.languages import active_language
from portal.share_card import digest_of

MOST_ENTRIES = 5


def card_of(article: Article) -> Card:
    """In the active language, in which the article is live.

    It must have been loaded with ``for_cards`` or ``load_links``.
    """
    language = active_language()
    return Card(
        language=language,
        names=settings.SITE_NAME,
        headline=getattr(article, f"headline_{language}"),
        motif=article.topic.motif,
        seed=str(article.pk),
        picture=_shown(article.picture),
        mark=capfirst(article.get_kind_display()) if article.kind == ArticleKind.OPINION else "",
        entries=_in_words(article.public_entries),
        demo_mark=_("Demonstration content, not for reliance") if article.is_demo else "",
    )


def address_of(article: Article) -> str:
    """Where its card is now: another address as soon as the card shows something else. No query."""
    return reverse("articles:card", args=[article.pk, digest_of(card_of(article))])


def _shown(picture):
    return Shown(picture.file.name, picture.focus_x, picture.focus_y) if picture else None


def _in_words(entries):
    """One entry by its number and kind, several by their numbers."""
    if not entries:
        return ""
    all_numbers = [f"{number:03d}" for number in sorted(entry.number for entry in entries)]
    shown = all_numbers if len(entries) <= MOST_ENTRIES else [*all_numbers[:MOST_ENTRIES], "…"]
    numbers = pgettext("between numbers", ", ").join(shown)
    named = ngettext("Entry %(numbers)s", "Entries %(numbers)s", len(entries)) % {"numbers": numbers}
    return f"{named} · {capfirst(entries[0].get_kind_display())}" if len(entries) == 1 else named
