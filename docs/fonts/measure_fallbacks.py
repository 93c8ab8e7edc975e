"""Print what a reader's own fonts need to stand where ours will: the adjustments in ``css/fallbacks.css``.

Widths are measured over the words of a running portal, in Chromium, since Arabic letters join; heights come
from our files. The fonts compared must be on this machine. Arial and Times New Roman are measured as
Liberation, Georgia as Gelasio (npm: @fontsource/gelasio), which have their widths::

    PYTHONPATH=. python docs/fonts/measure_fallbacks.py http://127.0.0.1:8000 \\
        --gelasio gelasio-latin-400-normal.woff2
"""

import argparse
import base64
import re
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from playwright.sync_api import sync_playwright

from tests.demo_site import find_chromium

FONTS = Path(__file__).resolve().parents[2] / "portal" / "static" / "fonts"
PAGES = ("", "articles/", "articles/4/", "partnerships/kuwait-google-cloud-alliance/", "partnerships/")
ARABIC = re.compile(r"[\u0621-\u0652\u0670-\u06cc]+")
SPACE = re.compile(" ")
LATIN = re.compile(r"[ -~]+")


@dataclass(frozen=True)
class Pair:
    """One of ours and the reader's that stands in for it; ``scale`` is our own ``size-adjust``."""

    name: str
    file: str
    family: str
    weight: int
    language: str
    sample: re.Pattern
    local: str
    scale: float = 1
    pixels: int = 16


#: The weights that headings alone are set in: they are measured over headings.
HEADINGS = {540, 650}
SERIF = ("newsreader.woff2", "Portal Serif")
NASKH = ("markazi-ar.woff2", "Portal Serif Arabic")
MARKAZI_LATIN = ("markazi-la.woff2", "Portal Serif Arabic")
PLEX = ("plex-ar-400.woff2", "Portal Sans")
PLEX_STRONG = ("plex-ar-600.woff2", "Portal Sans")
PLEX_LATIN = ("plex-la-400.woff2", "Portal Sans")
PLEX_LATIN_STRONG = ("plex-la-600.woff2", "Portal Sans")
PAIRS = [
    Pair("Near Serif 400", *SERIF, 400, "en", LATIN, "gelasio", pixels=18),
    Pair("Near Serif 540", *SERIF, 540, "en", LATIN, "gelasio", pixels=30),
    Pair("Near Serif Noto 400", *SERIF, 400, "en", LATIN, "NotoSerif-Regular", pixels=18),
    Pair("Near Serif Noto 540", *SERIF, 540, "en", LATIN, "NotoSerif-Regular", pixels=30),
    Pair("Near Naskh 400", *NASKH, 400, "ar", ARABIC, "NotoNaskhArabic-Regular", 1.22),
    Pair("Near Naskh 650", *NASKH, 650, "ar", ARABIC, "NotoNaskhArabic-Bold", 1.22),
    Pair("Near Naskh space 400", *MARKAZI_LATIN, 400, "ar", SPACE, "NotoNaskhArabic-Regular", 1.18),
    Pair("Near Naskh space 650", *MARKAZI_LATIN, 650, "ar", SPACE, "NotoNaskhArabic-Bold", 1.18),
    Pair("Near Naskh Latin 400", *MARKAZI_LATIN, 400, "en", LATIN, "LiberationSerif", 1.18),
    Pair("Near Naskh Latin 650", *MARKAZI_LATIN, 650, "en", LATIN, "LiberationSerif-Bold", 1.18),
    Pair("Near Sans 400", *PLEX_LATIN, 400, "en", LATIN, "LiberationSans"),
    Pair("Near Sans 600", *PLEX_LATIN_STRONG, 600, "en", LATIN, "LiberationSans-Bold"),
    Pair("Near Sans Arabic 400", *PLEX, 400, "ar", ARABIC, "NotoSansArabic-Regular"),
    Pair("Near Sans Arabic 600", *PLEX_STRONG, 600, "ar", ARABIC, "NotoSansArabic-Bold"),
    Pair("Near Sans Naskh 400", *PLEX, 400, "ar", ARABIC, "NotoNaskhArabic-Regular"),
    Pair("Near Sans Naskh 600", *PLEX_STRONG, 600, "ar", ARABIC, "NotoNaskhArabic-Bold"),
]

MEASURE = """async ([samples, ours, local, gelasio]) => {
  const face = new FontFace("compared", gelasio || `local("${local}")`);
  document.fonts.add(await face.load());
  const context = document.createElement("canvas").getContext("2d");
  const width = async font => {
    await document.fonts.load(font, samples.join(""));
    context.font = font;
    return samples.reduce((sum, sample) => sum + context.measureText(sample).width, 0);
  };
  const [size] = ours.match(/[0-9]+px/);
  const ratio = await width(ours) / await width(`${size} compared`);
  document.fonts.delete(face);
  return ratio;
}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("portal")
    parser.add_argument("--gelasio", type=Path, required=True)
    options = parser.parse_args()
    gelasio = base64.b64encode(options.gelasio.read_bytes()).decode()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(bypass_csp=True)
        texts = {
            (language, are_headings): words(page, f"{options.portal}/{language}/", selector)
            for language in ("ar", "en")
            for are_headings, selector in ((False, "body"), (True, "h1, h2, h3"))
        }
        for pair in PAIRS:
            samples = pair.sample.findall("\n".join(texts[pair.language, pair.weight in HEADINGS]))
            source = f"url(data:font/woff2;base64,{gelasio})" if pair.local == "gelasio" else ""
            ours = f'{pair.weight} {pair.pixels}px "{pair.family}"'
            print_adjustments(pair, page.evaluate(MEASURE, [samples, ours, pair.local, source]))


def words(page, portal, selector):
    """Lines of text as a reader sees them."""
    lines = []
    for address in PAGES:
        page.goto(portal + address)
        for text in page.locator(selector).all_inner_texts():
            lines += text.splitlines()
    return [line.strip() for line in lines if line.strip()]


def print_adjustments(pair, ratio):
    heights = TTFont(FONTS / pair.file)
    scale = pair.scale / ratio / heights["head"].unitsPerEm
    print(  # noqa: T201 -- a command's answer
        f"{pair.name}: size-adjust {ratio:.1%}; ascent-override {heights['hhea'].ascent * scale:.1%};"
        f" descent-override {-heights['hhea'].descent * scale:.1%}; line-gap-override 0%"
    )


if __name__ == "__main__":
    main()
