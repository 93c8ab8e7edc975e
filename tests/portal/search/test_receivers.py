from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles import correcting, workflow
from articles.enums import Act
from articles.evidence import link_evidence
from articles.models import Article, OrganizationMention, Topic
from organizations.merging import merge
from organizations.models import Organization, Person
from organizations.partnerships import ledger
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Partnership, PartnershipAlias, Signatory, Source
from portal.bilingual.languages import LANGUAGES
from portal.demo.removal import remove_all
from portal.index import Kind
from portal.index.models import DocumentRow, Name
from portal.index.names import suggest
from portal.search.receivers import LEAVE_TEXTS
from portal.search.searchables import SEARCHABLES
from tests.factories import (
    make_article,
    make_commitment,
    make_correction,
    make_draft,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)

pytestmark = pytest.mark.django_db

WHY = {"note_ar": "سبب", "note_en": "A reason"}
LATER = timedelta(days=3)


def due():
    """What the index should hold of all there is now."""
    documents = [one for source in SEARCHABLES for one in source.documents(list(source.keys()))]
    return {(one.kind, one.pk, one.language, one.is_public): one for one in documents}


def due_names():
    """Each name of each thing that has any, as a row holds it."""
    return {
        (names.kind, names.pk, *(names.labels.get(language) for language in LANGUAGES))
        for source in SEARCHABLES
        for names in source.names(list(source.keys()))
    }


def stored_names():
    return set(Name.objects.values_list("kind", "thing", "label_ar", "label_en"))


def newest(article, language="ar"):
    return article.revisions.filter(language=language).latest("number")


def submitted(article):
    return workflow.submit(make_draft(article, "ar", headline="للمراجعة"), by=None)


#: An article before the act, and the act; by what the log says of it.
ARTICLE_ACTS = {
    Act.SAVED: (make_article, lambda article: make_draft(article, "ar", headline="مسودة")),
    Act.PUBLISHED: (
        lambda: make_draft(make_article(), "ar", headline="جديد").article,
        lambda article: workflow.publish(newest(article), by=None),
    ),
    Act.SCHEDULED: (
        lambda: make_draft(make_article(""), "ar").article,
        lambda article: workflow.schedule(newest(article), by=None, at=timezone.now() + LATER),
    ),
    Act.UNSCHEDULED: (
        lambda: make_article(at=timezone.now() + LATER),
        lambda article: workflow.unschedule(article, "ar", by=None),
    ),
    Act.WITHDREW: (make_article, lambda article: workflow.withdraw(article, "en", by=None, reason="Wrong")),
    Act.RESTORED: (
        lambda: make_draft(make_article(), "ar", headline="جديد").article,
        lambda article: workflow.restore(article.revisions.get(language="ar", number=1), by=None),
    ),
    Act.CORRECTED: (make_article, lambda article: make_correction(article, "ar")),
}
#: Acts that change nothing that is searched, likewise.
QUIET_ACTS = {
    Act.SUBMITTED: (
        lambda: make_draft(make_article(), "ar", headline="جديد").article,
        lambda article: workflow.submit(newest(article), by=None),
    ),
    Act.SENT_BACK: (
        lambda: submitted(make_article()).article,
        lambda article: workflow.send_back(newest(article), by=None, note="سبب"),
    ),
    Act.APPROVED: (
        lambda: submitted(make_article()).article,
        lambda article: workflow.approve(newest(article), by=None),
    ),
    Act.SHARED: (
        make_article,
        lambda article: workflow.change_shared(article, by=None, started_from=article.shared_version),
    ),
    Act.ANSWERED: (
        lambda: make_correction(make_article(), "ar").article,
        lambda article: correcting.answer(article.corrections.get(), by=None, unaffected="Not in it."),
    ),
}


def test_every_act_is_known_to_change_texts_or_to_leave_them():
    assert set(ARTICLE_ACTS) == set(Act) - LEAVE_TEXTS
    assert set(QUIET_ACTS) < LEAVE_TEXTS


