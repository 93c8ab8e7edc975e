"""Sessions by whoever holds a stolen one, and the list that their owner has of them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import session_rows
from portal.accounts.models import Session, User
from portal.accounts.sessions import row_key
from tests.factories import make_article
from tests.signing_in import PASSWORD, SESSIONS, browser, is_in, log_in, make_person

pytestmark = pytest.mark.django_db

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1"
BETTER = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
NEW = f"{PASSWORD}, another"
CHANGE = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def editor():
    return make_person()


@pytest.fixture
def own(editor):
    client = browser()
    log_in(client, editor)
    return client


@pytest.fixture
def stolen(editor):
    client = browser(IPHONE)
    log_in(client, editor)
    return client


def row_of(client):
    return Session.objects.get(pk=row_key(client.session.session_key))


def age(client, **columns):
    """As if the session had begun, or been used last, so long ago; its end follows."""
    row = row_of(client)
    for column, by in columns.items():
        setattr(row, column, timezone.now() - by)
    row.expire_date = session_rows.end_of(row.began_at, row.used_at)
    row.save()


def test_the_list_says_where(own, stolen):
    page = own.get(SESSIONS).text

    assert page.count('class="account-session"') == 2
    assert page.index("Firefox on Linux") < page.index("this one") < page.index("Safari on iPhone")


def test_others_are_in_no_list_of_mine(own):
    log_in(browser(IPHONE), make_person())

    assert "iPhone" not in own.get(SESSIONS).text


def test_end_one(own, stolen):
    own.post(SESSIONS, {"session": row_of(stolen).pk})

    assert (is_in(own), is_in(stolen)) == (True, False)


def test_end_all_others(own, stolen):
    own.post(SESSIONS, {"others": "1"})

    assert (is_in(own), is_in(stolen)) == (True, False)


def test_nobody_ends_the_session_of_somebody_else(own):
    other = browser()
    log_in(other, make_person())

    own.post(SESSIONS, {"session": row_of(other).pk})

    assert is_in(other)


def test_what_the_table_holds_is_no_key(own):
    thief = browser()
    thief.cookies["session"] = row_of(own).pk

    assert not is_in(thief)


def test_another_password_ends_every_session_but_the_one_that_changed_it(own, stolen, editor):
    assert own.post("/admin/password_change/", CHANGE).status_code == 302
    assert (is_in(own), is_in(stolen)) == (True, False)
    assert editor.sessions.count() == 1


def test_a_password_set_by_somebody_else_ends_every_session(own, editor):
    editor.set_password(NEW)
    editor.save()

    assert not editor.sessions.exists()
    assert not is_in(own)


def test_a_better_hash_of_the_same_password_ends_nothing_in_the_list(own, editor, settings):
    settings.PASSWORD_HASHERS = [BETTER, *settings.PASSWORD_HASHERS]
    assert User.objects.get(pk=editor.pk).check_password(PASSWORD)

    assert editor.sessions.count() == 1


def test_a_session_that_nobody_uses_ends(own):
    age(own, used_at=timedelta(minutes=179))
    assert is_in(own)
    age(own, used_at=timedelta(minutes=181))
    assert not is_in(own)


def test_a_session_in_use_ends_too(own):
    age(own, began_at=timedelta(hours=11, minutes=59))
    assert is_in(own)
    age(own, began_at=timedelta(hours=12, minutes=1))
    assert not is_in(own)


def test_a_new_key_makes_no_session_younger(own, editor):
    age(own, began_at=timedelta(hours=11))
    session = own.session
    session["login"] |= {"began_at": (timezone.now() - timedelta(hours=11)).isoformat()}
    session.save()
    own.post("/admin/password_change/", CHANGE)

    assert timezone.now() - row_of(own).began_at > timedelta(hours=10)


def test_use_is_written_once_in_a_while(own):
    is_in(own)
    with CaptureQueriesContext(connection) as queries:
        is_in(own)
    assert not [query for query in queries if query["sql"].startswith("UPDATE")]

    age(own, used_at=timedelta(minutes=6))
    is_in(own)
    assert timezone.now() - row_of(own).used_at < timedelta(minutes=1)


def test_a_page_left_open_keeps_no_session_alive(own):
    article = make_article()
    age(own, used_at=timedelta(hours=1))

    own.post(f"/admin/articles/article/{article.pk}/presence/", {"visit": "x" * 8})

    assert timezone.now() - row_of(own).used_at > timedelta(minutes=59)


def test_a_request_under_way_brings_no_ended_session_back(own):
    session = own.session
    dict(session.items())
    session.model.objects.all().delete()
    session["more"] = 1

    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_logging_out_leaves_no_row(own, editor):
    own.post("/admin/logout/")

    assert not editor.sessions.exists()


def test_clearing_takes_what_has_ended(own, stolen):
    age(stolen, used_at=timedelta(hours=4))
    own.session.clear_expired()

    assert Session.objects.count() == 1


def test_a_session_is_read_while_nobody_can_write(own):
    age(own, used_at=timedelta(minutes=10))

    def refuse(execute, sql, *more):
        if sql.startswith(f'UPDATE "{Session._meta.db_table}"'):
            raise OperationalError("database is locked")
        return execute(sql, *more)

    with connection.execute_wrapper(refuse):
        assert is_in(own)
