"""Who wrote a text and where it comes from: lines that are about it, not of it."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from portal.bilingual.text import cut_at_word

LONGEST_SOURCE = 120
LONGEST_SOURCES = 200
LONGEST_NAME = 60
BYLINE_AT_TOP = 4
BYLINE_AT_END = 2

_SOURCE_WORD = r"(?:المصدر|مصدر الخبر|sources?)"
_SOURCE_LINE = re.compile(rf"[(\[]?\s*{_SOURCE_WORD}\s*:\s*(.*)", re.IGNORECASE)
_SOURCE_AT_END = re.compile(rf"\s*[(\[]\s*{_SOURCE_WORD}\s*:\s*([^()\[\]]+)[)\]]\.?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s()<>«»]+")

_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}"
_BYLINES = [
    re.compile(rf"(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthor)\s*:\s*({_NAME})"),
    re.compile(r"(?:By|BY|Written by) ([A-Z][\w.'’-]*(?: (?:al-|bin |ben |de |van )?[A-Z][\w.'’-]*){1,4})"),
    re.compile(rf"بقلم\s*[:/–-]?\s*({_NAME})"),
    re.compile(rf"(?:كتبت?|كتبه|كتبها|الكاتبة?|إعداد)\s*[:/]\s*({_NAME})"),
    re.compile(r"((?:أ\.\s?)?(?:د|Dr|Prof)\. ?[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){1,3})"),
]


class Source(NamedTuple):
    name: str = ""
    url: str = ""


def take_source(lines: list[str]) -> tuple[list[str], Source]:
    """Return the other lines and the source: on its own line, on the next, or in brackets at an end."""
    kept, names = [], []
    waiting = False
    for line in lines:
        text, name = _divide(line)
        if waiting and len(line) <= LONGEST_SOURCE:
            text, name = "", line
        waiting = name == ""
        names += [name] if name else []
        kept += [text] if text else []
    return kept, _source(names)


def take_byline(lines: list[str]) -> tuple[list[str], str]:
    """Return the lines without the by-line's, and the name; only the top and the end are looked at."""
    candidates = [*range(len(lines))[:BYLINE_AT_TOP], *range(len(lines))[-BYLINE_AT_END:]]
    for position in candidates:
        name = _byline(lines[position])
        if name:
            return lines[:position] + lines[position + 1 :], name
    return lines, ""


def _divide(line):
    """Return what stays of a line and the source it names: None without one, "" if the next line names it."""
    whole = _SOURCE_LINE.fullmatch(line)
    if whole and len(whole[1]) <= LONGEST_SOURCE:
        return "", _tidy(whole[1], in_brackets=line[0] in "([")
    tail = line[-LONGEST_SOURCE - 20 :]
    ending = _SOURCE_AT_END.search(tail)
    if not ending:
        return line, None
    return line[: len(line) - len(tail) + ending.start()], _tidy(ending[1], in_brackets=False)


def _tidy(name, *, in_brackets):
    bare = name.strip().removesuffix(".").rstrip()
    return bare.rstrip(")]").rstrip() if in_brackets else bare


def _source(names):
    text = " / ".join(names)
    address = _ADDRESS.search(text)
    host = _host(address[0]) if address else ""
    if not host:
        return Source(cut_at_word(text, LONGEST_SOURCES))
    name = _ADDRESS.sub("", text).strip(" -–—,،/()")
    return Source(cut_at_word(name or host, LONGEST_SOURCES), address[0])


def _host(address):
    """The host that an address names; "" where it is no address at all."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _byline(line):
    if len(line) > LONGEST_NAME + 15:
        return ""
    matches = (pattern.fullmatch(line.rstrip(" .")) for pattern in _BYLINES)
    return next((match[1] for match in matches if match), "")
