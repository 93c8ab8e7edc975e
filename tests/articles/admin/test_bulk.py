"""What is offered and done to many articles at once."""

import pytest
from django.utils import translation

from articles import workflow
from articles.admin import chosen
from articles.enums import Stage, State
from articles.models import Article
from tests.editing import LIST, make_editor, make_member, newest
from tests.factories import make_article, make_author, make_draft

pytestmark = pytest.mark.django_db

SUBMIT, APPROVE, PUBLISH, WITHDRAW = "submit", "approve", "publish", "withdraw"
OFFERED = {
    "": set(),
    "contributor": {SUBMIT},
    "translator": {SUBMIT},
    "editor": {SUBMIT, APPROVE, PUBLISH, WITHDRAW},
    "chief": {SUBMIT, APPROVE, PUBLISH, WITHDRAW},
    "administrator": {SUBMIT, APPROVE, PUBLISH, WITHDRAW},
}


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["portal_language"] = "en"


def _draft(language="en", **text):
    return make_draft(make_article(""), language, **text)


def _act(client, action, articles, **more):
    data = {"action": action, "_selected_action": [article.pk for article in articles]}
    return client.post(LIST, data | more)


def _told(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def _page(*articles, language="en", view="publish"):
    return f"{LIST}{view}/{language}/?ids={','.join(str(article.pk) for article in articles)}"


@pytest.mark.parametrize("languages", ["ar", "en", "ar en"])
@pytest.mark.parametrize("role", OFFERED)
def test_actions_offered_are_those_of_the_role_in_its_languages(client, role, languages):
    member = make_member(role, languages=languages)
    make_article("", made_by=member)
    client.force_login(member)
    held = "ar en" if role in {"chief", "administrator"} else languages
    names = {"ar": "arabic", "en": "english"}

    form = (client.get(LIST).context or {}).get("action_form")
    offered = {name for name, _label in form.fields["action"].choices if name} if form else set()

    assert offered == {f"{act}_in_{names[code]}" for act in OFFERED[role] for code in held.split()}


@pytest.mark.parametrize("action", [SUBMIT, APPROVE, PUBLISH, WITHDRAW])
def test_choice_of_too_many_does_nothing_and_says_so(client, editor, action, monkeypatch):
    monkeypatch.setattr(chosen, "MOST_AT_ONCE", 2)
    articles = [_draft().article for _ in range(3)]

    response = _act(client, f"{action}_in_english", articles[:1], select_across="1")

    assert response.url == LIST
    assert _told(client.get(LIST)) == [
        ("error", "At most 2 articles at once; you chose 3. Nothing was done.")
    ]
    assert {newest(article, "en").stage for article in articles} == {Stage.DRAFT}


@pytest.mark.parametrize("action", [PUBLISH, WITHDRAW])
def test_largest_choice_fits_into_the_address_of_its_page(client, editor, action):
    Article.objects.bulk_create(Article(pk=10**15 + number) for number in range(chosen.MOST_AT_ONCE))

    response = _act(client, f"{action}_in_english", Article.objects.all()[:1], select_across="1")

    assert client.get(response.url).status_code in {200, 302}


@pytest.mark.parametrize("view", ["publish", "withdraw"])
def test_address_that_names_too_many_is_not_found(client, editor, view):
    articles = [make_article()] * (chosen.MOST_AT_ONCE + 1)

    assert client.get(_page(*articles, view=view)).status_code == 404


@pytest.mark.parametrize("view", ["publish", "withdraw"])
def test_page_knows_nothing_of_articles_one_may_not_read(client, view):
    article, contributor = make_article(), make_member("contributor")
    own = make_article("", made_by=contributor)
    client.force_login(contributor)

    assert client.get(_page(article, view=view)).status_code == 404
    assert client.get(_page(own, view=view)).status_code == 403
    assert (
        client.post(_page(article, view=view), {"reason": "x", "text": f"{article.pk}:1:draft"}).status_code
        == 404
    )


@pytest.mark.parametrize("address", ["en/?ids=", "en/?ids=x", "en/?ids=²", "fr/?ids=1"])
def test_publish_page_of_nothing_is_not_found(client, editor, address):
    assert client.get(f"{LIST}publish/{address}").status_code == 404


def test_publishing_needs_the_right_in_the_language(client):
    draft = _draft()
    client.force_login(make_editor("publish_article"))

    assert client.post(_page(draft.article), {"text": f"{draft.article_id}:1:draft"}).status_code == 403
    assert not Article.objects.live("en")


def test_publish_page_says_what_becomes_of_each(client, editor):
    unread, approved, same, empty = _draft(), _draft(), make_article(), make_article("ar")
    workflow.submit(approved, by=None)
    workflow.approve(approved, by=None)
    opinion = make_draft(make_article("", kind="opinion"), "en").article

    page = client.get(_page(unread.article, approved.article, same, empty, opinion))

    with translation.override("en"):
        found = {row.article: str(row.refusal or row.outcome) for row in page.context["candidates"]}
    assert found == {
        unread.article: "Published now, though nobody has approved it.",
        approved.article: "Published now.",
        same: "This text is published already.",
        empty: "There is no text in this language yet.",
        opinion: "An opinion article needs a named author.",
    }
    assert page.content.decode().count(" checked>") == 2
    assert Article.objects.live("en").count() == 1


@pytest.mark.parametrize("rows", [1, 4])
def test_publish_page_costs_the_same_for_any_number_of_rows(client, editor, rows, django_assert_num_queries):
    author = make_author()
    articles = [
        make_draft(make_article("", kind="opinion", author=author), "en").article for _ in range(rows)
    ]

    # The session, the user, two for the rights, the articles, their by-lines, their newest texts, and
    # what changed since the texts that readers see.
    with django_assert_num_queries(8):
        client.get(_page(*articles))


def test_publishing_names_what_was_done_and_leaves_what_was_unticked(client, editor):
    first, second = _draft(headline="First"), _draft(headline="Second")

    response = client.post(
        _page(first.article, second.article), {"text": f"{first.article_id}:1:draft"}, follow=True
    )

    assert _told(response) == [("success", "Published in English: <bdi>“First”</bdi>")]
    assert list(Article.objects.live("en")) == [first.article]


def test_publishing_leaves_a_text_that_nobody_was_asked_about(client, editor):
    draft = _draft()
    make_draft(draft.article, "en", headline="Written in between")

    response = client.post(_page(draft.article), {"text": f"{draft.article_id}:1:draft"}, follow=True)

    assert [level for level, _text in _told(response)] == ["error"]
    assert not Article.objects.live("en")


@pytest.mark.parametrize("text", ["", "x", ":", "1:", "1:1:live", f"{'9' * 40}:1"])
def test_publishing_a_damaged_choice_does_nothing(client, editor, text):
    assert client.post(_page(_draft().article), {"text": text}).status_code == 302
    assert not Article.objects.live("en")


def test_more_than_five_are_counted(client, editor):
    articles = [_draft().article for _ in range(6)]

    response = _act(client, "submit_in_english", articles)

    assert _told(client.get(response.url)) == [("success", "Sent for review in English: 6 articles")]


def test_withdrawing_names_what_was_done(client, editor):
    article = make_article()

    response = client.post(_page(article, view="withdraw"), {"reason": "Wrong figures"}, follow=True)

    article.refresh_from_db()
    assert article.state_in("en") == State.WITHDRAWN
    assert _told(response)[0][1].startswith("Withdrawn in English: ")
