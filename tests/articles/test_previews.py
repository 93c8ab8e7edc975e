from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import previews
from articles.enums import Act
from articles.models import Preview
from articles.workflow import WorkflowError, publish, withdraw
from portal.accounts.models import User
from tests.editing import make_editor, make_member
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def draft():
    return make_draft(make_article(""), "ar")


def _token(preview):
    return previews.address_of(preview).rstrip("/").rsplit("/", 1)[1]


def test_link_lasts_48_hours_unless_told_otherwise(draft):
    with time_machine.travel(NOW, tick=False):
        lives = [previews.make_link(draft, by=None), previews.make_link(draft, by=None, hours=1)]

    assert [link.expires_at - NOW for link in lives] == [timedelta(hours=48), timedelta(hours=1)]


def test_link_is_found_by_its_token_and_by_no_other(draft):
    link = previews.make_link(draft, by=None)
    token = _token(link)

    assert previews.find(token) == link
    wrong = [
        token[:-1],
        token.swapcase(),
        link.key.hex,
        f"{link.key.hex}.",
        str(link.pk),
        "",
        ".",
        "²",
        "é" * 99,
    ]
    assert [previews.find(other) for other in wrong] == [None] * len(wrong)


def test_link_says_nothing_that_the_database_holds(draft):
    """The key alone opens nothing: 256 bits of signature come from the server's secret."""
    key, signature = _token(previews.make_link(draft, by=None)).split(".")

    assert len(signature) >= 43
    assert not {key, signature} & {str(value) for value in Preview.objects.values_list().get()}


def test_link_that_another_secret_signed_is_not_found(draft, settings):
    token = _token(previews.make_link(draft, by=None))
    settings.SECRET_KEY = "another-secret" * 4

    assert previews.find(token) is None


def test_making_and_revoking_are_logged_once(draft):
    editor = make_editor()
    link = previews.make_link(draft, by=editor)

    previews.revoke(link, by=editor)
    previews.revoke(link, by=editor)

    entries = draft.article.log.exclude(act=Act.SAVED).values_list("act", "language", "by", "revision")
    assert list(entries.order_by("pk")) == [
        (Act.LINKED, "ar", editor.pk, draft.pk),
        (Act.UNLINKED, "ar", editor.pk, draft.pk),
    ]
    link.refresh_from_db()
    assert not link.is_open


def test_sharing_and_revoking_need_the_right(draft):
    stranger = make_editor("change_article")
    link = previews.make_link(draft, by=None)

    with pytest.raises(PermissionDenied):
        previews.make_link(draft, by=stranger)
    with pytest.raises(PermissionDenied):
        previews.revoke(link, by=stranger)

    link.refresh_from_db()
    assert link.is_open


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_text_that_was_on_the_site_gets_no_link(is_withdrawn):
    article = make_article("ar")
    if is_withdrawn:
        withdraw(article, "ar", by=None, reason="خطأ")

    with pytest.raises(WorkflowError):
        previews.make_link(article.revisions.get(), by=None)


def test_scheduled_text_gets_a_link():
    article = make_article("ar", at=timezone.now() + timedelta(days=1))

    assert previews.make_link(article.revisions.get(), by=None).is_open


def test_published_in_memory_is_what_publishing_makes(draft):
    """Every column of the language is the same but for the moment."""
    with time_machine.travel(NOW, tick=False):
        shown = previews.as_published(draft)
        published = publish(draft, by=None)

    names = [field.attname for field in published._meta.concrete_fields]
    assert [n for n in names if getattr(shown, n) != getattr(published, n)] == []


def test_published_in_memory_dates_an_edit_of_a_live_piece_as_an_update():
    article = make_article("ar")
    draft = make_draft(article, "ar", headline="عنوان آخر")

    with time_machine.travel(NOW, tick=False):
        shown = previews.as_published(draft)

    assert (shown.published_at_ar, shown.changed_at_ar) == (article.published_at_ar, NOW)


def test_published_in_memory_keeps_the_time_of_a_schedule():
    at = timezone.now() + timedelta(days=1)
    article = make_article("ar", at=at)

    assert previews.as_published(article.revisions.get()).published_at_ar == at


def test_published_in_memory_writes_nothing(draft):
    previews.as_published(draft)

    draft.article.refresh_from_db()
    assert (draft.article.headline_ar, draft.article.published_at_ar) == (None, None)


@pytest.mark.parametrize("loss", ["account", "right", "language"])
def test_link_closes_when_its_maker_may_share_no_longer(draft, client, loss):
    maker = make_member("editor")
    path = previews.address_of(previews.make_link(draft, by=maker)).removeprefix(settings.SITE_URL)
    assert client.get(path).status_code == 200

    if loss == "right":
        maker.groups.clear()
    else:
        User.objects.filter(pk=maker.pk).update(
            **{"account": {"is_active": False}, "language": {"holds_ar": False}}[loss]
        )

    assert client.get(path).status_code == 410


def test_link_of_an_account_that_was_switched_off_is_listed_as_closed(draft):
    maker = make_member("editor", is_active=False)
    link = Preview.objects.create(
        revision=draft, made_by=maker, expires_at=timezone.now() + timedelta(days=1)
    )

    assert not link.is_open
