from collections.abc import Iterator
from xml.etree.ElementTree import Element

from articles.importing.files import Refusal, Refused

from .items import Archive, Item
from .xml_pieces import read_pieces


class XmlArchive(Archive):
    """An archive in XML: subclasses tell a piece from the rest (``is_item``) and read both."""

    def look_through(self) -> None:
        with self.open_file() as file:
            for _line, element in read_pieces(file):
                if element is None or self.is_item(element):
                    self.total += 1
                else:
                    self.note(element)

    def items(self) -> Iterator[Item | Refused]:
        with self.open_file() as file:
            for line, element in read_pieces(file):
                if element is None:
                    yield Refused(Refusal.TOO_LARGE_A_PIECE, line)
                elif self.is_item(element):
                    yield self.read(element)

    def is_item(self, element: Element) -> bool:
        raise NotImplementedError

    def note(self, element: Element) -> None:
        """Keep what an element that is no piece says of the archive."""
        raise NotImplementedError

    def read(self, element: Element) -> Item:
        raise NotImplementedError
