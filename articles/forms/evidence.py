"""The ticks that say which announced items an article is evidence for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.evidence import link_evidence, may_link, unlink_evidence
from articles.models import Evidence
from organizations.partnerships.models import Commitment
from portal.careful_list import is_id


class EvidenceForm(forms.Form):
    """``evidence-item`` holds the keys of the ticked items, ``evidence-start`` those ticked on opening.

    What was left alone is not written, so two editors who tick different items do not meet.
    """

    def __init__(self, data, *, article, user):
        self.article = article
        self.user = user
        super().__init__(data, prefix="evidence")
        self.ticked, self.started = self._sent("item"), self._sent("start")

    def has_changed(self):
        return self.ticked != self.started

    def clean(self):
        if not self.has_changed():
            return
        if not may_link(self.user, self.article):
            message = _("Not saved: these links. You may not change what both languages share at this point.")
            raise ValidationError(message, code="locked")
        changed = self.ticked ^ self.started
        self.items = Commitment.objects.select_related("partnership").in_bulk(
            [int(key) for key in changed if is_id(key)]
        )
        if len(self.items) < len(changed):
            raise ValidationError(_("What you ticked is not in the ledger any more."), code="unknown")

    def entries(self):
        """The entries that the article is linked to, each with its items. One query.

        Of what was replaced only that is shown which the article is evidence for already.
        """
        entries = {}
        for item in Evidence.objects.candidates(self.article):
            item.is_ticked = str(item.pk) in self.ticked if self.is_bound else item.is_linked
            item.was_ticked = str(item.pk) in self.started if self.is_bound else item.is_linked
            entries.setdefault(item.partnership_id, (item.partnership, []))[1].append(item)
        return list(entries.values())

    def save(self, *, by):
        """Store what was ticked and unticked."""
        if not self.has_changed():
            return
        for key in sorted(self.ticked - self.started, key=int):
            link_evidence(self.article, self.items[int(key)], by=by)
        for key in sorted(self.started - self.ticked, key=int):
            unlink_evidence(self.article, self.items[int(key)], by=by)

    def _sent(self, name):
        return frozenset(self.data.getlist(self.add_prefix(name)) if self.is_bound else ())
