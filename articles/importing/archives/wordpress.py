"""A WordPress export (WXR): its posts, with what the file says elsewhere about their authors and pictures."""

from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from articles.richtext import to_text

from .dates import read_date
from .items import Category, FoundPicture, Item, known_language
from .wordpress_markup import to_html
from .xml_archive import XmlArchive
from .xml_pieces import text_of, words_of

#: How WordPress calls what is a piece; deleted and unfinished ones are left.
STATUSES = {"publish", "future", "draft", "pending", "private"}
CATEGORIES = {"category", "post_tag"}
#: Where WPML's own export keeps the language and what the languages of one post share.
WPML_LANGUAGE, WPML_GROUP = "_wpml_import_language_code", "_wpml_import_translation_group"
ALT = "_wp_attachment_image_alt"


@dataclass
class WordPress(XmlArchive):
    """``authors`` are by their login, ``pictures`` by the number of the attachment."""

    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, FoundPicture] = field(default_factory=dict)

    def is_item(self, element: Element) -> bool:
        is_post = element.tag == "item" and text_of(element, "wp-post_type") == "post"
        return is_post and text_of(element, "wp-status") in STATUSES

    def note(self, element: Element) -> None:
        if element.tag == "item":
            self.left[_kind(element)] += 1
            self._keep_picture(element)
        elif element.tag == "wp-author":
            login, name = text_of(element, "wp-author_login"), text_of(element, "wp-author_display_name")
            self.authors[login] = name or login
        elif element.tag == "wp-base_blog_url" or (element.tag == "link" and not self.source):
            self.source = words_of(element) or self.source

    def read(self, element: Element) -> Item:
        details, terms = _details(element), _terms(element)
        author, status = text_of(element, "dc-creator"), text_of(element, "wp-status")
        return Item(
            guid=text_of(element, "wp-post_id") or text_of(element, "guid"),
            headline=to_text(text_of(element, "title")),
            body=to_html(text_of(element, "content-encoded")),
            standfirst=to_text(text_of(element, "excerpt-encoded")),
            slug=unquote(text_of(element, "wp-post_name")),
            address=text_of(element, "link"),
            language=known_language(details.get(WPML_LANGUAGE) or _first(terms, "language")),
            group=details.get(WPML_GROUP) or _first(terms, "post_translations"),
            published_at=_published_at(element),
            is_published=status == "publish" and not text_of(element, "wp-post_password"),
            authors=(self.authors.get(author, author),) if author else (),
            categories=tuple(category for domain, category in terms if domain in CATEGORIES),
            picture=self.pictures.get(details.get("_thumbnail_id", "")),
            comments=sum(1 for comment in element.iter("wp-comment") if _is_approved(comment)),
        )

    def _keep_picture(self, attachment):
        address = text_of(attachment, "wp-attachment_url")
        if address:
            alt, caption = _details(attachment).get(ALT, ""), to_text(text_of(attachment, "excerpt-encoded"))
            self.pictures[text_of(attachment, "wp-post_id")] = FoundPicture(address, alt, caption)


def _kind(item):
    kind = text_of(item, "wp-post_type")
    return f"{kind} ({text_of(item, 'wp-status')})" if kind == "post" else kind


def _terms(post):
    """What it is filed under, each with its kind: categories, tags, and what plugins keep there."""
    return [
        (term.get("domain"), Category(words_of(term), unquote(term.get("nicename") or "")))
        for term in post.findall("category")
    ]


def _published_at(post):
    """A draft has a date of noughts."""
    date = text_of(post, "wp-post_date_gmt") or text_of(post, "pubDate")
    return None if date.startswith("0000") else read_date(date)


def _details(post):
    return {text_of(row, "wp-meta_key"): text_of(row, "wp-meta_value") for row in post.iter("wp-postmeta")}


def _is_approved(comment):
    is_comment = text_of(comment, "wp-comment_type") in {"", "comment"}
    return is_comment and text_of(comment, "wp-comment_approved") == "1"


def _first(terms, wanted):
    return next((category.slug for domain, category in terms if domain == wanted), "")
