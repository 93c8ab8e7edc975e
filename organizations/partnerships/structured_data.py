"""The ledger and its entries for search engines: schema.org in the language of the page.

An entry is told by who takes part in it and which texts state it. What the parties say of it isn't here: that
never stands without what the evidence supports and what the stated date says.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from organizations.partnerships.models import Partnership
from organizations.structured_data import organization_reference
from portal.addresses import absolute
from portal.bilingual.languages import other
from portal.open_data import DEMO_NOTICE, moment
from portal.publisher import publisher_in_brief
from portal.schema_org import document, filled, licence, reference

KIND = "CreativeWork"
#: The addresses of the data (design §2), and what is fetched there.
DOWNLOADS = (
    ("/api/v1/partnerships.csv", "text/csv"),
    ("/api/v1/commitments.csv", "text/csv"),
    ("/api/v1/partnerships.json", "application/json"),
)


def entry_data(entry: Partnership, language: str) -> dict:
    """Of an entry loaded with ``for_page``, live in the active language. No query."""
    called = entry_reference(entry, language)
    taking_part = [row.organization for row in entry.roles_in_order]
    named = [organization for organization in taking_part if organization.is_live_in(language)]
    return document(
        {
            **called,
            "url": called["@id"],
            "inLanguage": language,
            "description": entry.summary,
            "identifier": f"{entry.number:03d}",
            "genre": capfirst(entry.get_kind_display()),
            "creativeWorkStatus": str(DEMO_NOTICE) if entry.is_demo else None,
            "dateCreated": moment(entry.recorded_at),
            "isPartOf": reference("Dataset", ledger_id(language)),
            "about": list({one.pk: organization_reference(one, language) for one in named}.values()),
            "contentLocation": {"@type": "Place", "name": entry.place} if entry.place else None,
            "citation": [_source(row, language) for row in entry.first_sources if not row.is_redacted],
            "sameAs": [absolute(entry.url_in(code)) for code in entry.languages if code != language],
            "encoding": _document(entry),
            "publisher": publisher_in_brief(language),
            "isAccessibleForFree": True,
            "license": licence(),
        }
    )


def entry_reference(entry: Partnership, language: str) -> dict:
    return reference(KIND, absolute(entry.url_in(language)), entry.name_in(language))


def ledger_data(language: str) -> dict:
    """The whole ledger as a set of data, with the files that hold it."""
    publisher = publisher_in_brief(language)
    with override(language):
        return document(
            {
                **reference("Dataset", ledger_id(language), _name(language)),
                "url": absolute(reverse("data")),
                "description": _(
                    "The public ledger of memoranda, alliances, meetings, proposals and programmes: who "
                    "announced what, with whom, on which sources."
                ),
                "inLanguage": ["ar", "en"],
                "sameAs": [_data_url(other(language))],
                "creator": publisher,
                "publisher": publisher,
                "isAccessibleForFree": True,
                "license": licence(),
                "distribution": [_download(*row) for row in DOWNLOADS],
            }
        )


def ledger_id(language: str) -> str:
    return f"{_data_url(language)}#ledger"


def _data_url(language):
    with override(language):
        return absolute(reverse("data"))


def _name(language):
    return _("Partnership ledger of %(name)s") % {"name": settings.SITE_NAME[language]}


def _download(path, media_type):
    name = path.rpartition("/")[2]
    return {
        "@type": "DataDownload",
        "name": name,
        "contentUrl": absolute(path),
        "encodingFormat": media_type,
    }


def _document(entry):
    path = f"/api/v1/partnerships/{entry.slug}"
    return {"@type": "MediaObject", "contentUrl": absolute(path), "encodingFormat": "application/json"}


def _source(source, language):
    """A text that states the entry; without its title where that has none in this language."""
    publisher = getattr(source, f"publisher_{language}")
    return filled(
        {
            "@type": KIND,
            "name": getattr(source, f"title_{language}"),
            "url": source.url,
            "inLanguage": source.language,
            "datePublished": source.published.iso if source.published else None,
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        }
    )
