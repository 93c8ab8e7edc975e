import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import previews
from articles.models import Picture
from articles.workflow import publish, withdraw
from tests.factories import (
    TEXTS,
    make_article,
    make_author,
    make_draft,
    make_organization,
    make_partnership,
    show,
)

pytestmark = pytest.mark.django_db

SECRET = "سر لم يُنشر بعد"
LEAD, NIGHT, INSIDE, ELSEWHERE = (f"{digit * 32}.webp" for digit in "abcd")


@pytest.fixture
def draft():
    return make_draft(make_article(""), "ar", headline=SECRET)


@pytest.fixture
def pictures():
    for name in (LEAD, NIGHT, INSIDE, ELSEWHERE):
        default_storage.save(name, ContentFile(name.encode()))
    lead = Picture.objects.create(file=LEAD, night_file=NIGHT, width=1, height=1)
    for name in (INSIDE, ELSEWHERE):
        Picture.objects.create(file=name, width=1, height=1)
    return lead


@pytest.fixture
def illustrated(pictures):
    """A draft with a lead picture for day and night and one inside the text; none of them is public."""
    body = f'<p>نص</p><figure><img src="/media/{INSIDE}" alt="صورة"></figure>'
    return make_draft(make_article("", picture=pictures), "ar", body=body)


def _path(link):
    return previews.address_of(link).removeprefix(settings.SITE_URL)


def _link(revision, **more):
    return _path(previews.make_link(revision, by=None, **more))


def _text(response):
    return response.content.decode()


def _main(response):
    return _text(response).split("<main", 1)[1]


def _without_data(page):
    return re.sub(r'<script type="application/ld\+json">.*?</script>', "", page, flags=re.DOTALL)


def _without_sharing(main):
    return re.sub(r'<(p|div) class="(?:printed-head|share )[^>]*>.*?</\1>', "", main, flags=re.DOTALL)


def _assert_unseen(response):
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not {"Surrogate-Key", "ETag", "Last-Modified", "Expires"} & set(response.headers)
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy or "sandbox" in policy


def test_preview_shows_the_draft_to_whoever_has_the_link(client, draft):
    response = client.get(_link(draft))

    assert response.status_code == 200
    assert SECRET in _main(response)
    assert '<meta name="robots" content="noindex">' in _text(response)
    assert 'rel="canonical"' not in _text(response)
    _assert_unseen(response)


def test_preview_has_no_share_card(client, draft):
    """Whoever is sent the link would have its headline shown around by the service that carries it."""
    head = client.get(previews.address_of(previews.make_link(draft, by=None))).content.decode()

    assert SECRET in head
    assert "og:" not in head


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("asked_for", ["ar", "en"])
def test_preview_is_in_the_language_of_the_revision(client, language, asked_for):
    draft = make_draft(make_article(""), language)

    response = client.get(_link(draft), headers={"Accept-Language": asked_for})

    assert response["Content-Language"] == language
    assert f'<html lang="{language}"' in _text(response)
    assert TEXTS[language]["headline"] in _main(response)


def test_preview_is_the_very_page_that_readers_get(client):
    organization, author = make_organization(), make_author()
    partnership = make_partnership(organization)
    article = make_article("", organizations=[organization], partnerships=[partnership])
    article.bylines.create(author=author)
    make_article("ar", topic=article.topic)
    draft = make_draft(article, "ar", source_name="وكالة", place="الكويت")
    path = _link(draft)

    with time_machine.travel(timezone.now(), tick=False):
        seen_before = _main(client.get(path))
        publish(draft, by=None)
        article.refresh_from_db()
        seen_after = _main(client.get(article.url_in("ar")))

    # Only what has an address can be passed on, or has a place among the pages.
    assert seen_before.split() == _without_data(_without_sharing(seen_after)).split()
    assert "وكالة" in seen_after
    assert author.name_ar in seen_after


def test_preview_of_a_draft_without_a_topic_shows_no_nonsense(client, draft):
    draft.article.topic = None
    draft.article.save()

    response = client.get(_link(draft))

    assert SECRET in _main(response)
    assert "None" not in _main(response)


def test_preview_of_an_edit_leaves_the_live_page_alone(client):
    article = make_article("ar")
    path = _link(make_draft(article, "ar", headline=SECRET))

    assert SECRET in _text(client.get(path))
    assert SECRET not in _text(client.get(article.url_in("ar")))


