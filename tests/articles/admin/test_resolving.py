"""The page of an edit conflict: what both wrote, field by field, and what is saved after choosing."""

import pytest

from articles.models import Article, LogEntry
from tests.editing import answer_to, change_url, form_of, newest
from tests.factories import TEXTS, make_article, make_author, make_draft, make_organization, make_topic

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("language", ["ar", "en"])
BODIES = {
    "base": "<p>One.</p><p>Two.</p><p>Three.</p>",
    "mine": "<p>One, mine.</p><p>Two.</p><p>Three.</p>",
    "theirs": "<p>One.</p><p>Two.</p><p>Three, theirs.</p>",
    "merged": "<p>One, mine.</p><p>Two.</p><p>Three, theirs.</p>",
}


class Collision:
    """An article whose text in one language two people changed, and the first answer to who came second."""

    def __init__(self, client, language, mine, theirs):
        self.client, self.language = client, language
        self.article = make_article(texts={language: {"body": BODIES["base"]}})
        self.data = form_of(self.article, **{f"{language}__{name}": value for name, value in mine.items()})
        self.theirs = theirs
        make_draft(self.article, language, body=BODIES["base"], **theirs)
        self.send(self.data)

    def send(self, data):
        self.response = self.client.post(change_url(self.article), data)
        return self.response

    def choose(self, **choices):
        named = {f"{self.language}__choose_{name}": choice for name, choice in choices.items()}
        self.data = answer_to(self.response, self.data, **named)
        return self.send(self.data)

    @property
    def page(self):
        return self.response.content.decode()

    @property
    def newest(self):
        return newest(self.article, self.language)

    @property
    def text(self):
        return self.response.context["adminform"].form.texts[self.language]


@pytest.fixture
def collide(client, editor):
    def collide(language="ar", mine=None, theirs=None):
        mine = mine or {"headline": "My headline", "body": BODIES["mine"]}
        theirs = {"headline": "Their headline"} if theirs is None else theirs
        return Collision(client, language, mine, theirs)

    return collide


@BOTH
def test_conflict_shows_what_both_wrote_and_what_they_started_from(collide, language):
    collision = collide(language)

    asked = {field.name: field for field in collision.text.conflict.asked}
    assert list(asked) == ["headline"]
    assert (asked["headline"].mine, asked["headline"].theirs) == ("My headline", "Their headline")
    assert asked["headline"].base == TEXTS[language]["headline"]
    assert f'name="{language}-choose_headline" value="mine"' in collision.page
    assert [field.name for field in collision.text.conflict.taken_over] == ["body"]


@BOTH
def test_keeping_mine_saves_it_over_the_newer_one(collide, language):
    collision = collide(language)

    collision.choose(headline="mine")

    assert collision.response.status_code == 302
    assert (collision.newest.number, collision.newest.headline) == (3, "My headline")
    assert collision.newest.body == BODIES["mine"]


@BOTH
def test_taking_theirs_for_one_field_keeps_mine_in_the_other(collide, language):
    collision = collide(language, theirs={"headline": "Their headline", "standfirst": "Theirs."})

    collision.choose(headline="theirs")

    assert (collision.newest.number, collision.newest.headline) == (3, "Their headline")
    assert (collision.newest.slug, collision.newest.standfirst) == ("their-headline", "Theirs.")
    assert collision.newest.body == BODIES["mine"]


def test_texts_of_both_stay_in_the_history(collide):
    collision = collide()

    collision.choose(headline="theirs")

    headlines = collision.article.revisions.filter(language="ar").order_by("number")
    assert [revision.headline for revision in headlines] == [
        TEXTS["ar"]["headline"],
        "Their headline",
        "Their headline",
    ]


@BOTH
def test_bodies_are_merged_when_asked(client, editor, language):
    article = make_article(texts={language: {"body": BODIES["base"]}})
    data = form_of(article, **{f"{language}__body": BODIES["mine"]})
    make_draft(article, language, body=BODIES["theirs"])
    response = client.post(change_url(article), data)
    assert f'name="{language}-choose_body" value="merged"' in response.content.decode()

    client.post(change_url(article), answer_to(response, data, **{f"{language}__choose_body": "merged"}))

    assert newest(article, language).body == BODIES["merged"]


