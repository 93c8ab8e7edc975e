import re

import pytest
from django.contrib.auth.models import Permission

from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.accounts.models import User
from portal.pages.models import StandingPage
from tests.factories import make_organization, make_partnership, make_person
from tests.ledger_desk import seen

pytestmark = pytest.mark.django_db

ORGANIZATIONS = "/admin/organizations/organization/"
ENTRIES = "/admin/partnerships/partnership/"
ROWS_OF_AN_ENTRY = (
    *("parties", "signatories", "sources", "commitments", "amounts", "replies", "relations", "aliases"),
)


@pytest.fixture
def editor(client):
    editor = User.objects.create_user("editor", is_staff=True, holds_ar=True, holds_en=True)
    rights = Permission.objects.filter(content_type__app_label__in=("organizations", "partnerships", "pages"))
    editor.user_permissions.set(rights)
    client.force_login(editor)
    return editor


def form_of(*inlines, **columns):
    management = {}
    for name in inlines:
        management |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    return management | columns


def test_organization_takes_a_name_in_one_language(client, editor):
    client.post(f"{ORGANIZATIONS}add/", form_of("aliases", name_ar="هيئة", slug="citra", kind="regulator"))

    organization = Organization.objects.get()
    assert (organization.name_ar, organization.name_en, organization.description_ar) == ("هيئة", None, None)


def test_organization_without_any_name_is_an_error_of_the_form(client, editor):
    response = client.post(f"{ORGANIZATIONS}add/", form_of("aliases", slug="citra", kind="regulator"))

    assert response.status_code == 200
    assert not Organization.objects.exists()


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_both_languages_are_written_whatever_the_language_of_the_admin(client, editor, admin_language):
    client.cookies["portal_language"] = admin_language
    names = {"name_ar": "هيئة الاتصالات", "name_en": "Regulator"}

    client.post(f"{ORGANIZATIONS}add/", form_of("aliases", slug="citra", kind="regulator", **names))

    assert Organization.objects.values("name_ar", "name_en").get() == names


def test_address_is_chosen_once(client, editor):
    organization = make_organization(slug="citra")
    data = form_of("aliases", name_ar="هيئة", kind="regulator", slug="other")

    client.post(f"{ORGANIZATIONS}{organization.pk}/change/", data)

    organization.refresh_from_db()
    assert (organization.name_ar, organization.slug) == ("هيئة", "citra")


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_fields_keep_the_direction_of_their_own_language(client, editor, admin_language):
    client.cookies["portal_language"] = admin_language

    page = client.get(f"{ORGANIZATIONS}add/").content.decode()

    for name, direction in (("name_ar", "rtl"), ("name_en", "ltr"), ("description_ar", "rtl")):
        field = re.search(
            rf'<(?:input|textarea)[^>]* name="{name}"[^>]*>|<textarea name="{name}"[^>]*>', page
        )[0]
        assert f'dir="{direction}"' in field
        assert f'lang="{name[-2:]}"' in field
    assert 'dir="ltr"' in re.search(r'<input[^>]* name="slug"[^>]*>', page)[0]
    assert (page.index('name="name_ar"') < page.index('name="name_en"')) == (admin_language == "ar")


@pytest.mark.parametrize("word", ["اتصالات", "Regulator", "CITRA"])
def test_directory_is_searched_by_names_and_aliases_of_both_languages(client, editor, word):
    found = make_organization(name_ar="هيئة الاتصالات", name_en="Regulator")
    found.aliases.create(language="en", name="CITRA", kind="acronym")
    make_organization()

    changes = client.get(ORGANIZATIONS, {"q": word}).context["cl"]

    assert list(changes.result_list) == [found]


def test_autocomplete_answers_for_whoever_may_see_the_organisations(client, editor):
    make_organization(name_ar="هيئة الاتصالات")
    query = {
        "term": "اتصالات",
        "app_label": "partnerships",
        "model_name": "party",
        "field_name": "organization",
    }

    results = client.get("/admin/autocomplete/", query).json()["results"]

    assert [row["text"] for row in results] == ["هيئة الاتصالات"]


