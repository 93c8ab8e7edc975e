from datetime import UTC, datetime, timedelta

from django.conf import settings as configured
from time_machine import travel

ADDRESS = "/.well-known/security.txt"


def test_nobody_is_named_unless_configured(client):
    assert client.get(ADDRESS).status_code == 404


def test_who_is_told_of_a_weakness(client, settings):
    settings.SECURITY_CONTACT = ["security@portal.example", "https://portal.example/report"]
    settings.SECURITY_POLICY = "https://portal.example/policy"

    with travel(datetime(2026, 5, 4, 23, 30, tzinfo=UTC), tick=False):
        answer = client.get(ADDRESS)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@portal.example",
        "Contact: https://portal.example/report",
        "Expires: 2026-10-31T00:00:00Z",
        "Preferred-Languages: ar, en",
        f"Canonical: {configured.SITE_URL}{ADDRESS}",
        "Policy: https://portal.example/policy",
    ]
    assert not answer.cookies


def test_it_is_the_same_all_day(client, settings):
    settings.SECURITY_CONTACT = ["security@portal.example"]
    bodies = set()

    for hour in (0, 23):
        with travel(datetime(2026, 5, 4, hour, tzinfo=UTC), tick=False):
            bodies.add(client.get(ADDRESS).content)
    with travel(datetime(2026, 5, 5, tzinfo=UTC) + timedelta(seconds=1), tick=False):
        bodies.add(client.get(ADDRESS).content)

    assert len(bodies) == 2


def test_it_has_no_language(client):
    answer = client.get(f"/ar{ADDRESS}")

    assert (answer.status_code, answer["Location"]) == (301, ADDRESS)
