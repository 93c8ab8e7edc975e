"""What is typed a second time: a source that the entry has already, an update that is recorded already.

One text described twice would count as two independent sources.
"""

import re

from organizations.partnerships.models import Source, Update
from portal.bilingual.languages import LANGUAGES


def repeated_source(source: Source) -> Source | None:
    """The source of the same entry that has the same address, or the same title, publisher and date."""
    others = source.partnership.sources.filter(redaction=None).exclude(pk=source.pk)
    return next((other for other in others if _is_same(source, other)), None)


def repeats(update: Update) -> bool:
    """Whether the same news stands there already, or waits."""
    columns = {"said_on": update.said_on, "said_precision": update.said_precision, "status": update.status}
    others = type(update).objects.filter(declined_at=None, redaction=None, **columns)
    others = others.filter(source__redaction=None, **{_thing(update): update.about})
    return any(_words(other, "note") == _words(update, "note") for other in others)


def _thing(update):
    return update.about._meta.model_name


def _is_same(one, other):
    if one.url and _address(one.url) == _address(other.url):
        return True
    if one.published_on != other.published_on:
        return False
    pairs = zip(_words(one, "title"), _words(other, "title"), strict=True)
    has_same_title = any(title and title == same for title, same in pairs)
    return has_same_title and _agree(_words(one, "publisher"), _words(other, "publisher"))


def _agree(ones, others):
    """Whether the same is said in a language in which both say something, or neither says anything."""
    both = [(one, other) for one, other in zip(ones, others, strict=True) if one and other]
    return any(one == other for one, other in both) if both else not any(ones) and not any(others)


def _address(url):
    """Without what doesn't lead elsewhere: the scheme, «www.», a last slash and the place on the page."""
    return re.sub(r"^https?://(www\.)?|/?(#.*)?$", "", url.strip(), flags=re.IGNORECASE)


def _words(row, name):
    return [" ".join((getattr(row, f"{name}_{language}") or "").split()) for language in LANGUAGES]
