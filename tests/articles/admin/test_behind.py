"""What the form of an article says and does where one of its texts is behind the other."""

import pytest

from articles import workflow
from tests.editing import change_url, form_of, make_member, newest
from tests.factories import TEXTS, make_article, make_draft

pytestmark = pytest.mark.django_db

CHANGED = TEXTS["ar"]["body"].replace("المدن الذكية", "المدن الذكية والحوسبة السحابية")


@pytest.fixture
def article():
    """Live in both languages; the English follows an Arabic text whose last paragraph was changed since."""
    article = make_article("ar")
    origin = newest(article, "ar")
    text = workflow.save_revision(article, "en", TEXTS["en"], by=None, started_from=0, translated_from=origin)
    workflow.publish(text, by=None)
    _change_the_arabic(article, body=CHANGED)
    return article


def _change_the_arabic(article, **columns):
    before = newest(article, "ar")
    text = before.text | columns
    changed = workflow.save_revision(article, "ar", text, by=None, started_from=before.number)
    return workflow.publish(changed, by=None)


def _form(client, article):
    return client.get(change_url(article)).context["adminform"].form


def test_text_that_is_behind_is_named_with_its_changed_paragraphs(client, editor, article):
    client.cookies["portal_language"] = "en"
    page = client.get(change_url(article)).content.decode()
    english, arabic = (_form(client, article).texts[language] for language in ("en", "ar"))

    assert "The English is behind the Arabic." in page
    assert "1 paragraph changed in Arabic on" in page
    assert f"/{article.pk}/compare/ar/?from=1&amp;to=2" in page
    assert page.count('data-behind="2"') == 2
    assert (english.kinship, arabic.kinship) == ("translation", "original")
    assert (bool(english.behind), arabic.behind) == (True, None)


def test_line_that_changed_is_marked_in_both_texts(client, editor, article):
    _change_the_arabic(article, headline="عنوان آخر")

    texts = _form(client, article).texts

    assert [text.marks.lines for text in texts.values()] == [["headline"], ["headline"]]


def test_draft_of_the_original_is_marked_where_it_stands(client, editor, article):
    """A paragraph before it, in a text that readers don't see yet, moves the bar down."""
    draft = f"<p>مقدمة جديدة تمامًا لا تشبه ما بعدها.</p>{CHANGED}"
    make_draft(article, "ar", body=draft)

    texts = _form(client, article).texts

    assert texts["ar"].marks.places.changed == {0, 3}
    assert texts["en"].marks.places.changed == {2}
    assert texts["en"].behind.changes.paragraphs == 1


def test_article_that_is_up_to_date_has_no_banner_and_costs_nothing_for_it(client, editor):
    article = make_article()

    page = client.get(change_url(article)).content.decode()

    assert 'class="stale"' not in page
    assert "_check_" not in page


def test_form_of_a_stale_article_costs_a_few_queries_more(
    client, editor, article, django_assert_max_num_queries
):
    client.get(change_url(article))

    with django_assert_max_num_queries(22):
        client.get(change_url(article))


def test_text_is_marked_as_current_against_what_the_page_showed(client, editor, article):
    data = form_of(article, en__seen_shown=2, _check_en="1")

    page = client.post(change_url(article), data, follow=True).content.decode()

    assert "It is a draft" not in page
    assert newest(article, "en").checked_against == newest(article, "ar")
    assert newest(article, "en").number == 1
    assert _form(client, article).texts["en"].behind is None


def test_what_was_typed_is_saved_and_then_checked(client, editor, article):
    changes = {"en__headline": "Another headline", "en__seen_shown": 2, "_check_en": "1"}

    client.cookies["portal_language"] = "en"

    response = client.post(
        change_url(article), form_of(article, en__translated_from=1, **changes), follow=True
    )

    text = newest(article, "en")
    assert "It is a draft: what readers see stays behind" in response.content.decode()
    assert (text.number, text.headline) == (2, "Another headline")
    assert text.checked_against == newest(article, "ar")


def test_text_saved_as_made_from_the_newest_needs_no_check(client, editor, article):
    changes = {"en__headline": "Another headline", "en__seen_shown": 2, "_check_en": "1"}

    response = client.post(change_url(article), form_of(article, en__translated_from=2, **changes))

    assert response.status_code == 302
    assert newest(article, "en").translated_from == newest(article, "ar")


def test_newer_original_than_the_page_showed_is_read_first(client, editor, article):
    client.cookies["portal_language"] = "en"
    data = form_of(article, en__seen_shown=2, _check_en="1")
    _change_the_arabic(article, headline="عنوان آخر")

    page = client.post(change_url(article), data)

    assert "in another window, saved a newer text. Read it first." in page.content.decode()
    assert newest(article, "en").checked_against is None


@pytest.mark.parametrize("seen", ["", "x", "-3", "99999999999"])
def test_nonsense_for_the_number_that_was_shown_is_a_word_not_a_fault(client, editor, article, seen):
    page = client.post(change_url(article), form_of(article, en__seen_shown=seen, _check_en="1"))

    assert page.status_code == 200
    assert newest(article, "en").checked_against is None


def test_text_that_is_not_behind_can_not_be_marked(client, editor):
    client.cookies["portal_language"] = "en"
    article = make_article()

    page = client.post(change_url(article), form_of(article, en__seen_shown=1, _check_en="1"))

    assert "This text is up to date already." in page.content.decode()


def test_whoever_does_not_work_in_the_language_sees_the_banner_without_the_button(client, article):
    client.cookies["portal_language"] = "en"
    client.force_login(make_member("editor", "ar"))

    page = client.get(change_url(article)).content.decode()

    assert "The English is behind the Arabic." in page
    assert "_check_en" not in page


def test_steps_say_how_far_a_text_has_come(client, editor):
    article = make_article("ar")
    make_draft(article, "ar", headline="عنوان جديد")

    texts = _form(client, article).texts

    assert [(step.name, step.place) for step in texts["ar"].steps] == [
        ("draft", "current"),
        ("in_review", "to_come"),
        ("approved", "to_come"),
        ("live", "to_come"),
    ]
    assert texts["ar"].steps[-1].is_of_earlier
    assert [step.place for step in texts["en"].steps] == ["to_come"] * 4
