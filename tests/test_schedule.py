"""A schedule is kept by the query: to the second, in every process, and across a restart of the server."""

import time
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from articles import workflow
from articles.models import Article
from tests.demo_site import empty_site
from tests.editing import change_url, form_of, make_editor
from tests.factories import make_article, make_draft, make_organization
from tests.serving import free_port, gunicorn

SECRET = "qscheduledheadline"
MAKE = """
from datetime import UTC, datetime
from tests.factories import make_article
text = {{"headline": "{headline}"}}
make_article("ar", at=datetime.fromtimestamp({at}, tz=UTC), texts={{"ar": text}})
"""


@pytest.fixture
def scheduled(tmp_path):
    """An installation of its own with one article that is live tomorrow: its port, settings and that time."""
    port, at = free_port(), int(time.time()) + 24 * 3600
    clock = str(tmp_path / "clock")
    site = empty_site(f"http://127.0.0.1:{port}", tmp_path, CLOCK=clock, WEB_CONCURRENCY="2")
    site.manage("shell", "--verbosity", "0", "--command", MAKE.format(at=at, headline=SECRET))
    return port, site.environment, at


def status(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def shown(port):
    """Whether readers find the article at its address, and on the front page; both must say the same."""
    code, page = status(port, "/ar/articles/1/")
    _code, front = status(port, "/ar/")
    assert (SECRET in page) == (SECRET in front) == (code == 200)
    return code == 200


def test_schedule_is_kept_to_the_second_and_across_restarts(scheduled, tmp_path):
    port, environment, at = scheduled
    clock = tmp_path / "clock"

    for before, after in ((at - 1, at), (at - 0.1, at + 1)):
        clock.write_text(str(before))
        with gunicorn("tests.frozen_clock", port, tmp_path / "log", **environment):
            assert not any(shown(port) for _ in range(4))
            clock.write_text(str(after))
            assert all(shown(port) for _ in range(4))

    with gunicorn("tests.frozen_clock", port, tmp_path / "log", **environment):
        assert shown(port)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "en"])
def test_scheduled_article_shows_from_its_second_on(client, language):
    at = timezone.now() + timedelta(days=1)
    organization = make_organization(slug="citra")
    article = make_article(language, at=at, organizations=[organization])
    places = [f"/{language}/", f"/{language}/articles/", f"/{language}/organizations/citra/"]
    headline = getattr(article, f"headline_{language}")

    for moment, is_live in (
        (at - timedelta(seconds=1), False),
        (at, True),
        (at + timedelta(seconds=1), True),
    ):
        with travel(moment, tick=False):
            answer = client.get(f"/{language}/articles/{article.pk}/", follow=True)
            assert (answer.status_code == 200) == is_live
            assert [headline in client.get(place).content.decode() for place in places] == [is_live] * 3


@pytest.mark.django_db
def test_time_is_that_of_kuwait_as_the_editor_typed_it(client):
    client.force_login(make_editor())
    article = make_article("")
    make_draft(article, "ar")
    day = timezone.localtime() + timedelta(days=1)

    data = form_of(article, ar__publish_at=f"{day:%Y-%m-%d}T23:30", _schedule_ar="1")
    client.post(change_url(article), data)

    article.refresh_from_db()
    assert article.published_at_ar.utcoffset() == timedelta(0)
    assert f"{article.published_at_ar:%Y-%m-%d %H:%M}" == f"{day:%Y-%m-%d} 20:30"


@pytest.mark.django_db
def test_schedule_that_was_taken_back_never_shows(client):
    at = timezone.now() + timedelta(hours=1)
    article = make_article("ar", at=at)

    workflow.unschedule(article, "ar", by=None)

    with travel(at + timedelta(seconds=1), tick=False):
        assert list(Article.objects.live("ar")) == []
        assert client.get(f"/ar/articles/{article.pk}/").status_code == 404