@BOTH
@pytest.mark.parametrize("choice", [None, "", "nonsense", "merged", "MINE", "mine\x00"])
def test_conflict_without_a_choice_is_refused_again_and_loses_nothing(collide, language, choice):
    collision = collide(language)

    collision.choose(**({} if choice is None else {"headline": choice}))

    assert collision.response.status_code == 200
    assert collision.newest.number == 2
    assert [field.name for field in collision.text.conflict.asked] == ["headline"]
    assert collision.text["headline"].value() == "My headline"
    assert collision.text.conflict.fields["headline"].base == TEXTS[language]["headline"]


def test_refused_answer_can_be_given_again(collide):
    collision = collide()
    collision.choose()

    collision.choose(headline="mine")

    assert (collision.newest.number, collision.newest.headline) == (3, "My headline")


def test_fields_that_one_side_changed_need_no_choice(collide):
    collision = collide(mine={"place": "Jahra"}, theirs={"standfirst": "Theirs."})

    collision.choose()

    assert (collision.newest.number, collision.newest.place) == (3, "Jahra")
    assert collision.newest.standfirst == "Theirs."


def test_change_taken_over_without_a_question_can_be_left_out(collide):
    collision = collide(mine={"place": "Jahra"}, theirs={"standfirst": "Theirs."})

    collision.choose(standfirst="mine")

    assert (collision.newest.place, collision.newest.standfirst) == ("Jahra", TEXTS["ar"]["standfirst"])


def test_words_typed_after_the_conflict_are_not_dropped_unasked(collide):
    collision = collide(mine={"place": "Jahra"}, theirs={"standfirst": "Theirs."})

    collision.data["ar-standfirst"] = "Mine, later."
    collision.choose(standfirst="")

    assert collision.response.status_code == 200
    assert collision.newest.number == 2
    assert collision.text["standfirst"].value() == "Mine, later."


def test_second_collision_asks_again_and_keeps_choices_and_words(collide):
    collision = collide()
    third = make_draft(collision.article, "ar", headline="Third headline", body=BODIES["base"])

    collision.choose(headline="mine")

    assert (collision.response.status_code, collision.newest.number) == (200, third.number)
    asked = {field.name: field for field in collision.text.conflict.asked}
    assert (asked["headline"].theirs, asked["headline"].decision) == ("Third headline", "mine")
    assert asked["headline"].base == TEXTS["ar"]["headline"]
    assert collision.text["body"].value() == BODIES["mine"]

    collision.choose()

    assert (collision.newest.number, collision.newest.headline) == (4, "My headline")


def test_theirs_in_a_second_collision_is_the_text_that_was_shown(collide):
    collision = collide()
    make_draft(collision.article, "ar", headline="Third headline", body=BODIES["base"])
    collision.choose(headline="theirs")

    collision.choose()

    assert collision.newest.headline == "Third headline"


def test_second_collision_with_nothing_chosen_yet_loses_nothing(collide):
    collision = collide()
    make_draft(collision.article, "ar", headline="Third headline", body=BODIES["base"])

    collision.choose()
    collision.choose(headline="mine")

    assert (collision.newest.number, collision.newest.headline) == (4, "My headline")


