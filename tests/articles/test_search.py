from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, OrganizationMention
from articles.search import Articles, Topics
from articles.workflow import publish, restore, unschedule, withdraw
from organizations.merging import merge
from organizations.partnerships.ledger import redact
from portal.index import Document, Kind
from portal.index.documents import AUTHOR
from portal.index.names import TOPIC, Names
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_author,
    make_draft,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)

pytestmark = pytest.mark.django_db

TEXT = {
    "headline": "هواوي توقّع مذكرة",
    "standfirst": "في الكويت.",
    "body": "<p>نص <strong>المذكرة</strong>.</p><ul><li>بند أول</li><li>بند ثانٍ</li></ul>",
    "place": "الكويت",
    "source_name": "كونا",
}


def documents_of(*articles, language=None):
    return list(Articles().documents([article.pk for article in articles], language))


def held(article):
    """The language, publicity and headline of each document."""
    return {(found.language, found.is_public, found.headline) for found in documents_of(article)}


def test_document_of_article_is_its_text_without_markup_and_what_it_is_linked_to():
    huawei, person, entry = make_organization(), make_person(), make_partnership()
    article = make_article("ar", texts={"ar": TEXT}, organizations=[huawei], partnerships=[entry])
    article.person_mentions.create(person=person)
    assert documents_of(article) == [
        Document(
            kind=Kind.ARTICLE,
            pk=article.pk,
            language="ar",
            headline="هواوي توقّع مذكرة",
            standfirst="في الكويت.",
            body="نص المذكرة.\nبند أول\nبند ثانٍ\nالكويت\nكونا",
            published_at=PUBLISHED_AT,
            topic=article.topic_id,
            about=((Kind.ORGANIZATION, huawei.pk), (Kind.PERSON, person.pk), (Kind.PARTNERSHIP, entry.pk)),
        )
    ]


def test_document_of_article_has_no_names_of_what_is_linked():
    article = make_article("ar", organizations=[make_organization(name_ar="اسم لا يرد في النص")])
    assert "اسم لا يرد" not in repr(documents_of(article))


def test_public_documents_are_of_the_languages_that_readers_see():
    draft, only_arabic = make_article(""), make_article("ar")
    make_draft(draft, "ar", headline="مسودة")
    both = make_article()
    gone = make_article()
    withdraw(gone, "en", by=None, reason="Wrong figures")
    later = make_article(at=timezone.now() + timedelta(days=1))
    public = {
        (found.pk, found.language)
        for found in documents_of(draft, only_arabic, both, gone, later)
        if found.is_public
    }
    expected = {(only_arabic.pk, "ar"), (gone.pk, "ar")}
    expected |= {(article.pk, language) for article in (both, later) for language in ("ar", "en")}
    assert public == expected
    for language in ("ar", "en"):
        assert set(Articles().due(language)) == {pk for pk, code in expected if code == language}


def test_scheduled_text_is_public_from_its_time_on():
    at = timezone.now() + timedelta(days=1)
    (document,) = documents_of(make_article("ar", at=at))
    assert document.is_public
    assert document.published_at == at


def test_editors_find_the_newest_text_that_readers_do_not_see():
    article = make_article("ar", texts={"ar": {"headline": "المنشور"}})
    assert held(article) == {("ar", True, "المنشور")}
    draft = make_draft(article, "ar", headline="المسودة", body="<p>نص لم يُنشر</p>")
    assert held(article) == {("ar", True, "المنشور"), ("ar", False, "المسودة")}
    assert list(Articles().due("ar", is_public=False)) == [article.pk]
    assert list(Articles().due("en", is_public=False)) == []
    (of_draft,) = [found for found in documents_of(article) if not found.is_public]
    assert of_draft.body == "نص لم يُنشر"
    assert of_draft.published_at == draft.made_at
    publish(draft, by=None)
    assert held(article) == {("ar", True, "المسودة")}
    assert list(Articles().due("ar", is_public=False)) == []


def test_a_draft_says_nothing_in_the_public_document():
    article = make_article("ar")
    make_draft(article, "ar", headline="سرّ", standfirst="سرّ", body="<p>سرّ</p>", place="سرّ", source_name="سرّ")
    public = [found for found in documents_of(article) if found.is_public]
    assert len(public) == 1
    assert "سرّ" not in repr(public)


def test_withdrawn_text_is_for_editors_alone():
    article = make_article("ar")
    withdraw(article, "ar", by=None, reason="أرقام خاطئة")
    assert [found.is_public for found in documents_of(article)] == [False]


