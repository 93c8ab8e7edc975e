import pytest
from django.contrib.auth.models import Permission

from articles.models import LogEntry, Revision
from tests.editing import make_member
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["revision", "logentry"])
def test_history_is_read_and_never_changed(client, editor, model):
    make_article()
    url = f"/admin/articles/{model}/"
    row = Revision.objects.first() if model == "revision" else LogEntry.objects.first()

    assert client.get(url).status_code == 200
    assert client.get(f"{url}{row.pk}/change/").status_code == 200
    assert client.post(f"{url}{row.pk}/change/", {}).status_code == 403
    assert client.get(f"{url}add/").status_code == 403
    assert client.post(f"{url}{row.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("model", "rows"), [("revision", 1), ("logentry", 2)])
@pytest.mark.parametrize("asked", ["promise", "number"])
def test_history_is_searched_by_the_headline_or_number_of_the_article(client, editor, model, rows, asked):
    make_article()
    article = make_article("en", texts={"en": {"headline": "Promises kept", "slug": "promises-kept"}})
    term = article.pk if asked == "number" else asked

    found = client.get(f"/admin/articles/{model}/", {"q": term}).context["cl"].result_list

    assert [row.article_id for row in found] == [article.pk] * rows


@pytest.mark.parametrize("model", ["revision", "logentry"])
@pytest.mark.parametrize("rows", [1, 3])
def test_history_costs_the_same_for_any_number_of_rows(
    client, editor, model, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_article("ar")

    # The session, the user, two for the rights, the count, the keys of the page, its rows.
    with django_assert_num_queries(7):
        client.get(f"/admin/articles/{model}/")


@pytest.mark.parametrize("model", ["revision", "logentry"])
def test_journal_tells_who_reads_only_what_is_theirs_of_nothing_else(client, model):
    contributor = make_member("contributor")
    right = Permission.objects.get(codename=f"view_{model}", content_type__app_label="articles")
    contributor.user_permissions.add(right)
    make_draft(make_article(), "ar", headline="ليس لك")
    own = make_draft(make_article("", made_by=contributor), "ar", headline="نصك أنت").article
    others = {"revision": Revision, "logentry": LogEntry}[model].objects.exclude(article=own)
    client.force_login(contributor)
    url = f"/admin/articles/{model}/"

    assert [row.article_id for row in client.get(url).context["cl"].result_list] == [own.pk]
    assert not client.get(url, {"q": "ليس"}).context["cl"].result_list
    assert [client.get(f"{url}{row.pk}/change/").status_code for row in others] == [302] * len(others)
