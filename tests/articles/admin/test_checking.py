import pytest

from articles.enums import Act
from articles.models import Article
from articles.workflow import publish
from tests.articles.admin.test_coverage import COVERAGE, NEWER, _saved, make_stale
from tests.desk_calendar import open_page, words_of
from tests.editing import LIST, make_member, newest
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def check_url(article, language="en", view="check"):
    return f"{LIST}{article.pk}/{view}/{language}/"


def seen(article, **more):
    return {"revision": newest(article, "en").number, "against": newest(article, "ar").number, **more}


def is_stale(article):
    return Article.objects.get(pk=article.pk).is_stale_in("en")


def test_translator_marks_a_text_as_current(client):
    article = make_stale()
    client.force_login(translator := make_member("translator", "en"))

    response = client.post(check_url(article), seen(article, next=f"{COVERAGE}?en=stale"))

    assert response["Location"] == f"{COVERAGE}?en=stale"
    assert not is_stale(article)
    assert (article.log.first().act, article.log.first().by) == (Act.CHECKED, translator)
    assert newest(article, "en").checked_against == newest(article, "ar")


@pytest.mark.parametrize(
    "address", ["", "https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\x"]
)
def test_unsafe_way_back_leads_to_the_form(client, editor, address):
    article = make_stale()

    response = client.post(check_url(article), seen(article, next=address))

    assert response["Location"] == f"{LIST}{article.pk}/change/"


def test_check_is_posted(client, editor):
    article = make_stale()

    assert client.get(check_url(article), seen(article)).status_code == 405
    assert is_stale(article)


@pytest.mark.parametrize(
    ("role", "languages"), [("translator", "ar"), ("contributor", "ar en"), ("", "ar en")]
)
def test_check_needs_the_right_in_the_language(client, role, languages):
    article = make_stale()
    client.force_login(make_member(role, languages))

    assert client.post(check_url(article), seen(article)).status_code == 403
    assert is_stale(article)


def test_check_against_an_overtaken_text_changes_nothing(client, editor):
    article = make_stale()
    numbers = seen(article)
    publish(_saved(article, "ar", body=NEWER.replace("مذكرتين", "ثلاث مذكرات")), by=None)

    client.cookies["portal_language"] = "en"
    response = client.post(check_url(article), numbers, follow=True)

    assert "Read it first." in words_of(response.content.decode())
    assert is_stale(article)


def test_check_of_what_is_current_says_so(client, editor):
    article = make_stale()
    numbers = seen(article)
    client.post(check_url(article), numbers)

    client.cookies["portal_language"] = "en"
    response = client.post(check_url(article), numbers, follow=True)

    assert "up to date already" in words_of(response.content.decode())


@pytest.mark.parametrize(
    "numbers",
    [{}, {"revision": "x"}, {"revision": "1"}, {"revision": "99", "against": "2"}, {"revision": "9" * 40}],
)
def test_damaged_numbers_are_not_found(client, editor, numbers):
    article = make_stale()

    assert client.post(check_url(article), numbers).status_code == 404
    assert client.post(check_url(article, "fr"), seen(article)).status_code == 404
    assert is_stale(article)


def test_changes_show_the_words_that_are_not_followed(client, editor):
    article = make_stale()

    page = open_page(client, check_url(article, view="changes"), next=f"{COVERAGE}?en=stale")

    assert "مذكرتين" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "Mark as current" in page
    assert f'href="{COVERAGE}?en=stale"' in page


def test_changes_of_what_is_current_say_so(client, editor):
    page = open_page(client, check_url(make_article("ar en"), view="changes"), next="//example.org")

    assert "up to date already" in page
    assert "example.org" not in page.split('id="content"')[1]
    assert "Mark as current" not in page


def test_changes_are_for_those_who_may_read_the_article(client):
    article = make_stale()
    client.force_login(make_member("contributor"))
    assert client.get(check_url(article, view="changes")).status_code == 403

    client.force_login(make_member("translator", "ar"))
    page = open_page(client, check_url(article, view="changes"))
    assert "<ins>" in page
    assert "Mark as current" not in page


def test_history_names_what_a_text_was_checked_against(client, editor):
    article = make_stale()
    client.post(check_url(article), seen(article))

    page = words_of(open_page(client, f"{LIST}{article.pk}/history/en/"))

    assert "translated from revision 1 checked against revision 2" in page


def test_form_points_out_what_only_one_language_says(client, editor):
    article = make_article("ar en", texts={"ar": {"body": "<p>وقّعت الهيئة 12 مذكرة.</p>"}})

    page = open_page(client, f"{LIST}{article.pk}/change/")

    told = words_of(page.split('<section class="differences"')[1].split("</section>")[0])
    assert "Only in the Arabic text: number 12" in told
    assert "Only in the English" not in told


def test_form_of_texts_that_agree_points_nothing_out(client, editor):
    for article in (make_article("ar en"), make_article("ar")):
        assert 'class="differences"' not in open_page(client, f"{LIST}{article.pk}/change/")
    assert 'class="differences"' not in open_page(client, f"{LIST}add/")


def test_each_text_of_the_form_has_its_tab(client, editor):
    page = open_page(client, f"{LIST}{make_article('ar en').pk}/change/")

    assert [f'id="tab-{language}"' in page for language in ("ar", "en")] == [True, True]


@pytest.mark.parametrize(("number", "is_open"), [(3, True), (4, False)])
def test_many_differences_are_folded(client, editor, number, is_open):
    facts = " ".join(f"و{fact} مذكرة" for fact in range(12, 12 + number))
    article = make_article("ar en", texts={"ar": {"body": f"<p>وقّعت الهيئة {facts}.</p>"}})

    page = open_page(client, f"{LIST}{article.pk}/change/")

    told = page.split('<section class="differences"')[1].split("</section>")[0]
    assert ("<details open>" in told) is is_open
    assert f'<span class="differences__number">{number}</span>' in told
