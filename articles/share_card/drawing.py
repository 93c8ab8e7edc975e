"""The card itself: words on paper where reading starts, the picture at the far side."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from portal.share_card import ACCENT, HEIGHT, INK, INK_3, PAPER, PLAIN, SIZE, STRONG, WIDTH, Column

PANEL = 470
SIZES = range(60, 33, -2)
#: Where headline and what follows it begin; without a ledger entry the headline has that room as well.
TOP, LEDGER_TOP, BOTTOM = 166, 526, 590


@dataclass(frozen=True)
class Shown:
    """The lead picture by its name in the picture store, and its focal point in per cent."""

    name: str
    focus_x: int
    focus_y: int


@dataclass(frozen=True)
class Card:
    """What a card says. ``names`` are the masthead's in both scripts.

    ``motif`` and ``seed`` are what a cover is drawn from where there is no picture. ``mark`` says what
    readers must know before the headline (opinion). ``entries`` names those of the ledger that the article
    speaks of: their status never stands without the other two lines, so it isn't here at all.
    """

    language: str
    names: dict[str, str]
    headline: str
    motif: str
    seed: str
    picture: Shown | None = None
    mark: str = ""
    entries: str = ""
    demo_mark: str = ""


def draw_card(card: Card, picture: Image.Image) -> Image.Image:
    """``picture`` is the one that the card names or, where that can't be had, a cover."""
    image = Image.new("RGB", SIZE, PAPER)
    image.paste(_panel(card, picture), (0 if card.language == "ar" else WIDTH - PANEL, 0))
    column = Column(ImageDraw.Draw(image), card.language, PANEL)
    column.lockup(card.names, 104)
    column.rule(142, INK, 4)
    top = TOP
    if card.mark:
        column.line(top + 30, card.mark, STRONG, 28, INK_3)
        top += 52
    bottom = LEDGER_TOP if card.entries else BOTTOM
    column.title(card.headline, SIZES, top, bottom - 20 - top)
    if card.entries:
        column.double_rule(LEDGER_TOP)
        column.line(LEDGER_TOP + 44, card.entries, STRONG, 24, ACCENT)
    if card.demo_mark:
        column.line(HEIGHT - 18, card.demo_mark, PLAIN, 17, INK)
    return image


def _panel(card, picture):
    size = (PANEL, HEIGHT)
    focus = (card.picture.focus_x / 100, card.picture.focus_y / 100) if card.picture else (0.5, 0.5)
    cropped = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=focus)
    panel = Image.new("RGB", size, PAPER)
    panel.paste(cropped, mask=cropped.getchannel("A") if cropped.mode == "RGBA" else None)
    return panel
