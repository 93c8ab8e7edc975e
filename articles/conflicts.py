"""An edit conflict, field by field: what both started from, what each made of it, and what is to be saved.

Nobody's words are dropped unasked: of a field that both changed the writer must say what is kept. Knows no
form; the texts are cleaned columns of ``TEXT_FIELDS`` by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from articles.comparing import (
    TooLongToCompare,
    compare_bodies,
    compare_lines,
    in_context,
    merge_bodies,
)
from articles.comparing.blocks import Passage
from articles.models import Revision
from articles.models.article import TEXT_FIELDS
from articles.richtext import to_text
from portal.bilingual.slugs import unicode_slug

#: Two comparisons and a merge are made while somebody waits.
LONGEST_BODY = 200_000


class ChangedBy(StrEnum):
    NOBODY = "nobody"
    ME = "me"
    THEM = "them"
    BOTH_ALIKE = "both_alike"
    BOTH = "both"


class Choice(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"
    MERGED = "merged"


@dataclass(frozen=True)
class Field:
    """One column in its three texts. ``choice`` is what the writer said; None where nothing was said."""

    name: str
    base: str
    mine: str
    theirs: str
    choice: Choice | None = None

    @property
    def label(self):
        return Revision._meta.get_field(self.name).verbose_name

    @property
    def changed_by(self):
        if self.mine == self.theirs:
            return ChangedBy.NOBODY if self.mine == self.base else ChangedBy.BOTH_ALIKE
        if self.mine == self.base:
            return ChangedBy.THEM
        return ChangedBy.ME if self.theirs == self.base else ChangedBy.BOTH

    @cached_property
    def merged(self):
        """A body with the changes of both, or None."""
        is_mergeable = self.name == "body" and self.changed_by == ChangedBy.BOTH and not self.is_too_long
        return merge_bodies(self.base, self.mine, self.theirs) if is_mergeable else None

    @property
    def decision(self):
        """What is kept of this field, or None where the writer has to say."""
        is_possible = self.choice != Choice.MERGED or self.merged is not None
        choice = self.choice if is_possible else None
        if choice or self.changed_by == ChangedBy.BOTH:
            return choice
        return Choice.THEIRS if self.changed_by == ChangedBy.THEM else Choice.MINE

    def value(self, decision):
        return {Choice.MINE: self.mine, Choice.THEIRS: self.theirs, Choice.MERGED: self.merged}[decision]

    @property
    def is_too_long(self):
        return max(map(len, (self.base, self.mine, self.theirs))) > LONGEST_BODY

    @property
    def mine_shown(self):
        return self._shown(self.mine)

    @property
    def theirs_shown(self):
        return self._shown(self.theirs)

    @property
    def base_shown(self):
        return self._shown(self.base)

    @property
    def merged_shown(self):
        return self._shown(self.merged)

    def _shown(self, text):
        """What a template needs to show ``text``, marked as it differs from the base."""
        if self.name != "body":
            return {"segments": compare_lines(self.base, text)}
        if self.is_too_long:
            return {"plain": to_text(text)}
        try:
            changes = compare_bodies(self.base, text)
        except TooLongToCompare:
            return {"plain": to_text(text)}
        is_base = text == self.base
        return {"passages": [Passage(False, changes)] if is_base else in_context(changes)}


@dataclass(frozen=True)
class TextConflict:
    """The fields of one language, ``mine`` as typed and ``theirs`` as saved since, both from ``base``."""

    language: str
    base: Mapping[str, str]
    mine: Mapping[str, str]
    theirs: Mapping[str, str]
    choices: Mapping[str, Choice] = field(default_factory=dict)

    @cached_property
    def fields(self):
        return {name: self._field(name) for name in TEXT_FIELDS}

    @property
    def asked(self):
        """The fields of which the writer must say what is kept."""
        return [one for one in self._own_fields if one.changed_by == ChangedBy.BOTH]

    @property
    def taken_over(self):
        """The fields that only one side changed."""
        return [one for one in self._own_fields if one.changed_by in {ChangedBy.ME, ChangedBy.THEM}]

    @property
    def undecided(self):
        return [one.name for one in self.asked if one.decision is None]

    @property
    def resolved(self):
        """The columns to save, once nothing is ``undecided``."""
        decisions = {name: one.decision for name, one in self.fields.items()}
        if self.slug_follows_headline:
            decisions["slug"] = decisions["headline"]
        return {name: self.fields[name].value(decision) for name, decision in decisions.items()}

    @cached_property
    def slug_follows_headline(self):
        """Whether nobody typed an address: it then goes with the headline and is no question of its own."""
        return self.mine["headline"] != self.theirs["headline"] and all(
            text["slug"] in {self.base.get("slug", ""), unicode_slug(text["headline"], self.language)}
            for text in (self.mine, self.theirs)
        )

    @property
    def _own_fields(self):
        return [
            one for name, one in self.fields.items() if not (name == "slug" and self.slug_follows_headline)
        ]

    def _field(self, name):
        return Field(
            name, self.base.get(name, ""), self.mine[name], self.theirs[name], self.choices.get(name)
        )
