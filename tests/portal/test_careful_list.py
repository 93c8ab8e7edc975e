"""Guarantee 21 in the lists of the admin."""

import pytest
from django.contrib import admin
from django.db.models import ForeignObjectRel
from django.urls import reverse

from articles.models import Article, Author, Picture
from organizations.models import Organization
from tests.editing import make_member
from tests.factories import make_article, make_author, make_organization, make_person
from tests.portal.hostile import HUGE, LISTS, NO_KEYS, surprises

pytestmark = pytest.mark.django_db

DATES = ["0000-00-00", "0001-01-01", "9999-12-31", "x", "2025-01-01%2000:00:00%2B99:99", "2025-02-30"]
LOOKUPS = [
    *(f"{name}__{asked}={date}" for name in ("made_at", "at", "date_joined", "changed_at")
      for asked in ("gte", "lt", "exact") for date in DATES),
    *(f"{name}__year{more}={year}" for name in ("made_at", "at", "date_joined")
      for more in ("", "__gte") for year in ("0", "99999", "x", HUGE)),
    *(f"{name}__id__{asked}={key}" for name in ("topic", "groups", "parent", "user")
      for asked in ("exact", "in", "gte", "isnull") for key in ("x", "1,x", HUGE)),
    *(f"id__{asked}={key}" for asked in ("exact", "in", "gt", "gte", "lt", "range") for key in ("x", HUGE)),
    f"id={HUGE}", "id=x", "kind__regex=(", "slug__regex=(", "kind__exact=x", "is_demo__exact=x", "nothing=1",
    "made_at__isnull=x", "public_from__isempty=x", "a__b__c=1", "__exact=1", "state_ar=x", "e=1", "all=",
    "p=x", "p=-1", f"p={HUGE}", f"p={'9' * 1900}", "o=x", "o=99.-99", f"o={HUGE}", "_to_field=x",
    "_to_field=id", "_popup=1", "_facets=True", "q=(", "q=%22", f"q={'a%20' * 400}", "position__gte=1e99",
]  # fmt: skip


@pytest.fixture(autouse=True)
def records():
    make_article(organizations=[make_organization()])
    make_person()


@pytest.mark.filterwarnings("ignore:DateTimeField")  # a date without its zone is read as one of Kuwait
@pytest.mark.parametrize("model", LISTS)
def test_list_redirects_or_refuses_a_hostile_lookup(desk, model):
    responses = [(lookup[:60], desk.get(f"/admin/{model}/?{lookup}")) for lookup in LOOKUPS]

    assert surprises(responses, statuses=(200, 302, 400)) == []


def test_list_still_answers_what_its_filters_ask(desk):
    article = Article.objects.get()
    picture = Picture.objects.create(file=f"{'a' * 32}.webp", width=1, height=1)
    of_articles = {"topic__id__exact": article.topic_id, "kind__exact": article.kind, "is_demo__exact": 0}
    of_pictures = {"made_at__gte": "2025-01-01 00:00:00+03:00", "seen": "never"}

    for model, asked, row in (("article", of_articles, article), ("picture", of_pictures, picture)):
        listed = desk.get(f"/admin/articles/{model}/", asked).context["cl"].result_list
        assert [getattr(shown, "picture", shown) if model == "picture" else shown for shown in listed] == [
            row
        ]


def _relations(model):
    """What leads from a list to other tables, by the names that a lookup would use."""
    for field in model._meta.get_fields():
        if isinstance(field, ForeignObjectRel):
            yield field.related_query_name or field.name
        elif field.is_relation:
            yield field.name


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_list_answers_no_relation_but_those_of_its_filters(desk, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    filters = admin.site.get_model_admin(model).list_filter
    own = [asked[0] if isinstance(asked, tuple) else asked for asked in filters]
    asked = [
        f"{name}{lookup}"
        for name in _relations(model)
        if name not in own
        for lookup in ("", "__exact", "__gte", "__id__exact", "__article__gte")
    ]

    answers = {lookup: desk.get(f"{address}?{lookup}=1").status_code for lookup in asked}

    assert [lookup for lookup, status in answers.items() if status != 400] == []


@pytest.mark.parametrize("asked", ["articles", "articles__exact", "articles__gte", "bylines", "mentions"])
@pytest.mark.parametrize("model", ["picture", "topic", "author"])
def test_contributor_learns_nothing_of_others_drafts_from_the_lists(client, model, asked):
    topic, author = Article.objects.get().topic, make_author()
    article = make_article("", author=author, topic=topic, picture=Picture.objects.first())
    client.force_login(make_member("contributor"))

    assert client.get(f"/admin/articles/{model}/?{asked}={article.pk}").status_code in {400, 403}


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("page", ["change", "delete"])
@pytest.mark.parametrize("model", LISTS)
def test_page_of_a_row_refuses_a_field_without_a_name(desk, model, page, verb):
    response = getattr(desk, verb)(f"/admin/{model}/1/{page}/?_to_field=")

    assert response.status_code in {400, 403}


@pytest.mark.parametrize("words", [20, 900])
@pytest.mark.parametrize("model", LISTS)
def test_search_looks_for_the_first_words_and_says_so(desk, model, words):
    response = desk.get(f"/admin/{model}/", {"q": "a " * words})

    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["warning"] * (words > 20)


def test_searches_beside_the_lists_take_any_number_of_words(desk):
    many = "o " * 900
    field = {"app_label": "articles", "model_name": "byline", "field_name": "author"}
    Author.objects.create(slug="oo", name_ar="و", name_en="o o")

    found = desk.get("/admin/autocomplete/", field | {"term": many})

    assert [row["text"] for row in found.json()["results"]]
    assert desk.get("/admin/articles/picture/choices/", {"q": many}).status_code == 200


@pytest.mark.parametrize("model", LISTS)
def test_action_on_rows_that_cannot_exist_does_nothing(desk, model):
    page = desk.get(f"/admin/{model}/").context
    form = page.get("action_form")
    actions = [name for name, _ in form.fields["action"].choices if name] if form else ["nothing"]
    sent = [
        {"action": action, "_selected_action": key} | more
        for action in actions
        for key in NO_KEYS
        for more in ({}, {"index": "0"}, {"index": HUGE}, {"post": "yes"})
    ]
    responses = [(str(data)[:90], desk.post(f"/admin/{model}/", data)) for data in sent]

    assert surprises(responses) == []
    assert Article.objects.exists()
    assert Organization.objects.exists()


def test_action_takes_the_rows_that_exist_from_a_damaged_choice(desk):
    article = Article.objects.get()
    data = {"action": "withdraw_in_arabic", "_selected_action": ["abc", article.pk], "index": 0}

    response = desk.post("/admin/articles/article/", data)

    assert response["Location"].endswith(f"/withdraw/ar/?ids={article.pk}")
