import re

import pytest
from django.contrib.admin.models import LogEntry

from organizations.merging import merge
from organizations.merging.links import links_to
from organizations.models import Organization, Person
from tests.editing import make_editor, make_member
from tests.factories import make_article, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

ORGANIZATIONS = "/admin/organizations/organization/"
PEOPLE = "/admin/organizations/person/"


@pytest.fixture(params=["ar", "en"])
def desk(client, request):
    client.cookies["portal_language"] = request.param
    return client


@pytest.fixture
def chief(client):
    chief = make_member("chief")
    client.force_login(chief)
    return chief


@pytest.fixture
def huawei():
    return make_organization(slug="huawei", name_ar="هواوي", name_en="Huawei", description_en="A company.")


@pytest.fixture
def twin():
    return make_organization(
        slug="huawei-co", name_ar="شركة هواوي", name_en="Huawei Company", seat_en="Shenzhen"
    )


def form_of(*inlines, **columns):
    management = {}
    for name in inlines or ("aliases",):
        management |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    return management | {"kind": "company"} | columns


def with_alias(data, **columns):
    row = {
        f"aliases-0-{name}": value for name, value in {"language": "en", "kind": "short", **columns}.items()
    }
    return data | {"aliases-TOTAL_FORMS": 1} | row


# --- The question on the form ---


def test_form_comes_back_once_with_the_record_that_is_there(desk, huawei):
    desk.force_login(make_editor())
    data = form_of(name_ar="شركة هواوى", name_en="Nothing alike", slug="huawei-2", description_en="Typed")

    response = desk.post(f"{ORGANIZATIONS}add/", data)

    page = response.content.decode()
    assert response.status_code == 200
    assert f'href="{ORGANIZATIONS}{huawei.pk}/change/"' in page
    assert 'value="شركة هواوى"' in page
    assert ">\nTyped</textarea>" in page
    [keys] = re.findall(r'name="different" value="([^"]+)"', page)
    assert not Organization.objects.exclude(pk=huawei.pk).exists()

    assert desk.post(f"{ORGANIZATIONS}add/", data | {"different": keys}).status_code == 302
    added = Organization.objects.get(slug="huawei-2")
    assert list(added.different_from.all()) == [huawei]


def test_answer_counts_for_those_that_were_shown_alone(client, huawei, twin):
    client.force_login(make_editor())
    data = form_of(name_en="Huawei Ltd", slug="huawei-2", different=str(huawei.pk))

    response = client.post(f"{ORGANIZATIONS}add/", data)

    assert response.status_code == 200
    assert Organization.objects.count() == 2
    assert (
        " checked"
        not in re.search(r'<input type="checkbox" name="different"[^>]*>', response.content.decode())[0]
    )


@pytest.mark.parametrize("answer", ["", "x", "0", "9" * 400, ",,,", "-1"])
def test_no_answer_is_an_answer_for_nobody(client, huawei, answer):
    client.force_login(make_editor())

    client.post(f"{ORGANIZATIONS}add/", form_of(name_en="Huawei", slug="two", different=answer))

    assert Organization.objects.count() == 1


def test_other_names_in_the_rows_are_asked_about_too(client, huawei):
    client.force_login(make_editor())
    data = form_of(name_en="Shenzhen Works", slug="works")

    assert client.post(f"{ORGANIZATIONS}add/", with_alias(data, name="HUAWEI")).status_code == 200
    ambiguous = with_alias(data, name="HUAWEI", is_ambiguous="on")
    assert client.post(f"{ORGANIZATIONS}add/", ambiguous).status_code == 302


def test_record_whose_names_stay_is_saved_without_a_question(client, huawei, twin):
    client.force_login(make_editor())
    data = form_of(name_ar=twin.name_ar, name_en=twin.name_en, description_en="New")

    assert client.post(f"{ORGANIZATIONS}{twin.pk}/change/", data).status_code == 302
    renamed = data | {"name_en": "Huawei Tech", "name_ar": "هواوي"}
    assert client.post(f"{ORGANIZATIONS}{twin.pk}/change/", renamed).status_code == 200


def test_person_is_asked_about_too(client):
    client.force_login(make_editor())
    known = make_person(name_en="Mohammed Al-Sabah")
    data = form_of("positions", "aliases", name_en="Muhammad Al Sabah", slug="sabah")

    response = client.post(f"{PEOPLE}add/", data)

    assert f'href="{PEOPLE}{known.pk}/change/"' in response.content.decode()
    assert Person.objects.count() == 1
    client.post(f"{PEOPLE}add/", data | {"different": str(known.pk)})
    assert Person.objects.count() == 2


# --- The page ---


