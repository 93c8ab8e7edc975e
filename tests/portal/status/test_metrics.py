from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import OperationalError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from portal.accounts.second_step import Refused, verify
from portal.announcing.enums import Event
from portal.announcing.models import Announcement
from portal.status import metrics
from portal.status.counts import errors
from portal.status.models import Sign
from tests.factories import make_article
from tests.signing_in import make_person

TOKEN = "0123456789abcdef"


@pytest.fixture
def scrape(client, settings):
    """What Prometheus reads: ``{(name, values of its labels by their names): value}``."""
    settings.METRICS_TOKEN = TOKEN

    def scrape():
        response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        families = text_string_to_metric_families(response.text)
        return {
            (sample.name, *dict(sorted(sample.labels.items())).values()): sample.value
            for family in families
            for sample in family.samples
        }

    return scrape


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "Bearer "),
        ("", ""),
        (TOKEN, ""),
        (TOKEN, TOKEN),
        (TOKEN, f"Bearer {TOKEN}0"),
        (TOKEN, "Bearer é"),
    ],
)
def test_figures_are_not_there_for_whoever_holds_no_token(client, settings, token, said):
    settings.METRICS_TOKEN = token

    response = client.get("/metrics", headers={"Authorization": said})

    assert response.status_code == 404
    assert "portal_" not in response.text


@pytest.mark.django_db
def test_figures_are_kept_by_nobody(client, settings):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
def test_answers_are_counted_by_view_method_and_kind(scrape, client):
    views = [
        ("portal_request_seconds_count", "GET", "2xx", "home"),
        ("portal_request_seconds_count", "GET", "4xx", "none"),
        ("portal_request_seconds_count", "other", "4xx", "health_live"),
    ]
    before = scrape()

    client.get("/en/")
    client.get("/en/secret-of-nobody/?q=secret")
    client.generic("BREW", "/health/live/")

    after = scrape()
    assert [after[view] - before.get(view, 0) for view in views] == [1, 1, 1]
    assert not [labels for labels in after if "secret" in "".join(labels)]


@pytest.mark.django_db
def test_failed_sign_ins_are_counted(scrape, rf):
    before = scrape()["portal_failed_sign_ins_total",]

    authenticate(rf.post("/"), username="nobody", password="wrong")

    assert scrape()["portal_failed_sign_ins_total",] == before + 1


@pytest.mark.django_db
def test_wrong_codes_are_counted(scrape):
    before = scrape()["portal_failed_sign_ins_total",]

    with pytest.raises(Refused):
        verify(make_person(), "000000")

    assert scrape()["portal_failed_sign_ins_total",] == before + 1


@pytest.mark.django_db
def test_what_oembed_does_not_offer_is_no_fault(scrape, client):
    faults, counted = errors(), ("portal_request_seconds_count", "GET", "501", "oembed")
    before = scrape().get(counted, 0)

    assert client.get("/api/oembed?format=id").status_code == 501

    assert scrape()[counted] == before + 1
    assert errors() == faults


@pytest.mark.django_db
def test_overdue_publications_are_those_that_nobody_was_told_of(scrape):
    article, now = make_article(), timezone.now()
    Announcement.objects.all().delete()
    for minutes in (-5, -1, 60):
        due_at = now + timedelta(minutes=minutes)
        Announcement.objects.create(
            event=Event.ARTICLE_PUBLISHED, article=article, language="ar", due_at=due_at
        )

    found = scrape()

    assert found["portal_overdue_publications",] == found["portal_queue_length", "announcements"] == 2
    assert found["portal_overdue_seconds",] == pytest.approx(300, abs=30)


@pytest.mark.django_db
def test_lag_is_that_of_the_publication_told_last(scrape):
    article, now = make_article(), timezone.now()
    Announcement.objects.all().delete()
    for hours, lag in ((2, 90), (1, 7)):
        due_at = now - timedelta(hours=hours)
        told_at = due_at + timedelta(seconds=lag)
        Announcement.objects.create(
            event=Event.ARTICLE_PUBLISHED, article=article, language="ar", due_at=due_at, told_at=told_at
        )

    assert scrape()["portal_publish_lag_seconds",] == pytest.approx(7, abs=0.1)


@pytest.mark.django_db
def test_signs_of_life_have_an_age(scrape):
    assert ("portal_last_seen_seconds", "backup") not in scrape()

    Sign.objects.give(Sign.Name.BACKUP)

    assert scrape()["portal_last_seen_seconds", "backup"] < 60


def test_rest_is_told_while_the_database_is_away(scrape, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(metrics, "queues", away)
    monkeypatch.setattr(metrics.connection, "close", lambda: None)

    found = scrape()

    assert found["portal_database_up",] == 0
    assert found["portal_media_free_bytes",] > 0
    assert not [name for name in found if name[0].startswith("portal_queue")]


@pytest.mark.django_db
def test_few_queries_are_asked(scrape, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        scrape()
