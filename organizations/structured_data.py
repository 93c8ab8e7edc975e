"""Who somebody is, for search engines: schema.org in JSON-LD, in the language of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from organizations.enums import OrganizationKind
from organizations.models import Organization, Person, Position
from portal.addresses import absolute
from portal.bilingual.languages import other
from portal.schema_org import document, filled, reference

WIKIDATA = "https://www.wikidata.org/entity/"
GOVERNMENT = {
    OrganizationKind.REGULATOR,
    OrganizationKind.MINISTRY,
    OrganizationKind.GOVERNMENT,
    OrganizationKind.PUBLIC_BODY,
    OrganizationKind.EMBASSY,
}


def organization_data(organization: Organization, language: str) -> dict:
    """Of an organisation with its parent and its names of both languages (``with_other_names``) loaded."""
    names = [
        organization.name_ar,
        organization.name_en,
        organization.short_name_ar,
        organization.short_name_en,
        *(name for _language, name in organization.other_names or []),
    ]
    called = organization_reference(organization, language)
    return document(
        {
            **called,
            "url": called["@id"],
            "alternateName": [name for name in dict.fromkeys(names) if name and name != called["name"]],
            "description": getattr(organization, f"description_{language}"),
            "sameAs": [*_other_page(organization, language), *_elsewhere(organization)],
            "parentOrganization": _parent(organization.parent, language),
            "address": _address(organization, language),
        }
    )


def person_data(person: Person, positions: list[Position], language: str) -> dict:
    """Of a person and the offices on record. An office without dates is true as of its source."""
    called = person_reference(person, language)
    other_name = person.name_in(other(language))
    return document(
        {
            **called,
            "url": called["@id"],
            "alternateName": [other_name] if other_name else [],
            "description": getattr(person, f"biography_{language}"),
            "sameAs": _other_page(person, language),
            "jobTitle": _current_titles(positions, language),
            "hasOccupation": [_occupation(position, language) for position in positions],
            "worksFor": [_office(position, language) for position in positions],
        }
    )


def organization_reference(organization: Organization, language: str) -> dict:
    """Who is meant, by the address of the page in this language, where it has one."""
    kind = "GovernmentOrganization" if organization.kind in GOVERNMENT else "Organization"
    return reference(kind, _url(organization, language), organization.name_in(language))


def person_reference(person: Person, language: str) -> dict:
    return reference("Person", _url(person, language), person.name_in(language))


def _other_page(thing, language):
    """Both pages are about the same: a reader of the data learns so from here."""
    elsewhere = other(language)
    return [_url(thing, elsewhere)] if thing.is_live_in(elsewhere) else []


def _parent(parent, language):
    return organization_reference(parent, language) if parent and parent.is_live_in(language) else None


def _elsewhere(organization):
    wikidata = WIKIDATA + organization.wikidata if organization.wikidata else ""
    return [address for address in (wikidata, organization.website) if address]


def _address(organization, language):
    place = {
        "addressCountry": organization.country,
        "addressLocality": getattr(organization, f"seat_{language}"),
    }
    return {"@type": "PostalAddress", **filled(place)} if any(place.values()) else None


def _current_titles(positions, language):
    """What is not known to have ended; a list, for the record may know of several offices."""
    titles = [getattr(position, f"title_{language}") for position in positions if not position.ended_on]
    return [title for title in dict.fromkeys(titles) if title]


def _occupation(position, language):
    """What somebody is or was, with the time of which that is known."""
    title = getattr(position, f"title_{language}")
    occupation = {"@type": "Occupation", "name": title} if title else None
    return filled({"@type": "Role", "hasOccupation": occupation, **_time(position, language)})


def _office(position, language):
    """Where somebody holds or held an office, and which."""
    organization = position.organization
    is_named = organization.is_live_in(language)
    return filled(
        {
            "@type": "OrganizationRole",
            "roleName": getattr(position, f"title_{language}"),
            **_time(position, language),
            "worksFor": organization_reference(organization, language) if is_named else None,
        }
    )


def _time(position, language):
    return {
        "startDate": position.started_on.isoformat() if position.started_on else None,
        "endDate": position.ended_on.isoformat() if position.ended_on else None,
        "description": _stated(position, language),
    }


def _stated(position, language):
    """The year of the text that states an office; it is no first day, so schema.org has no name for it."""
    if not position.stated_year:
        return None
    with override(language):
        return _("as of %(year)s") % {"year": position.stated_year}


def _url(thing, language):
    return absolute(thing.url_in(language))
