"""Who somebody is, told to search engines in the language of the page; no name leads out of the script."""

import json
import re

import pytest

from tests.factories import make_organization, make_person

pytestmark = pytest.mark.django_db

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data_of(client, thing, language):
    """What the head says; the only scripts with a body are of this kind."""
    page = client.get(thing.url_in(language)).content.decode()
    bodies = [body for body in re.findall(r"<script\b[^>]*>(.*?)</script>", page, re.DOTALL) if body.strip()]
    assert bodies == SCRIPT.findall(page)
    (body,) = SCRIPT.findall(page.split("</head>")[0])
    return json.loads(body)


def test_organization_is_named_in_the_language_of_the_page(client):
    parent = make_organization(slug="government", kind="government", name_ar="الحكومة", name_en=None)
    citra = make_organization(
        slug="citra",
        kind="regulator",
        name_ar="الهيئة",
        name_en="Authority",
        short_name_en="CITRA",
        seat_ar="الكويت",
        description_ar="تنظّم القطاع.",
        wikidata="Q42",
        website="https://citra.example/",
        parent=parent,
    )
    citra.aliases.create(language="ar", name="سيترا", kind="acronym")

    assert data_of(client, citra, "ar") == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": "http://testserver/ar/organizations/citra/",
        "url": "http://testserver/ar/organizations/citra/",
        "name": "الهيئة",
        "alternateName": ["Authority", "CITRA", "سيترا"],
        "description": "تنظّم القطاع.",
        "sameAs": [
            "http://testserver/en/organizations/citra/",
            "https://www.wikidata.org/entity/Q42",
            "https://citra.example/",
        ],
        "parentOrganization": {
            "@type": "GovernmentOrganization",
            "@id": "http://testserver/ar/organizations/government/",
            "name": "الحكومة",
        },
        "address": {"@type": "PostalAddress", "addressCountry": "KW", "addressLocality": "الكويت"},
    }
    english = data_of(client, citra, "en")
    assert (english["name"], "parentOrganization" in english) == ("Authority", False)
    assert english["address"] == {"@type": "PostalAddress", "addressCountry": "KW"}


def test_company_is_no_body_of_a_state(client):
    assert data_of(client, make_organization(kind="company", country=""), "en")["@type"] == "Organization"


def test_person_has_the_offices_on_record(client):
    company = make_organization(slug="huawei", name_en="Huawei")
    person = make_person(slug="lin", name_ar="لين", name_en="Lin")
    person.positions.create(organization=company, title_en="Vice president", stated_year=2020)
    person.positions.create(
        organization=company, title_en="Engineer", started_on="2001-01-01", ended_on="2005-01-01"
    )

    data = data_of(client, person, "en")

    assert (data["@type"], data["name"], data["alternateName"]) == ("Person", "Lin", ["لين"])
    assert data["sameAs"] == ["http://testserver/ar/people/lin/"]
    assert data["jobTitle"] == ["Vice president"]
    assert data["hasOccupation"] == [
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": "Vice president"},
            "description": "as of 2020",
        },
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": "Engineer"},
            "startDate": "2001-01-01",
            "endDate": "2005-01-01",
        },
    ]
    office, earlier = data["worksFor"]
    assert (office["@type"], office["roleName"], office["description"]) == (
        "OrganizationRole",
        "Vice president",
        "as of 2020",
    )
    assert (earlier["startDate"], earlier["endDate"]) == ("2001-01-01", "2005-01-01")
    assert office["worksFor"]["@id"] == "http://testserver/en/organizations/huawei/"


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "<!--<script>", "a & b \u2028 c", '"];//']
)
def test_name_does_not_break_out_of_the_script(client, name):
    organization = make_organization(name_en=name)
    page = client.get(organization.url_in("en")).content.decode()

    bodies = SCRIPT.findall(page)
    assert len(bodies) == 2
    assert not set("<>&\u2028") & set("".join(bodies))
    assert json.loads(bodies[1])["itemListElement"][-1]["name"] == organization.name_en
    assert data_of(client, organization, "en")["name"] == organization.name_en


def test_page_keeps_its_policy(client):
    policy = client.get(make_organization().url_in("ar"))["Content-Security-Policy"]

    assert "unsafe-inline" not in policy