@pytest.mark.parametrize("act", ARTICLE_ACTS)
def test_index_follows_every_act_of_the_newsroom(act, index):
    make, do = ARTICLE_ACTS[act]
    article = make()
    before = index.documents
    assert before == due()
    do(article)
    assert article.log.latest("pk").act == act
    assert index.documents == due() != before


@pytest.mark.parametrize("act", QUIET_ACTS)
def test_acts_that_change_no_text_leave_the_index_as_it_is(act, index, monkeypatch):
    make, do = QUIET_ACTS[act]
    article = make()
    before = index.documents
    monkeypatch.setattr(index, "store", None)  # and nothing is done in vain
    do(article)
    assert article.log.latest("pk").act == act
    assert index.documents == due() == before


def correction(entry):
    return ledger.correct(entry, by=None, title_ar="عنوان مصحّح", **WHY)


def add_source(entry):
    return ledger.add(Source(partnership=entry, kind="press_report", title_en="News"), by=None)


def propose(thing, **columns):
    source = thing.entry.sources.first() if hasattr(thing, "entry") else thing.sources.first()
    return ledger.propose(thing, by=None, source=source, said_on=timezone.localdate(), **WHY, **columns)


#: An entry before the act, and the act; by what its history says.
LEDGER_ACTS = {
    LedgerAct.RECORDED: (
        lambda: with_source(make_partnership(make_organization(), has_source=False)),
        lambda entry: ledger.record(entry, by=None),
    ),
    LedgerAct.ADDED: (None, lambda entry: make_commitment(entry, make_organization())),
    LedgerAct.SUPERSEDED: (
        lambda: make_commitment(make_partnership(make_organization())).partnership,
        lambda entry: ledger.supersede(
            entry.commitments.get(), by=None, nature="plan", statement_ar="بند جديد"
        ),
    ),
    LedgerAct.CORRECTED: (None, correction),
    LedgerAct.REDACTED: (None, lambda entry: ledger.redact(entry, by=None, **WHY)),
}
QUIET_LEDGER_ACTS = {
    LedgerAct.ADDED: add_source,
    LedgerAct.UPDATED: propose,
    LedgerAct.PROPOSED: lambda entry: propose(entry, status="active"),
    LedgerAct.CONFIRMED: lambda entry: ledger.confirm(propose(entry, status="active"), by=None),
    LedgerAct.DECLINED: lambda entry: ledger.decline(propose(entry, status="active"), by=None, **WHY),
    LedgerAct.CHECKED: lambda entry: ledger.check(entry, by=None),
}


def with_source(entry):
    entry.sources.create(kind="press_report", title_ar="خبر")
    return entry


def test_every_act_of_the_ledger_is_tried():
    assert {*LEDGER_ACTS, *QUIET_LEDGER_ACTS} == set(LedgerAct)


@pytest.mark.parametrize("act", LEDGER_ACTS)
def test_index_follows_every_act_of_the_ledger(act, index):
    make, do = LEDGER_ACTS[act]
    entry = make() if make else make_partnership(make_organization())
    article = make_article(partnerships=[entry])
    before = index.documents
    do(entry)
    assert entry.changes.latest("pk").act == act
    assert index.documents == due() != before
    assert stored_names() == due_names()
    assert (Kind.ARTICLE, article.pk, "ar", True) in index.documents


@pytest.mark.parametrize("act", QUIET_LEDGER_ACTS)
def test_acts_of_the_ledger_that_say_nothing_new_keep_the_index_in_step(act, index):
    entry = make_partnership(make_organization())
    QUIET_LEDGER_ACTS[act](entry)
    assert entry.changes.latest("pk").act == act
    assert index.documents == due()


