"""Who publishes the portal, told to search engines, and what its pages say of themselves as pages.

The publisher is one in both languages, so its ``@id`` names no language; the site of each language is a
website of its own.
"""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from portal.addresses import absolute
from portal.bilingual.alternates import Page
from portal.bilingual.languages import other
from portal.schema_org import filled, image, item_list, licence, reference

KIND = "NewsMediaOrganization"
LOGO_SIZE = 512
#: What the standing pages tell of the publisher; every page of the portal leads to them.
POLICIES = {
    "publishingPrinciples": "editorial-policy",
    "correctionsPolicy": "editorial-policy",
    "ethicsPolicy": "editorial-policy",
    "verificationFactCheckingPolicy": "ledger-method",
    "ownershipFundingInfo": "about",
    "masthead": "about",
    "actionableFeedbackPolicy": "contact",
}


def publisher(language: str) -> dict:
    """The publisher in full, for the front page."""
    with override(language):
        policies = {name: absolute(reverse("pages:detail", args=[slug])) for name, slug in POLICIES.items()}
        return filled(
            {
                **publisher_in_brief(language),
                "alternateName": settings.SITE_NAME[other(language)],
                "description": settings.SITE_TAGLINE[language],
                "email": settings.SITE_CONTACT_EMAIL,
                **policies,
            }
        )


def publisher_in_brief(language: str) -> dict:
    """What other nodes say of it: who it is, and the logo that stands beside its texts."""
    with override(language):
        return {
            **reference(KIND, absolute("/#publisher"), settings.SITE_NAME[language]),
            "url": absolute(reverse("home")),
            "logo": image(static(f"img/icons/{language}-any-512.png"), LOGO_SIZE, LOGO_SIZE),
        }


def website(language: str) -> dict:
    """The portal in one language, and how it is searched."""
    with override(language):
        search = absolute(reverse("search:results"))
        return {
            **reference("WebSite", website_id(language), settings.SITE_NAME[language]),
            "url": absolute(reverse("home")),
            "description": settings.SITE_TAGLINE[language],
            "inLanguage": language,
            "publisher": {"@id": absolute("/#publisher")},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }


def website_id(language: str) -> str:
    return absolute(f"/{language}/#website")


def web_page(page: Page, name: str, kind: str = "WebPage", **more) -> dict:
    """A page as such, which is another thing than whom or what it is about.

    ``kind`` is the sort of page that schema.org knows.
    """
    return filled(
        {
            **reference(kind, f"{page.canonical}#page", name),
            "url": page.canonical,
            "inLanguage": page.language,
            "isPartOf": {"@id": website_id(page.language)},
            "license": licence(),
            **more,
        }
    )


def collection(page: Page, name: str, things=()) -> dict:
    """A list, with the addresses of what this part of it shows where those are pages."""
    urls = [absolute(thing.url_in(page.language)) for thing in things]
    return web_page(page, name, "CollectionPage", mainEntity=item_list(urls))
