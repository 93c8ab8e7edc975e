"""Files people hand over: read as UTF-8 text or refused with a reason they understand."""

from os import PathLike
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 2_000_000
BYTE_ORDER_MARK = "\ufeff"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Refusal(TextChoices):
    UNREADABLE = "unreadable", _("The file can’t be read.")
    TOO_LARGE = "too-large", _("The file is larger than 2 MB.")
    TOO_LONG = "too-long", _("The text is longer than any article.")
    BINARY = "binary", _("The file isn’t text.")
    NOT_UTF_8 = "not-utf-8", _("The file isn’t UTF-8; save it again in that encoding.")
    EMPTY = "empty", _("The file is empty.")
    NO_TEXT = "no-text", _("No text is left once the page’s furniture is taken away.")
    DAMAGED = "damaged", _("The file is damaged or cut off.")
    DOCUMENT_TYPE = "document-type", _("It declares a document type, which no archive needs and attacks do.")
    TOO_DEEP = "too-deep", _("Its elements are nested too deeply.")
    NO_ARCHIVE = "no-archive", _("It is neither a WordPress export nor RSS, Atom or JSON Feed.")
    TOO_LARGE_A_PIECE = "too-large-a-piece", _("One piece of it is larger than any article.")
    TOO_LARGE_A_FEED = "too-large-a-feed", _("The feed is larger than 20 MB.")


class Refused(Exception):
    """A file that isn't imported; ``reason`` is a ``Refusal`` and translates itself.

    ``line`` is where the reason stands, in a file whose lines can be told.
    """

    def __init__(self, refusal: Refusal, line: int | None = None):
        super().__init__(refusal.value)
        self.refusal = refusal
        self.line = line

    def __str__(self):
        return str(self.reason)

    @property
    def reason(self) -> str:
        if self.line is None:
            return self.refusal.label
        return gettext("Line %(line)d: %(reason)s") % {"line": self.line, "reason": self.refusal.label}


def read_text_file(path: str | PathLike) -> str:
    """Return the text of the file, without a byte order mark. Raises ``Refused``."""
    content = _read_at_most(Path(path), LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused(Refusal.TOO_LARGE)
    if not content.startswith(UTF_16_MARKS) and b"\0" in content:
        raise Refused(Refusal.BINARY)
    return _decoded(content)


def _read_at_most(path, size):
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise Refused(Refusal.UNREADABLE) from error


def _decoded(content):
    try:
        text = content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise Refused(Refusal.NOT_UTF_8) from error
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise Refused(Refusal.EMPTY)
    return text