def test_conflict_in_both_languages_is_resolved_in_one_go(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنواني أنا", en__headline="My headline")
    make_draft(article, "ar", headline="عنوان غيري")
    make_draft(article, "en", headline="Their headline")
    response = client.post(change_url(article), data)

    half = answer_to(response, data, ar__choose_headline="mine")
    response = client.post(change_url(article), half)
    assert (response.status_code, newest(article, "ar").number) == (200, 2)
    client.post(change_url(article), answer_to(response, half, en__choose_headline="theirs"))

    assert (newest(article, "ar").number, newest(article, "ar").headline) == (3, "عنواني أنا")
    assert (newest(article, "en").number, newest(article, "en").headline) == (2, "Their headline")


def test_two_who_wrote_the_same_do_not_conflict(client, editor):
    article = make_article()
    data = form_of(article, ar__place="الجهراء")
    make_draft(article, "ar", place="الجهراء")

    response = client.post(change_url(article), data)

    assert (response.status_code, newest(article, "ar").number) == (302, 2)


@BOTH
def test_button_to_publish_publishes_nothing_in_a_conflict(collide, language):
    collision = collide(language)
    button = {f"_publish_{language}": "1"}
    published = Article.objects.values().get()

    collision.send(collision.data | button)
    collision.send(answer_to(collision.response, collision.data | button))

    assert collision.response.status_code == 200
    assert Article.objects.values().get() == published


def test_button_to_publish_publishes_what_was_chosen(collide):
    collision = collide()
    collision.data |= {"_publish_ar": "1", "ar-correction-kind": "none"}

    collision.choose(headline="theirs")

    collision.article.refresh_from_db()
    assert (collision.article.headline_ar, collision.article.body_ar) == ("Their headline", BODIES["mine"])


@pytest.mark.parametrize("name", ["started_from", "begun_from"])
@pytest.mark.parametrize("number", ["0", "-1", "999999", "9" * 30, "x", "١", ""])
def test_forged_number_of_a_revision_is_told_and_keeps_the_text(collide, name, number):
    collision = collide()

    collision.data = answer_to(collision.response, collision.data) | {f"ar-{name}": number}
    collision.send(collision.data)

    assert collision.response.status_code == (302 if (name, number) == ("begun_from", "") else 200)
    if collision.response.status_code == 200:
        assert collision.newest.number == 2
        assert collision.text["headline"].value() == "My headline"
        assert collision.text.errors


@pytest.mark.parametrize("number", ["-1", "999999", "9" * 30, "x"])
def test_number_of_no_revision_is_not_blamed_on_somebody_else(client, editor, number):
    client.cookies["portal_language"] = "en"
    article = make_article()

    response = client.post(
        change_url(article), form_of(article, ar__place="الجهراء", ar__started_from=number)
    )

    assert "It is not known which revision this text was begun from." in response.content.decode()


def test_forged_number_for_a_text_that_was_never_there_keeps_the_text(client, editor):
    article = make_article("ar")
    data = form_of(article, en__headline="Mine", en__started_from=7, en__begun_from=5)

    response = client.post(change_url(article), data)

    text = response.context["adminform"].form.texts["en"]
    assert (text["headline"].value(), newest(article, "en")) == ("Mine", None)
    client.post(change_url(article), data | {"en-started_from": 0, "en-begun_from": ""})
    assert newest(article, "en").headline == "Mine"


HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def test_hostile_words_of_both_are_shown_as_words(collide):
    collision = collide(
        mine={"headline": f"Mine {HOSTILE}", "body": f"<p>{HOSTILE}</p><p>Two.</p>"},
        theirs={"headline": f"Theirs {HOSTILE}"},
    )

    assert "<script>alert" not in collision.page
    assert "onerror=alert(1)>" not in collision.page
    assert "&lt;script&gt;" in collision.page


@pytest.mark.parametrize("rows", [1, 20])
def test_page_of_a_conflict_costs_the_same_for_any_number_of_links(
    client, editor, rows, django_assert_num_queries
):
    article = make_article(organizations=[make_organization() for _ in range(rows)])
    client.get(change_url(article))
    data = form_of(article, ar__headline="عنواني أنا")
    data |= {"organization_mentions-TOTAL_FORMS": 0}
    make_draft(article, "ar", headline="عنوان غيري")

    # As an ordinary answer with an error, and one for the revision that both started from.
    with django_assert_num_queries(27):
        client.post(change_url(article), data)


def test_shared_field_left_alone_is_not_written_over(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنواني أنا") | {"start-kind": "news"}
    Article.objects.filter(pk=article.pk).update(kind="interview", shared_version=1)

    response = client.post(change_url(article), data)

    article.refresh_from_db()
    assert (response.status_code, article.kind) == (302, "interview")
    assert newest(article, "ar").number == 2


@pytest.fixture
def shared_conflict(client, editor):
    """Two changed the kind; only they changed the topic; only I changed a by-line."""
    article = make_article()
    topic = make_topic(name_ar="موضوعهم")
    start = {"start-kind": "news", "start-topic": article.topic_id, "start-picture": ""}
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": make_author(name_ar="كاتبي").pk}
    data = (
        form_of(article, kind="opinion")
        | start
        | rows
        | {"bylines-0-position": 0, "bylines-0-role": "author"}
    )
    Article.objects.filter(pk=article.pk).update(kind="interview", topic=topic, shared_version=1)
    return article, topic, data, client.post(change_url(article), data)


def test_conflict_over_the_shared_part_shows_each_field_three_times(shared_conflict):
    _article, topic, _data, response = shared_conflict

    shown = {one["field"].name: one for one in response.context["adminform"].form.shared_conflicts()}

    assert list(shown) == ["kind", "topic"]
    assert [str(shown["kind"][side]) for side in ("mine", "theirs", "base")] == ["رأي", "مقابلة", "خبر"]
    assert (shown["kind"]["field"].decision, shown["topic"]["field"].decision) == (None, "theirs")
    assert shown["topic"]["theirs"] == topic
    assert 'name="choose_bylines" value="mine"' in response.content.decode()
    assert "كاتبي" in response.content.decode()


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"choose_kind": "mine", "choose_bylines": "mine"}, ("opinion", 1)),
        ({"choose_kind": "theirs", "choose_bylines": "mine"}, ("interview", 1)),
        ({"choose_kind": "mine", "choose_bylines": "theirs"}, ("opinion", 0)),
        ({"choose_kind": "theirs", "choose_bylines": "theirs"}, ("interview", 0)),
    ],
)
def test_choice_decides_what_both_languages_share(client, shared_conflict, choices, expected):
    article, topic, data, response = shared_conflict

    response = client.post(change_url(article), answer_to(response, data, **choices))

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.kind, article.bylines.count(), article.topic) == (*expected, topic)
    is_written = "mine" in choices.values()
    assert LogEntry.objects.filter(act="shared").exists() == is_written


