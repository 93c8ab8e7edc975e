"""Where a picture is used, as its page and the tiles of the library say."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import Picture, PictureUse, Portrait
from articles.workflow import publish, save_revision
from tests.editing import make_member, newest
from tests.factories import TEXTS, make_article, make_author, make_draft, make_person, make_picture

pytestmark = pytest.mark.django_db

LIBRARY = "/admin/articles/picture/"
PAGE_QUERIES, LIST_QUERIES = 11, 7


def page_of(picture):
    return f"{LIBRARY}{picture.pk}/change/"


def showing(*pictures):
    figures = [f'<figure><img src="{picture.file.url}" alt="A field"></figure>' for picture in pictures]
    return "<p>Text.</p>" + "".join(figures)


def uses_on(client, picture):
    """Keys of articles with the places named, as the page of the picture lists them."""
    client.cookies["portal_language"] = "en"
    uses = client.get(page_of(picture)).context["uses"]
    return {use.article.pk: use.places for use in uses.articles}


def test_page_names_the_articles_that_it_leads(client, editor):
    picture, other = make_picture(), make_picture()
    article = make_article(picture=picture)
    make_article(picture=other)

    assert uses_on(client, picture) == {article.pk: ["Lead picture"]}
    assert "EN</b> published" in client.get(page_of(picture)).content.decode()


def test_page_names_the_texts_that_show_it(client, editor):
    picture = make_picture()
    both = make_article(texts={"ar": {"body": showing(picture)}, "en": {"body": showing(picture)}})
    draft = make_article("ar")
    make_draft(draft, "ar", body=showing(picture, make_picture()))
    led = make_article("ar", picture=picture, texts={"ar": {"body": showing(picture)}})

    assert uses_on(client, picture) == {
        led.pk: ["Lead picture", "In the Arabic text"],
        draft.pk: ["In the Arabic draft"],
        both.pk: ["In the English text", "In the Arabic text"],
    }


def test_page_tells_a_text_from_its_later_draft(client, editor):
    picture = make_picture()
    taken_out = make_article("ar", texts={"ar": {"body": showing(picture)}})
    make_draft(taken_out, "ar", body="<p>Without it.</p>")
    long_ago = make_article("ar", texts={"ar": {"body": showing(picture)}})
    publish(make_draft(long_ago, "ar", body="<p>Without it.</p>"), by=None)

    assert uses_on(client, picture) == {
        taken_out.pk: ["In the Arabic text, no longer in its draft"],
        long_ago.pk: ["In an earlier revision"],
    }


def test_page_names_whom_it_is_a_portrait_of(client, editor):
    picture = make_picture()
    person, author = make_person(), make_author()
    Portrait.objects.create(picture=picture, person=person)
    Portrait.objects.create(picture=picture, author=author)

    uses = client.get(page_of(picture)).context["uses"]

    assert [portrait.of for portrait in uses.portraits] == [person, author]


def test_contributor_is_told_of_own_articles_only(client):
    picture = make_picture()
    contributor = make_member("contributor")
    own = make_article("", made_by=contributor, picture=picture)
    make_article(picture=picture, texts={"ar": {"headline": "سر"}, "en": {"headline": "Secret"}})
    make_article("ar", texts={"ar": {"headline": "سر", "body": showing(picture)}})
    client.force_login(contributor)

    assert uses_on(client, picture) == {own.pk: ["Lead picture"]}
    assert "Secret" not in client.get(page_of(picture)).content.decode()
    other = make_picture()
    make_article("ar", texts={"ar": {"body": showing(other)}}, picture=other)
    tiles = {tile.picture: tile for tile in client.get(LIBRARY).context["cl"].result_list}
    assert (len(tiles[picture].uses), len(tiles[other].uses)) == (1, 0)


@pytest.mark.parametrize("count", [1, 4])
def test_page_costs_the_same_for_any_number_of_uses(client, editor, django_assert_num_queries, count):
    picture = make_picture()
    for _number in range(count):
        make_article(picture=picture, texts={"ar": {"body": showing(picture)}})
        Portrait.objects.create(picture=picture, person=make_person())
    client.get(page_of(picture))

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(page_of(picture))


def test_page_stops_at_the_newest_uses(client, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.picture_uses.MOST_SHOWN", 2)
    picture = make_picture()
    articles = [make_article("ar", picture=picture) for _number in range(3)]

    uses = client.get(page_of(picture)).context["uses"]

    assert [use.article for use in uses.articles] == articles[:0:-1]
    assert uses.has_more


def test_each_revision_keeps_what_it_shows():
    first, second = make_picture(), make_picture()
    article = make_article("ar", texts={"ar": {"body": showing(first)}})
    draft = make_draft(article, "ar", body=showing(first, second))

    assert set(PictureUse.objects.values_list("revision__number", "picture")) == {
        (1, first.pk),
        (2, first.pk),
        (2, second.pk),
    }
    assert {use.article_id for use in draft.picture_uses.all()} == {article.pk}


@pytest.mark.usefixtures("indexed")  # the first draft in the index costs a query more
def test_text_costs_the_same_for_any_number_of_pictures():
    article = make_article("ar")

    def save(count):
        body = showing(*(make_picture() for _number in range(count)))
        number = newest(article, "ar").number
        with CaptureQueriesContext(connection) as queries:
            save_revision(article, "ar", TEXTS["ar"] | {"body": body}, by=None, started_from=number)
        return len(queries)

    without, one, four = map(save, (0, 1, 4))

    assert without + 2 == one == four


def test_picture_that_a_revision_shows_is_not_deleted(client, editor):
    picture = make_picture()
    article = make_article("")
    save_revision(article, "ar", TEXTS["ar"] | {"body": showing(picture)}, by=None, started_from=0)

    page = client.post(f"{LIBRARY}{picture.pk}/delete/", {"post": "yes"})

    assert page.status_code == 200
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_unused_picture_is_deleted(client, editor):
    picture = make_picture()

    client.post(f"{LIBRARY}{picture.pk}/delete/", {"post": "yes"})

    assert not Picture.objects.exists()


def test_library_says_what_each_picture_is_used_for(client, editor):
    client.cookies["portal_language"] = "en"
    translation.activate("en")
    lead, in_text, portrait, unused = (make_picture() for _number in range(4))
    make_article("ar", picture=lead, texts={"ar": {"body": showing(in_text)}})
    Portrait.objects.create(picture=portrait, author=make_author())

    response = client.get(LIBRARY)

    tiles = {tile.picture: list(map(str, tile.uses)) for tile in response.context["cl"].result_list}
    assert tiles == {lead: ["lead picture"], in_text: ["in a text"], portrait: ["portrait"], unused: []}
    assert "Not used" in response.content.decode()


def test_library_is_narrowed_by_what_readers_see(client, editor):
    now = timezone.now()
    shown = make_picture(public_from=now - timedelta(days=1))
    to_come = make_picture(public_from=now + timedelta(days=1))
    never = make_picture()

    assert _listed(client, "seen=now") == {shown}
    assert _listed(client, "seen=to_come") == {to_come}
    assert _listed(client, "seen=never") == {never}
    assert _listed(client, "seen=nonsense") == {shown, to_come, never}


def test_library_is_narrowed_to_missing_words_of_languages_held(client):
    both = make_picture(alt_ar="حقل", alt_en="A field")
    arabic, neither = make_picture(alt_ar="حقل"), make_picture()
    client.force_login(make_member("editor", "en"))

    assert _listed(client, "lacks=en") == {arabic, neither}
    assert _listed(client, "") == {both, arabic, neither}
    filters = unescape(client.get(LIBRARY).content.decode())
    assert "?lacks=en" in filters
    assert "?lacks=ar" not in filters


def test_library_tells_drawn_covers_from_what_editors_sent(client, editor):
    cover, photograph = make_picture(night_file="night.webp"), make_picture()

    assert _listed(client, "origin=drawn") == {cover}
    assert _listed(client, "origin=sent") == {photograph}


@pytest.mark.parametrize("query", ["الجهراء", "dusk", "Sara"])
def test_library_is_searched_in_both_languages_and_by_credit(client, editor, query):
    found = make_picture(caption_ar="في الجهراء", alt_en="A field at dusk", credit="Sara")
    make_picture(alt_ar="سيارة")

    assert _listed(client, f"q={query}") == {found}


def test_library_counts_as_far_as_anybody_leafs(client, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.library.MOST_LISTED", 2)
    pictures = [make_picture() for _number in range(4)]

    response = client.get(LIBRARY)

    assert response.context["cl"].result_count == 2
    assert "أحدث" in response.content.decode() or "newest" in response.content.decode()
    assert len(response.context["cl"].result_list) == len(pictures)


@pytest.mark.parametrize("count", [1, 4])
def test_library_costs_the_same_for_any_number_of_pictures(client, editor, django_assert_num_queries, count):
    for _number in range(count):
        make_article("ar", picture=make_picture())
    client.get(LIBRARY)

    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIBRARY)


def _listed(client, query):
    return {tile.picture for tile in client.get(f"{LIBRARY}?{query}").context["cl"].result_list}


def test_library_is_searched_in_any_spelling(client, editor):
    found = make_picture(alt_ar="مبنى الهيئة في الأحمدي")
    make_picture(alt_ar="سيارة")

    assert _listed(client, "q=مبني الهيئه الاحمدي") == {found}
