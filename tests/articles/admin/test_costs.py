"""What a form of the desk costs: queries that do not grow with its rows, and each text cleaned once."""

import pytest

from articles import texts
from tests.editing import change_url, form_of
from tests.factories import make_article, make_author, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db


def link(article, rows):
    for _ in range(rows):
        article.bylines.create(author=make_author())
        article.organization_mentions.create(organization=make_organization())
        article.person_mentions.create(person=make_person())
        article.partnership_mentions.create(partnership=make_partnership())


@pytest.mark.parametrize("rows", [1, 20])
def test_form_costs_the_same_for_any_number_of_links(client, editor, rows, django_assert_num_queries):
    article = make_article()
    link(article, rows)

    client.get(change_url(article))  # from then on the process knows the content type

    # The session, the user, two for the rights, the article, its topic, the two newest revisions, one for
    # each of the four kinds of links, three for who else has it open, one for what is kept unsaved, one
    # for the corrections that wait for an answer, one for the items of the linked entries, and whether the
    # names are still those.
    with django_assert_num_queries(19):
        client.get(change_url(article))


def test_rows_name_what_they_link_to(client, editor):
    article = make_article()
    citra = make_organization(name_ar="هيئة الاتصالات")
    article.organization_mentions.create(organization=citra)

    page = client.get(change_url(article)).content.decode()

    assert f'<option value="{citra.pk}" selected>هيئة الاتصالات</option>' in page


def test_row_with_a_wrong_choice_keeps_what_was_chosen(client, editor):
    article = make_article()
    article.organization_mentions.create(organization=make_organization())
    other = make_organization(name_ar="شركة أخرى")
    mention = article.organization_mentions.get()
    row = {"id": mention.pk, "article": article.pk, "organization": other.pk, "role": "nonsense"}
    data = form_of(article) | {f"organization_mentions-0-{name}": value for name, value in row.items()}
    counts = {"organization_mentions-TOTAL_FORMS": 1, "organization_mentions-INITIAL_FORMS": 1}

    page = client.post(change_url(article), data | counts).content.decode()

    assert f'<option value="{other.pk}" selected>شركة أخرى</option>' in page


def test_each_text_is_compared_once_for_a_save(client, editor, monkeypatch):
    article = make_article()
    compared = []
    is_changed = texts.is_changed

    def counted(article, language, *arguments, **more):
        compared.append(language)
        return is_changed(article, language, *arguments, **more)

    monkeypatch.setattr(texts, "is_changed", counted)
    client.post(change_url(article), form_of(article, ar__headline="عنوان جديد"))

    assert sorted(compared) == ["ar", "en"]
