"""What the newest texts name and the article is not linked to: offered, accepted or turned down."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.entity_linking import Find, Thing, directory, find_in_texts
from articles.enums import MentionRole
from articles.models import MENTIONS
from articles.rights import may_change_shared

#: More than a page can show; the rest comes once these are decided.
MOST_OFFERED = 40
_TOKEN = re.compile(r"([a-z]+)-([1-9][0-9]{0,17})")
_MODELS = {model._meta.model_name: model for model in MENTIONS}


@dataclass(frozen=True)
class Offer:
    """One line of the panel: the thing, and where a text names it, where that is so."""

    token: str
    thing: Thing
    find: Find | None
    is_accepted: bool
    is_declined: bool

    @property
    def kind(self):
        return self.thing.key[0]._meta.verbose_name

    @property
    def name(self):
        return self.thing.name_in(get_language())


class FoundForm(forms.Form):
    """The ticks of the panel: ``found-accept`` and ``found-decline`` name things as ``organization-12``.

    What is proposed by the importer is offered with what is found now. To decline is remembered.
    """

    class Media:
        css = {"all": ["admin/portal/found.css"]}

    def __init__(self, data, *, article, user):
        self.article = article
        self.user = user
        super().__init__(data, prefix="found")
        self.accepted = self._sent("accept")
        self.declined = self._sent("decline")

    def has_changed(self):
        return bool(self.accepted or self.declined)

    def clean(self):
        if not self.has_changed():
            return
        if not may_change_shared(self.user, self.article):
            message = _("Not saved: these links. You may not change what both languages share at this point.")
            raise ValidationError(message, code="locked")
        self.keys = {token: _key(token) for token in self.accepted | self.declined}
        known = directory().things
        if any(key not in known for key in self.keys.values()):
            raise ValidationError(_("What you ticked is not in the directory any more."), code="unknown")
        if both := self.accepted & self.declined:
            names = ", ".join(sorted(known[self.keys[token]].name_in(get_language()) for token in both))
            message = _("Choose one of the two: link it, or not this one (%(names)s).")
            raise ValidationError(message, code="both", params={"names": names})

    def offers(self, texts, rows):
        """What to offer: ``texts`` are the newest texts by language, ``rows`` all mentions of the article."""
        known = directory()
        finds = find_in_texts(known, texts)
        standing = {row.key: row for row in rows}
        proposed = [key for key, row in standing.items() if row.is_proposed and not row.is_declined]
        unlinked = [key for key in finds if key not in standing]
        for key in [*proposed, *unlinked][:MOST_OFFERED]:
            if key in known.things:
                token = _token(key)
                is_ticked = token in self.accepted, token in self.declined
                yield Offer(token, known.things[key], finds.get(key), *is_ticked)

    def save(self, article, texts):
        """Store what was decided; the caller has taken the turn to write the shared part."""
        if not self.has_changed():
            return
        finds = find_in_texts(directory(), texts)
        rows = {row.key: row for model in MENTIONS.values() for row in model.objects.filter(article=article)}
        for token, key in self.keys.items():
            model, pk = key
            mention = rows.get(key) or MENTIONS[model].of(article, pk, is_proposed=True)
            mention.article = article
            if mention.counts:
                continue
            mention.is_proposed = mention.is_declined = token in self.declined
            if key in finds and finds[key].is_in_headline:
                mention.role = MentionRole.SUBJECT
            mention.save()

    def _sent(self, name):
        """The ticks as they were sent; the same thing ticked twice is ticked."""
        return frozenset(self.data.getlist(self.add_prefix(name)) if self.is_bound else ())


def _token(key):
    model, pk = key
    return f"{model._meta.model_name}-{pk}"


def _key(token):
    """The key that a token names; None, which no directory knows, for what is no token."""
    match = _TOKEN.fullmatch(token)
    model = _MODELS.get(match[1]) if match else None
    return (model, int(match[2])) if model else None
