from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from articles.enums import State
from articles.importing import plain_text
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


COLUMN = "A column on networks\n\nBy {author}\n\nI think that the networks are good. I like them.\n"


@pytest.fixture
def column_file(tmp_path):
    path = tmp_path / "column.txt"
    path.write_text(COLUMN.format(author="Reem Example"))
    return path


def _import(*arguments):
    out = StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out)
    return out.getvalue()


def _import_refusing(*arguments):
    """Import where some files are refused; returns the report."""
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_articles", *map(str, arguments), stdout=out)
    assert refusal.value.returncode == 1
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

    report = _import_refusing(*tmp_path.iterdir(), tmp_path / "none.txt")

    refused = [line for line in report.splitlines() if line.startswith("refused")]
    assert len(refused) == 5
    for name in [*bad, "none.txt"]:
        assert any(name in line for line in refused), name
    assert "1 created, 0 unchanged, 5 refused" in report
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


def test_by_line_is_linked_where_the_portal_knows_the_author(column_file):
    author = make_author(name_en="Reem Example")

    report = _import(column_file)

    article = Article.objects.get()
    assert [row.author for row in article.bylines.all()] == [author]
    assert article.revisions.get().note == ""
    assert "Reem Example" not in report


def test_by_line_of_an_unknown_author_is_kept_and_flagged(column_file):
    with override("en"):
        report = _import(column_file)

    article = Article.objects.get()
    assert not article.bylines.exists()
    assert article.revisions.get().note == "By-line in the text: Reem Example"
    assert "! Unknown author: Reem Example" in report


def test_opinion_without_a_known_author_is_refused_whole(column_file, arabic_file, directory):
    make_topic(slug="networks")

    with override("en"):
        report = _import_refusing(column_file, arabic_file, "--publish", "--topic", "networks")

    refused = next(line for line in report.splitlines() if line.startswith("refused"))
    assert refused.endswith("An opinion article needs a named author.")
    assert "! Unknown author: Reem Example" in report
    assert "1 created, 0 unchanged, 1 refused" in report
    assert Article.objects.get().languages == ("ar",)
    assert LogEntry.objects.exclude(article=Article.objects.get()).count() == 0


def test_sources_on_many_lines_are_cut_at_a_word(tmp_path, arabic_file, directory):
    lines = [f"Source: the newspaper of the region number {number} and its partners" for number in range(9)]
    (tmp_path / "sources.txt").write_text("\n".join(["A headline", "It is so.", *lines]))

    report = _import(tmp_path / "sources.txt", arabic_file)

    assert "2 created, 0 unchanged, 0 refused" in report
    name = Article.objects.order_by("pk").first().revisions.get().source_name
    assert 150 < len(name) <= 200
    assert " / ".join(line.removeprefix("Source: ") for line in lines).startswith(f"{name} ")


@pytest.mark.parametrize("address", ["https://[x", "https://x]y/", "https://example.com\u2100/"])
def test_source_with_a_broken_address_stops_nothing(tmp_path, address):
    (tmp_path / "text.txt").write_text(f"A headline\nIt is so.\nSource: {address}\n")

    report = _import(tmp_path / "text.txt")

    assert "1 created" in report


def test_text_too_long_for_a_column_is_refused_and_the_others_come(
    tmp_path, arabic_file, directory, monkeypatch
):
    monkeypatch.setattr(plain_text, "HEADLINE_LETTERS", 400)
    monkeypatch.setattr(plain_text, "HEADLINE_WORDS", 400)
    (tmp_path / "long.txt").write_text("Headline " * 30 + "\n\nIt is so.\n")

    report = _import_refusing(tmp_path / "long.txt", arabic_file)

    refused = next(line for line in report.splitlines() if line.startswith("refused"))
    assert "long.txt" in refused
    assert "200" in refused
    assert "1 created, 0 unchanged, 1 refused" in report
    assert Article.objects.count() == 1


STORY = ("Networks are studied", "Regulator and company agree to share what they learn in tests")
PARAGRAPH = "The regulator and the company said on Sunday that they would study the networks of the decade."


def test_import_knows_a_text_again_in_another_dress(tmp_path):
    plain, copied = tmp_path / "plain.txt", tmp_path / "copied.txt"
    plain.write_text("\n".join([*STORY, PARAGRAPH]))
    copied.write_text("\r\n\r\n".join([*STORY, PARAGRAPH.replace(" ", "  "), "Leave a comment"]))

    _import(plain)

    assert "1 unchanged" in _import(copied)


def test_import_takes_another_standfirst_for_another_text(tmp_path):
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("\n".join([*STORY, PARAGRAPH]))
    second.write_text("\n".join([STORY[0], STORY[1].replace("tests", "their trials"), PARAGRAPH]))

    _import(first)

    assert "1 created" in _import(second)


def test_import_knows_a_text_again_with_a_better_parser(arabic_file, directory, monkeypatch):
    _import(arabic_file)
    monkeypatch.setattr(plain_text, "_take_headline", lambda lines: ("", lines))
    monkeypatch.setattr(plain_text, "to_html", lambda lines: f"<p>{' '.join(lines)}</p>")

    assert "1 unchanged" in _import(arabic_file)
