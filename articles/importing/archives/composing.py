"""The text of a piece, in the columns of a revision, and what an editor should know of it."""

import hashlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.importing.files import Refusal, Refused
from articles.importing.lines import first_sentence, without_full_stop
from articles.importing.linking import known_author
from articles.models import Author, Picture, Revision
from articles.richtext import to_text
from articles.texts import cleaned_text
from portal.bilingual.text import clean_line, cut_at_word, detect_language, has_words

from .body import illustrate
from .items import Item
from .plan import Plan
from .wordpress_markup import shortcodes

HEADLINE_LETTERS = 90
LANGUAGE_LETTERS = 5_000
LONGEST_SOURCE = Revision._meta.get_field("source_url").max_length
LONGEST_SOURCE_NAME = Revision._meta.get_field("source_name").max_length
LONGEST_NOTE = Revision._meta.get_field("note").max_length


@dataclass
class Composed:
    """``is_illustrated`` says that no picture is lacking."""

    language: str
    columns: dict
    authors: list[Author]
    lead: Picture | None
    is_illustrated: bool
    note: str = ""
    flags: list[str] = field(default_factory=list)


def compose(item: Item, plan: Plan) -> Composed:
    """Raises TextRefused and TextTooLong for what no revision can hold, and Refused where no text is left."""
    language = item.language or plan.language or _detected(item)
    illustrated = illustrate(item, language, plan.pictures)
    columns = cleaned_text(_columns(item, illustrated.body), language)
    known = {name: known_author(name) for name in item.authors}
    unknown = [name for name, author in known.items() if author is None]
    composed = Composed(
        language=language,
        columns=columns,
        authors=list(dict.fromkeys(filter(None, known.values()))),
        lead=illustrated.lead,
        is_illustrated=not illustrated.found or (plan.pictures is not None and not illustrated.missing),
        note=_note(item, unknown, language),
    )
    composed.flags += _headline(item, composed)
    composed.flags += [_("Unknown author: %(name)s") % {"name": name} for name in unknown]
    composed.flags += [_("Picture missing: %(address)s") % {"address": row} for row in illustrated.missing]
    if names := shortcodes(columns["body"]):
        composed.flags.append(
            _("Left in the text: %(names)s") % {"names": ", ".join(f"[{name}]" for name in names)}
        )
    return composed


def web_address(item: Item) -> str:
    """Where it stood, if that is a place of the web."""
    return item.address if item.address.startswith(("https://", "http://")) else ""


def digest_of(item: Item) -> str:
    """Of the piece as the archive has it, without what changes of its own accord."""
    parts = (item.headline, item.standfirst, item.body, item.slug, item.picture, item.authors, item.language)
    return hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()


def _columns(item, body):
    is_of_others = item.source_name and len(web_address(item)) <= LONGEST_SOURCE
    return {
        "headline": item.headline,
        "slug": item.slug,
        "standfirst": item.standfirst,
        "body": body,
        "source_name": cut_at_word(item.source_name, LONGEST_SOURCE_NAME),
        "source_url": web_address(item) if is_of_others else "",
    }


def _detected(item):
    return detect_language(f"{item.headline}\n{to_text(item.body[:LANGUAGE_LETTERS])}")


def _headline(item, composed):
    """Give a piece without a headline the first words of its text."""
    if composed.columns["headline"]:
        return []
    words = to_text(composed.columns["body"])
    if not has_words(words):
        raise Refused(Refusal.NO_TEXT)
    composed.columns["slug"] = item.slug
    beginning = cut_at_word(first_sentence(words.partition("\n")[0]), HEADLINE_LETTERS)
    composed.columns["headline"] = without_full_stop(beginning)
    return [_("The headline was derived from the first sentence.")]


def _note(item, unknown, language):
    """What whoever publishes the piece needs to know, in the language of its editors."""
    with override(language):
        parts = []
        if unknown:
            parts.append(_("By-line in the text: %(name)s") % {"name": ", ".join(unknown)})
        if item.published_at:
            date = f"{item.published_at:%Y-%m-%d}"
            parts.append(
                _("First published on %(date)s: %(address)s") % {"date": date, "address": web_address(item)}
            )
        return cut_at_word(clean_line(" · ".join(parts)), LONGEST_NOTE)
