"""What the addresses of the open data may ask of the ledger."""

from django.db.models import Q
from ninja import Schema
from pydantic import Field

from organizations.models import Organization
from organizations.partnerships.enums import PartnershipKind, Status
from organizations.partnerships.exporting import answers, schema
from organizations.partnerships.models import Commitment, Partnership
from organizations.partnerships.querysets import is_public
from portal.bilingual.languages import LANGUAGES
from portal.open_data import UnknownValue
from portal.open_lists import Asked, Language, Moment, Part, SlugText, fields_of, filled, number


class EntryFilters(Schema):
    """The filters of the ledger's address; each narrows."""

    kind: filled(PartnershipKind) = None
    status: filled(Status) = None
    organization: filled(SlugText) = Field(None, description="the slug of an organisation with any role")
    year: filled(number(1, 9999)) = Field(None, description="announced, signed or held in that year")
    lang: filled(Language) = Field(None, description="what is public in that language")

    def entries(self):
        """The entries that the filters leave, without their rows."""
        found = {name: getattr(self, name) for name in ("kind", "status", "year")}
        return _public(self.lang).matching(**found, organization=self._organization())

    def commitments(self):
        """The announced items of these entries; those without words in the language are left out."""
        items = Commitment.objects.filter(partnership__in=self.entries())
        if self.lang:
            items = items.filter(**{f"statement_{self.lang}__isnull": False})
        return items

    def _organization(self):
        if self.organization is None:
            return None
        found = Organization.objects.at(self.organization).first()
        if found is None:
            raise UnknownValue("organization")
        return found


class EntryPart(Part, EntryFilters):
    fields: fields_of(answers.BriefPartnership) = None


class CommitmentPart(Part, EntryFilters):
    fields: fields_of(answers.BriefMilestone) = None


class ChangePart(Part):
    since: filled(Moment) = Field(None, description="a day or a time such as 2026-11-22T10:00:00+03:00")
    fields: fields_of(answers.FeedChange) = None


class EntryAsked(Asked):
    fields: fields_of(schema.Partnership) = None


class CommitmentAsked(Asked):
    fields: fields_of(schema.ListedMilestone) = None


def _public(language):
    """Entries on the record that readers see in this language, or in any."""
    languages = [language] if language else LANGUAGES
    conditions = Q()
    for code in languages:
        conditions |= is_public(code)
    return Partnership.objects.filter(conditions)
