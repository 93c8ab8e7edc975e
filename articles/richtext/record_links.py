"""The records of the portal to which a body links."""

import re
from html.parser import HTMLParser

_RECORD = re.compile(r"/(?:(?:ar|en)/)?(organizations|people|partnerships)/([a-z0-9-]+)/?(?:[?#].*)?")
#: Pages below these addresses that are no record.
_RESERVED = {"network", "between", "commitments"}


def linked_records(body: str) -> dict[tuple[str, str], str]:
    """Kind and slug of each linked organisation, person or entry, with the words of its first link."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return {record: " ".join("".join(words).split()) or record[1] for record, words in reader.records.items()}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.records = {}
        self._words = None

    def handle_starttag(self, tag, attrs):
        found = _RECORD.fullmatch(dict(attrs).get("href") or "") if tag == "a" else None
        if found and found[2] not in _RESERVED and found.groups() not in self.records:
            self._words = self.records[found.groups()] = []

    def handle_endtag(self, tag):
        if tag == "a":
            self._words = None

    def handle_data(self, data):
        if self._words is not None:
            self._words.append(data)
