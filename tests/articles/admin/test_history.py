import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.enums import State
from articles.workflow import publish, withdraw
from tests.editing import LIST, change_url, make_member, make_viewer, newest
from tests.factories import TEXTS, make_article, make_draft

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def article():
    """Live in Arabic as revision 1, with two later drafts."""
    article = make_article("ar")
    make_draft(article, "ar", headline="هيئة الاتصالات توقّع اتفاقية تفاهم")
    make_draft(article, "ar", headline="عنوان ثالث")
    return article


def _address(article, page="history", language="ar"):
    return f"{LIST}{article.pk}/{page}/{language}/"


def _compare(client, article, older, newer, language="ar"):
    return client.get(_address(article, "compare", language), {"from": older, "to": newer})


def _rows(response):
    """The table of the history, a list of words for each row."""
    table = response.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    return [" ".join(TAGS.sub(" ", row).split()) for row in table.split("<tr>")[1:]]


def _marked(page, tag):
    """The words of the headline inside ``<del>`` or ``<ins>``, without what only screen readers say."""
    headline = page.split("compare__block--headline")[1].split("</div>")[0]
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", headline)
    return [re.sub(r"<span.*?</span>", "", words) for words in found]


@pytest.mark.parametrize("page", ["history", "compare"])
def test_history_needs_the_right_to_see_the_article(client, article, page):
    client.force_login(make_member("contributor"))

    assert client.get(_address(article, page), {"from": 1, "to": 2}).status_code == 403


def test_restore_needs_the_right_to_change_the_article(client, article):
    client.force_login(make_viewer())

    response = client.post(_address(article, "restore"), {"number": 1})

    assert response.status_code == 403
    assert newest(article, "ar").number == 3


@pytest.mark.parametrize("page", ["history", "compare", "restore"])
def test_history_is_for_those_who_are_logged_in(client, article, page):
    assert client.get(_address(article, page)).status_code == 302


def test_who_may_only_read_is_offered_no_restoring(client, article):
    client.force_login(make_viewer())

    assert 'value="1">Restore' not in client.get(_address(article)).content.decode()
    assert client.get(_address(article)).status_code == 200


def test_history_lists_revisions_newest_first_and_names_the_live_one(client, editor, article):
    client.cookies["portal_language"] = "en"

    rows = _rows(client.get(_address(article)))

    assert [row.split()[0] for row in rows] == ["3", "2", "1"]
    assert ["published" in row for row in rows] == [False, False, True]
    assert "عنوان ثالث" in rows[0]


def test_history_names_who_minor_note_and_origin(client, editor, article):
    client.cookies["portal_language"] = "en"
    english = make_draft(article, "en")
    article.revisions.create(
        language="ar",
        number=4,
        headline="رابع",
        author=editor,
        is_minor=True,
        note="صُحّح رقم",
        translated_from=english,
    )

    row = _rows(client.get(_address(article)))[0]

    assert editor.username in row
    assert "minor change صُحّح رقم translated from revision 1" in row


def test_history_names_the_withdrawn_one(client, editor, article):
    client.cookies["portal_language"] = "en"
    withdraw(article, "ar", by=None, reason="خطأ")

    rows = _rows(client.get(_address(article)))

    assert [State.WITHDRAWN.value in row for row in rows] == [False, False, True]


def test_history_of_one_language_holds_nothing_of_the_other(client, editor, article):
    make_draft(article, "en", headline="Only in English")

    assert "Only in English" not in client.get(_address(article)).content.decode()


def test_history_of_a_missing_language_says_so(client, editor, article):
    response = client.get(_address(article, language="en"))

    assert response.status_code == 200
    assert response.context["revisions"] == []


def test_history_is_paged_by_number(client, editor):
    article = make_article("ar")
    for number in range(2, 53):
        article.revisions.create(language="ar", number=number, headline=f"نسخة {number}")

    first = client.get(_address(article))
    second = client.get(_address(article), {"before": 3})

    assert len(_rows(first)) == 50
    assert 'href="?before=3"' in first.content.decode()
    assert [row.split()[0] for row in _rows(second)] == ["2", "1"]
    assert second.context["older_from"] is None


@pytest.mark.parametrize("count", [1, 30])
def test_history_costs_the_same_for_any_number_of_revisions(client, editor, django_assert_num_queries, count):
    article = make_article("ar")
    for number in range(2, count + 2):
        article.revisions.create(language="ar", number=number, headline="نسخة", author=editor)

    # Two for the session and user, two for the rights, one for each: article, revisions, newest, published.
    with django_assert_num_queries(8):
        client.get(_address(article))


def test_form_leads_to_the_history_of_each_language(client, editor):
    article = make_article()

    page = client.get(change_url(article)).content.decode()

    for language in ("ar", "en"):
        assert f'href="{_address(article, language=language)}"' in page
    assert "historylink" not in page


def test_djangos_own_history_leads_to_that_of_the_editors_language(client, editor, article):
    client.cookies["portal_language"] = "en"

    response = client.get(f"{LIST}{article.pk}/history/")

    assert (response.status_code, response["Location"]) == (302, _address(article, language="en"))


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_compare_marks_words_in_the_direction_of_their_text(client, editor, article, admin_language):
    client.cookies["portal_language"] = admin_language

    page = _compare(client, article, 1, 2).content.decode()

    assert '<div class="compare__block compare__block--headline" lang="ar" dir="rtl">' in page
    assert _marked(page, "del") == ["مذكرة"]
    assert _marked(page, "ins") == ["اتفاقية"]


