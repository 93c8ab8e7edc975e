"""An organisation in the open data, with the names of FollowTheMoney (followthemoney.tech)."""

from pydantic import ConfigDict, Field

from organizations.enums import OrganizationKind
from organizations.models import Organization
from portal.bilingual.languages import LANGUAGES
from portal.open_data import both, urls_of

from .shapes import Document, Licensed, Listed, OtherName, Words, aliases_of, licensed

SCHEMATA = {
    OrganizationKind.COMPANY: "Company",
    OrganizationKind.INTERGOVERNMENTAL: "Organization",
}
OTHER_SCHEMA = "PublicBody"


class Identifier(Document):
    scheme: str
    id: str


class OrganizationDocument(Licensed):
    """``id``, ``schema``, ``caption`` and ``properties`` are an entity of FollowTheMoney."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"title": "Organization"})

    id: str
    schema_name: str = Field(alias="schema")
    caption: str
    properties: dict[str, list[str]]
    slug: str
    url: Words
    kind: OrganizationKind
    name: Words
    short_name: Words | None
    aliases: list[OtherName]
    country: str | None
    seat: Words | None
    parent: str | None
    website: str | None
    identifiers: list[Identifier]
    description: Words | None


class OrganizationList(Listed):
    organizations: list[OrganizationDocument]


def organization_document(organization: Organization, language: str | None = None) -> dict:
    """Of an organisation loaded with its parent and its other names; ``language`` is that of the caption."""
    aliases = list(organization.aliases.all())
    return {
        "id": organization.slug,
        "schema": SCHEMATA.get(organization.kind, OTHER_SCHEMA),
        "caption": (language and getattr(organization, f"name_{language}"))
        or organization.name_en
        or organization.name_ar,
        "properties": _properties(organization, aliases),
        "slug": organization.slug,
        "url": urls_of(organization),
        "kind": organization.kind,
        **{name: both(organization, name) for name in ("name", "short_name", "seat")},
        "aliases": aliases_of(organization),
        "country": organization.country or None,
        "parent": organization.parent.slug if organization.parent else None,
        "website": organization.website or None,
        "identifiers": [{"scheme": "wikidata", "id": code} for code in [organization.wikidata] if code],
        "description": both(organization, "description"),
        **licensed(organization),
    }


def _properties(organization, aliases):
    """Each property of FollowTheMoney has any number of values; one without a value is left out."""
    parent = organization.parent
    found = {
        "name": _said(organization, "name"),
        "alias": [alias.name for alias in aliases if not alias.is_ambiguous],
        "weakAlias": [
            *_said(organization, "short_name"),
            *(alias.name for alias in aliases if alias.is_ambiguous),
        ],
        "country": [organization.country.lower()],
        "website": [organization.website],
        "wikidataId": [organization.wikidata],
        "parent": [parent.slug if parent else ""],
    }
    listed = {name: list(dict.fromkeys(filter(None, values))) for name, values in found.items()}
    return {name: values for name, values in listed.items() if values}


def _said(organization, name):
    return [getattr(organization, f"{name}_{language}") for language in LANGUAGES]
