import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from articles.enums import State
from articles.importing.archives import importer
from articles.models import Article, ImportedItem, LogEntry, Picture, Revision
from articles.workflow import save_revision, submit, withdraw
from tests.factories import make_author, make_organization, make_topic
from tests.pictures import drawn, saved

pytestmark = pytest.mark.django_db


def piece(guid):
    return ImportedItem.objects.get(guid=guid)


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def everything():
    return [
        (model.__name__, list(model.objects.order_by("pk").values()))
        for model in (Article, Revision, LogEntry, Picture, ImportedItem)
    ]


def test_posts_become_drafts_in_their_languages(run, site):
    huawei = make_organization(name_ar="هواوي", name_en="Huawei")
    author = make_author(name_ar="ريم المثال", name_en="Reem Example")
    topic = make_topic(slug="economy")

    report = run(site)

    both = piece("11").article
    arabic, english = both.revisions.get(language="ar"), both.revisions.get(language="en")
    assert (arabic.headline, english.headline) == ("هواوي توقّع مذكرة", "Huawei signs a memorandum")
    assert (arabic.slug, arabic.standfirst) == ("هواوي-توقع", "مذكرة للتعاون.")
    assert arabic.body == (
        "<p>وقّعت الشركة المذكرة.<br>في الكويت.</p><p>قاعة التوقيع</p><h2>ما في المذكرة</h2>"
        '<p>تشمل <a href="https://old.example/cities/" rel="noopener">المدن الذكية</a>.</p>'
        '<p>[gallery ids="30,31"]</p>'
    ).replace("\n", "")
    assert english.body == "<p>The company signed it.</p>"
    assert arabic.note.endswith("2019-03-12: https://old.example/news/memo-ar/")
    assert [both.state_in(language) for language in ("ar", "en")] == [State.DRAFT, State.DRAFT]
    assert (both.topic, both.kind) == (topic, "news")
    assert [row.author for row in both.bylines.all()] == [author]
    mention = both.organization_mentions.get()
    assert (mention.organization, mention.is_proposed) == (huawei, True)
    assert "! Left in the text: [gallery]" in report


def test_what_is_no_finished_post_is_told_and_left(run, site):
    report = run(site)

    assert [article.kind for article in Article.objects.order_by("pk")] == ["news", "opinion"]
    assert report.splitlines()[-4:] == [
        "3 created, 0 unchanged, 0 refused",
        "Left, for they are no articles: post (trash) (1), page (1), attachment (1)",
        "Comments, which stay behind: 1",
        "Categories that are no topic here (--map CATEGORY=SLUG): اقتصاد (1), الجيل الخامس (1), Opinion (1)",
    ]


def test_languages_of_one_post_find_each_other_over_two_runs_and_by_polylang(run, site):
    for name, value, domain in (
        ("language_code", "ar", "language"),
        ("language_code", "en", "language"),
        ("translation_group", "g7", "post_translations"),
    ):
        wpml = f"<wp:meta_key>_wpml_import_{name}</wp:meta_key><wp:meta_value>{value}</wp:meta_value>"
        polylang = f'<category domain="{domain}" nicename="{value}"/>'
        change(site, f"<wp:postmeta>{wpml}</wp:postmeta>", polylang)
    whole = site.read_text()
    begin = whole.index("<item>\n    <title>Huawei signs")
    site.write_text(whole[:begin] + "</channel></rss>")
    run(site)
    site.write_text(whole)

    run(site)

    assert piece("11").article == piece("12").article
    assert (piece("11").language, piece("12").language) == ("ar", "en")


def test_importing_again_changes_nothing(run, site):
    run(site)
    before = everything()

    report = run(site)

    assert "0 created, 3 unchanged, 0 refused" in report
    assert everything() == before


def test_killed_run_is_gone_on_with(run, site, monkeypatch):
    really, saves = importer.save_revision, []

    def die_at_the_second(*arguments, **more):
        saves.append(arguments)
        if len(saves) == 2:
            raise KeyboardInterrupt
        return really(*arguments, **more)

    monkeypatch.setattr(importer, "save_revision", die_at_the_second)
    report = site.with_name("report.jsonl")
    with pytest.raises(KeyboardInterrupt):
        run(site, "--report", report)
    assert [json.loads(line)["result"] for line in report.read_text().splitlines()] == ["created"]
    assert (ImportedItem.objects.count(), Revision.objects.count()) == (1, 1)
    monkeypatch.undo()

    assert "2 created, 1 unchanged, 0 refused" in run(site)
    assert piece("11").article == piece("12").article


