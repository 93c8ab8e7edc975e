"""The topics' colours: Sadu reds, Gulf blues, sand, palm green. Pictures only, never the interface."""

from typing import NamedTuple

Colour = tuple[int, int, int]

CREAM: Colour = (0xFF, 0xF6, 0xE3)


class Palette(NamedTuple):
    ground: Colour
    star: Colour
    spot: Colour
    line: Colour


def lightness(colour: Colour) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def darkest(palettes: tuple[Palette, Palette]) -> Colour:
    return min((colour for palette in palettes for colour in palette), key=lightness)


def _palette(ground: str, star: str, spot: str, line: str) -> Palette:
    return Palette(*(tuple(bytes.fromhex(colour)) for colour in (ground, star, spot, line)))


POLICY = _palette("0F2A22", "1C4A3B", "C9B583", "E9E2CB"), _palette("E9E2CB", "F6F2E6", "0B6B4F", "12352B")
INFRASTRUCTURE = (
    _palette("D8B46A", "E7CB8C", "7A3B22", "3A2418"),
    _palette("16303B", "22505F", "D8B46A", "EBDDBB"),
)
CLOUD = _palette("CFE0E4", "EAF2F3", "2B7A94", "123C4C"), _palette("123C4C", "1D5B70", "E6C98A", "DCEBEC")
SECURITY = _palette("191B2B", "2B2F4A", "B5322E", "D9D3C4"), _palette("8E2424", "B5322E", "191B2B", "F3E6D3")
SKILLS = _palette("EBD9C2", "F7ECDD", "A3262A", "5B1618"), _palette("7E1B20", "A3262A", "E5B25A", "F3E2C9")
NETWORKS = _palette("0B5B52", "11776A", "E8DFC6", "CFE3D6"), _palette("E4DFCC", "F5F1E4", "11776A", "123B36")
