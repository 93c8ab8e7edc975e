"""The weight of the fonts and stylesheets, and what the files promise about themselves."""

import gzip
import re
import shutil

import brotli
import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from fontTools.ttLib import TTFont
from lightningcss import process_stylesheet

from portal.static_files import SHEETS, PortalStaticFiles, joined_sheet

STATIC = settings.BASE_DIR / "portal" / "static"
FONTS = STATIC / "fonts"
CSS = STATIC / "css"

ARABIC_PAGE = [
    *("markazi-ar", "markazi-la", "plex-ar-400", "plex-ar-600", "plex-la-400", "plex-la-600"),
    *("wordmark-ar", "wordmark-la"),
]
ENGLISH_PAGE = ["newsreader", "plex-la-400", "plex-la-600", "plex-ar-600-mini", "wordmark-ar", "wordmark-la"]
ENGLISH_PAGE_WITH_AN_ARABIC_NAME = [*ENGLISH_PAGE, "plex-ar-400"]

FONT_FACES = re.findall(r"@font-face \{(.*?)\}", (CSS / "fonts.css").read_text(), re.DOTALL)


def characters_of(font_name):
    return set(TTFont(FONTS / f"{font_name}.woff2").getBestCmap())


def declared_characters(face):
    ranges = re.search(r"unicode-range: (.*?);", face).group(1).replace("U+", "").split(", ")
    edges = [(item.split("-") * 2)[:2] for item in ranges]
    return {number for first, last in edges for number in range(int(first, 16), int(last, 16) + 1)}


@pytest.mark.parametrize("files", [ARABIC_PAGE, ENGLISH_PAGE, ENGLISH_PAGE_WITH_AN_ARABIC_NAME])
def test_fonts_of_a_page_weigh_at_most_120_kb(files):
    assert sum((FONTS / f"{name}.woff2").stat().st_size for name in files) <= 120_000


def test_every_font_file_is_declared():
    declared = {re.search(r"fonts/([\w-]+)\.woff2", face).group(1) for face in FONT_FACES}

    assert declared == {path.stem for path in FONTS.glob("*.woff2")}


@pytest.mark.parametrize("face", FONT_FACES)
def test_font_face_swaps_and_declares_the_range_of_its_file(face):
    file_name = re.search(r"fonts/([\w-]+)\.woff2", face).group(1)

    assert "font-display: swap" in face
    assert characters_of(file_name) & declared_characters(face)
    if not file_name.startswith(("wordmark", "plex-ar-600-mini")):
        shared_signs = set(map(ord, " \u00a0«»().:!–—…"))
        assert characters_of(file_name) - declared_characters(face) <= shared_signs


@pytest.mark.parametrize(("font_name", "language"), [("wordmark-ar", "ar"), ("wordmark-la", "en")])
def test_wordmark_has_every_letter_of_the_name(font_name, language):
    assert set(map(ord, settings.SITE_NAME[language])) <= characters_of(font_name)


@pytest.mark.parametrize("font_name", ["newsreader", "markazi-la", "plex-la-400", "plex-la-600"])
def test_latin_font_does_not_change_digits_by_language(font_name):
    features = TTFont(FONTS / f"{font_name}.woff2")["GSUB"].table.FeatureList.FeatureRecord

    assert "locl" not in {record.FeatureTag for record in features}


@pytest.mark.parametrize("family", ["newsreader", "markazi-text", "ibm-plex-sans-arabic"])
def test_licence_of_each_font_is_shipped(family):
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / f"OFL-{family}.txt").read_text()


def joined(name):
    return joined_sheet(name, lambda name: (STATIC / name).read_text())


@pytest.mark.parametrize("beside", SHEETS[1:])
def test_stylesheets_of_a_page_weigh_at_most_14_kb_compressed(beside):
    served = [process_stylesheet(joined(name), minify=True).encode() for name in (SHEETS[0], beside)]

    assert sum(len(gzip.compress(sheet, 6)) for sheet in served) <= 14_000
    # Brotli is what WhiteNoise serves over HTTPS.
    assert sum(len(brotli.compress(sheet)) for sheet in served) <= 12_500


@pytest.mark.parametrize("name", SHEETS)
def test_joined_stylesheet_asks_for_nothing_more(name):
    sheet = joined(name)

    assert "@import" not in sheet
    addresses = re.findall(r'url\("([^"]+)"\)', sheet)
    assert addresses or name != SHEETS[0]
    for address in addresses:
        assert (CSS / address).is_file(), address


def test_joining_keeps_order_and_layers_and_moves_addresses():
    sheets = {
        "css/main.css": '@layer a, b;\n@import url("x/one.css") layer(b);\n@import url("two.css") layer(a);',
        "css/x/one.css": 'p { background: url("../../img/p.svg") }',
        "css/two.css": 'q { background: url("#mark"), url("data:image/gif;base64,x") }',
    }

    assert joined_sheet("css/main.css", sheets.__getitem__) == (
        '@layer a, b;\n@layer b {\np { background: url("../img/p.svg") }\n}\n'
        '@layer a {\nq { background: url("#mark"), url("data:image/gif;base64,x") }\n}'
    )


def test_collected_stylesheets_hold_what_they_import(tmp_path):
    storage = PortalStaticFiles(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=STATIC)
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.*") if path.is_file()]
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)

    collected = list(storage.post_process({name: (source, name) for name in names}))

    assert not [error for *_, error in collected if isinstance(error, Exception)]
    for sheet in (tmp_path / storage.url(name).removeprefix("/static/") for name in SHEETS):
        assert "@import" not in sheet.read_text()
        for address in re.findall(r"url\([\"']?([^)\"']+)", sheet.read_text()):
            assert (sheet.parent / address).is_file(), address
    for name in names_in_templates() & set(names):
        assert (tmp_path / storage.url(name).removeprefix("/static/")).is_file(), name


def names_in_templates():
    templates = (path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html"))
    return {name for text in templates for name in re.findall(r'{% static "([^"]+)" %}', text)}


def test_each_part_of_the_stylesheets_is_imported():
    texts = [(STATIC / name).read_text() for name in SHEETS]
    imported = [part for text in texts for part in re.findall(r'@import url\("(.*?)"\) layer\(\w+\);', text)]

    parts = {str(sheet.relative_to(STATIC)) for sheet in CSS.rglob("*.css")} - set(SHEETS)
    assert {f"css/{part}" for part in imported} == parts


def test_dark_tokens_are_the_same_by_choice_and_by_system():
    tokens = (CSS / "tokens.css").read_text()
    by_choice = re.search(r'\[data-theme="dark"\] \{(.*?)\}', tokens, re.DOTALL).group(1)
    by_system = re.search(r':not\(\[data-theme="light"\]\) \{(.*?)\}', tokens, re.DOTALL).group(1)

    assert re.findall(r"--[\w-]+: .*?;", by_choice) == re.findall(r"--[\w-]+: .*?;", by_system)
