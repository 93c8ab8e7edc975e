"""Who holds one language reads the records of the other and changes nothing in it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from modeltranslation.translator import translator

from articles.models import Picture
from organizations.models import Organization, Position
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES, other
from portal.pages.models import StandingPage
from tests.editing import make_editor, make_upload, picture_form
from tests.factories import make_author, make_organization, make_partnership, make_person, make_topic

pytestmark = pytest.mark.django_db

BEFORE, FORGED = "as it was", "forged"
MAKERS = {
    "topic": make_topic,
    "author": make_author,
    "picture": lambda: Picture.objects.create(file="a.webp", width=1, height=1),
    "organization": make_organization,
    "person": make_person,
    "partnership": lambda: make_partnership(has_source=False),
    "page": lambda: StandingPage.objects.get(slug="about"),
}
ROWS = ("aliases", "positions", "parties", "signatories", "commitments", "sources")
ROWS += ("amounts", "replies", "relations")


@pytest.fixture(params=LANGUAGES)
def held(request, client):
    """The one language of somebody who has every right to the records."""
    editor = make_editor()
    editor.user_permissions.add(*Permission.objects.filter(content_type__app_label="pages"))
    User.objects.filter(pk=editor.pk).update(**{f"holds_{other(request.param)}": False})
    client.force_login(editor)
    return request.param


def words_of(record, language):
    names = translator.get_options_for_model(type(record)).fields
    return {f"{name}_{language}": getattr(record, f"{name}_{language}") for name in names}


def columns_of(record, value):
    return {name: value for language in LANGUAGES for name in words_of(record, language)}


def form_of(**columns):
    counts = {f"{name}-{count}_FORMS": 0 for name in ROWS for count in ("TOTAL", "INITIAL")}
    return counts | columns


def address_of(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@pytest.mark.parametrize("kind", MAKERS)
def test_forged_words_of_a_language_not_held_change_nothing(client, held, kind):
    record = MAKERS[kind]()
    for name, value in columns_of(record, BEFORE).items():
        setattr(record, name, value)
    record.save()
    before = words_of(type(record).objects.get(pk=record.pk), other(held))
    record.refresh_from_db()
    shared = {"kind": record.kind} if hasattr(record, "kind") else {}
    shared |= {"status": record.status} if hasattr(record, "status") else {}
    shared |= {"seen": record.touched_at.isoformat()} if kind == "partnership" else {}
    for name in ("motif", "position", "focus_x", "focus_y"):
        shared |= {name: getattr(record, name)} if hasattr(record, name) else {}

    response = client.post(address_of(record), form_of(**shared, **columns_of(record, FORGED)))

    record = type(record).objects.get(pk=record.pk)
    assert response.status_code == 302, response.context["errors"]
    assert words_of(record, other(held)) == before
    assert all(FORGED in value for value in words_of(record, held).values())


def test_new_record_has_words_of_the_language_held_alone(client, held):
    names = {"name_ar": FORGED, "name_en": FORGED, "slug": "forged", "kind": "regulator"}

    client.post("/admin/organizations/organization/add/", form_of(**names))
    client.post("/admin/articles/picture/add/", picture_form(make_upload(), alt_ar=FORGED, alt_en=FORGED))

    for text, record in (("name", Organization.objects.get()), ("alt", Picture.objects.get())):
        assert getattr(record, f"{text}_{held}") == FORGED
        assert getattr(record, f"{text}_{other(held)}") is None


@pytest.fixture
def office():
    return Position.objects.create(
        person=make_person(), organization=make_organization(), title_ar=BEFORE, title_en=BEFORE
    )


def rows_of(office, **more):
    row = {"id": office.pk, "person": office.person_id, "organization": office.organization_id} | more
    counts = {"positions-TOTAL_FORMS": 1, "positions-INITIAL_FORMS": 1}
    return form_of(name_ar="شخص", name_en="Person") | counts | {f"positions-0-{key}": row[key] for key in row}


def test_forged_words_in_a_row_change_nothing(client, held, office):
    client.post(address_of(office.person), rows_of(office, title_ar=FORGED, title_en=FORGED))

    office = Position.objects.get()
    assert getattr(office, f"title_{held}") == FORGED
    assert getattr(office, f"title_{other(held)}") == BEFORE


def test_row_with_words_of_a_language_not_held_is_not_deleted(client, held, office):
    deletion = rows_of(office, title_ar=BEFORE, title_en=BEFORE, DELETE="on")

    client.post(address_of(office.person), deletion)
    assert Position.objects.exists()

    Position.objects.update(**{f"title_{other(held)}": None})
    client.post(address_of(office.person), deletion)
    assert not Position.objects.exists()


def test_form_says_why_a_field_is_closed(client, held):
    client.cookies["portal_language"] = "en"

    form = client.get("/admin/organizations/organization/add/").context["adminform"].form

    closed = {name for name, field in form.fields.items() if field.disabled}
    assert closed == set(words_of(Organization(), other(held)))
    assert all("You don’t work" in form.fields[name].help_text for name in closed)
