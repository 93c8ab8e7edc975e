"""What the addresses of the open data may ask of the ledger."""

from datetime import datetime
from typing import Annotated, Literal

from django.db.models import Q
from django.utils import timezone
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field

from organizations.models import Organization
from organizations.partnerships.enums import PartnershipKind, Status
from organizations.partnerships.models import Commitment, Partnership
from organizations.partnerships.querysets import is_public
from portal.bilingual.languages import LANGUAGES
from portal.open_data import UnknownValue

PAGE_SIZE = 50
LARGEST_PAGE = 100


def filled(kind):
    """A parameter; an empty one counts as not given."""
    return Annotated[kind | None, BeforeValidator(lambda text: text or None)]


def _in_kuwait(moment):
    return moment if moment is None or moment.tzinfo else timezone.make_aware(moment)


class EntryFilters(Schema):
    """The filters of the ledger's address; each narrows."""

    kind: filled(PartnershipKind) = None
    status: filled(Status) = None
    organization: filled(str) = Field(None, description="the slug of an organisation with any role")
    year: filled(Annotated[int, Field(ge=1, le=9999)]) = Field(
        None, description="announced, signed or held in that year"
    )
    lang: filled(Literal[LANGUAGES]) = Field(None, description="what is public in that language")

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

    def chosen(self):
        """The filters as an address repeats them."""
        return self.model_dump(mode="json", include=EntryFilters.model_fields.keys(), exclude_none=True)

    def _organization(self):
        if self.organization is None:
            return None
        found = Organization.objects.at(self.organization[:80]).first()
        if found is None:
            raise UnknownValue("organization")
        return found


class Part(Schema):
    """Which part of a list, and how much of it."""

    limit: filled(Annotated[int, Field(ge=1, le=LARGEST_PAGE)]) = PAGE_SIZE
    before: filled(str) = Field(None, description="as ``next`` has it")
    after: filled(str) = Field(None, description="as ``previous`` has it")

    def paging(self):
        """The arguments of ``page_by_key``."""
        size = self.limit or PAGE_SIZE
        keep = self.chosen() | ({"limit": size} if size != PAGE_SIZE else {})
        return {"parameters": {"before": self.before, "after": self.after}, "size": size, "keep": keep}


class EntryPart(EntryFilters, Part):
    pass


class ChangePart(Part):
    since: filled(Annotated[datetime, AfterValidator(_in_kuwait)]) = Field(
        None, description="a time such as 2026-11-22T10:00:00+03:00"
    )

    def chosen(self):
        return {"since": self.since.isoformat()} if self.since else {}


def _public(language):
    """Entries on the record that readers see in this language, or in any."""
    languages = [language] if language else LANGUAGES
    conditions = Q()
    for code in languages:
        conditions |= is_public(code)
    return Partnership.objects.filter(conditions)