def test_redacted_words_are_gone_from_the_index_at_once(index):
    entry = make_partnership(make_organization(), title_ar="عنوان سيُحجب")
    person = make_person(name_ar="شخص سيُحجب")
    item = make_commitment(entry, statement_ar="بند سيُحجب")
    signatory = Signatory(partnership=entry, person=person, organization=make_organization())
    ledger.add(signatory, by=None)
    key = (Kind.PARTNERSHIP, entry.pk, "ar", True)
    assert "بند سيُحجب" in index.documents[key].body
    ledger.redact(item, by=None, **WHY)
    assert "بند سيُحجب" not in repr(index.documents)
    ledger.redact(signatory, by=None, **WHY)
    assert (Kind.PERSON, person.pk) not in index.documents[key].about
    assert suggest("عنوان سي", "ar") != []
    ledger.redact(entry, by=None, **WHY)
    assert key not in index.documents
    assert suggest("عنوان سي", "ar") == []


def test_articles_are_linked_to_an_entry_while_it_is_on_the_record(index):
    entry = with_source(make_partnership(make_organization(), has_source=False))
    article = make_article("ar", partnerships=[entry])
    key = (Kind.ARTICLE, article.pk, "ar", True)
    assert index.documents[key].about == ()
    ledger.record(entry, by=None)
    assert index.documents[key].about == ((Kind.PARTNERSHIP, entry.pk),)
    ledger.redact(entry, by=None, **WHY)
    assert index.documents[key].about == ()


def test_index_follows_links_of_articles(index):
    article, body = make_article("ar"), make_organization()
    key = (Kind.ARTICLE, article.pk, "ar", True)
    mention = OrganizationMention.objects.create(article=article, organization=body, is_proposed=True)
    assert index.documents[key].about == ()
    mention.is_proposed = False
    mention.save()
    assert index.documents[key].about == ((Kind.ORGANIZATION, body.pk),)
    mention.delete()
    assert index.documents[key].about == ()


def test_index_follows_evidence(index):
    article, item = make_article("ar"), make_commitment(make_partnership(make_organization()))
    link_evidence(article, item, by=None)
    about = index.documents[Kind.ARTICLE, article.pk, "ar", True].about
    assert about == ((Kind.PARTNERSHIP, item.partnership_id),)


def test_index_follows_the_topic_that_a_form_saves(index):
    article, topic = make_article("ar"), make_topic()
    article.topic = topic
    article.save(update_fields=["topic"])
    assert index.documents[Kind.ARTICLE, article.pk, "ar", True].topic == topic.pk


def rename(record):
    record.name_ar = "اسم جديد"
    record.save()


def lose_english_name(record):
    record.name_en = None
    record.save()


RECORD_CHANGES = {
    "renamed": rename,
    "no longer there in English": lose_english_name,
    "another name": lambda record: record.aliases.create(language="en", name="Another"),
    "deleted": lambda record: record.delete(),
}


@pytest.mark.parametrize("change", RECORD_CHANGES)
@pytest.mark.parametrize("make", [make_organization, make_person])
def test_index_follows_records_of_the_directory(make, change, index):
    record = make()
    before = index.documents
    assert before == due()
    RECORD_CHANGES[change](record)
    assert index.documents == due() != before
    assert stored_names() == due_names()


def test_index_follows_other_names_that_are_taken_back_or_changed(index):
    body = make_organization()
    alias = body.aliases.create(language="en", name="Another")
    alias.name = "Yet another"
    alias.save()
    assert "Yet another" in index.documents[Kind.ORGANIZATION, body.pk, "ar", True].names
    alias.delete()
    assert index.documents == due()
    assert suggest("yet", "en") == suggest("another", "en") == []


def test_index_follows_a_name_that_is_given_to_another_entry(index):
    first, second = make_partnership(make_organization()), make_partnership(make_organization())
    alias = PartnershipAlias.objects.create(partnership=first, language="ar", name="مذكرة برشلونة")
    alias = PartnershipAlias.objects.get(pk=alias.pk)
    alias.partnership = second
    alias.save()
    assert index.documents == due()
    assert [found.pk for found in suggest("برشلونة", "ar")] == [second.pk]


