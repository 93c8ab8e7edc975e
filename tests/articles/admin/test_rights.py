"""Every view of the desk by every role: what is refused there, and what of it is shown."""

import re

import pytest
from django.urls import reverse

from articles import previews, workflow
from articles.enums import Stage, State
from articles.models import Article, Picture, Preview, Revision
from portal.accounts.models import Role
from tests.editing import LIST, change_url, form_of, make_member, newest
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

SECRET = "كلمة السر"
#: Who reads what somebody else has written.
READERS = {"translator", "editor", "chief", "administrator"}
EDITORS = {"editor", "chief", "administrator"}
ROLES = ["", *Role.Key.values]


@pytest.fixture
def article():
    """Somebody else's: live in both languages, with an Arabic draft that must not show."""
    article = make_article()
    make_draft(article, "ar", headline=SECRET)
    return article


def log_in(client, role, languages="ar en"):
    member = make_member(role, languages=languages)
    client.force_login(member)
    return member


def _address(article, view, language="ar"):
    return f"{LIST}{article.pk}/{view}/{language}/"


def reading_views(article):
    return [
        change_url(article),
        _address(article, "history"),
        f"{_address(article, 'compare')}?from=1&to=2",
        _address(article, "preview"),
        f"{_address(article, 'preview')}page/",
    ]


@pytest.mark.parametrize("role", ROLES)
def test_draft_is_read_by_those_who_work_on_it(client, article, role):
    log_in(client, role)

    answers = {address: client.get(address) for address in reading_views(article)}

    for address, answer in answers.items():
        assert (answer.status_code == 200) == (role in READERS), address
        assert (SECRET in answer.content.decode()) <= (role in READERS), address
    assert any(SECRET in answer.content.decode() for answer in answers.values()) == (role in READERS)


@pytest.mark.parametrize("role", ROLES)
def test_lists_show_the_articles_that_the_person_may_read(client, article, role):
    member = log_in(client, role)
    own = make_article("", made_by=member)
    make_draft(own, "ar", headline="مسودتي أنا")

    page = client.get(LIST)
    found = client.get(LIST, {"q": SECRET.split()[1]})
    choices = client.get(
        "/admin/autocomplete/",
        {"app_label": "articles", "model_name": "byline", "field_name": "article", "term": SECRET.split()[1]},
    )

    assert (page.status_code == 200) == (role != "")
    for answer in (page, found, choices):
        assert (SECRET in answer.content.decode()) <= (role in READERS)
        assert (str(article) in answer.content.decode()) <= (role in READERS)
    if role in READERS:
        assert SECRET in page.content.decode()
        assert SECRET in found.content.decode()
    if role != "":
        assert "مسودتي أنا" in page.content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("journal", ["revision", "logentry"])
