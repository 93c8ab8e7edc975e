"""Make the subset fonts of ``portal/static/fonts/`` from their npm packages.

Run it again when the masthead's name changes or a character is missing; needs ``fonttools[woff]``::

    cd "$(mktemp -d)" && npm install @fontsource-variable/newsreader@5.3.0 \
        @fontsource-variable/markazi-text@5.3.0 @fontsource/ibm-plex-sans-arabic@5.3.0
    python docs/fonts/make_fonts.py --packages node_modules --name-ar سِجِلّ --name-en Sijil
"""

import argparse
import io
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parents[2] / "portal" / "static" / "fonts"

NEWSREADER = "@fontsource-variable/newsreader"
MARKAZI = "@fontsource-variable/markazi-text"
PLEX = "@fontsource/ibm-plex-sans-arabic"
LICENCES = {
    NEWSREADER: "OFL-newsreader.txt",
    MARKAZI: "OFL-markazi-text.txt",
    PLEX: "OFL-ibm-plex-sans-arabic.txt",
}

ARABIC = [
    *range(0x0621, 0x063B),
    *range(0x0640, 0x0653),
    *range(0x0660, 0x066D),
    *(0x0670, 0x0671, 0x067E, 0x0686, 0x0698, 0x06A4, 0x06A9, 0x06AF, 0x06CC),
    *(0x060C, 0x061B, 0x061F),
    *(ord(sign) for sign in " \u00a0«»().:!–—…"),
    *(0x200C, 0x200D, 0x200E, 0x200F, *range(0x2066, 0x206A)),
]
LATIN = [
    *range(0x0020, 0x007F),
    *(ord(sign) for sign in "\u00a0©«»·±×éèçüöáí"),
    *(0x00F3, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2032),
    *(0x2116, 0x2190, 0x2192, 0x20AC, 0x00A3, 0x2212, 0x2248),
]
# The only Arabic an English page sets in bold: the language switch and its longer forms. With the space,
# for which a browser would fetch the next family of the list.
MINI = [ord(letter) for letter in "العربيّة اقرأ المقال بالعربية متاح فقط"]

ARABIC_FEATURES = [
    *("ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "liga", "calt", "mark", "mkmk", "kern", "curs"),
]
# Not locl: it swaps in smaller digits wherever the shaper takes the run for Arabic.
LATIN_FEATURES = ["ccmp", "liga", "calt", "kern", "mark", "lnum", "tnum", "pnum", "onum"]


@dataclass(frozen=True)
class Face:
    """One file to make. ``axes`` limits a variable font to a range, or pins it to one value."""

    package: str
    source: str
    characters: list[int]
    family: str
    axes: dict = field(default_factory=dict)

    @property
    def features(self) -> list[str]:
        return LATIN_FEATURES if "-latin-" in self.source else ARABIC_FEATURES


def faces(name_ar: str, name_en: str) -> dict[str, Face]:
    """Every file by its name; the wordmarks hold the letters of the masthead's name and the space."""
    newsreader, plex = "newsreader-latin-opsz-normal", "ibm-plex-sans-arabic"
    markazi_ar, markazi_la = "markazi-text-arabic-wght-normal", "markazi-text-latin-wght-normal"
    text, wide = {"wght": (400, 700)}, {"opsz": (14, 60), "wght": (400, 650)}
    letters_ar, letters_en = ([ord(letter) for letter in f"{name} "] for name in (name_ar, name_en))
    return {
        "newsreader": Face(NEWSREADER, newsreader, LATIN, "Portal Serif", wide),
        "markazi-ar": Face(MARKAZI, markazi_ar, ARABIC, "Portal Serif Arabic", text),
        "markazi-la": Face(MARKAZI, markazi_la, LATIN, "Portal Serif Arabic", text),
        "plex-ar-400": Face(PLEX, f"{plex}-arabic-400-normal", ARABIC, "Portal Sans"),
        "plex-ar-600": Face(PLEX, f"{plex}-arabic-600-normal", ARABIC, "Portal Sans"),
        "plex-la-400": Face(PLEX, f"{plex}-latin-400-normal", LATIN, "Portal Sans"),
        "plex-la-600": Face(PLEX, f"{plex}-latin-600-normal", LATIN, "Portal Sans"),
        "plex-ar-600-mini": Face(PLEX, f"{plex}-arabic-600-normal", MINI, "Portal Sans Mini"),
        "wordmark-ar": Face(MARKAZI, markazi_ar, letters_ar, "Portal Wordmark Arabic", {"wght": 700}),
        "wordmark-la": Face(
            NEWSREADER, newsreader, letters_en, "Portal Wordmark Latin", {"opsz": 40, "wght": 600}
        ),
    }


def read_font(path: Path) -> TTFont:
    """Open a woff2 as a plain font: variable tables read lazily from a woff2 fail while subsetting."""
    packed = TTFont(path)
    packed.flavor = None
    plain = io.BytesIO()
    packed.save(plain)
    plain.seek(0)
    return TTFont(plain)


def subset(font: TTFont, face: Face) -> None:
    options = Options(layout_features=face.features, hinting=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["DSIG", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)


def rename(font: TTFont, family: str) -> None:
    """Give a modified font our own name: the licence may reserve the original one."""
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6, 16, 21, 25):
            name = family.replace(" ", "") if record.nameID in (6, 25) else family
            font["name"].setName(name, record.nameID, record.platformID, record.platEncID, record.langID)


def make(packages: Path, file_name: str, face: Face) -> int:
    font = read_font(packages / face.package / "files" / f"{face.source}.woff2")
    subset(font, face)
    if face.axes:
        font = instancer.instantiateVariableFont(font, face.axes)
    rename(font, face.family)
    font.flavor = "woff2"
    target = FONTS / f"{file_name}.woff2"
    font.save(target)
    return target.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--packages", type=Path, required=True, help="node_modules with the three packages")
    parser.add_argument("--name-ar", required=True)
    parser.add_argument("--name-en", required=True)
    arguments = parser.parse_args()
    for file_name, face in faces(arguments.name_ar, arguments.name_en).items():
        print(f"{make(arguments.packages, file_name, face):>7,}  {file_name}")  # noqa: T201 -- its report
    for package, licence in LICENCES.items():
        shutil.copyfile(arguments.packages / package / "LICENSE", FONTS / licence)


if __name__ == "__main__":
    main()
