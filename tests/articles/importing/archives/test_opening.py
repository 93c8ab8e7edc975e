import json
from datetime import UTC, datetime

import pytest

from articles.importing.archives.items import Category, FoundPicture
from articles.importing.archives.opening import is_archive, open_archive
from articles.importing.files import Refusal, Refused
from articles.models import ImportedItem, Revision

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
  <atom:link rel="self" href="https://paper.example/feed"/>
  <title>A &amp; B paper</title><link>https://paper.example/</link><language>en-GB</language>
  <item>
    <title>Networks &amp;amp; clouds</title><itunes:title>other</itunes:title>
    <link>https://paper.example/1</link><guid isPermaLink="false">tag:1</guid>
    <pubDate>Sun, 10 Mar 2024 12:00:00 +0300</pubDate><dc:creator>Reem Example</dc:creator>
    <category>Clouds</category>
    <description>&lt;p&gt;The lead says why.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>
    <media:content url="https://paper.example/film.mp4" type="video/mp4"/>
    <media:content url="https://paper.example/1.jpg" medium="image">
      <media:credit>Agency</media:credit></media:content>
  </item>
  <item><title>Short</title><link>https://paper.example/2</link><pubDate>yesterday</pubDate>
    <author>reem@paper.example (Reem Example)</author>
    <description>&lt;p&gt;All there is.&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
  <title type="html">&lt;b&gt;الصحيفة&lt;/b&gt;</title><id>tag:paper.example,2024:feed</id>
  <entry xml:lang="en">
    <title>Less &lt; more</title><id>tag:a</id>
    <link rel="self" href="https://paper.example/a.atom"/><link href="https://paper.example/a"/>
    <published>2024-03-10T12:00:00+03:00</published><updated>2024-03-11T12:00:00Z</updated>
    <author><name>Reem Example</name></author><category term="5g" label="Fifth generation"/>
    <summary>The whole</summary>
    <content type="xhtml">
      <div xmlns="http://www.w3.org/1999/xhtml"><p>The whole <em>text</em>.</p></div>
    </content>
  </entry>
  <entry><title>خبر</title><id>tag:b</id><updated>2024-03-11T12:00:00Z</updated>
    <content type="html">&lt;p&gt;نص.&lt;/p&gt;</content></entry>
  <entry><title>plain</title><id>tag:c</id><content>a &lt;b&gt; c</content></entry>
</feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The paper",
    "language": "en",
    "feed_url": "https://paper.example/feed.json",
    "items": [
        {
            "id": 7,
            "title": "Numbers",
            "content_html": "<p>It is so.</p>",
            "url": "https://paper.example/7",
            "image": "https://paper.example/7.png",
            "date_published": "2024-03-10T09:00:00Z",
            "authors": [{"name": "Reem Example"}, None],
            "tags": ["Clouds", 5],
        },
        {
            "id": "8",
            "content_text": "One < two\n\nand so",
            "author": {"name": "One"},
            "language": "ar-KW",
        },
        "nonsense",
    ],
}
NOON = datetime(2024, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path):
    def write(content, name="feed.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_rss_is_read(archive):
    feed = open_archive(archive(RSS))
    first, second = feed.items()

    assert (feed.source, feed.total) == ("https://paper.example/", 2)
    assert (first.guid, first.headline, first.language) == ("tag:1", "Networks & clouds", "en")
    assert (first.body, first.standfirst) == ("<p>The whole text.</p>", "The lead says why.")
    assert (first.published_at, first.authors) == (NOON, ("Reem Example",))
    assert (first.categories, first.source_name) == ((Category("Clouds"),), "A & B paper")
    assert first.picture == FoundPicture("https://paper.example/1.jpg", credit="Agency")
    assert (second.guid, second.published_at) == ("https://paper.example/2", None)
    assert (second.body, second.standfirst) == ("<p>All there is.</p>", "")
    assert second.authors == ("Reem Example",)


def test_atom_is_read(archive):
    feed = open_archive(archive(ATOM))
    english, arabic, plain = feed.items()

    assert (feed.source, feed.total, feed.title) == ("tag:paper.example,2024:feed", 3, "الصحيفة")
    assert (english.guid, english.headline, english.language) == ("tag:a", "Less < more", "en")
    assert english.address == "https://paper.example/a"
    assert (english.published_at, english.authors) == (NOON, ("Reem Example",))
    assert english.body.strip() == "<div><p>The whole <em>text</em>.</p></div>"
    assert english.standfirst == ""
    assert english.categories == (Category("Fifth generation", "5g"),)
    assert (arabic.language, arabic.body, arabic.published_at.day) == ("ar", "<p>نص.</p>", 11)
    assert plain.body == "<p>a &lt;b&gt; c</p>"


@pytest.mark.parametrize("tags", [5, True, "Clouds", {"Clouds": 1}, [["Clouds"]], ["\0"]])
def test_tags_that_are_none_are_left(archive, tags):
    feed = JSON_FEED | {"items": [{"id": "1", "title": "One", "tags": tags}]}

    [item] = open_archive(archive(json.dumps(feed))).items()

    assert item.categories == ()


def test_address_of_nonsense_is_none(archive):
    entry = '<entry xml:base="https://a.example/"><id>tag:d</id><link href="http://[a"/></entry>'

    [item] = open_archive(archive(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')).items()

    assert (item.guid, item.address) == ("tag:d", "")


def test_json_feed_is_read(archive):
    feed = open_archive(archive(json.dumps(JSON_FEED), "feed.json"))
    first, second = feed.items()

    assert (feed.source, feed.total) == ("https://paper.example/feed.json", 2)
    assert (first.guid, first.headline, first.language, first.published_at) == ("7", "Numbers", "en", NOON)
    assert (first.authors, first.categories) == (("Reem Example",), (Category("Clouds"),))
    assert first.picture == FoundPicture("https://paper.example/7.png")
    assert (second.headline, second.body) == ("", "<p>One &lt; two</p><p>and so</p>")
    assert (second.language, second.authors) == ("ar", ("One",))


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (RSS, "a.txt", True),
        (ATOM, "a", True),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><a/>", "a.xml", True),
        (RSS.replace('<?xml version="1.0"?>', "").encode("utf-16"), "a.xml", True),
        ("<!DOCTYPE rss []><rss/>", "a.xml", True),
        (json.dumps(JSON_FEED), "a.json", True),
        ("A headline\n\nIt is so <rss>.", "a.txt", False),
        ("<!DOCTYPE html><html>", "a.html", False),
        ('{"a": 1}', "a.json", False),
        ("", "a.txt", False),
    ],
)
def test_archives_are_told_from_texts_by_how_they_begin(archive, content, name, expected):
    assert is_archive(archive(content, name)) is expected


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ('{"version": "https://jsonfeed.org/version/1", ', (Refusal.DAMAGED, 1)),
        ('{"a": "jsonfeed.org/version/"}', (Refusal.NO_ARCHIVE, None)),
        (b'{"a": "jsonfeed.org/version/' + b"\xff" * 9, (Refusal.DAMAGED, None)),
        ('{"a": "jsonfeed.org/version/", "b": ' + "[" * 100_000, (Refusal.DAMAGED, None)),
        ("<!DOCTYPE html><html>", (Refusal.NO_ARCHIVE, None)),
        ("<?xml version='1.0'?><opml/>", (Refusal.NO_ARCHIVE, None)),
        ("<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", (Refusal.DOCUMENT_TYPE, 2)),
    ],
)
def test_what_is_no_sound_archive_is_refused(archive, content, refusal):
    with pytest.raises(Refused) as refused:
        open_archive(archive(content))

    assert (refused.value.refusal, refused.value.line) == refusal


@pytest.mark.django_db
def test_fetched_feed_credits_where_it_comes_from(run, machine):
    machine.answers["/feed"] = 200, {}, RSS.encode()

    report = run("--url", f"{machine.url}/feed")

    revision = Revision.objects.get(headline="Networks & clouds")
    assert (revision.source_name, revision.source_url) == ("A & B paper", "https://paper.example/1")
    assert revision.note == (
        "By-line in the text: Reem Example · First published on 2024-03-10: https://paper.example/1"
    )
    assert "! Unknown author: Reem Example" in report
    assert "2 unchanged" in run("--url", f"{machine.url}/feed")


@pytest.mark.django_db
def test_feed_that_cannot_be_had_is_named_and_the_others_come(run, archive, machine, settings):
    machine.otherwise = 500, {}, b""
    inside = f"http://localhost:{machine.port}/feed"
    damaged = archive(RSS.replace("</item>", "", 1), "damaged.xml")

    report = run(damaged, archive(ATOM), "--url", inside, "--url", f"{machine.url}/feed", refuses=True)

    refused = [line for line in report.splitlines() if line.startswith("refused")]
    assert refused == [
        f"refused    {damaged}  Line 22: The file is damaged or cut off.",
        f"refused    {inside}  port {machine.port}",
        f"refused    {machine.url}/feed  HTTP 500",
    ]
    assert (ImportedItem.objects.count(), len(machine.asked)) == (3, 1)
