from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from articles.models import Article, LogEntry
from organizations.models import Organization
from portal.index import Kind
from portal.index.models import Name
from portal.search import rebuilding
from portal.search.searchables import ARTICLES, SEARCHABLES
from tests.factories import make_article, make_draft, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

OLD = datetime(2024, 1, 1, tzinfo=UTC)
#: A key that no sequence of a test database reaches.
NOBODY = 999_999_999


@pytest.fixture
def portal():
    """Something of each kind, in the index and out of it."""
    huawei = make_organization()
    entry = make_partnership(huawei)
    make_person(name_en=None)
    make_draft(make_article(organizations=[huawei], partnerships=[entry]), "ar", headline="مسودة")
    make_draft(make_article("ar"), "en")
    make_partnership(huawei, has_source=False)


def run(command, *arguments):
    said = StringIO()
    call_command(command, *arguments, verbosity=0, stdout=said, stderr=said)
    return said.getvalue()


def names():
    return sorted(Name.objects.values_list("kind", "thing", "label_ar", "label_en", "stems"), key=repr)


def test_rebuilt_index_holds_what_the_index_in_step_held(index, portal):
    documents, known = index.documents, names()
    assert len(documents) == 10
    index.documents = {}
    Name.objects.all().delete()
    run("rebuild_search")
    assert index.documents == documents
    assert names() == known


def test_rebuilding_twice_changes_nothing(index, portal):
    run("rebuild_search")
    documents, known = index.documents, names()
    run("rebuild_search")
    assert (index.documents, names()) == (documents, known)


def test_rebuilding_removes_what_should_not_be_there(index, portal):
    article = Article.objects.last()
    article.revisions.all()
    QuerySet(Organization).filter(pk=make_organization().pk).delete()
    strays = dict(index.documents)
    for pk, is_public in ((article.pk, False), (article.pk + 100, True), (article.pk + 200, False)):
        document = strays[Kind.ARTICLE, article.pk, "ar", True]
        strays[Kind.ARTICLE, pk, "ar", is_public] = type(document)(
            **{**vars(document), "pk": pk, "is_public": is_public}
        )
    Name.objects.create(kind=Kind.PERSON, thing=NOBODY, label_ar="لا أحد", stems="احد", tail=b"x")
    index.documents = strays
    run("rebuild_search")
    assert not Name.objects.filter(thing=NOBODY).exists()
    due = {(one.pk, one.language, one.is_public) for one in ARTICLES.documents(list(ARTICLES.keys()))}
    assert {(*key[1:],) for key in index.documents if key[0] == Kind.ARTICLE} == due


def test_rebuilding_since_a_day_leaves_out_what_has_not_changed_since(index, portal, monkeypatch):
    LogEntry.objects.update(at=OLD)
    for model in (Organization,):
        QuerySet(model).update(touched_at=OLD)
    new = make_article("ar")
    seen = []
    monkeypatch.setattr(
        rebuilding, "reindex", lambda searchable, pks: seen.extend((searchable.kind, pk) for pk in pks)
    )
    run("rebuild_search", "--since=2025-03-31")
    assert [pk for kind, pk in seen if kind == Kind.ARTICLE] == [new.pk]
    assert not [pk for kind, pk in seen if kind == Kind.ORGANIZATION]


def test_interrupted_rebuilding_says_how_to_go_on(index, monkeypatch):
    articles = [make_article("ar") for _ in range(3)]
    monkeypatch.setattr(rebuilding, "AT_ONCE", 1)
    done = []

    def follow_two(searchable, pks):
        if searchable.kind == Kind.ARTICLE and len(done) == 2:
            raise KeyboardInterrupt
        done.extend(pks if searchable.kind == Kind.ARTICLE else ())

    monkeypatch.setattr(rebuilding, "reindex", follow_two)
    said = StringIO()
    with pytest.raises(KeyboardInterrupt):
        call_command("rebuild_search", verbosity=0, stdout=StringIO(), stderr=said)
    place = f"article:{articles[1].pk}"
    assert f"--after {place}" in said.getvalue()
    monkeypatch.setattr(rebuilding, "reindex", lambda searchable, pks: done.extend(pks))
    run("rebuild_search", "--after", place)
    assert done == [article.pk for article in articles]


def test_only_what_is_missing_is_stored(index, portal, monkeypatch):
    documents, known = index.documents, names()
    kept = {key: document for key, document in documents.items() if key[0] != Kind.ARTICLE}
    stray = Kind.PERSON, NOBODY, "ar", True
    index.documents = kept | {stray: None}
    assert (
        run("rebuild_search", "--missing")
        == "The search index lacked something of 3 things; now it is in step.\n"
    )
    assert (index.documents, names()) == (documents, known)

    monkeypatch.setattr(rebuilding, "reindex", None)
    assert run("rebuild_search", "--missing") == ""


def test_index_is_built_where_there_was_none(index, portal):
    documents, known = index.documents, names()
    index.documents = {}
    Name.objects.all().delete()
    run("rebuild_search", "--missing")
    assert (index.documents, names()) == (documents, known)


@pytest.mark.parametrize("arguments", [["--since=soon"], ["--after=article"], ["--after=topics:1"]])
def test_damaged_arguments_are_refused(arguments):
    with pytest.raises(CommandError):
        run("rebuild_search", *arguments)


def test_check_finds_nothing_where_the_index_is_in_step(index, portal):
    said = run("check_search")
    assert said.count("as it should be") == len(said.splitlines()) == 15


def test_check_counts_what_is_missing_and_what_is_too_much(index, portal):
    first, second = Article.objects.order_by("pk")
    documents = dict(index.documents)
    del documents[Kind.ARTICLE, first.pk, "ar", False]
    documents[Kind.ARTICLE, second.pk, "en", True] = documents.pop((Kind.ARTICLE, first.pk, "en", True))
    Name.objects.filter(kind=Kind.PERSON).delete()
    index.documents = documents
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("check_search", stdout=said)
    assert refusal.value.returncode == 1
    lines = set(said.getvalue().splitlines())
    assert f"article ar (drafts): 1 missing ({first.pk})" in lines
    assert f"article en: 1 missing ({first.pk}), 1 too much ({second.pk})" in lines
    assert "person names: 1 missing" in {line.partition(" (")[0] for line in lines}
    assert sum("as it should be" in line for line in lines) == 12


def test_what_differs_for_a_moment_only_is_not_told(index, portal, monkeypatch):
    found = iter([[rebuilding.Difference("ar", (1, 2), (3,))], [rebuilding.Difference("ar", (2,), (4,))]])
    monkeypatch.setattr(rebuilding, "differences", lambda searchable: next(found))
    assert rebuilding.lasting_differences(ARTICLES) == [rebuilding.Difference("ar", (2,), ())]


@pytest.mark.parametrize("number", [1, 3])
def test_checking_costs_the_same_for_any_number_of_things(number, django_assert_num_queries):
    for _ in range(number):
        make_partnership(make_organization())
        make_article()
        make_person()
    with django_assert_num_queries(35):
        for searchable in SEARCHABLES:
            rebuilding.differences(searchable)


def test_large_archive_is_in_the_index_when_it_is_made():
    call_command("make_load", articles=30, verbosity=0, stdout=StringIO())
    assert "missing" not in run("check_search")
