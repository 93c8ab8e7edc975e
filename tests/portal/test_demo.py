from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from articles.evidence import link_evidence
from articles.models import Article, Author, Picture, Revision, Topic
from organizations.merging import merge
from organizations.models import Organization, Person
from organizations.partnerships.enums import ByStatedDate, Evidence
from organizations.partnerships.models import Commitment, Partnership
from portal.accounts.models import User
from portal.demo import stories
from portal.management.commands import load_demo
from tests.factories import make_article, make_draft, make_organization
from tests.portal.accounts.signing_in import is_in, sign_in

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


def test_demo_links_its_stories_to_the_items_they_report():
    _load()

    assert not Commitment.objects.filter(evidence_links=None).exists()
    for article in Article.objects.exclude(evidence=None):
        for link in article.evidence.all():
            assert link.update is None
            assert link.commitment.partnership in article.partnerships.all()
            assert link.published_at_ar == article.published_at_ar
            assert link.published_at_en == article.published_at_en


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


def test_interrupted_loading_leaves_nothing_and_can_be_repeated(monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(load_demo, "make_editors", interrupt)
        with pytest.raises(KeyboardInterrupt):
            _load("--if-empty")

    for model in (*MARKED, Revision, User):
        assert not model.objects.exists(), model
    assert "editor" in _load("--if-empty")


def test_cover_that_was_cut_off_is_stored_again():
    _load()
    name = Picture.objects.first().file.name
    content = Path(default_storage.path(name)).read_bytes()
    Path(default_storage.path(name)).write_bytes(content[:10])
    Article.objects.all().delete()
    Picture.objects.all().delete()

    _load()

    assert Path(default_storage.path(name)).read_bytes() == content


def test_demo_passwords_are_shown_once_and_work(client):
    shown = _load()
    password = next(line.split()[1] for line in shown.splitlines() if line.startswith("  editor"))

    assert is_in(client, sign_in(client, "editor", password))
    assert "editor" not in _load()


def test_demo_leaves_a_used_portal_alone():
    make_article("ar")

    assert _load("--if-empty") == ""
    assert Article.objects.count() == 1


def test_demo_stays_away_once_it_was_removed():
    _load()
    out = StringIO()

    call_command("remove_demo", stdout=out)

    assert "load_demo" in out.getvalue().splitlines()[-1]
    assert _load("--if-empty") == ""
    assert not Article.objects.exists()


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


def test_remove_demo_keeps_the_entry_that_a_real_article_reports():
    _load()
    item = Commitment.objects.filter(partnership__slug="citra-huawei-mou").get()
    link_evidence(make_article("ar"), item, by=None)

    call_command("remove_demo", stdout=StringIO())

    assert list(Partnership.objects.all()) == [item.partnership]
    assert not Partnership.objects.filter(is_demo=True).exists()
    assert item.evidence_links.count() == 1


def _showing(*names):
    return "".join(f'<p>It is so.</p><figure><img src="/media/{name}" alt=""></figure>' for name in names)


def test_remove_demo_keeps_pictures_that_real_texts_show(django_capture_on_commit_callbacks):
    _load()
    in_body, at_night, in_draft, others = _covers(4)
    article = make_article("en", texts={"en": {"body": _showing(in_body.file.name)}})
    make_draft(article, "en", body=_showing(in_draft.file.name, at_night.night_file.name))
    out = StringIO()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_demo", stdout=out)

    kept = [in_body, at_night, in_draft]
    assert set(Picture.objects.filter(is_demo=False)) == set(kept) == set(Picture.objects.all())
    assert all(default_storage.exists(picture.file.name) for picture in kept)
    assert all(default_storage.exists(picture.night_file.name) for picture in kept)
    assert not default_storage.exists(others.file.name)
    assert "12 removed, kept: " in out.getvalue()


def test_remove_demo_keeps_files_that_another_picture_names(django_capture_on_commit_callbacks):
    _load()
    shared, other = _covers(2)
    Picture.objects.create(file=shared.night_file.name, width=16, height=9)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_demo", stdout=StringIO())

    assert default_storage.exists(shared.night_file.name)
    assert not default_storage.exists(shared.file.name)
    assert not default_storage.exists(other.night_file.name)


def _covers(count):
    """Demo pictures whose files are theirs alone: the plain covers of these tests may be alike."""
    covers = []
    for number, picture in enumerate(Picture.objects.all()[:count]):
        for field in ("file", "night_file"):
            name = default_storage.save(f"{field}{number:032x}.webp", ContentFile(b"picture"))
            setattr(picture, field, name)
        picture.save()
        covers.append(picture)
    return covers


def test_english_of_the_demo_follows_its_arabic():
    _load()

    english = Revision.objects.filter(language="en")
    pairs = [text for text in english if text.article.revisions.filter(language="ar").exists()]
    assert pairs
    assert {text.translated_from.language for text in pairs} == {"ar"}


def test_remove_demo_removes_what_was_merged_within_it():
    _load()
    older, newer = Organization.objects.get(slug="interpol"), make_organization(is_demo=True)
    merge(older, newer, by=None)

    call_command("remove_demo", stdout=StringIO())

    assert not Organization.objects.exists()


def test_demo_is_in_the_search_index_as_soon_as_it_is_loaded():
    _load()

    said = StringIO()
    call_command("check_search", stdout=said)
    assert "missing" not in said.getvalue()
