"""What a browser calls itself, cut down to the two words by which people know their own devices."""

import re
from typing import NamedTuple

#: The first that is found counts: most browsers also name those that they descend from.
BROWSERS = [
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
]
SYSTEMS = [
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("ChromeOS", r"CrOS"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux"),
]
#: What of a header is looked at: it may be of any length.
LONGEST = 400


class Browser(NamedTuple):
    """Each is a name that is the same in every language, or empty."""

    browser: str
    system: str


def name_browser(user_agent: str) -> Browser:
    text = user_agent[:LONGEST]
    return Browser(_first(BROWSERS, text), _first(SYSTEMS, text))


def _first(names, text):
    return next((name for name, pattern in names if re.search(pattern, text)), "")
