"""The portal's icons on devices: its name over the ledger's double rule, a picture for each language.

The files are part of the code: ``manage.py draw_icons`` draws them anew, for another name.
"""

from PIL import Image, ImageDraw

from portal.share_card import ACCENT, INK, PAPER, Lettering
from portal.share_card.paper import TITLE

#: By purpose and size; Apple's devices know no manifest.
ICONS = (("any", 192), ("any", 512), ("maskable", 192), ("maskable", 512), ("apple", 180))
#: How much of the width the name takes. Of a maskable icon a device may show the middle 80 % alone.
WIDTHS = {"any": 0.8, "maskable": 0.56, "apple": 0.72}
OVERSAMPLING = 4
COLOURS = 32


def file_name(language: str, purpose: str, size: int) -> str:
    return f"img/icons/{language}-{purpose}-{size}.png"


def draw_icon(name: str, language: str, purpose: str, size: int) -> Image.Image:
    side = size * OVERSAMPLING
    image = Image.new("RGB", (side, side), PAPER)
    canvas = ImageDraw.Draw(image)
    width = side * WIDTHS[purpose]
    rtl = language == "ar"
    lettering = Lettering(TITLE[language], 100, rtl)
    lettering = Lettering(TITLE[language], min(100 * width / lettering.width(name), width * 0.6), rtl)
    middle, baseline, breadth = side / 2, side * 0.55, lettering.width(name) / 2
    lettering.draw(canvas, middle + breadth if rtl else middle - breadth, baseline, name, INK)
    thickness = side // 64
    below = baseline + width * 0.24  # deeper than an Arabic vowel mark
    for top in (below, below + 2 * thickness):
        canvas.rectangle([middle - width / 2, top, middle + width / 2, top + thickness - 1], fill=ACCENT)
    return image.resize((size, size), Image.Resampling.LANCZOS).quantize(COLOURS)