def test_journals_are_for_editors(client, article, role, journal):
    log_in(client, role)

    answer = client.get(f"/admin/articles/{journal}/")

    assert (answer.status_code == 200) == (role in EDITORS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_text_is_written_by_role_and_in_a_language_held(client, article, role, language):
    log_in(client, role, languages=language)
    before = Revision.objects.count()
    for column in ("ar", "en"):
        number = newest(article, column).number

        client.post(change_url(article), form_of(article, **{f"{column}__place": f"new {column}"}))

        is_allowed = role in {"chief", "administrator"} or (role in READERS and column == language)
        assert (newest(article, column).number == number + 1) == is_allowed, column
    assert (Revision.objects.count() > before) == (role in READERS)


@pytest.mark.parametrize("role", ROLES)
def test_form_offers_the_buttons_that_work(client, article, role):
    log_in(client, role, languages="ar")

    page = client.get(change_url(article)).content.decode()

    offered = set(re.findall(r'name="(_[a-z]+(?:_back)?)_(ar|en)"', page))
    expected = {
        "translator": {("_submit", "ar")},
        "editor": {
            *((name, "ar") for name in ("_submit", "_publish")),
        },
    }
    for key in ("chief", "administrator"):
        expected[key] = expected["editor"] | {
            *((name, "en") for name in ("_submit", "_publish")),
        }
    assert offered == expected.get(role, set())
    assert (f"/withdraw/ar/?ids={article.pk}" in page) == (role in EDITORS)
    assert (f"/withdraw/en/?ids={article.pk}" in page) == (role in {"chief", "administrator"})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("button", ["_approve", "_send_back", "_publish", "_unschedule"])
def test_button_that_was_not_offered_does_nothing(client, role, button):
    article = make_article("")
    workflow.submit(make_draft(article, "en"), by=None)
    log_in(client, role, languages="ar")

    client.post(change_url(article), form_of(article, en__note="A note", **{f"{button}_en": "1"}))

    article.refresh_from_db()
    does = role in {"chief", "administrator"}
    if not does:
        assert newest(article, "en").stage == Stage.IN_REVIEW
        assert article.state_in("en") == State.DRAFT
        assert article.log.count() == 2


@pytest.mark.parametrize("role", ROLES)
def test_posts_of_the_secondary_views_ask_the_same_right(client, article, role):
    log_in(client, role, languages="ar")
    link = previews.make_link(newest(article, "ar"), by=None)
    english = make_draft(article, "en", headline="A new draft")
    english_link = previews.make_link(english, by=None)

    restored = client.post(_address(article, "restore"), {"number": 1})
    linked = client.post(f"{_address(article, 'preview')}links/", {"hours": 24})
    client.post(f"{LIST}preview-links/{link.pk}/revoke/")
    everywhere = role in {"chief", "administrator"}
    for view, data in (("restore", {"number": 1}), ("preview", {})):
        client.post(_address(article, view, "en"), data)
    client.post(f"{_address(article, 'preview', 'en')}links/", {"hours": 24})
    client.post(f"{LIST}preview-links/{english_link.pk}/revoke/")

    link.refresh_from_db()
    english_link.refresh_from_db()
    assert (restored.status_code == 302) == (role in READERS)
    assert (linked.status_code == 302) == (role in EDITORS)
    assert (link.revoked_at is not None) == (role in EDITORS)
    assert (english_link.revoked_at is not None) == everywhere
    assert (newest(article, "en").number > english.number) == everywhere
    links = Preview.objects.exclude(pk__in=[link.pk, english_link.pk])
    assert links.filter(revision__language="en").exists() == everywhere


@pytest.mark.parametrize("role", ROLES)
def test_withdrawing_by_its_page_takes_the_right_in_that_language(client, article, role):
    log_in(client, role, languages="ar")

    for language in ("ar", "en"):
        url = f"{reverse('admin:articles_article_withdraw', args=[language])}?ids={article.pk}"
        client.get(url)
        client.post(url, {"reason": "نُشر خطأ"})

    article.refresh_from_db()
    assert (article.state_in("ar") == State.WITHDRAWN) == (role in EDITORS)
    assert (article.state_in("en") == State.WITHDRAWN) == (role in {"chief", "administrator"})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("action", "right"), [("submit", "translator"), ("approve", "editor"), ("publish", "editor")]
)
def test_bulk_action_takes_the_right_in_that_language(client, role, action, right):
    articles = {language: make_article("") for language in ("ar", "en")}
    for language, article in articles.items():
        draft = make_draft(article, language)
        if action == "approve":
            workflow.submit(draft, by=None)
    log_in(client, role, languages="ar")

    for language, name in (("ar", "arabic"), ("en", "english")):
        data = {"action": f"{action}_in_{name}", "_selected_action": articles[language].pk}
        response = client.post(LIST, data)
        if action == "publish":
            client.post(response.get("Location", LIST), {"text": f"{articles[language].pk}:1:draft"})

    done = {
        language: newest(article, language).stage
        == {"submit": Stage.IN_REVIEW, "approve": Stage.APPROVED, "publish": Stage.APPROVED}[action]
        for language, article in articles.items()
    }
    may_here = role in EDITORS or role == right
    assert done == {"ar": may_here, "en": role in {"chief", "administrator"}}


def test_contributor_begins_writes_and_submits_an_own_article_and_no_other(client):
    writer = log_in(client, "contributor", languages="ar")

    data = form_of(ar__headline="خبري", ar__body="<p>نص الخبر.</p>", _submit_ar="1")
    client.post(f"{LIST}add/", data)

    article = Article.objects.get()
    assert article.made_by == writer
    assert newest(article, "ar").stage == Stage.IN_REVIEW
    assert {client.get(address).status_code for address in reading_views(article)[:2]} == {200}

    stranger = make_member("contributor")
    client.force_login(stranger)
    assert {client.get(address).status_code for address in reading_views(article)} <= {302, 403, 404}


def test_what_is_typed_while_the_text_went_to_review_is_kept_on_the_page(client):
    writer = log_in(client, "contributor", languages="ar")
    article = make_article("", made_by=writer)
    make_draft(article, "ar")
    data = form_of(article, ar__headline="كتبته للتو")
    workflow.submit(newest(article, "ar"), by=writer)

    page = client.post(change_url(article), data)

    assert page.status_code == 200
    assert "كتبته للتو" in page.content.decode()
    assert newest(article, "ar").headline != "كتبته للتو"


def test_returned_text_shows_its_note_to_the_writer(client):
    writer = log_in(client, "contributor", languages="ar")
    article = make_article("", made_by=writer)
    draft = make_draft(article, "ar")
    workflow.submit(draft, by=writer)
    workflow.send_back(draft, by=make_member("editor"), note="من وقّع المذكرة؟")

    page = client.get(change_url(article)).content.decode()

    assert "من وقّع المذكرة؟" in page
    assert "_submit_ar" in page


def test_uses_of_a_picture_are_those_the_person_may_read(client, article):
    picture = Picture.objects.create(file=f"{'a' * 32}.webp", width=1, height=1)
    Article.objects.filter(pk=article.pk).update(picture=picture)
    for role in ("contributor", "editor"):
        log_in(client, role)
        page = client.get(f"/admin/articles/picture/{picture.pk}/change/").content.decode()
        assert (str(article) in page) == (role == "editor")
