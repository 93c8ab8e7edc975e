"""Pictures of other sites, brought into the library."""

import io
from functools import lru_cache
from typing import NamedTuple

from articles.models import Picture
from articles.picture_files import store
from articles.uploads import MOST_BYTES, PictureRefused, read_picture
from portal.bilingual.text import clean_line, cut_at_word
from portal.outside import OutsideError, fetch

from .items import FoundPicture

SECONDS = 30
LONGEST_ADDRESS = 2000
#: How many addresses are remembered: the same few stand in many pieces.
REMEMBERED = 10_000


class PictureMissing(Exception):
    """A picture that can't be had, with the reason."""


class Answer(NamedTuple):
    """The number of the picture in the library, or why there is none."""

    pk: int | None
    reason: str = ""


class Pictures:
    """Brings each picture once, however many pieces of a run show it."""

    def __init__(self):
        self._asked = lru_cache(maxsize=REMEMBERED)(_ask)

    def bring(self, found: FoundPicture, language: str) -> Picture:
        """The picture in the library, with the words beside it where it has none. Raises PictureMissing."""
        if len(found.address) > LONGEST_ADDRESS or not found.address.startswith(("https://", "http://")):
            raise PictureMissing("not an address of the web")
        answer = self._asked(found.address)
        if answer.pk is None:
            raise PictureMissing(answer.reason)
        picture = Picture.objects.get(pk=answer.pk)
        _add_words(picture, found, language)
        return picture


def _ask(address):
    try:
        answer = fetch(address, most=MOST_BYTES, seconds=SECONDS)
        if not answer.is_success:
            return Answer(None, f"HTTP {answer.status}")
        processed = read_picture(io.BytesIO(answer.body))
    except OutsideError as error:
        return Answer(None, str(error))
    except PictureRefused as refusal:
        return Answer(None, " ".join(refusal.messages))
    return Answer(_known_or_new(processed).pk)


def _known_or_new(processed):
    known = Picture.objects.filter(file=processed.name).first()
    if known:
        return known
    store(processed.name, processed.bytes)
    return Picture.objects.create(file=processed.name, width=processed.width, height=processed.height)


def _add_words(picture, found, language):
    """What the library says already stays."""
    words = {f"alt_{language}": found.alt, f"caption_{language}": found.caption, "credit": found.credit}
    new = {name: value for name, value in words.items() if value and not getattr(picture, name)}
    for name, value in new.items():
        setattr(picture, name, cut_at_word(clean_line(value), Picture._meta.get_field(name).max_length))
    if new:
        picture.save(update_fields=list(new))