def test_index_follows_offices(index):
    person, body = make_person(), make_organization()
    office = person.positions.create(organization=body, title_ar="رئيس", title_en="Chair")
    document = index.documents[Kind.PERSON, person.pk, "en", True]
    assert (document.standfirst, document.about) == ("Chair", ((Kind.ORGANIZATION, body.pk),))
    office.delete()
    assert index.documents == due()


def test_index_follows_topics(index):
    topic = make_topic(name_ar="الحوسبة", name_en=None)
    assert stored_names() == {("topic", topic.pk, "الحوسبة", None)}
    topic.name_ar = "السحابة"
    topic.save()
    assert stored_names() == {("topic", topic.pk, "السحابة", None)}
    topic.delete()
    assert stored_names() == set()


def test_index_follows_organizations_that_become_one(index):
    kept, duplicate = make_organization(), make_organization(name_ar="المكرّر")
    linked = make_article(organizations=[duplicate])
    make_commitment(make_partnership(duplicate), duplicate)
    make_person().positions.create(organization=duplicate, title_ar="مدير")
    make_organization(parent=duplicate)
    merge(duplicate, kept, by=None)
    assert index.documents == due()
    assert index.documents[Kind.ARTICLE, linked.pk, "ar", True].about == ((Kind.ORGANIZATION, kept.pk),)
    assert stored_names() == due_names()
    assert [found.pk for found in suggest("المكر", "ar")] == [kept.pk]


def test_index_follows_people_who_become_one(index):
    kept, duplicate = make_person(), make_person()
    make_article().person_mentions.create(person=duplicate)
    signatory = Signatory(person=duplicate, organization=make_organization())
    signatory.partnership = make_partnership(make_organization())
    ledger.add(signatory, by=None)
    merge(duplicate, kept, by=None)
    assert index.documents == due()


def test_removed_demonstration_is_gone_from_the_index(index):
    demo, real = {"is_demo": True}, make_article()
    body, person, topic = make_organization(**demo), make_person(**demo), make_topic(**demo)
    body.aliases.create(language="ar", name="اسم آخر")
    entry = make_partnership(body, **demo)
    make_article(topic=topic, organizations=[body], partnerships=[entry], **demo)
    person.positions.create(organization=body, title_ar="مدير")
    remove_all()
    assert {key[:2] for key in index.documents} == {(Kind.ARTICLE, real.pk)}
    assert index.documents == due()
    assert stored_names() == due_names()
    assert not Article.objects.filter(is_demo=True).exists()


def rows():
    """What is held in the database of this portal, with its names."""
    return set(DocumentRow.objects.values_list()), stored_names()


UNDONE = {
    "an article": lambda: make_article(),
    "a draft": lambda: make_draft(Article.objects.get(), "ar", headline="مسودة"),
    "a withdrawal": lambda: workflow.withdraw(Article.objects.get(), "ar", by=None, reason="سبب"),
    "a deletion": lambda: Article.objects.get().delete(),
    "a name": lambda: rename(Organization.objects.get(slug="huawei")),
    "a merger": lambda: merge(make_organization(), Organization.objects.get(slug="huawei"), by=None),
    "a person": lambda: rename(Person.objects.get()),
    "a topic": lambda: rename(Topic.objects.get()),
    "a correction": lambda: correction(Partnership.objects.get()),
    "a redaction": lambda: ledger.redact(Partnership.objects.get(), by=None, **WHY),
}


@pytest.mark.parametrize("act", UNDONE)
def test_what_is_rolled_back_leaves_the_index_as_it_was(act):
    huawei = make_organization(slug="huawei")
    make_person()
    make_article(organizations=[huawei], partnerships=[make_partnership(huawei)])
    before = rows()
    with transaction.atomic():
        UNDONE[act]()
        assert rows() != before
        transaction.set_rollback(True)
    assert rows() == before
