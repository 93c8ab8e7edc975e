import pytest
from django.utils import timezone

from articles import previews
from articles.models import Preview
from articles.workflow import publish
from tests.editing import LIST, change_url, make_member, make_viewer
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

SECRET = "عنوان لم يُنشر"


@pytest.fixture
def draft():
    return make_draft(make_article("en"), "ar", headline=SECRET)


def _url(revision, rest=""):
    return f"{LIST}{revision.article_id}/preview/{revision.language}/{rest}"


def _text(response):
    return response.content.decode()


def test_article_form_leads_to_the_preview_of_each_text(client, editor, draft):
    page = _text(client.get(change_url(draft.article)))

    assert _url(draft) in page
    assert f"{LIST}{draft.article_id}/preview/en/" in page


def test_article_form_offers_no_preview_of_a_missing_text(client, editor):
    article = make_draft(make_article(""), "ar").article

    assert "/preview/en/" not in _text(client.get(change_url(article)))


def test_preview_frames_the_page(client, editor, draft):
    response = client.get(_url(draft))

    assert f'src="{_url(draft, "page/")}?revision=1"' in _text(response)
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_framed_page_is_the_readers_page_in_the_language_of_the_text(client, editor, draft, admin_language):
    client.cookies["portal_language"] = admin_language

    response = client.get(_url(draft, "page/"))

    assert '<html lang="ar"' in _text(response)
    assert SECRET in _text(response)
    assert "preview-bar" not in _text(response)
    assert "articles/article_detail.html" in [template.name for template in response.templates]


def test_framed_page_may_be_framed_by_us_only_and_is_never_kept(client, editor, draft):
    response = client.get(_url(draft, "page/"))

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "Surrogate-Key" not in response


def test_preview_shows_the_newest_revision_or_the_one_asked_for(client, editor, draft):
    make_draft(draft.article, "ar", headline="أحدث")

    assert "أحدث" in _text(client.get(_url(draft, "page/")))
    assert SECRET in _text(client.get(_url(draft, "page/?revision=1")))


@pytest.mark.parametrize("rest", ["?revision=9", "?revision=x", "?revision=²", "?revision=" + "9" * 30])
@pytest.mark.parametrize("view", ["", "page/"])
def test_preview_of_no_revision_is_not_found(client, editor, draft, view, rest):
    assert client.get(_url(draft, view + rest)).status_code == 404


@pytest.mark.parametrize("address", ["1/preview/fr/", "999999/preview/ar/"])
def test_preview_of_nothing_is_not_found(client, editor, address):
    assert client.get(LIST + address).status_code == 404


@pytest.mark.parametrize("view", ["", "page/"])
def test_preview_needs_the_right_to_see_the_draft(client, draft, view):
    assert client.get(_url(draft, view)).status_code == 302

    client.force_login(make_member("contributor"))
    response = client.get(_url(draft, view))

    assert response.status_code == 403
    assert SECRET not in _text(response)


def test_editor_makes_a_link_and_finds_its_address(client, editor, draft):
    response = client.post(_url(draft, "links/?revision=1"), {"hours": 24}, follow=True)

    link = Preview.objects.get()
    assert (link.revision, link.made_by) == (draft, editor)
    assert previews.address_of(link) in _text(response)


@pytest.mark.parametrize("hours", ["", "x", "9999"])
def test_link_lasts_only_as_long_as_is_offered(client, editor, draft, hours):
    client.post(_url(draft, "links/"), {"hours": hours})

    assert not Preview.objects.exists()


def test_published_text_is_offered_no_link(client, editor):
    revision = make_article("ar").revisions.get()

    assert "links/" not in _text(client.get(_url(revision)))
    client.post(_url(revision, "links/"), {"hours": 48})
    assert not Preview.objects.exists()


def test_editor_revokes_a_link(client, editor, draft):
    link = previews.make_link(draft, by=editor)

    response = client.post(f"{LIST}preview-links/{link.pk}/revoke/", follow=True)

    link.refresh_from_db()
    assert link.revoked_at <= timezone.now()
    assert previews.address_of(link) not in _text(response)


def test_links_need_the_right_to_share(client, draft):
    link = previews.make_link(draft, by=None)
    client.force_login(make_viewer())

    assert previews.address_of(link) not in _text(client.get(_url(draft)))
    assert client.post(_url(draft, "links/"), {"hours": 24}).status_code == 403
    assert client.post(f"{LIST}preview-links/{link.pk}/revoke/").status_code == 403
    assert Preview.objects.get().is_open


def test_links_are_made_and_revoked_by_post_only(client, editor, draft):
    link = previews.make_link(draft, by=None)

    assert client.get(_url(draft, "links/")).status_code == 405
    assert client.get(f"{LIST}preview-links/{link.pk}/revoke/").status_code == 405


@pytest.mark.parametrize("count", [1, 5])
def test_preview_costs_the_same_for_any_number_of_links(
    client, editor, draft, count, django_assert_num_queries
):
    for _number in range(count):
        previews.make_link(draft, by=editor)

    with django_assert_num_queries(8):
        client.get(_url(draft))


def test_link_is_said_to_have_ended_with_publication(client, editor, draft):
    client.cookies["portal_language"] = "en"
    previews.make_link(draft, by=editor)
    publish(draft, by=None)

    page = _text(client.get(_url(draft)))

    assert "ended with publication" in page
    assert "works until" not in page
    assert "data-copy" not in page
