"""What an article is evidence for, as its form says it, and the page of the update that it brings."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.enums import Act
from articles.evidence import link_evidence
from articles.models import Evidence
from articles.workflow import change_shared
from organizations.partnerships.enums import UpdateState
from organizations.partnerships.models import CommitmentUpdate, PartnershipUpdate, Source
from tests.editing import change_url, form_of, make_editor, make_member, make_viewer, typed
from tests.factories import make_article, make_commitment, make_draft, make_organization, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["portal_language"] = "en"


@pytest.fixture
def entry():
    return make_partnership(make_organization(), title_en="Cloud alliance", status="announced")


@pytest.fixture
def items(entry):
    return [make_commitment(entry, statement_en=f"Plan {number}") for number in (1, 2)]


@pytest.fixture
def article(entry):
    return make_article(partnerships=[entry])


def shown(client, article):
    """The keys of the items offered, and of those ticked."""
    page = client.get(change_url(article)).content.decode()
    found = re.findall(r'name="evidence-item" value="(\d+)"( checked)?', page)
    return [int(key) for key, _checked in found], [int(key) for key, checked in found if checked]


def mention_row(article):
    """The row of the form for the one entry that the article is linked to."""
    mention = article.partnership_mentions.get()
    row = {
        "id": mention.pk,
        "article": article.pk,
        "partnership": mention.partnership_id,
        "role": mention.role,
    }
    counts = {"partnership_mentions-TOTAL_FORMS": 1, "partnership_mentions-INITIAL_FORMS": 1}
    return counts | {f"partnership_mentions-0-{name}": value for name, value in row.items()}


def save(client, article, *, ticked=(), started=(), **more):
    article.refresh_from_db()
    ticks = {"evidence-item": [one.pk for one in ticked], "evidence-start": [one.pk for one in started]}
    return client.post(change_url(article), form_of(article, **more) | mention_row(article) | ticks)


def evidence(article):
    return [link.commitment for link in article.evidence.order_by("commitment__number")]


def test_items_of_the_linked_entries_are_offered(client, editor, article, items):
    make_commitment(make_partnership(make_organization()))
    link_evidence(article, items[1], by=None)

    assert shown(client, article) == ([one.pk for one in items], [items[1].pk])


def test_ticks_are_stored_and_logged_as_their_editors(client, editor, article, items):
    save(client, article, ticked=items[:1])
    assert evidence(article) == items[:1]

    response = save(client, article, ticked=items[1:], started=items[:1])

    assert response.status_code == 302
    assert evidence(article) == items[1:]
    acts = [(entry.act, entry.by) for entry in article.log.all()[:2]]
    assert acts == [(Act.NO_EVIDENCE, editor), (Act.EVIDENCE, editor)]
    assert "What it is evidence for was saved." in client.get(change_url(article)).content.decode()


def test_last_tick_is_taken_back(client, editor, article, items):
    link_evidence(article, items[0], by=None)

    save(client, article, started=items[:1])

    assert evidence(article) == []


def test_what_an_editor_left_alone_is_not_written(client, editor, article, items):
    """Another editor has ticked the second item since, and changed the shared part."""
    form = form_of(article) | mention_row(article)
    link_evidence(article, items[1], by=None)
    change_shared(article, by=None, started_from=0)

    client.post(change_url(article), form | {"evidence-item": [items[0].pk]})

    assert evidence(article) == items


def test_ticks_survive_an_error_elsewhere(client, editor, article, items):
    link_evidence(article, items[0], by=None)

    response = save(client, article, ticked=items[1:], started=items[:1], topic="nonsense")
    page = response.content.decode()

    assert response.status_code == 200
    assert f'name="evidence-item" value="{items[1].pk}" checked' in page
    assert f'name="evidence-item" value="{items[0].pk}">' in page
    assert f'name="evidence-start" value="{items[0].pk}"' in page
    assert evidence(article) == items[:1]


@pytest.mark.parametrize("key", ["nonsense", "9" * 30, "0", "-1", "٣", "999999"])
def test_item_that_does_not_exist_is_an_error(client, editor, article, items, key):
    data = form_of(article) | mention_row(article) | {"evidence-item": [key]}

    response = client.post(change_url(article), data)

    assert response.status_code == 200
    assert "not in the ledger any more" in response.content.decode()


@pytest.mark.parametrize("without", ["publish_article", "propose_update"])
def test_who_lacks_a_right_reads_the_items_and_ticks_none(client, article, items, without):
    client.force_login(make_editor(without))
    link_evidence(article, items[0], by=None)

    page = client.get(change_url(article)).content.decode()
    response = save(client, article, ticked=items)

    assert "evidence-item" not in page
    assert "Plan 1" in page
    assert "Plan 2" not in page
    assert response.status_code == 200
    assert "Not saved: these links." in response.content.decode()
    assert evidence(article) == items[:1]


@pytest.mark.parametrize("rows", [1, 20])
def test_panel_costs_one_query_for_any_number_of_items(
    client, editor, article, items, rows, django_assert_num_queries
):
    for _ in range(rows):
        link_evidence(article, make_commitment(make_partnership(make_organization())), by=None)

    client.get(change_url(article))  # from then on the process knows the content type

    with django_assert_num_queries(19):
        client.get(change_url(article))


def update_url(article, **query):
    address = reverse("admin:articles_article_update", args=[article.pk])
    return address + "".join(f"?{name}={thing.pk}" for name, thing in query.items())


def sent(entry, **more):
    entry.refresh_from_db()
    news = {"said_on": "2025-02-01", "said_precision": "day", "note_ar": "افتُتح", "note_en": "It opened"}
    source = {"new-kind": "press_report", "new-title_en": "Later news", "new-read_on": "2025-03-01"}
    return {"seen": entry.touched_at.isoformat()} | news | source | more


def test_update_is_asked_of_the_entries_of_the_article(client, editor, article, entry, items):
    other = make_commitment(make_partnership(make_organization(), title_en="Far away"))

    page = client.get(update_url(article)).content.decode()

    for choice in (f"?entry={entry.pk}", f"?item={items[0].pk}", f"?item={items[1].pk}"):
        assert f'href="{choice}"' in page
    assert f"?item={other.pk}" not in page
    assert f"?item={other.pk}" in client.get(update_url(article, find=other.partnership)).content.decode()


def test_update_form_knows_the_source_that_the_article_names(client, editor, article, items):
    make_draft(article, "ar", source_name="جريدة «الجريدة»", source_url="https://example.com/news")

    page = client.get(update_url(article, item=items[0])).content.decode()

    assert 'value="جريدة «الجريدة»"' in page
    assert 'value="https://example.com/news"' in page


def test_update_of_an_item_is_recorded_and_shown_at_once(client, editor, article, entry, items):
    response = client.post(update_url(article, item=items[0]), sent(entry, value="3"), follow=True)

    update = CommitmentUpdate.objects.get()
    assert (update.note_en, update.value, update.proposed_by) == ("It opened", 3, editor)
    assert update.source.title_en == "Later news"
    assert Evidence.objects.get() == article.evidence.get(update=update)
    assert "Readers see it now." in response.content.decode()


def test_update_with_a_status_waits_for_somebody_else(client, editor, article, entry, items):
    response = client.post(update_url(article, entry=entry), sent(entry, status="active"), follow=True)

    assert PartnershipUpdate.objects.get().state == UpdateState.PENDING
    assert "somebody other than you" in response.content.decode()


def test_update_may_stand_on_a_source_of_the_entry(client, editor, article, entry, items):
    """What the page had filled in of a new source, unasked, is not a second one."""
    make_draft(article, "ar", source_name="الجريدة")
    source = entry.sources.get()
    data = {
        name: value for name, value in sent(entry, source=source.pk).items() if not name.startswith("new-")
    }
    filled = {"new-publisher_ar": "الجريدة", "new-read_on": timezone.localdate().isoformat()}

    client.post(update_url(article, item=items[0]), data | filled)

    assert CommitmentUpdate.objects.get().source == source


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"said_on": ""}, "said_on"),
        ({"said_on": "2999-01-01"}, "said_on"),
        ({"new-kind": ""}, "new-kind"),
        ({"new-title_en": ""}, "errornote"),
        ({"note_ar": "", "note_en": ""}, "errornote"),
        ({"seen": ""}, "errornote"),
    ],
)
def test_update_that_is_refused_keeps_what_was_typed(client, editor, article, entry, items, wrong, place):
    data = sent(entry, value="12345") | {"new-publisher_en": "Al-Jarida"} | wrong

    response = client.post(update_url(article, item=items[0]), data)
    page = response.content.decode()

    assert response.status_code == 200
    assert "errorlist" in page
    assert place in page
    assert 'value="12345"' in page
    assert 'value="Al-Jarida"' in page
    assert not CommitmentUpdate.objects.exists()
    assert Source.objects.count() == 1


def test_update_sent_twice_stands_there_once(client, editor, article, entry, items):
    data = sent(entry)

    client.post(update_url(article, item=items[0]), data)
    again = client.post(update_url(article, item=items[0]), data)

    assert again.status_code == 200
    assert "This update is recorded already" in again.content.decode()
    assert CommitmentUpdate.objects.count() == 1


@pytest.mark.parametrize(
    "query", ["?item=0", "?item=nonsense", "?item=" + "9" * 40, "?entry=", "?entry=999999"]
)
def test_update_of_what_does_not_exist_is_not_found(client, editor, article, query):
    assert client.get(update_url(article) + query).status_code == 404


def test_update_of_what_readers_do_not_see_is_not_found(client, editor, article):
    draft = make_partnership(make_organization(), has_source=False)
    item = draft.commitments.create(nature="plan", statement_ar="بند")

    for query in ({"entry": draft}, {"item": item}):
        assert client.get(update_url(article, **query)).status_code == 404


@pytest.mark.parametrize("find", ["", "nonsense", "9" * 40, "999999"])
def test_entry_that_is_not_found_is_an_error_of_its_field(client, editor, article, find):
    response = client.get(update_url(article) + f"?find={find}")

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_page_of_an_update_is_for_those_with_both_rights(client, article, items):
    members = [make_viewer(), make_member("contributor"), make_member("translator")]
    members += [make_editor("publish_article"), make_editor("propose_update")]
    for member in members:
        client.force_login(member)
        assert client.get(update_url(article)).status_code == 403, member
        assert client.post(update_url(article, item=items[0]), {}).status_code == 403, member

    client.force_login(make_member("editor"))
    assert client.get(update_url(article)).status_code == 200


@pytest.mark.parametrize("rows", [1, 20])
def test_pages_of_an_update_cost_the_same(client, editor, article, entry, rows, django_assert_num_queries):
    for _ in range(rows):
        item = make_commitment(entry)
        link_evidence(article, make_commitment(make_partnership(make_organization())), by=None)

    with django_assert_num_queries(7):
        client.get(update_url(article))
    with django_assert_num_queries(8):
        client.get(update_url(article, item=item))


def test_new_article_has_no_panel(client, editor):
    page = client.post("/admin/articles/article/add/", form_of(**typed("ar", headline=""))).content.decode()

    assert "evidence-heading" not in page
