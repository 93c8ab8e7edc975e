from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.enums import State
from articles.models import Article, LogEntry, OrganizationMention
from tests.factories import make_author, make_organization, make_person, make_topic

pytestmark = pytest.mark.django_db

ARABIC = """هيئة الاتصالات وهواوي توقّعان مذكرة تفاهم.

وقّعت الهيئة العامة للاتصالات وتقنية المعلومات في الكويت مذكرة تفاهم مع شركة هواوي، ووقّعها عمر العمر.

وتشمل المذكرة ثلاثة مجالات:
1- الاقتصاد الرقمي
2- الربط الشبكي
3- المدن الذكية

المصدر: جريدة الجريدة
"""


@pytest.fixture
def directory():
    citra = make_organization(
        slug="citra",
        name_ar="الهيئة العامة للاتصالات وتقنية المعلومات",
        name_en="Communication and Information Technology Regulatory Authority",
        short_name_ar="هيئة الاتصالات",
    )
    citra.aliases.create(language="ar", name="هيئة الاتصالات", is_ambiguous=True)
    huawei = make_organization(slug="huawei", name_ar="هواوي", name_en="Huawei")
    person = make_person(slug="omar-al-omar", name_ar="عمر العمر", name_en="Omar Al-Omar")
    return citra, huawei, person


@pytest.fixture
def arabic_file(tmp_path):
    path = tmp_path / "خبر.txt"
    path.write_text(ARABIC)
    return path


def _import(*arguments):
    out = StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_import_makes_a_draft_with_proposed_mentions(arabic_file, directory):
    citra, huawei, person = directory

    report = _import(arabic_file)

    article = Article.objects.get()
    revision = article.revisions.get()
    assert revision.language == "ar"
    assert revision.headline == "هيئة الاتصالات وهواوي توقّعان مذكرة تفاهم"
    assert "<ol><li>الاقتصاد الرقمي</li>" in revision.body.replace("\n", "")
    assert revision.source_name == "جريدة الجريدة"
    assert "المصدر" not in revision.body
    assert article.state_in("ar") == State.DRAFT
    assert set(article.organizations.all()) == {citra, huawei}
    assert set(article.people.all()) == {person}
    assert set(OrganizationMention.objects.values_list("is_proposed", flat=True)) == {True}
    assert "1 created, 0 unchanged, 0 refused" in report


def test_import_of_the_same_text_changes_nothing_and_says_so(arabic_file, directory):
    _import(arabic_file)
    before = LogEntry.objects.count()

    report = _import(arabic_file)

    assert "0 created, 1 unchanged, 0 refused" in report
    assert (Article.objects.count(), LogEntry.objects.count()) == (1, before)


def test_import_refuses_by_name_and_brings_the_others(tmp_path, arabic_file, directory):
    bad = {
        "binary.txt": b"\x00\x01\x02",
        "empty.txt": b"  \n",
        "latin.txt": "café".encode("latin-1"),
        "huge.txt": b"a" * (2 * 1024 * 1024 + 1),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    out = StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("import_articles", *map(str, [*tmp_path.iterdir(), tmp_path / "none.txt"]), stdout=out)

    assert refusal.value.returncode == 1
    refused = [line for line in out.getvalue().splitlines() if line.startswith("refused")]
    assert len(refused) == 5
    for name in [*bad, "none.txt"]:
        assert any(name in line for line in refused), name
    assert "1 created, 0 unchanged, 5 refused" in out.getvalue()
    assert Article.objects.count() == 1


def test_dry_run_reports_and_changes_nothing(arabic_file, directory):
    report = _import(arabic_file, "--dry-run")

    assert "1 created" in report
    assert not Article.objects.exists()


def test_publish_makes_it_live_under_the_topic(arabic_file, directory):
    topic = make_topic(slug="networks")

    _import(arabic_file, "--publish", "--topic", "networks")

    article = Article.objects.get()
    assert (article.languages, article.topic) == (("ar",), topic)
    assert not OrganizationMention.objects.filter(published_at_ar__isnull=False).exists()


@pytest.mark.parametrize("arguments", [["--publish"], ["--topic", "nothing"]])
def test_import_without_a_usable_topic_is_refused_before_anything(arabic_file, arguments):
    with pytest.raises(CommandError):
        _import(arabic_file, *arguments)

    assert not Article.objects.exists()


def test_by_line_is_linked_where_the_portal_knows_the_author(tmp_path):
    author = make_author(name_en="Reem Example")
    path = tmp_path / "column.txt"
    path.write_text(
        "A column on networks\n\nBy Reem Example\n\nI think that the networks are good. I like them.\n"
    )

    _import(path)

    assert [row.author for row in Article.objects.get().bylines.all()] == [author]
