"""Portraits: on the pages of people and authors, on their forms, and whether readers can fetch them."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Picture, Portrait
from articles.portraits import choose_portrait
from articles.workflow import publish
from organizations.merging import merge
from tests.editing import make_member
from tests.factories import make_article, make_author, make_draft, make_person, make_picture

pytestmark = pytest.mark.django_db

MAKERS = {"person": make_person, "author": make_author}
INLINES = ("positions", "aliases")


@pytest.fixture(params=MAKERS)
def somebody(request):
    return MAKERS[request.param]()


@pytest.fixture
def chief(client):
    chief = make_member("chief")
    client.force_login(chief)
    return chief


def form_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def form_of(record, **more):
    columns = {
        name: getattr(record, name) or "" for name in ("name_ar", "name_en", "biography_ar", "biography_en")
    }
    counts = {f"{name}-{count}_FORMS": 0 for name in INLINES for count in ("TOTAL", "INITIAL")}
    return columns | counts | more


def public_url(record, language):
    return f"/{language}{record.get_absolute_url().removeprefix('/ar').removeprefix('/en')}"


def test_choosing_a_portrait_opens_its_file_to_readers(client, somebody):
    picture = make_picture(public_from=timezone.now() + timedelta(days=3))
    default_storage.save(picture.file.name, ContentFile(b"picture"))
    assert client.get(picture.file.url).status_code == 404

    choose_portrait(somebody, picture)

    assert b"".join(client.get(picture.file.url).streaming_content) == b"picture"


def test_portrait_that_was_public_keeps_its_time(somebody):
    long_ago = timezone.now() - timedelta(days=300)
    picture = make_picture(public_from=long_ago)

    choose_portrait(somebody, picture)
    choose_portrait(somebody, None)

    picture.refresh_from_db()
    assert picture.public_from == long_ago
    assert not Portrait.objects.exists()


def test_portrait_stays_open_when_an_article_drops_the_picture(somebody):
    picture = make_picture()
    choose_portrait(somebody, picture)
    body = f'<p>Text.</p><figure><img src="{picture.file.url}" alt=""></figure>'
    article = make_article("ar", texts={"ar": {"body": body}})

    publish(make_draft(article, "ar", body="<p>Without it.</p>"), by=None)

    assert Picture.objects.get().is_public


def test_second_choice_takes_the_place_of_the_first(somebody):
    first, second = make_picture(), make_picture()

    choose_portrait(somebody, first)
    choose_portrait(somebody, second)

    assert [portrait.picture for portrait in Portrait.objects.all()] == [second]


def test_portrait_is_of_one_person_or_author():
    picture, person, author = make_picture(), make_person(), make_author()

    for shown in ({}, {"person": person, "author": author}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Portrait.objects.create(picture=picture, **shown)


def test_page_shows_the_portrait_with_its_words(client, somebody, language):
    choose_portrait(somebody, make_picture(alt_ar="رجل يبتسم", alt_en="A smiling man", credit="Sara"))

    page = client.get(public_url(somebody, language)).content.decode()

    words = {"ar": "رجل يبتسم", "en": "A smiling man"}
    [other] = set(words) - {language}
    assert f'alt="{words[language]}"' in page
    assert words[other] not in page
    assert "Sara" in page


def test_page_without_words_in_its_language_shows_none_of_the_other(client, somebody):
    choose_portrait(somebody, make_picture(alt_ar="رجل يبتسم"))

    page = client.get(public_url(somebody, "en")).content.decode()

    assert "portrait" in page
    assert "رجل يبتسم" not in page


def test_portrait_costs_the_page_nothing(client, somebody, django_assert_num_queries):
    address = public_url(somebody, "ar")
    with django_assert_num_queries(5 if somebody._meta.model_name == "person" else 3):
        client.get(address)
    choose_portrait(somebody, make_picture())

    with django_assert_num_queries(5 if somebody._meta.model_name == "person" else 3):
        assert 'class="portrait"' in client.get(address).content.decode()


def test_form_sets_and_takes_away_the_portrait(client, chief, somebody):
    picture = make_picture(alt_ar="رجل")

    assert client.post(form_url(somebody), form_of(somebody, portrait=picture.pk)).status_code == 302
    assert Portrait.objects.get().of == somebody
    picture.refresh_from_db()
    assert picture.is_public
    page = client.get(form_url(somebody)).content.decode()
    assert picture.file.url in page
    assert f'<option value="{picture.pk}" selected>' in page

    assert client.post(form_url(somebody), form_of(somebody, portrait="")).status_code == 302
    assert not Portrait.objects.exists()


@pytest.mark.parametrize("key", ["99999999", "9" * 40, "x", "-1"])
def test_form_refuses_a_picture_that_is_not_there(client, chief, somebody, key):
    response = client.post(form_url(somebody), form_of(somebody, portrait=key))

    assert list(response.context["adminform"].form.errors) == ["portrait"]
    assert not Portrait.objects.exists()


def test_form_adds_somebody_with_a_portrait(client, chief):
    picture = make_picture()
    data = {"name_ar": "كاتب جديد", "slug": "new-author", "portrait": picture.pk}

    client.post("/admin/articles/author/add/", data)

    assert Portrait.objects.get().author.slug == "new-author"


def test_whoever_only_reads_a_record_sees_the_portrait_and_changes_nothing(client, somebody):
    first, second = make_picture(), make_picture()
    choose_portrait(somebody, first)
    client.force_login(make_member("translator"))

    page = client.get(form_url(somebody)).content.decode()
    response = client.post(form_url(somebody), form_of(somebody, portrait=second.pk))

    assert first.file.url in page
    assert "data-lead-picture" not in page
    assert response.status_code == 403
    assert Portrait.objects.get().picture == first


def test_merged_person_brings_the_portrait():
    lost, kept = make_person(), make_person()
    picture = make_picture()
    choose_portrait(lost, picture)

    merge(lost, into=kept, by=None)

    assert Portrait.objects.get().person == kept


def test_person_who_has_a_portrait_keeps_it_in_a_merge():
    lost, kept = make_person(), make_person()
    choose_portrait(lost, make_picture())
    choose_portrait(kept, picture := make_picture())

    merge(lost, into=kept, by=None)

    assert [(row.person, row.picture) for row in Portrait.objects.all()] == [(kept, picture)]


def test_portrait_keeps_its_picture_from_being_deleted(client, chief, somebody):
    picture = make_picture()
    Portrait.objects.create(picture=picture, **{somebody._meta.model_name: somebody})

    client.post(reverse("admin:articles_picture_delete", args=[picture.pk]), {"post": "yes"})

    assert Picture.objects.exists()
