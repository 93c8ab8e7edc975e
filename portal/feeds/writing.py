"""XML that is well-formed whatever it tells."""

import re
from contextlib import contextmanager
from io import StringIO

from django.utils.timezone import localtime
from django.utils.xmlutils import SimplerXMLGenerator

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
#: XML 1.0 has no way to write these, not even as a reference.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Writer:
    def __init__(self):
        self._text = StringIO()
        self._xml = SimplerXMLGenerator(self._text, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    @contextmanager
    def inside(self, name, **attributes):
        self._xml.startElement(name, _written(attributes))
        yield
        self._xml.endElement(name)

    def add(self, name, text=None, **attributes):
        """An element without others in it; an underscore in an attribute's name stands for a colon."""
        with self.inside(name, **attributes):
            if text:
                self._xml.characters(UNWRITABLE.sub("", str(text)))

    def bytes(self) -> bytes:
        self._xml.endDocument()
        return self._text.getvalue().encode()


def add_image(xml: Writer, image) -> None:
    """A picture with its words (Media RSS), the same in Atom and RSS."""
    with xml.inside("media:content", url=image.url, type=image.type, medium="image"):
        for name, text in (("title", image.alt), ("description", image.caption), ("credit", image.credit)):
            if text:
                xml.add(f"media:{name}", text)


def rfc3339(moment) -> str:
    return localtime(moment).isoformat(timespec="seconds")


def _written(attributes):
    return {name.replace("_", ":"): UNWRITABLE.sub("", value) for name, value in attributes.items() if value}