def test_merging_goes_by_choosing_comparing_and_confirming(desk, huawei, twin):
    chief = make_member("chief")
    desk.force_login(chief)
    make_article(organizations=[twin])
    page = f"{ORGANIZATIONS}{twin.pk}/merge/"

    form = desk.get(f"{ORGANIZATIONS}{twin.pk}/change/").content.decode()
    assert f'href="{page}"' in form
    choosing = desk.get(page).content.decode()
    assert f'href="?into={huawei.pk}"' in choosing
    comparing = desk.get(f"{page}?into={huawei.pk}").content.decode()
    for shown in ("شركة هواوي", "Huawei Company", "huawei-co", "هواوي", "A company.", "Shenzhen"):
        assert shown in comparing
    assert f'href="{ORGANIZATIONS}{huawei.pk}/merge/?into={twin.pk}"' in comparing
    assert Organization.objects.unmerged().count() == 2

    response = desk.post(f"{page}?into={huawei.pk}", follow=True)

    assert response.redirect_chain == [(f"{ORGANIZATIONS}{huawei.pk}/change/", 302)]
    twin.refresh_from_db()
    assert (twin.merged_into, huawei.mentions.count()) == (huawei, 1)
    assert set(LogEntry.objects.values_list("object_id", "user")) == {
        (str(twin.pk), chief.pk),
        (str(huawei.pk), chief.pk),
    }


def test_people_are_merged_likewise(desk):
    desk.force_login(make_member("chief"))
    first, second = make_person(biography_en="Known."), make_person()
    page = f"{PEOPLE}{second.pk}/merge/"

    assert desk.get(page).status_code == 200
    assert "Known." in desk.get(f"{page}?into={first.pk}").content.decode()
    desk.post(f"{page}?into={first.pk}")

    assert list(first.merged.all()) == [second]


@pytest.mark.parametrize("role", ["contributor", "translator", "editor"])
def test_merging_is_for_those_who_may(client, huawei, twin, role):
    client.force_login(make_member(role))
    page = f"{ORGANIZATIONS}{twin.pk}/merge/"

    assert client.get(page).status_code == 403
    assert client.post(f"{page}?into={huawei.pk}").status_code == 403
    assert "/merge/" not in client.get(f"{ORGANIZATIONS}{twin.pk}/change/").content.decode()
    assert Organization.objects.unmerged().count() == 2


def test_whoever_works_in_one_language_merges_nothing(client, huawei, twin):
    editor = make_editor()
    editor.holds_ar = False
    editor.save()
    client.force_login(editor)

    assert client.get(f"{ORGANIZATIONS}{twin.pk}/merge/").status_code == 403


def test_refusal_is_an_error_of_the_form(client, chief, huawei):
    part = make_organization(parent=huawei)
    page = f"{ORGANIZATIONS}{huawei.pk}/merge/"

    for into in (part.pk, huawei.pk, 0, "x", "9" * 400, ""):
        for response in (client.get(page, {"into": into}), client.post(f"{page}?into={into}")):
            assert response.status_code == 200
            assert response.context["form"].errors["into"]
    assert Organization.objects.unmerged().count() == 2


@pytest.mark.parametrize("key", ["0", "x", "9" * 400, "999999"])
def test_record_that_is_not_there_is_not_found(client, chief, key):
    assert client.get(f"{ORGANIZATIONS}{key}/merge/").status_code == 404


@pytest.mark.parametrize("links", [1, 3])
def test_comparing_costs_the_same_for_any_number_of_links(
    client, chief, huawei, twin, links, django_assert_num_queries
):
    for _ in range(links):
        make_article(organizations=[twin])
        make_partnership(twin)
    client.get(f"{ORGANIZATIONS}{twin.pk}/merge/?into={huawei.pk}")
    # The session, the user, two for the rights, both records, and one for each kind of link.
    with django_assert_num_queries(6 + len(links_to(Organization))):
        client.get(f"{ORGANIZATIONS}{twin.pk}/merge/?into={huawei.pk}")


# --- Afterwards ---


@pytest.fixture
def merged(huawei, twin):
    merge(twin, huawei, by=None)
    return twin


def test_merged_record_can_be_read_and_not_changed(desk, merged, huawei):
    desk.force_login(make_member("chief"))
    page = desk.get(f"{ORGANIZATIONS}{merged.pk}/change/").content.decode()

    assert f'href="{ORGANIZATIONS}{huawei.pk}/change/"' in page
    assert 'name="_save"' not in page
    assert "/merge/" not in page
    assert desk.post(f"{ORGANIZATIONS}{merged.pk}/change/", form_of(name_en="New")).status_code == 403
    assert desk.post(f"{ORGANIZATIONS}{merged.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.get(f"{ORGANIZATIONS}{merged.pk}/merge/").status_code == 404


def test_list_shows_merged_records_where_they_are_asked_for(client, chief, merged, huawei):
    listed = client.get(ORGANIZATIONS).context["cl"].result_list
    asked = client.get(f"{ORGANIZATIONS}?is_merged=yes").context["cl"].result_list

    assert list(listed) == [huawei]
    assert list(asked) == [merged]


def test_pickers_offer_no_merged_record(client, chief, merged, huawei):
    query = {
        "app_label": "partnerships",
        "model_name": "party",
        "field_name": "organization",
        "term": "Huawei",
    }

    results = client.get("/admin/autocomplete/", query).json()["results"]
    linked = client.get("/admin/articles/article/entities/", {"language": "en", "q": "Huawei"}).json()

    assert [row["id"] for row in results] == [str(huawei.pk)]
    assert [row["url"] for row in linked["entities"]] == ["/en/organizations/huawei/"]


def test_link_to_a_record_that_was_merged_meanwhile_is_an_error_of_the_form(client, chief, merged):
    data = form_of(name_en="A part", slug="part", parent=merged.pk)

    response = client.post(f"{ORGANIZATIONS}add/", data)

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["parent"]
