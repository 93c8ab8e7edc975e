"""Guarantee 21 at the desk: what no honest editor sends is refused or told to the editor, never a fault."""

from functools import partial

import pytest
from django.db import DataError
from django.urls import reverse

from articles.models import Article
from articles.richtext.limits import LONGEST_HTML
from organizations.models import Organization
from portal.pages.models import StandingPage
from tests.editing import change_url, form_of, newest
from tests.factories import make_article, make_organization, make_partnership, make_person
from tests.portal.hostile import HUGE, LISTS, NO_KEYS, surprises

pytestmark = pytest.mark.django_db

IN_ADDRESSES = ["abc", "0", "²", HUGE, "9" * 1900, "%00", "%ff", "_00", "_zz", "..%2f..%2f", "%0d%0aX:y"]

ARTICLES, ENTRIES = "articles/article", "partnerships/partnership"
ORGANIZATIONS, PEOPLE = "organizations/organization", "organizations/person"
ADDRESSES = [
    "{}/change/", "{}/history/", "{}/delete/", "{}/", "withdraw/{}/?ids=1", "withdraw/ar/?ids={}",
    "{}/change/?_to_field={}", "{}/change/?_changelist_filters={}", "add/?{}={}", "choices/?q={}",
    "add/?topic={}&picture={}&parent={}&user={}&kind={}&made_at={}", "add/?_changelist_filters={}",
]  # fmt: skip
SITE_ADDRESSES = [
    "r/{}/1/", "r/1/{}/", "{}/", "{}/{}/", "login/?next={}", "jsi18n/?x={}",
    "autocomplete/?app_label={}&model_name={}&field_name={}",
    *(f"autocomplete/?app_label=articles&model_name=byline&field_name={rest}"
      for rest in ("{}", "author&term={}", "author&page={}")),
]  # fmt: skip

ENTRY_INLINES = ("parties", "signatories", "commitments", "sources", "amounts", "replies", "relations")
MAKERS = {
    ARTICLES: make_article,
    ORGANIZATIONS: make_organization,
    PEOPLE: make_person,
    ENTRIES: partial(make_partnership, has_source=False),
}
ROWS = [
    (ARTICLES, "bylines", ["author", "id", "article", "position"]),
    (ARTICLES, "organization_mentions", ["organization", "id", "article", "role"]),
    (ARTICLES, "person_mentions", ["person", "id"]),
    (ARTICLES, "partnership_mentions", ["partnership", "id"]),
    (ORGANIZATIONS, "aliases", ["id", "organization", "language"]),
    (PEOPLE, "aliases", ["id", "person"]),
    (PEOPLE, "positions", ["organization", "id", "person", "stated_year", "started_on"]),
    (ENTRIES, "parties", ["organization", "id", "partnership", "position"]),
    (ENTRIES, "signatories", ["organization", "person", "id"]),
    (ENTRIES, "commitments", ["announced_by", "id", "target_value", "due_latest"]),
    (ENTRIES, "sources", ["id", "partnership", "published_on"]),
]

TOO_MUCH = {
    "open tags": "<div>" * 3000,
    "links reopened": "<a>" * 100_000,
    "letters": "a" * (LONGEST_HTML + 1),
    "entities": "&" * 300_000,
}


@pytest.fixture(autouse=True)
def records():
    make_article(organizations=[make_organization()], partnerships=[make_partnership()])
    make_person()


def _url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def _form(model, record):
    if model == ARTICLES:
        return form_of(record)
    names = ("aliases", "positions", *ENTRY_INLINES)
    counts = {f"{name}-{count}_FORMS": 0 for name in names for count in ("TOTAL", "INITIAL")}
    words = {"name_ar": "اسم", "title_ar": "مذكرة", "kind": getattr(record, "kind", ""), "status": "signed"}
    seen = {"seen": record.touched_at.isoformat()} if model == ENTRIES else {}
    return counts | words | seen


def _row(name, field, value):
    """One row, said to be there already if it names itself."""
    counts = {f"{name}-TOTAL_FORMS": 1, f"{name}-INITIAL_FORMS": int(field == "id")}
    return counts | {f"{name}-0-{field}": value}


@pytest.mark.parametrize(("model", "name", "fields"), ROWS)
def test_row_with_a_hostile_value_is_no_fault(desk, model, name, fields):
    record = MAKERS[model]()
    form = _form(model, record)
    responses = [
        ((field, value[:20]), desk.post(_url(record), form | _row(name, field, value)))
        for field in fields
        for value in NO_KEYS
    ]

    assert surprises(responses) == []


