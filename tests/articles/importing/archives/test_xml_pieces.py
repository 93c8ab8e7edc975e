import io
import tracemalloc

import pytest

from articles.importing.archives import xml_pieces
from articles.importing.archives.xml_pieces import read_pieces
from articles.importing.files import Refusal, Refused

FEED = b"<rss><channel>%s</channel></rss>"
BOMB = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
QUADRATIC = b'<!DOCTYPE rss [<!ENTITY a "%s">]><rss>%s</rss>' % (b"a" * 50_000, b"&a;" * 50_000)
PARAMETER = b'<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]><rss/>'
EXTERNAL = b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd"><rss/>'


class Endless(io.RawIOBase):
    """A file of this size that stands in no memory: the beginning, the same bytes over and over, the end."""

    def __init__(self, begin, unit, times, end=b""):
        self.parts = iter([begin, *(unit for _time in range(times)), end])
        self.rest = b""

    def read(self, size=-1):
        while len(self.rest) < size:
            part = next(self.parts, None)
            if part is None:
                break
            self.rest += part
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def refusal_of(file):
    with pytest.raises(Refused) as refused:
        list(read_pieces(file if hasattr(file, "read") else io.BytesIO(file)))
    return refused.value.refusal, refused.value.line


@pytest.mark.parametrize("xml", [BOMB, OUTSIDE, QUADRATIC, PARAMETER, EXTERNAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_with_all_that_they_could_do(xml, encoding):
    assert refusal_of(xml.decode().encode(encoding)) == (Refusal.DOCUMENT_TYPE, 1)


@pytest.mark.parametrize(
    ("xml", "refusal"),
    [
        (b"<rss>\n<channel>\n<item>\n</channel>\n</rss>", (Refusal.DAMAGED, 4)),
        (b"<rss>\n<channel>\n<title>cut", (Refusal.DAMAGED, 3)),
        (b"<rss>\n<channel>&nbsp;</channel></rss>", (Refusal.DAMAGED, 2)),
        (b"<rss><channel><title>\n\x08</title></channel></rss>", (Refusal.DAMAGED, 2)),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', (Refusal.DAMAGED, 1)),
        (b"", (Refusal.DAMAGED, 1)),
        (b"<html/>", (Refusal.NO_ARCHIVE, None)),
        (FEED % (b"<a>" * 1000), (Refusal.TOO_DEEP, 1)),
    ],
)
def test_what_is_wrong_is_said_with_its_line(xml, refusal):
    assert refusal_of(xml) == refusal


@pytest.mark.parametrize("begin", [b"<rss><channel><title a='", b"<rss><channel><!--", b"<rss><channel><"])
def test_tag_without_end_is_not_waited_for(begin):
    refusal, _line = refusal_of(Endless(begin, b"a" * 65_536, 100))

    assert refusal == Refusal.TOO_LARGE_A_PIECE


def test_piece_too_large_is_left_and_the_ones_after_it_come(monkeypatch):
    monkeypatch.setattr(xml_pieces, "LARGEST_PIECE", 10_000)
    items = b"<item><a>%s</a></item>\n<item>%s</item>\n<item><a>good</a></item>" % (
        b"x" * 20_000,
        b"<a/>" * 200,
    )

    pieces = list(read_pieces(io.BytesIO(FEED % items)))

    assert [(line, element is None) for line, element in pieces] == [
        (1, False),
        (1, True),
        (2, True),
        (3, False),
    ]
    assert pieces[-1].element.findtext("a") == "good"


def test_names_are_those_of_their_namespaces_whatever_they_are_called_in_the_file():
    xml = (
        b"<rss xmlns:q='http://wordpress.org/export/1.1/' xmlns:r='http://wordpress.org/export/1.1/excerpt/'"
        b" xmlns:wp='urn:else'><channel><item><q:post_id>1</q:post_id><r:encoded/><wp:post_id>2</wp:post_id>"
        b"<title xml:lang='ar'/></item></channel></rss>"
    )

    _root, (_line, item) = read_pieces(io.BytesIO(xml))

    assert [child.tag for child in item] == ["wp-post_id", "excerpt-encoded", "unknown-post_id", "title"]
    assert item[3].attrib == {"xml-lang": "ar"}


def test_arabic_of_windows_is_read():
    xml = "<?xml version='1.0' encoding='windows-1256'?><rss><channel><title>هواوي</title></channel></rss>"

    _root, (_line, title) = read_pieces(io.BytesIO(xml.encode("windows-1256")))

    assert title.text == "هواوي"


def test_file_takes_the_memory_of_a_piece():
    item = b"<item><title>A</title><description>%s</description></item>" % (b"It is so. " * 10_000)
    file = Endless(b"<rss><channel>", item, 200, b"</channel></rss>")
    tracemalloc.start()

    count = sum(1 for _piece in read_pieces(file))

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 201
    assert peak < 2_000_000