@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"choose_kind": "mine"},
        {"choose_bylines": "mine"},
        {"choose_kind": "merged", "choose_bylines": "x"},
    ],
)
def test_shared_part_without_a_choice_is_refused_again(client, shared_conflict, choices):
    article, _topic, data, response = shared_conflict

    response = client.post(change_url(article), answer_to(response, data, **choices))

    article.refresh_from_db()
    assert (response.status_code, article.kind, article.bylines.count()) == (200, "interview", 0)
    assert 'name="resolves_shared"' in response.content.decode()
    assert "كاتبي" in response.content.decode()
    assert not LogEntry.objects.filter(act="shared").exists()


def test_second_collision_over_the_shared_part_asks_again(client, shared_conflict):
    article, _topic, data, response = shared_conflict
    chosen = answer_to(response, data, choose_kind="mine", choose_bylines="mine")
    Article.objects.filter(pk=article.pk).update(kind="statement", shared_version=2)

    response = client.post(change_url(article), chosen)

    assert response.status_code == 200
    shown = {one["field"].name: one for one in response.context["adminform"].form.shared_conflicts()}
    assert [str(shown["kind"][side]) for side in ("mine", "theirs", "base")] == ["رأي", "بيان", "خبر"]
    client.post(change_url(article), answer_to(response, chosen))
    article.refresh_from_db()
    assert (article.kind, article.bylines.count(), article.shared_version) == ("opinion", 1, 3)


def test_rows_are_shown_as_typed_and_as_they_are_now(client, editor):
    article = make_article(organizations=[make_organization(name_ar="هيئة الاتصالات")])
    mention = article.organization_mentions.get()
    prefix = "organization_mentions"
    row = {
        "id": mention.pk,
        "article": article.pk,
        "organization": mention.organization_id,
        "role": "subject",
    }
    data = form_of(article) | {f"{prefix}-0-{name}": value for name, value in row.items()}
    data |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1}
    Article.objects.filter(pk=article.pk).update(shared_version=1)

    response = client.post(change_url(article), data)

    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    formset = next(formset for formset in formsets if formset.prefix == prefix)
    sides = [[row["details"] for row in rows] for rows in (formset.typed_rows, formset.stored_rows)]
    assert sides == [[["محور المقال"]], [["ذِكر عابر"]]]


def test_row_that_cannot_be_saved_does_not_stand_in_the_way_of_theirs(client, editor):
    article = make_article()
    rows = {
        "bylines-TOTAL_FORMS": 1,
        "bylines-0-author": 999,
        "bylines-0-position": 0,
        "bylines-0-role": "author",
    }
    data = form_of(article, ar__place="الجهراء") | rows | {"resolves_shared": 1, "choose_bylines": "theirs"}

    response = client.post(
        change_url(article), data | {"start-kind": "news", "start-topic": article.topic_id}
    )

    assert (response.status_code, newest(article, "ar").place) == (302, "الجهراء")