def test_compare_tells_screen_readers_what_the_lines_mean(client, editor, article):
    client.cookies["portal_language"] = "en"

    page = _compare(client, article, 1, 2).content.decode().split("compare__block--headline")[1]

    assert '<del><span class="visually-hidden" lang="en" dir="ltr">(removed: </span>مذكرة' in page
    assert '<ins><span class="visually-hidden" lang="en" dir="ltr">(added: </span>اتفاقية' in page


def test_compare_tells_what_a_link_was_and_is(client, editor, article):
    client.cookies["portal_language"] = "en"
    for number, address in ((4, "/ar/old/"), (5, "/ar/new/")):
        body = f'<p>انظر <a href="{address}">القيد</a> أو <strong>غيره</strong></p>'
        article.revisions.create(language="ar", number=number, headline="عنوان", body=body)

    page = _compare(client, article, 4, 5).content.decode()

    words = " ".join(TAGS.sub("", page.split('<span class="restyled">القيد')[1].split("</div>")[0]).split())
    assert words == "(removed: link: /ar/old/) (added: link: /ar/new/) أو غيره"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<p>ما في المذكرة</p>", "<h2>ما في المذكرة</h2>", "paragraph became heading H2 ما في المذكرة"),
        ("<p>نص</p>", "<p>نص</p><hr>", "rule (added: ———)"),
        ("<p>نص</p><ol><li>بند</li></ol>", "<p>نص</p>", "item of a numbered list (removed: بند)"),
    ],
)
def test_compare_names_what_kind_of_block_changed(client, editor, article, before, after, expected):
    client.cookies["portal_language"] = "en"
    article.revisions.create(language="ar", number=4, headline="عنوان", body=before)
    article.revisions.create(language="ar", number=5, headline="عنوان", body=after)

    page = _compare(client, article, 4, 5).content.decode()

    row = re.split(r'<div class="compare__row compare__row--(?:changed|added|removed)"[^>]*>', page)[1]
    words = TAGS.sub(" ", row.split("</div>")[0]).split()
    assert " ".join(words).replace(" )", ")") == expected


def test_compare_puts_the_older_first_in_whatever_order_they_are_named(client, editor, article):
    response = _compare(client, article, 3, 1)

    assert (response.context["older"].number, response.context["newer"].number) == (1, 3)


def test_compare_shows_only_what_differs(client, editor, article):
    article.revisions.create(language="ar", number=4, **newest(article, "ar").text | {"place": "الكويت"})

    response = _compare(client, article, 3, 4)

    assert [field.name for field, _segments in response.context["lines"]] == ["place"]
    assert response.context["passages"] == []


def test_compare_of_equal_texts_says_so(client, editor, article):
    client.cookies["portal_language"] = "en"
    article.revisions.create(language="ar", number=4, **newest(article, "ar").text)

    assert "These two revisions say the same." in _compare(client, article, 3, 4).content.decode()


def test_compare_escapes_what_the_texts_say(client, editor, article):
    article.revisions.create(
        language="ar", number=4, headline="<b>x</b>", body="<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )

    page = _compare(client, article, 3, 4).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page.replace(" ", "")
    assert "<b>x" not in page


def test_compare_of_one_revision_asks_for_two(client, editor, article):
    response = _compare(client, article, 2, 2)

    assert (response.status_code, response["Location"]) == (302, _address(article))


@pytest.mark.parametrize(
    ("older", "newer"),
    [("", "1"), ("1", "9"), ("0", "1"), ("²", "1"), ("-1", "1"), ("1", "9" * 40), ("1", "a")],
)
def test_compare_of_what_is_no_revision_is_not_found(client, editor, article, older, newer):
    assert _compare(client, article, older, newer).status_code == 404


def test_compare_never_mixes_languages(client, editor, article):
    make_draft(article, "en")

    assert _compare(client, article, 1, 2, "en").status_code == 404
    assert _compare(client, article, 1, 2, "fr").status_code == 404


def test_compare_of_a_text_of_any_length_answers(client, editor, article):
    article.revisions.create(language="ar", number=4, headline="طويل", body=f"<p>{'و ' * 300_000}</p>")
    client.cookies["portal_language"] = "en"

    response = _compare(client, article, 3, 4)

    assert "too long to be compared" in response.content.decode()


def test_restore_makes_a_new_draft_and_leaves_readers_alone(client, editor, article):
    publish(newest(article, "ar"), by=None)

    response = client.post(_address(article, "restore"), {"number": 1})

    restored = newest(article, "ar")
    article.refresh_from_db()
    assert response["Location"] == _address(article)
    assert (restored.number, restored.headline, restored.author) == (4, TEXTS["ar"]["headline"], editor)
    assert restored.published_at is None
    assert article.headline_ar == "عنوان ثالث"


def test_restore_of_the_newest_is_refused_with_a_message(client, editor, article):
    response = client.post(_address(article, "restore"), {"number": 3}, follow=True)

    assert newest(article, "ar").number == 3
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("number", ["", "9", "x"])
def test_restore_of_what_is_no_revision_is_not_found(client, editor, article, number):
    assert client.post(_address(article, "restore"), {"number": number}).status_code == 404


def test_restore_is_never_done_by_a_link(client, editor, article):
    assert client.get(_address(article, "restore"), {"number": 1}).status_code == 405


def test_scheduled_revision_is_named_as_such(client, editor):
    client.cookies["portal_language"] = "en"
    article = make_article("ar", at=timezone.now() + timedelta(hours=1))

    assert "scheduled" in _rows(client.get(_address(article)))[0]
