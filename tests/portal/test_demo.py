from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from PIL import Image

from articles.models import Article, Author, Picture, Revision, Topic
from organizations.models import Organization, Person
from organizations.partnerships.enums import ByStatedDate, Evidence
from organizations.partnerships.models import Commitment, Partnership
from portal.accounts.models import User
from portal.demo import stories
from tests.factories import make_article

pytestmark = pytest.mark.django_db

MARKED = (Article, Author, Organization, Partnership, Person, Picture, Topic)


@pytest.fixture(autouse=True)
def plain_covers(monkeypatch):
    def draw(topic, seed, nodes, *, night=False):
        return Image.new("RGB", (16, 9), (nodes, len(seed), 200 if night else 100))

    monkeypatch.setattr(stories, "draw_cover", draw)


def _load(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, verbosity=0, stdout=out)
    return out.getvalue()


def test_demo_holds_what_the_facts_hold():
    _load()

    assert Organization.objects.count() == 10
    assert Person.objects.count() == 7
    assert list(Partnership.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert Commitment.objects.count() == 8
    assert not Partnership.objects.filter(last_checked_on__isnull=False).exists()
    assert {article.languages for article in Article.objects.all()} == {("ar", "en"), ("ar",), ("en",)}


def test_demo_is_marked_everywhere():
    _load()

    for model in MARKED:
        assert not model.objects.filter(is_demo=False).exists(), model


def test_demo_loads_once():
    first = _load()
    counts = [model.objects.count() for model in (*MARKED, Revision, User)]

    second = _load()

    assert "15 articles are new" in first
    assert "0 records and 0 articles are new" in second
    assert [model.objects.count() for model in (*MARKED, Revision, User)] == counts


def test_demo_passwords_are_shown_once_and_work(client):
    shown = _load()
    password = next(line.split()[1] for line in shown.splitlines() if line.startswith("  editor"))

    assert client.login(username="editor", password=password)
    assert "editor" not in _load()


def test_demo_leaves_a_used_portal_alone():
    make_article("ar")

    assert _load("--if-empty") == ""
    assert Article.objects.count() == 1


def test_demo_says_what_the_stated_dates_say():
    _load()

    by_date = {
        commitment.statement_en: commitment.by_stated_date
        for partnership in Partnership.objects.all()
        for commitment in partnership.commitments_by(date(2021, 12, 31))
    }
    baghdad = next(value for statement, value in by_date.items() if "Baghdad" in statement)

    assert baghdad == ByStatedDate.NOT_YET
    assert list(by_date.values()).count(ByStatedDate.NO_DATE) == 6


def test_an_opinion_column_confirms_nothing():
    _load()

    evidence = {p.number: p.evidence for p in Partnership.objects.all()}

    assert evidence[2] == Evidence.NONE
    assert {evidence[number] for number in (1, 3, 4, 5)} == {Evidence.ONE_SOURCE}


def test_remove_demo_removes_all_but_what_is_in_use():
    _load()
    topic = Topic.objects.get(slug="cloud")
    real = make_article("ar", topic=topic)
    out = StringIO()

    call_command("remove_demo", stdout=out)

    assert list(Article.objects.all()) == [real]
    assert list(Topic.objects.all()) == [topic]
    assert not Topic.objects.get().is_demo
    for model in (Author, Organization, Partnership, Person, Picture):
        assert not model.objects.exists(), model