def test_number_of_an_entry_is_read_only(client, editor):
    entry = make_partnership(has_source=False)
    data = form_of(*ROWS_OF_AN_ENTRY, title_ar="مذكرة", kind="memorandum", status="signed", number=99)
    data |= seen(entry)

    client.post(f"{ENTRIES}{entry.pk}/change/", data)

    assert Partnership.objects.values("number", "title_ar").get() == {
        "number": entry.number,
        "title_ar": "مذكرة",
    }


def test_entry_is_never_deleted(client, editor):
    entry = make_partnership()

    assert client.post(f"{ENTRIES}{entry.pk}/delete/", {"post": "yes"}).status_code == 403


def test_status_that_does_not_fit_the_kind_is_an_error_of_the_form(client, editor):
    data = form_of(*ROWS_OF_AN_ENTRY, title_ar="لقاء", slug="meeting", kind="meeting", status="signed")

    response = client.post(f"{ENTRIES}add/", data)

    assert response.status_code == 200
    assert not Partnership.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "make"), [(ORGANIZATIONS, make_organization), (ENTRIES, make_partnership)]
)
def test_list_costs_the_same_for_any_number_of_rows(
    client, editor, rows, address, make, django_assert_num_queries
):
    for _ in range(rows):
        make()

    # The session, the user, two for the rights, the count, the rows.
    with django_assert_num_queries(6):
        client.get(address)


@pytest.mark.parametrize("make", [make_organization, make_person, make_partnership])
@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_form_of_a_record_opens(client, editor, make, admin_language):
    record = make()
    client.cookies["portal_language"] = admin_language

    response = client.get(f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/")

    assert response.status_code == 200
    assert str(getattr(record, f"name_{admin_language}", "") or "") in response.content.decode()


@pytest.mark.parametrize("make", [make_organization, make_person])
def test_record_takes_no_file_that_could_not_be_shown(client, editor, make):
    record = make()

    page = client.get(f"/admin/organizations/{record._meta.model_name}/{record.pk}/change/").content.decode()

    assert 'type="file"' not in page


@pytest.mark.parametrize("rows", [1, 20])
def test_form_of_an_entry_costs_the_same_for_any_number_of_parties(
    client, editor, rows, django_assert_num_queries
):
    entry = make_partnership(*(make_organization() for _ in range(rows)), has_source=False)
    client.get(f"{ENTRIES}{entry.pk}/change/")  # from then on the process knows the content type

    # The session, the user, two for the rights, the entry, one for each of its eight parts, and five for
    # the choices among its own sources and items.
    with django_assert_num_queries(17):
        client.get(f"{ENTRIES}{entry.pk}/change/")


def test_office_of_a_person_needs_a_title_in_one_language(client, editor):
    person, organization = make_person(), make_organization()
    data = form_of("positions", "aliases", name_ar="شخص") | {"positions-TOTAL_FORMS": 1}

    response = client.post(
        f"/admin/organizations/person/{person.pk}/change/",
        data | {"positions-0-organization": organization.pk},
    )

    assert response.status_code == 200
    assert not Person.objects.get().positions.exists()


def test_standing_page_is_written_and_cleaned_and_neither_added_nor_deleted(client, editor):
    page = StandingPage.objects.get(slug="about")
    url = f"/admin/pages/standingpage/{page.pk}/"

    client.post(f"{url}change/", {"title_ar": "عنا", "body_ar": '<p style="x">نص</p><script>x()</script>'})

    assert StandingPage.objects.values_list("title_ar", "body_ar").get(pk=page.pk) == ("عنا", "<p>نص</p>")
    assert client.post(f"{url}delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/pages/standingpage/add/").status_code == 403
