"""Corrections that wait for an answer stand first on the desk."""

import pytest

from tests.factories import make_article, make_correction

pytestmark = pytest.mark.django_db


def shown(client):
    panel = client.get("/admin/").context["panels"][0]
    return panel if panel.name == "corrections" else None


@pytest.mark.parametrize(
    ("role", "is_asked"), [("contributor", False), ("translator", False), ("editor", True), ("chief", True)]
)
def test_correction_asks_those_who_may_answer(client, log_in, role, is_asked):
    make_correction(make_article(), "ar")
    log_in(role)

    panel = shown(client)

    assert bool(panel) is is_asked
    if panel:
        (row,) = panel.rows
        page = client.get("/admin/").content.decode()
        assert row.edition == "English"
        assert panel.count.number == 1
        assert f'href="/admin/articles/correction/{row.correction.pk}/change/"' in page
        assert row.correction.text in page
        assert client.get(row.answer_address).status_code == 200
        assert client.get(panel.more[0].address).status_code == 200


def test_correction_of_the_edition_that_one_does_not_hold_asks_nothing(client, log_in):
    make_correction(make_article(), "en")
    log_in("editor", "en")

    panel = shown(client)

    assert (panel.rows, panel.nothing) == ([], "Every correction has been answered.")


@pytest.mark.parametrize("rows", [1, 7])
def test_corrections_cost_the_desk_one_query(client, log_in, rows, django_assert_max_num_queries):
    log_in("chief")
    for _ in range(rows):
        make_correction(make_article(), "ar")
    client.get("/admin/")

    with django_assert_max_num_queries(20) as queries:
        client.get("/admin/")

    assert sum("articles_correction" in query["sql"] for query in queries.captured_queries) == 1
