"""What a browser needs to search the portal from its address bar."""

import re
from xml.etree import ElementTree

import pytest

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def describe(client, language):
    root = ElementTree.fromstring(client.get(f"/{language}/opensearch.xml").content)  # noqa: S314 -- our own
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    return [(row.tag.removeprefix(NAMESPACE), row.text, row.attrib) for row in root]


def test_description_is_of_its_language(client, language):
    name = {"ar": "سِجِلّ", "en": "Sijil"}[language]

    described = describe(client, language)

    texts = {tag: text for tag, text, _attributes in described}
    assert (texts["ShortName"], texts["LongName"], texts["Language"]) == (name, name, language)
    assert [(row["type"], row["template"]) for tag, _text, row in described if tag == "Url"] == [
        ("text/html", f"http://testserver/{language}/search/?q={{searchTerms}}"),
        ("application/opensearchdescription+xml", f"http://testserver/{language}/opensearch.xml"),
    ]


def test_names_are_as_short_as_browsers_take_them(client, settings):
    settings.SITE_NAME = {
        "ar": "سجل",
        "en": "The <Very> Long & Honest Register of Partnerships in the Gulf and beyond",
    }

    texts = {tag: text for tag, text, _attributes in describe(client, "en")}

    assert texts["ShortName"] == "The <Very> Long"
    assert len(texts["LongName"]) <= 48


@pytest.mark.django_db
def test_pages_name_the_description_of_their_language(client, language):
    page = client.get(f"/{language}/search/").content.decode()

    (href,) = re.findall(
        '<link rel="search" type="application/opensearchdescription\\+xml" href="([^"]+)"', page
    )
    assert href == f"/{language}/opensearch.xml"
    answer = client.get(href)
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert not answer.cookies