def test_preview_switches_to_the_other_edition_only_if_readers_have_it(client):
    alone = make_draft(make_article(""), "ar")
    article = make_article("en")
    beside = make_draft(article, "ar")

    assert "/en/articles/" not in _text(client.get(_link(alone))).split("<main")[0]
    assert f'href="{article.url_in("en")}"' in _text(client.get(_link(beside)))


@pytest.mark.parametrize("token", ["x", "0" * 32, "²", "." * 99, "%D8%B3%D8%B1", "a%00b", "%FF", "../admin"])
def test_wrong_token_is_refused_in_the_language_of_the_reader(client, draft, token):
    response = client.get(f"/preview/{token}/", headers={"Accept-Language": "en"})

    assert response.status_code in {400, 404}
    assert '<html lang="en"' in _text(response)
    assert "no-store" in response["Cache-Control"]


def test_expired_link_is_gone_and_says_so_in_the_language_of_the_text(client, draft):
    path = _link(draft)

    with time_machine.travel(timezone.now() + timedelta(hours=48, seconds=1)):
        response = client.get(path, headers={"Accept-Language": "en"})

    assert response.status_code == 410
    assert '<html lang="ar"' in _text(response)
    assert SECRET not in _text(response)
    _assert_unseen(response)


def test_revoked_link_is_gone_and_other_links_stay(client, draft):
    revoked, kept = previews.make_link(draft, by=None), previews.make_link(draft, by=None)
    previews.revoke(revoked, by=None)

    response = client.get(_path(revoked))

    assert response.status_code == 410
    assert SECRET not in _text(response)
    assert client.get(_path(kept)).status_code == 200


def test_link_leads_to_the_article_once_it_is_published(client, draft):
    path = _link(draft)
    article = publish(draft, by=None)

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, article.url_in("ar"))
    _assert_unseen(response)


def test_link_to_a_scheduled_text_shows_it_until_its_second(client, draft):
    path = _link(draft)
    at = timezone.now() + timedelta(hours=1)
    show(draft, at)

    assert SECRET in _text(client.get(path))
    with time_machine.travel(at):
        assert client.get(path).status_code == 302


def test_link_does_not_reopen_what_was_withdrawn(client, draft):
    path = _link(draft)
    article = publish(draft, by=None)
    withdraw(article, "ar", by=None, reason="خطأ")

    response = client.get(path, follow=True)

    assert response.status_code == 410
    assert TEXTS["ar"]["body"] not in _text(response)


@pytest.mark.parametrize("prefix", ["", "/ar", "/en"])
def test_other_spellings_lead_to_the_preview_and_are_not_kept(client, draft, prefix):
    path = _link(draft)

    response = client.get(prefix + path.removesuffix("/"))

    assert response.status_code == 302
    assert "public" not in response["Cache-Control"]
    assert client.get(prefix + path.removesuffix("/"), follow=True).status_code == 200


def test_preview_can_only_be_read(client, draft):
    assert client.post(_link(draft)).status_code == 405


def test_preview_takes_no_account_and_no_session(client, draft, django_assert_max_num_queries):
    path = _link(draft)

    with django_assert_max_num_queries(9) as queries:
        client.get(path)

    assert not [query for query in queries if "session" in query["sql"]]


def test_preview_shows_pictures_that_are_not_public(client, illustrated):
    path = _link(illustrated)

    page = _text(client.get(path))

    assert "/media/" not in page.replace(f"{path}media/", "")
    for name in (LEAD, NIGHT, INSIDE):
        assert f'"{path}media/{name}"' in page
        response = client.get(f"{path}media/{name}")
        assert b"".join(response.streaming_content) == name.encode()
        assert response["X-Content-Type-Options"] == "nosniff"
        _assert_unseen(response)


def test_link_opens_no_other_picture(client, illustrated):
    path = _link(illustrated)

    assert client.get(f"{path}media/{ELSEWHERE}").status_code == 404
    assert client.get(f"{path}media/{quote('../db.sqlite3')}").status_code == 404


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_ended_link_opens_no_picture(client, illustrated, end):
    link = previews.make_link(illustrated, by=None, hours=48 if end == "revoked" else 0)
    if end == "revoked":
        previews.revoke(link, by=None)

    assert client.get(f"{_path(link)}media/{INSIDE}").status_code == 404


def test_preview_makes_no_picture_public(client, illustrated):
    path = _link(illustrated)
    client.get(path)
    b"".join(client.get(f"{path}media/{INSIDE}").streaming_content)

    assert not Picture.objects.filter(public_from__isnull=False).exists()
    assert client.get(f"/media/{INSIDE}").status_code == 404