def test_what_changed_there_becomes_a_further_draft(run, site):
    run(site)
    change(site, "The company signed it.", "The company signed it twice.")

    report = run(site)

    assert "0 created, 1 updated, 2 unchanged, 0 refused" in report
    bodies = Revision.objects.filter(language="en", article=piece("12").article).order_by("number")
    assert [revision.body for revision in bodies] == [
        "<p>The company signed it.</p>",
        "<p>The company signed it twice.</p>",
    ]
    assert "3 unchanged" in run(site)


@pytest.mark.parametrize("edit", ["text", "submitted", "deleted"])
def test_what_was_edited_here_since_stays(run, site, edit):
    run(site)
    article = piece("12").article
    newest = Revision.objects.newest(article, "en")
    if edit == "text":
        save_revision(article, "en", newest.text | {"place": "Kuwait"}, by=None, started_from=1)
    elif edit == "submitted":
        submit(newest, by=None)
    else:
        article.delete()
    change(site, "The company signed it.", "The company signed it twice.")

    report = run(site)

    assert "0 created, 2 unchanged, 1 kept, 0 refused" in report if edit != "deleted" else "1 kept" in report
    assert not Revision.objects.filter(body__contains="twice").exists()


def test_publishes_with_the_date_of_then(run, site):
    make_topic(slug="economy")

    report = run(site, "--publish", "--map", "اقتصاد=economy")

    article = piece("11").article
    assert article.published_at_ar == datetime(2019, 3, 12, 9, 30, tzinfo=UTC)
    assert article.published_at_en == datetime(2019, 3, 13, 10, tzinfo=UTC)
    assert piece("13").article.state_in("en") == State.DRAFT
    assert "Not published" not in report


def test_publishing_later_takes_the_drafts_of_an_earlier_run_and_nothing_withdrawn(run, site):
    run(site)
    make_topic(slug="economy")
    run(site, "--publish", "--topic", "economy")
    assert piece("11").article.languages == ("ar", "en")
    withdraw(piece("11").article, "en", by=None, reason="Wrong.")
    before = everything()

    run(site, "--publish", "--topic", "economy")

    assert everything() == before


def test_what_lacks_something_stays_a_draft_and_says_so(run, site):
    make_topic(slug="other")

    report = run(site, "--publish", "--map", "none=other")

    assert "! Not published: A topic is missing." in report
    assert piece("11").article.languages == ()


def test_dry_run_says_all_and_changes_nothing(run, site):
    before = everything()

    report = run(site, "--dry-run")

    assert "Dry run, nothing was changed: 3 created, 0 unchanged, 0 refused" in report
    assert everything() == before


def test_refused_piece_is_named_and_the_others_come(run, site):
    change(site, "Huawei signs a memorandum", "word " * 80)
    change(site, "<p>The company signed it.</p>", "<div>" * 3000)

    report = run(site, refuses=True)

    refused = [line for line in report.splitlines() if line.startswith("refused")]
    assert [line.split()[1] for line in refused] == ["https://old.example/news/memo-en/"]
    assert "2 created, 0 unchanged, 1 refused" in report


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_no_address_but_of_the_web_is_kept(run, tmp_path, address):
    feed = tmp_path / "feed.xml"
    link = f"<a href='{address}'>there</a><img src='{address}'>"
    item = f"<link>{address}</link><guid>1</guid><description><![CDATA[It is {link}.]]></description>"
    channel = f"<title>F</title><link>{address}</link><item><title>One</title>{item}</item>"
    feed.write_text(f"<rss version='2.0'><channel>{channel}</channel></rss>")

    run(feed, "--media")

    revision = Revision.objects.get()
    assert revision.source_url == piece("1").address == ""
    assert revision.body.startswith("<p>It is ")
    assert address not in f"{revision.text} {revision.note}"


def photo(seed=(400, 300)):
    return 200, {"Content-Type": "image/jpeg"}, saved(drawn(size=seed), "JPEG")


@pytest.fixture
def illustrated(site, machine):
    """The pictures of the old site, on a machine that answers."""
    site.write_text(site.read_text().replace("https://old.example", machine.url))
    machine.otherwise = (404, {}, b"")
    machine.answers["/uploads/hall.jpg"] = photo()
    machine.answers["/uploads/hall-400x300.jpg"] = photo((600, 300))
    return site


