"""In which languages a thing exists, and its address in each.

One answer for the language switch, ``hreflang``, the sitemaps and the feeds (design guarantees 1 and 2).
"""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from .languages import LANGUAGES, direction, other


class InLanguages:
    """A model whose rows exist in one language, in both, or in none yet.

    The model says ``is_live_in(language)`` and ``get_absolute_url()`` for the active language.
    ``called_by`` is the translated field that holds what it is called.
    """

    called_by = "name"

    def name_in(self, language):
        """What it is called in a language; None where it isn't in that language."""
        return getattr(self, f"{self.called_by}_{language}")

    def is_live_in(self, language):
        return bool(self.name_in(language))

    @property
    def languages(self):
        return tuple(language for language in LANGUAGES if self.is_live_in(language))

    def url_in(self, language):
        if language == get_language():
            return self.get_absolute_url()
        with override(language):
            return self.get_absolute_url()

    @property
    def urls(self):
        """Its path in each language in which it exists."""
        return {language: self.url_in(language) for language in self.languages}


@dataclass(frozen=True)
class Page:
    """What a public page says about itself: its own address, the other editions, what it shows.

    ``urls`` maps each language in which the page really exists to its path. ``switch_url`` is where the
    language switch leads; it differs from the other edition where that is missing or was withdrawn.
    ``shows`` are the things on the page, models or words, which become the surrogate keys.
    """

    language: str
    urls: dict = field(default_factory=dict)
    switch_url: str = ""
    path: str = ""
    is_indexed: bool = True
    shows: tuple = ()

    @classmethod
    def of(cls, thing, language, *, cursor="", shows=(), is_indexed=True):
        """The page of one record that exists in this language.

        ``cursor`` is the query of a later part of the list on it; such a part has no counterpart. Where the
        record is missing in the other language, the switch leads to the page that says so.
        """
        urls = thing.urls
        return cls(
            language=language,
            urls={} if cursor else urls,
            path=urls[language] + cursor,
            switch_url=thing.url_in(other(language)),
            shows=(thing, *shows),
            is_indexed=is_indexed and not getattr(thing, "is_demo", False),
        )

    @classmethod
    def at(
        cls, view_name, language, *args, filters="", cursor="", shows=(), is_indexed=True, is_elsewhere=True
    ):
        """A page that both languages have under the same arguments: a list, a directory.

        ``filters`` is a query string that means the same in both. ``cursor`` is the whole query of a later
        part of a list; such a part has no counterpart, so the switch leads to the start of the other list.
        ``is_elsewhere`` says whether the other list has anything to show; an empty one is no edition of this.
        """
        urls = {}
        for code in LANGUAGES:
            with override(code):
                urls[code] = reverse(view_name, args=args) + filters
        switch_url = urls[other(language)]
        path = urls[language].removesuffix(filters) + cursor if cursor else urls[language]
        return cls(
            language=language,
            urls=urls if is_elsewhere and not cursor else {language: path},
            path=path,
            switch_url=switch_url,
            shows=shows,
            is_indexed=is_indexed,
        )

    def switching_to(self, url):
        return replace(self, switch_url=url)

    def showing(self, *things):
        return replace(self, shows=(*self.shows, *things))

    @property
    def canonical(self):
        return settings.SITE_URL + self.path if self.path else ""

    @property
    def alternates(self):
        """``(language, absolute address)`` of every edition, or nothing where there is only this one."""
        if len(self.urls) < len(LANGUAGES):
            return []
        return [(code, settings.SITE_URL + self.urls[code]) for code in LANGUAGES]

    @property
    def x_default(self):
        """Arabic first: the address for readers of neither language."""
        return self.alternates[0][1] if self.alternates else ""

    @property
    def other_language(self):
        return other(self.language)

    @property
    def direction(self):
        return direction(self.language)

    @property
    def surrogate_keys(self):
        return tuple(dict.fromkeys(_key(thing) for thing in self.shows))


def _key(thing):
    """A word stands for itself, a model for its row; anything else names its ``surrogate_key``."""
    if isinstance(thing, str):
        return thing
    return getattr(thing, "surrogate_key", None) or f"{thing._meta.model_name}-{thing.pk}"
