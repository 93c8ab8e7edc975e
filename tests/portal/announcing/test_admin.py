"""Webhooks are the administrators'; their secret is shown once; the log can only be read and tried again."""

import re

import pytest

from portal.announcing.delivering import deliver_due
from portal.announcing.enums import State
from portal.announcing.models import Announcement, Delivery, Webhook
from portal.bilingual.languages import LANGUAGES
from tests.editing import make_member
from tests.factories import make_article, make_organization, make_partnership

pytestmark = pytest.mark.django_db

HOOKS, LOG = "/admin/announcing/webhook/", "/admin/announcing/delivery/"
FORM = {
    "name": "Archive",
    "url": "https://archive.example/hook",
    "events": ["article.published"],
    "is_active": "on",
}


@pytest.fixture
def administrator(client):
    member = make_member("administrator")
    client.force_login(member)
    client.cookies["portal_language"] = "en"
    return member


def deliveries(webhook, count=1):
    """A delivery of an article and one of an entry, so many times."""
    for _number in range(count):
        article = {"event": "article.published", "article": make_article("en"), "language": "en"}
        entry = {"event": "partnership.updated", "entry": make_partnership(make_organization())}
        for about in (article, entry):
            now = webhook.made_at
            announcement = Announcement.objects.create(**about, due_at=now, told_at=now)
            Delivery.objects.create(announcement=announcement, webhook=webhook, channel="webhook")
    return Delivery.objects.all()


@pytest.mark.parametrize("role", ["contributor", "translator", "editor"])
@pytest.mark.parametrize("address", [HOOKS, f"{HOOKS}add/", LOG])
def test_who_runs_no_desk_does_not_see_them(client, role, address):
    client.force_login(make_member(role))

    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", [HOOKS, f"{HOOKS}add/", LOG])
def test_chief_sees_them(client, address):
    client.force_login(make_member("chief"))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [HOOKS, f"{HOOKS}add/", LOG])
@pytest.mark.parametrize("code", LANGUAGES)
def test_administrators_see_them_in_their_language(client, administrator, webhook, address, code):
    deliveries(webhook)
    client.cookies["portal_language"] = code

    answer = client.get(address)

    assert answer.status_code == 200
    assert f'<html lang="{code}"' in answer.content.decode()


def test_secret_is_shown_once(client, administrator):
    shown = client.post(f"{HOOKS}add/", FORM, follow=True).content.decode()

    webhook = Webhook.objects.get()
    assert (webhook.url, webhook.events) == (FORM["url"], FORM["events"])
    assert re.findall(r"whsec_[A-Za-z0-9+/=]+", shown) == [webhook.secret]
    changed = client.post(f"{HOOKS}{webhook.pk}/change/", FORM | {"name": "Library"}, follow=True)
    assert "Library" in changed.content.decode()
    assert "whsec_" not in changed.content.decode()
    for address in (HOOKS, f"{HOOKS}{webhook.pk}/change/", LOG):
        assert "whsec_" not in client.get(address).content.decode()


def test_new_secret_takes_the_place_of_the_old(client, administrator, webhook):
    old = webhook.secret

    shown = client.post(
        HOOKS, {"action": "change_secret", "_selected_action": [webhook.pk]}, follow=True
    ).content.decode()

    webhook.refresh_from_db()
    assert webhook.secret != old
    assert re.findall(r"whsec_[A-Za-z0-9+/=]+", shown) == [webhook.secret]


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "http://archive.example/hook"},
        {"url": "https://archive.example:8443/"},
        {"url": "https://user:word@archive.example/"},
        {"url": "ftp://archive.example/"},
        {"url": "https://[::1/"},
        {"url": "https://[::1]/"},
        {"url": "https://127.0.0.1/"},
        {"url": "https://2130706433/"},
        {"url": "https://10.1.2.3/hook"},
        {"url": "https://localhost/hook"},
        {"url": "hook"},
        {"url": ""},
        {"name": ""},
        {"events": []},
        {"events": ["article.deleted"]},
    ],
)
def test_what_could_not_be_told_is_refused(client, administrator, changes):
    answer = client.post(f"{HOOKS}add/", FORM | changes)

    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert {name: len(told) for name, told in errors.items()} == dict.fromkeys(changes, 1)
    assert not Webhook.objects.exists()


def test_delivery_is_tried_again(client, administrator, machine, webhook):
    delivered, waiting = deliveries(webhook)
    Delivery.objects.filter(pk=delivered.pk).update(state=State.GIVEN_UP, attempts=8)
    Delivery.objects.filter(pk=waiting.pk).update(attempts=3)

    client.post(LOG, {"action": "try_again", "_selected_action": [delivered.pk, waiting.pk]})

    rows = Delivery.objects.order_by("pk").values_list("state", "attempts")
    assert list(rows) == [(State.WAITING, 0), (State.WAITING, 3)]
    deliver_due()
    assert len(machine.asked) == 2


def test_log_is_only_read(client, administrator, webhook):
    delivery = deliveries(webhook)[0]

    assert client.get(f"{LOG}add/").status_code == 403
    assert client.get(f"{LOG}{delivery.pk}/delete/").status_code == 403
    assert client.post(f"{LOG}{delivery.pk}/change/", {"state": "delivered"}).status_code == 403
    assert client.get(f"{LOG}{delivery.pk}/change/").status_code == 200


def test_webhook_goes_with_its_log_however_long_that_is(client, administrator, webhook):
    deliveries(webhook, 3)

    page = client.get(f"{HOOKS}{webhook.pk}/delete/")
    client.post(f"{HOOKS}{webhook.pk}/delete/", {"post": "yes"})

    assert [count for _name, count in page.context["model_count"]] == [1, 6]
    assert (page.context["perms_lacking"], page.context["deleted_objects"]) == (set(), ["Archive"])
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()


def test_page_of_a_delivery_words_its_times_as_readers_do(client, administrator, webhook):
    pk = deliveries(webhook).first().pk

    page = client.get(f"{LOG}{pk}/change/").content.decode()

    assert "+00:00" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_log_costs_the_same_for_any_number_of_rows(
    client, administrator, webhook, rows, django_assert_num_queries
):
    deliveries(webhook, rows)
    client.get(LOG)

    with django_assert_num_queries(8):
        answer = client.get(LOG)

    assert len(answer.context["cl"].result_list) == 2 * rows


@pytest.mark.parametrize(
    "query",
    ["state=unknown", "webhook__id=x", "webhook__id__exact=999999999999999999999", "p=99", "nonsense=1"],
)
def test_damaged_question_is_answered(client, administrator, webhook, query):
    assert client.get(f"{LOG}?{query}").status_code in {200, 302, 400}
