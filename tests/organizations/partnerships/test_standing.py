"""The three lines stand together wherever one of them does, and the stated date passes with its last day."""

import re
from datetime import UTC, date, datetime
from urllib.parse import unquote

import html5lib
import pytest
from django.conf import settings
from django.utils import translation
from time_machine import travel

from organizations.partnerships import ledger
from organizations.partnerships.enums import ByStatedDate
from organizations.partnerships.models import Partnership, Source
from organizations.partnerships.standing import lines_in_words
from tests.factories import (
    make_article,
    make_author,
    make_commitment,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)
from tests.surfaces import Things, surfaces

pytestmark = pytest.mark.django_db

LINES = ["status", "evidence", "date"]
LAST_DAY = date(2025, 6, 30)
#: In Kuwait it is three hours later: the last second of that day, and the first of the next.
LAST_SECOND = datetime(2025, 6, 30, 20, 59, 59, tzinfo=UTC)
NEXT_SECOND = datetime(2025, 6, 30, 21, 0, 0, tzinfo=UTC)


@pytest.fixture
def entry():
    """An entry of everything that shows a status: its own changed once, an item's changed once."""
    entry = make_partnership(make_organization(), make_organization(), make_organization())
    item = make_commitment(entry, due_latest=LAST_DAY)
    make_commitment(entry)
    said = {"said_on": date(2025, 1, 2), "note_ar": "خبر", "note_en": "News", "status": "active"}
    for thing in (entry, item):
        ledger.confirm(ledger.propose(thing, by=None, source=entry.sources.first(), **said), by=None)
    return entry


@pytest.fixture
def things(entry):
    person, organization = make_person(), entry.parties.first().organization
    ledger.add(entry.signatories.model(partnership=entry, person=person, organization=organization), by=None)
    article = make_article(
        topic=make_topic(), author=make_author(), organizations=[organization], partnerships=[entry]
    )
    return Things(
        articles=[article],
        topics=[article.topic],
        authors=[article.bylines.get().author],
        organizations=[organization],
        people=[person],
        entries=[entry],
        months=[(2025, 3)],
    )


def _parents(tree):
    return {child: parent for parent in tree.iter() for child in parent}


def _block_of(element, parents):
    """The nearest block that is about one thing of the ledger: how it stands, or its whole record."""
    while element is not None:
        if "data-standing" in element.attrib or "data-record" in element.attrib:
            return element
        element = parents.get(element)
    return None


def _lines_of(block):
    return [element.get("data-line") for element in block.iter() if element.get("data-line")]


def lonely(html):
    """The statuses of a page that stand without the other two lines, and every incomplete set of lines."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    parents = _parents(tree)
    statuses = [element for element in tree.iter() if element.get("data-status")]
    found = [
        element.get("data-status")
        for element in statuses
        if (block := _block_of(element, parents)) is None or _lines_of(block)[:3] != LINES
    ]
    standings = [element for element in tree.iter() if "data-standing" in element.attrib]
    return found + [lines for block in standings if (lines := _lines_of(block)) != LINES]


def test_status_stands_with_the_other_two_lines_on_every_page(client, things):
    showing = set()
    for address in surfaces(things):
        response = client.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            html = response.content.decode()
            assert lonely(html) == [], address
            if "data-status=" in html:
                showing.add(address)
    entry, article = things.entries[0], things.articles[0]
    for language in ("ar", "en"):
        home, ledger_list = f"/{language}/", f"/{language}/partnerships/"
        assert {home, ledger_list, entry.url_in(language), unquote(article.url_in(language))} <= showing


def test_guard_sees_a_status_that_stands_alone():
    alone = '<p><span data-status="signed">Signed</span></p>'
    together = "<dl data-standing>" + "".join(f'<dd data-line="{line}"></dd>' for line in LINES) + "</dl>"

    assert lonely(alone + together) == ["signed"]
    assert lonely(f"<div data-record>{alone}{together}</div>") == []
    assert lonely('<dl data-standing><dd data-line="status"></dd></dl>') == [["status"]]


#: The pill takes its words from here; whoever includes it hands them on and writes none.
HANDED_ON = re.compile(r"label=[\w.]+get_(?:first_)?status_display")


def test_status_is_written_by_the_pill_alone():
    """A label written elsewhere would escape the guard above."""
    templates = settings.BASE_DIR / "templates"
    texts = {path: HANDED_ON.sub("", path.read_text()) for path in templates.rglob("*.html")}

    assert [
        path for path, text in texts.items() if "status_display" in text and "admin" not in path.parts
    ] == []


@pytest.mark.parametrize(
    ("now", "said"), [(LAST_SECOND, ByStatedDate.NOT_YET), (NEXT_SECOND, ByStatedDate.PASSED)]
)
def test_stated_date_has_passed_after_the_last_possible_day_in_kuwait(client, language, entry, now, said):
    pages = [entry.url_in(language), f"/{language}/", f"/{language}/partnerships/"]

    with travel(now, tick=False):
        for path in pages:
            html = client.get(path).content.decode()
            assert f'data-stated-date="{said}"' in html, path
            other = {ByStatedDate.PASSED, ByStatedDate.NOT_YET} - {said}
            assert f'data-stated-date="{other.pop()}"' not in html, path


def test_summary_counts_the_items_of_each_date(client):
    entry = make_partnership(make_organization())
    make_commitment(entry, due_latest=date(2020, 1, 1))
    for _ in range(4):
        make_commitment(entry)
    make_commitment(entry, due_text_en="in the first stage", due_text_ar="في المرحلة الأولى")

    html = client.get(entry.url_in("en")).content.decode()

    for words in ("Stated date has passed: 1 item", "No day stated: 5 items"):
        assert words in html
    with translation.override("en"):
        lines = dict(lines_in_words(Partnership.objects.for_rows().get()))
    assert lines["By the stated date"] == "Stated date has passed: 1 item · No day stated: 5 items"


def test_replaced_and_redacted_items_are_counted_nowhere(client):
    entry = make_partnership(make_organization())
    replaced, redacted = make_commitment(entry), make_commitment(entry)
    ledger.supersede(replaced, by=None, nature="plan", statement_ar="خطة", statement_en="A plan")
    ledger.redact(redacted, by=None, note_en="A reason")

    html = client.get(entry.url_in("en")).content.decode()

    assert "No day stated: 1 item" in html
    assert "1 item\n" in html.partition('class="fact-columns"')[2]


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["opinion_column"], "No evidence in our archive"),
        (["press_report"], "One source"),
        (["press_report", "official_statement"], "Two or more independent sources"),
    ],
)
def test_evidence_is_written_with_its_shape(client, kinds, words):
    entry = make_partnership(make_organization(), has_source=False)
    for kind in kinds:
        entry.sources.create(kind=kind, title_en="A text", title_ar="نص")
    ledger.record(entry, by=None)

    standing = (
        client.get(entry.url_in("en")).content.decode().partition("data-standing")[2].partition("</dl>")[0]
    )

    assert words in standing
    assert "marks.svg#evidence-" in standing


def test_conflicting_source_is_marked(client):
    entry = make_partnership(make_organization())
    source = Source(
        partnership=entry, kind="official_statement", title_en="A", title_ar="أ", is_conflicting=True
    )
    ledger.add(source, by=None)

    html = client.get(entry.url_in("en")).content.decode()

    assert "Conflicting sources" in html
    assert "Contradicts other sources" in html
