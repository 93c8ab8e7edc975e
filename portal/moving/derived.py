"""What is worked out anew on the way in, whatever the export says: an edited file must not reach a page.

Of what the portal wrote itself, nothing changes by that.
"""

import re
from collections.abc import Callable

from django.db import models

from articles.models.article import PAGES
from articles.renditions import file_names, plan
from articles.richtext import TextTooLong, clean_html, parts_of
from articles.richtext.places import BOUNDARY, flatten, is_whole
from portal.bilingual.arabic import sort_key
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.text import remove_harmful

from .columns import Unreadable

#: Apps whose words readers see; what only the admin shows may hold any character.
READ = {"articles", "organizations", "partnerships", "pages"}
#: The columns that hold markup, of any model that has them.
MARKUP = {"body", *(f"body_{language}" for language in LANGUAGES)}
_BETWEEN_BLOCKS = re.compile(r"(?<=>)\n+(?=<|\Z)")


class Derived:
    """Works out the columns of one model; ``has_file`` tells whether a file came along."""

    def __init__(self, model: type[models.Model], has_file: Callable[[str], bool]):
        self.label, self.has_file = model._meta.label, has_file
        self.markup = [name for name in _columns_of_words(model) if name in MARKUP]
        is_read = model._meta.app_label in READ
        self.words = [name for name in _columns_of_words(model) if is_read and name not in MARKUP]
        self.works_out = {
            "articles.Article": self._article,
            "articles.Picture": self._picture,
            "organizations.Organization": self._named,
            "organizations.Person": self._named,
        }.get(self.label, _nothing)

    def of(self, row: dict) -> dict:
        """The columns of a row that are to be otherwise; raises Unreadable."""
        clean = {name: remove_harmful(row[name]) for name in self.words if row[name]}
        clean |= {name: _cleaned(name, row[name]) for name in self.markup if row[name]}
        clean |= self.works_out(row | clean)
        return {name: value for name, value in clean.items() if value != row[name]}

    def _article(self, row):
        bodies = {language: row[f"body_{language}"] or "" for language in LANGUAGES}
        parts, links = _by_language(row, "body_parts"), _by_language(row, "body_links")
        return {
            "body_parts": {language: parts_of(bodies[language], language) for language in parts},
            "body_links": {
                language: places if _are_sound(places, bodies[language]) else []
                for language, places in links.items()
            },
        }

    def _picture(self, row):
        """Smaller copies only as they would be drawn, and only where all of them came along."""
        if not (row["width"] and row["height"]):
            raise Unreadable("width and height of a picture are never 0")
        planned = plan(row["width"], row["height"], (row["focus_x"], row["focus_y"]))
        if row["renditions"] != planned:
            return {"renditions": {}}
        names = [
            name for file in (row["file"], row["night_file"]) if file for name in file_names(file, planned)
        ]
        return {"renditions": planned if all(map(self.has_file, names)) else {}}

    def _named(self, row):
        names = {language: row[f"name_{language}"] for language in LANGUAGES}
        return {f"sort_key_{language}": sort_key(name) if name else None for language, name in names.items()}


def _nothing(row):
    return {}


def _columns_of_words(model):
    fields = model._meta.concrete_fields
    return [
        field.attname
        for field in fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def _cleaned(name, markup):
    """The first texts of the standing pages have line breaks after their blocks; those may stay."""
    try:
        clean = clean_html(markup)
    except TextTooLong as error:
        raise Unreadable(f"{name} is longer than any text may be") from error
    return markup if clean == _BETWEEN_BLOCKS.sub("", markup) else clean


def _by_language(row, name):
    if not isinstance(row[name], dict) or not row[name].keys() <= set(LANGUAGES):
        raise Unreadable(f"{name} is not by language")
    return row[name]


def _are_sound(places, body):
    """Whether links stand apart, tear no markup and lead to pages. ``relink`` finds those left out."""
    if not isinstance(places, list):
        return False
    flat, last = flatten(body), 0
    for place in places:
        match place:
            case [int(start), int(end), str(kind), str()] if last <= start < end <= len(body):
                last = end
                if kind not in PAGES or not _is_linkable(flat, body, start, end):
                    return False
            case _:
                return False
    return True


def _is_linkable(flat, body, start, end):
    """Whether a link can go around this: words that begin and end outside of tags, and whole elements."""
    ends = flat.text[start], flat.text[end - 1]
    are_letters = all(end.isprintable() and not end.isspace() and end != BOUNDARY for end in ends)
    return are_letters and flat.is_open(start, end) and is_whole(body[start:end])
