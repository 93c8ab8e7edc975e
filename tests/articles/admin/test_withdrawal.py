from datetime import timedelta

import pytest
from django.utils import timezone

from articles.enums import State
from tests.editing import LIST, change_url, make_editor
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_withdrawing_takes_the_reason_that_readers_see(client, editor):
    article = make_article()

    client.post(f"{LIST}withdraw/en/?ids={article.pk}", {"reason": "The figures were wrong."})

    article.refresh_from_db()
    assert article.state_in("en") == State.WITHDRAWN
    assert article.withdrawal_reason_en == "The figures were wrong."
    assert article.is_live_in("ar")


def test_withdrawing_without_a_reason_withdraws_nothing(client, editor):
    article = make_article()

    response = client.post(f"{LIST}withdraw/en/?ids={article.pk}", {"reason": "  "})

    article.refresh_from_db()
    assert response.status_code == 200
    assert article.is_live_in("en")


def test_withdrawing_needs_the_right(client):
    article = make_article()
    client.force_login(make_editor("withdraw_article"))

    assert client.get(f"{LIST}withdraw/en/?ids={article.pk}").status_code == 403


@pytest.mark.parametrize(
    "address", ["en/?ids=", "en/?ids=x", "en/?ids=²", "en/?ids=" + "9" * 40, "fr/?ids=1"]
)
def test_withdraw_page_of_nothing_is_not_found(client, editor, address):
    assert client.get(f"{LIST}withdraw/{address}").status_code == 404


def test_withdrawing_many_says_which_are_passed_over(client, editor):
    live, draft = make_article(), make_article("ar")

    page = client.get(f"{LIST}withdraw/en/?ids={live.pk},{draft.pk}")
    response = client.post(
        f"{LIST}withdraw/en/?ids={live.pk},{draft.pk}", {"reason": "The figures were wrong."}, follow=True
    )

    live.refresh_from_db()
    told = [(message.level_tag, str(message)) for message in response.context["messages"]]
    assert (page.context["headlines"], page.context["skipped"]) == ([live.headline_en], [draft])
    assert live.state_in("en") == State.WITHDRAWN
    assert [level for level, _ in told] == ["error", "success"]
    assert draft.headline_ar in told[0][1]


def test_what_is_only_scheduled_asks_for_no_public_reason(client, editor):
    article = make_article("en", at=timezone.now() + timedelta(days=1))

    response = client.get(f"{LIST}withdraw/en/?ids={article.pk}")

    assert response.url == change_url(article)
