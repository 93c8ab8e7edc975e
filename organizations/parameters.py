"""What the addresses of the open data may ask of the directory."""

from organizations.enums import Country, OrganizationKind
from organizations.exporting import OrganizationDocument, PersonDocument
from portal.open_lists import Asked, Part, fields_of, filled


class NamedPart(Part):
    """A part of a list of records that have a name."""

    def listed(self, records):
        """Those that have a name in the language asked for."""
        return records.named_in(self.lang) if self.lang else records.unmerged()


class OrganizationPart(NamedPart):
    kind: filled(OrganizationKind) = None
    country: filled(Country) = None
    fields: fields_of(OrganizationDocument) = None

    def listed(self, records):
        narrowed = {name: getattr(self, name) for name in ("kind", "country")}
        return super().listed(records).filter(**{name: value for name, value in narrowed.items() if value})


class PersonPart(NamedPart):
    fields: fields_of(PersonDocument) = None


class OrganizationAsked(Asked):
    fields: fields_of(OrganizationDocument) = None


class PersonAsked(Asked):
    fields: fields_of(PersonDocument) = None
