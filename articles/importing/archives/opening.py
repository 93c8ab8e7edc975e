"""Which kind of archive a file is, if any."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from articles.importing.files import Refusal, Refused
from portal.outside import OutsideError, fetch

from .items import Archive
from .json_feed import LARGEST, JsonFeed
from .syndication import Feed
from .wordpress import WordPress
from .xml_pieces import read_pieces

SECONDS = 60
LOOKED_AT = 2000
_XML = re.compile(rb"\s*<(?:\?xml|rss|feed|rdf|!DOCTYPE(?!\s+html))", re.IGNORECASE)
_JSON = re.compile(rb"\s*\{.*jsonfeed\.org/version/", re.DOTALL)
_MARKS = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


def is_archive(path: Path) -> bool:
    """Whether a file begins like an archive; what can't be read is for others to refuse."""
    try:
        with path.open("rb") as file:
            begin = file.read(LOOKED_AT)
    except OSError:
        return False
    return _is_xml(begin) or _is_json(begin)


def open_archive(path: Path) -> Archive:
    """Look through an archive of this machine. Raises Refused."""
    return _opened(lambda: path.open("rb"))


def fetch_archive(url: str) -> Archive:
    """Fetch a feed and look through it. Raises Refused and OutsideError."""
    answer = fetch(url, most=LARGEST, seconds=SECONDS)
    if not answer.is_success:
        raise OutsideError(f"HTTP {answer.status}")
    return _opened(lambda: BytesIO(answer.body), url)


def _opened(open_file: Callable[[], BinaryIO], name: str = "") -> Archive:
    archive = _kind_of(open_file)(open_file)
    archive.look_through()
    archive.source = archive.source or name or archive.title
    return archive


def _kind_of(open_file):
    with open_file() as file:
        begin = file.read(LOOKED_AT)
        file.seek(0)
        if _MARKS.sub(b"", begin).lstrip().startswith(b"{"):
            return JsonFeed
        if not _is_xml(begin):
            raise Refused(Refusal.NO_ARCHIVE)
        for _line, element in read_pieces(file):
            if element is not None and element.tag == "wp-wxr_version":
                return WordPress
            if element is None or element.tag == "item":
                break
    return Feed


def _is_xml(begin):
    return bool(_XML.match(_MARKS.sub(b"", begin).replace(b"\0", b"")))


def _is_json(begin):
    return bool(_JSON.match(_MARKS.sub(b"", begin)))