def test_pictures_come_along_with_their_words(run, illustrated):
    run(illustrated, "--media")

    article = piece("11").article
    lead, other = Picture.objects.order_by("pk")
    assert article.picture == lead
    assert (lead.alt_ar, lead.caption_ar, lead.alt_en) == ("القاعة الكبرى", "The hall", None)
    assert (other.width, other.height, other.alt_ar) == (600, 300, "القاعة")
    body = article.revisions.get(language="ar").body
    figure = re.search(r"<figure><img (.*?)><figcaption>(.*?)</figcaption></figure>", body)
    words = {'alt="القاعة"', f'src="/media/{other.file.name}"', 'height="300"', 'width="600"'}
    assert (set(figure[1].split()), figure[2]) == (words, "قاعة التوقيع")
    assert (Path(lead.file.path).exists(), Path(other.file.path).exists()) == (True, True)


def test_each_picture_is_asked_for_once_and_not_again(run, illustrated, machine):
    change(illustrated, "<p>The company signed it.</p>", '<p>Signed.</p><img src="/uploads/hall.jpg">')
    run(illustrated, "--media")
    assert sorted(asked.path for asked in machine.asked) == ["/uploads/hall-400x300.jpg", "/uploads/hall.jpg"]
    before = everything()

    assert "3 unchanged" in run(illustrated, "--media")

    assert len(machine.asked) == 2
    assert everything() == before


@pytest.mark.parametrize("alt", ["a > b < c", "it's", "a = 'b'"])
def test_description_of_a_picture_may_hold_any_mark(run, illustrated, alt):
    described = f'<p>Signed.</p><img alt="{alt}" src="/uploads/hall.jpg">'
    change(illustrated, "<p>The company signed it.</p>", described)

    run(illustrated, "--media")

    body = Revision.objects.get(body__contains="Signed").body
    assert unescape(re.search('alt="(.*?)"', body)[1]) == alt
    assert "src=" in body


def test_pictures_may_come_later(run, illustrated):
    run(illustrated)
    assert not Picture.objects.exists()

    assert "0 created, 1 updated, 2 unchanged, 0 refused" in run(illustrated, "--media")

    article = piece("11").article
    assert article.picture is not None
    assert [revision.picture_uses.count() for revision in article.revisions.filter(language="ar")] in (
        [0, 1],
        [1, 0],
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, {}, b""), "HTTP 404"),
        ((200, {"Content-Type": "image/jpeg"}, b"<html>"), "This file is a web page"),
        ((302, {"Location": "http://127.0.0.1:1/x.jpg"}, b""), "port 1"),
        ((302, {"Location": "http://169.254.169.254/latest"}, b""), "private network"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "not an address of the web"),
    ],
)
def test_picture_that_cannot_be_had_is_named_and_the_text_comes(run, illustrated, machine, answer, reason):
    machine.answers["/uploads/hall.jpg"] = answer

    report = run(illustrated, "--media")

    missing = next(line for line in report.splitlines() if "Picture missing" in line)
    assert f"{machine.url}/uploads/hall.jpg: " in missing
    assert reason in missing
    assert (piece("11").article.picture, Picture.objects.count()) == (None, 1)
    machine.answers["/uploads/hall.jpg"] = photo()
    run(illustrated, "--media")
    assert piece("11").article.picture is not None


def test_picture_of_no_size_has_no_renditions():
    assert Picture(width=0, height=0).planned_renditions == {}


def test_pictures_that_a_later_run_leaves_out_are_told_and_come_again(run, illustrated):
    run(illustrated, "--media")
    change(illustrated, "وقّعت الشركة المذكرة.", "وقّعت الشركة المذكرة مرتين.")

    report = run(illustrated)

    assert "! Its pictures were left out: run again with --media." in report
    assert "1 updated" in run(illustrated, "--media")
    uses = [
        revision.picture_uses.count()
        for revision in Revision.objects.filter(language="ar").order_by("number")
    ]
    assert uses == [1, 0, 1]


@pytest.mark.parametrize(("options", "language"), [([], "en"), (["--language", "ar"], "ar")])
def test_piece_that_does_not_say_its_language_takes_the_one_told_or_that_of_its_letters(
    run, tmp_path, options, language
):
    feed = tmp_path / "feed.xml"
    item = "<item><title>Huawei</title><guid>1</guid><description>It is so.</description></item>"
    feed.write_text(f"<rss version='2.0'><channel><title>F</title>{item}</channel></rss>")

    run(feed, *options)

    assert Revision.objects.get().language == language


def test_piece_without_words_is_refused_and_one_without_a_headline_takes_its_first_sentence(run, tmp_path):
    feed = tmp_path / "feed.xml"
    items = (
        "<item><guid>1</guid></item><item><guid>2</guid><description>It is known. More.</description></item>"
    )
    feed.write_text(f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>")

    report = run(feed, refuses=True)

    assert "1 created, 0 unchanged, 1 refused" in report
    assert (Revision.objects.get().headline, Revision.objects.get().slug) == ("It is known", "it-is-known")