def test_earlier_text_that_is_shown_again_leaves_the_newest_to_editors():
    article = make_article("ar", texts={"ar": {"headline": "الأول"}})
    first = article.revisions.get()
    publish(make_draft(article, "ar", headline="الثاني"), by=None)
    publish(first, by=None)
    assert held(article) == {("ar", True, "الأول"), ("ar", False, "الثاني")}


def test_text_whose_schedule_was_taken_back_is_for_editors_alone():
    article = make_article("ar", at=timezone.now() + timedelta(days=1))
    unschedule(article, "ar", by=None)
    assert [found.is_public for found in documents_of(article)] == [False]


def test_restored_text_is_for_editors_until_it_is_published():
    article = make_article("ar", texts={"ar": {"headline": "الأول"}})
    first = article.revisions.get()
    publish(make_draft(article, "ar", headline="الثاني"), by=None)
    restore(first, by=None)
    assert held(article) == {("ar", True, "الثاني"), ("ar", False, "الأول")}


def test_proposed_and_declined_mentions_do_not_count():
    accepted, proposed, declined = make_organization(), make_organization(), make_organization()
    article = make_article("ar", organizations=[accepted])
    article.organization_mentions.create(organization=proposed, is_proposed=True)
    article.organization_mentions.create(organization=declined, is_proposed=True, is_declined=True)
    (document,) = documents_of(article)
    assert document.about == ((Kind.ORGANIZATION, accepted.pk),)


def test_article_is_not_linked_to_drafts_of_entries_nor_to_redacted_ones():
    recorded, draft, redacted = make_partnership(), make_partnership(has_source=False), make_partnership()
    article = make_article("ar", partnerships=[recorded, draft, redacted])
    redact(redacted, by=None, note_ar="حُجب", note_en="Redacted")
    (document,) = documents_of(article)
    assert document.about == ((Kind.PARTNERSHIP, recorded.pk),)


def test_article_is_linked_to_what_a_merged_record_became():
    kept, duplicate = make_organization(), make_organization()
    article = make_article("ar", organizations=[duplicate])
    merge(duplicate, kept, by=None)
    (document,) = documents_of(article)
    assert document.about == ((Kind.ORGANIZATION, kept.pk),)


def test_documents_of_one_language():
    article = make_article()
    assert [found.language for found in documents_of(article, language="en")] == ["en"]


@pytest.mark.parametrize("number", [1, 3])
def test_documents_of_articles_cost_the_same_for_any_number(number, django_assert_num_queries):
    articles = [make_article(organizations=[make_organization()]) for _ in range(number)]
    for article in articles:
        make_draft(article, "ar", headline="مسودة")
    with django_assert_num_queries(8):
        assert len(documents_of(*articles)) == 3 * number


def test_keys_of_articles_changed_since_a_time():
    old, new = make_article("ar"), make_article("ar")
    old.log.update(at=datetime(2024, 1, 1, tzinfo=UTC))
    assert set(Articles().keys(datetime(2025, 1, 1, tzinfo=UTC))) == {new.pk}
    assert set(Articles().keys()) == {old.pk, new.pk}


def test_article_is_linked_to_its_authors():
    first, second = make_author(), make_author()
    article = make_article("ar", author=first)
    article.bylines.create(author=second, position=1)
    [document] = Articles().documents([article.pk])
    assert document.about == ((AUTHOR, first.pk), (AUTHOR, second.pk))


def test_articles_linked_to_a_thing():
    huawei = make_organization()
    linked, proposed, _other = (
        make_article("ar", organizations=[huawei]),
        make_article(""),
        make_article("ar"),
    )
    OrganizationMention.objects.create(article=proposed, organization=huawei, is_proposed=True)
    assert set(Articles().linked_to((Kind.ORGANIZATION, huawei.pk))) == {linked.pk, proposed.pk}


def test_names_of_topics_are_those_of_each_language():
    both = make_topic(name_ar="الحوسبة السحابية", name_en="Cloud")
    arabic = make_topic(name_ar="الشبكات", name_en=None)
    assert list(Topics().names([both.pk, arabic.pk])) == [
        Names(TOPIC, both.pk, {"ar": "الحوسبة السحابية", "en": "Cloud"}, ("الحوسبة السحابية", "Cloud")),
        Names(TOPIC, arabic.pk, {"ar": "الشبكات"}, ("الشبكات",)),
    ]


def test_deleted_article_has_no_documents():
    article = make_article("ar")
    Article.objects.filter(pk=article.pk).delete()
    assert documents_of(article) == []