@pytest.mark.parametrize("key", ["abc", HUGE])
@pytest.mark.parametrize(
    ("model", "name", "field"), [(ARTICLES, "bylines", "author"), (ENTRIES, "commitments", "announced_by")]
)
def test_row_that_names_what_cannot_exist_is_an_error_of_the_form(desk, model, name, field, key):
    record = MAKERS[model]()

    response = desk.post(_url(record), _form(model, record) | _row(name, field, key))

    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    errors = next(formset.errors for formset in formsets if formset.prefix == name)
    assert (response.status_code, field in errors[0]) == (200, True)


@pytest.mark.parametrize("key", ["abc", HUGE])
@pytest.mark.parametrize("field", ["topic", "picture"])
def test_choice_that_cannot_exist_is_an_error_of_the_form(desk, field, key):
    article = Article.objects.get()

    response = desk.post(change_url(article), form_of(article, **{field: key}))

    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors


@pytest.mark.parametrize(("model", "name", "fields"), ROWS)
def test_damaged_number_of_rows_is_no_fault(desk, model, name, fields):
    record = MAKERS[model]()
    responses = [
        ((kind, count[:20]), desk.post(_url(record), _form(model, record) | {f"{name}-{kind}_FORMS": count}))
        for kind in ("TOTAL", "INITIAL")
        for count in NO_KEYS
    ]

    assert surprises(responses) == []


def test_form_with_millions_of_rows_is_refused_at_once(desk):
    article = Article.objects.get()
    data = form_of(article, organization_mentions__TOTAL_FORMS=99_999_999)

    response = desk.post(change_url(article), data)

    assert response.status_code == 200
    formsets = {rows.formset.prefix: rows.formset for rows in response.context["inline_admin_formsets"]}
    mentions = formsets["organization_mentions"]
    assert (mentions.total_form_count(), bool(mentions.non_form_errors())) == (100, True)


def test_rows_beyond_those_that_can_be_added_are_still_saved(desk):
    article = Article.objects.get()
    for _ in range(54):
        article.organization_mentions.create(organization=make_organization())
    data = form_of(article, kind="analysis")
    data |= {f"organization_mentions-{count}_FORMS": 55 for count in ("TOTAL", "INITIAL")}
    for index, mention in enumerate(article.organization_mentions.all()):
        values = {"id": mention.pk, "article": article.pk, "organization": mention.organization_id}
        for field, value in (values | {"role": mention.role}).items():
            data[f"organization_mentions-{index}-{field}"] = value

    response = desk.post(change_url(article), data)

    article.refresh_from_db()
    assert (response.status_code, article.kind) == (302, "analysis")


@pytest.mark.parametrize("model", LISTS)
def test_damaged_address_is_redirected_or_refused(desk, model):
    responses = [
        ((address, value[:20], ask.__name__), ask(f"/admin/{model}/{address.replace('{}', value)}"))
        for address in ADDRESSES
        for value in IN_ADDRESSES
        for ask in ((desk.get,) if "?" in address else (desk.get, desk.post))
    ]

    assert surprises(responses, statuses=(200, 301, 302, 400, 403, 404, 414)) == []


@pytest.mark.parametrize("address", SITE_ADDRESSES)
def test_damaged_address_of_the_admin_itself_is_refused(desk, address):
    responses = [(value[:20], desk.get(f"/admin/{address.replace('{}', value)}")) for value in IN_ADDRESSES]

    assert surprises(responses, statuses=(200, 301, 302, 400, 403, 404, 414)) == []


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_that_no_parser_should_be_given_is_an_error_of_the_form(desk, language, text):
    page = StandingPage.objects.get(slug="about")
    before = StandingPage.objects.values().get(pk=page.pk)
    desk.cookies["portal_language"] = "en"

    response = desk.post(_url(page), {"title_ar": "عنا", f"body_{language}": text})

    assert response.status_code == 200
    assert "This text is too long, or its markup is nested too deeply." in response.content.decode()
    assert StandingPage.objects.values().get(pk=page.pk) == before


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_article_that_no_parser_should_be_given_is_an_error_of_the_form(desk, language, text):
    article = Article.objects.get()

    response = desk.post(change_url(article), form_of(article, **{f"{language}__body": text}))

    assert response.status_code == 200
    assert response.context["adminform"].form.texts[language].has_error("body")
    assert newest(article, language).number == 1


@pytest.mark.parametrize("error", [DataError("out of range"), OverflowError("too large")])
def test_value_found_too_large_only_by_the_database_is_a_400(desk, monkeypatch, language, error):
    def raising(*_arguments, **_more):
        raise error

    desk.cookies["portal_language"] = language
    monkeypatch.setattr(Organization, "save", raising)
    organization = Organization.objects.first()

    response = desk.post(_url(organization), _form(ORGANIZATIONS, organization))

    assert response.status_code == 400
    assert response["Content-Language"] == language
