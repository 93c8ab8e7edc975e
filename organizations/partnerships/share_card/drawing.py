"""The card itself: words on paper where reading starts, beside them the bond on ledger paper."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from portal.share_card import (
    ACCENT,
    HEIGHT,
    INK,
    INK_3,
    LEDGER,
    LEDGER_RULE,
    PAPER,
    PLAIN,
    SIZE,
    STRONG,
    WIDTH,
    Column,
    Lettering,
)

from .seals import draw_seal

PANEL = 340
OVERSAMPLING = 3
MOST_SEALS = 6


@dataclass(frozen=True)
class Card:
    """What a card says. ``names`` are the masthead's in both scripts, ``lines`` the three of the entry.

    ``checked`` says when it was last checked.
    """

    language: str
    names: dict[str, str]
    number: str
    kind: str
    title: str
    lines: list[tuple[str, str]]
    checked: str
    seals: list[str]
    #: How the bond is drawn: solid, dashed, double or dotted, as on the page.
    stroke: str
    demo_mark: str = ""

    @property
    def rtl(self):
        return self.language == "ar"


def draw_card(card: Card) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    panel = _draw_bond(card)
    image.paste(panel, (0 if card.rtl else WIDTH - PANEL, 0))
    column = Column(ImageDraw.Draw(image), card.language, PANEL)
    column.lockup(card.names, 88)
    column.rule(124, INK, 3)
    column.title(card.title, range(58, 29, -2), 140, 210)
    column.double_rule(366)
    column.line(408, f"{card.number} · {card.kind}", STRONG, 24, ACCENT)
    _write_standing(column, card.lines, 432, 132)
    column.line(HEIGHT - 46, card.checked, PLAIN, 17, INK_3)
    if card.demo_mark:
        column.line(HEIGHT - 20, card.demo_mark, STRONG, 17, INK)
    return image


def _write_standing(column, lines, top, height):
    """The three lines side by side and equal."""
    gap = 20
    width = (column.width - 2 * gap) / 3
    for place, (name, words) in enumerate(lines):
        along = place * (width + gap)
        if place:
            column.upright(along - gap / 2, top, top + height - 10, LEDGER_RULE)
        column.block(name, PLAIN, range(17, 12, -1), top, 26, along=along, width=width, colour=INK_3)
        words = words.replace(" · ", "\n")
        column.block(words, STRONG, range(21, 12, -1), top + 30, height - 30, along=along, width=width)


def _draw_bond(card):
    """The seals of those the entry is between, one above the other, and the line that joins them."""
    image = Image.new("RGB", (PANEL * OVERSAMPLING, HEIGHT * OVERSAMPLING), LEDGER)
    canvas = ImageDraw.Draw(image)
    shown = card.seals[:MOST_SEALS]
    step = HEIGHT * OVERSAMPLING / (max(len(shown), 1) + 1)
    x = PANEL * OVERSAMPLING / 2
    places = [step * (number + 1) for number in range(len(shown))]
    ends = (places[0], places[-1]) if len(places) > 1 else (step, step * 1.7)
    if len(card.seals) > MOST_SEALS:
        ends = (places[0], HEIGHT * OVERSAMPLING)  # it goes on beyond the card
    _stroke(canvas, x, *ends, card.stroke)
    for seal, y in zip(shown, places, strict=True):
        draw_seal(canvas, seal, x, y, min(150, 420 / (len(shown) + 1)) * OVERSAMPLING, ACCENT, LEDGER)
    image = image.resize((PANEL, HEIGHT), Image.Resampling.LANCZOS)
    _number(ImageDraw.Draw(image), card, sum(ends) / 2 / OVERSAMPLING if len(places) == 2 else None)
    return image


def _stroke(canvas, x, top, bottom, style):
    width, length, gap = {
        "proposed": (6, 21, 18),
        "meeting": (9, 9, 15),
    }.get(style, (6, bottom - top, 0))
    offsets = (-6, 6) if style == "active" else (0,)
    y = top
    while y < bottom:
        for offset in offsets:
            canvas.line([(x + offset, y), (x + offset, min(bottom, y + length))], fill=ACCENT, width=width)
        y += length + gap


def _number(canvas, card, y):
    """The number on the bond of two; of any other bond, above it."""
    digits = "".join(filter(str.isdigit, card.number))
    lettering = Lettering(STRONG, 30, rtl=False)
    half, x, y = lettering.width(digits) / 2 + 16, PANEL / 2, y or 52
    canvas.rectangle([x - half, y - 24, x + half, y + 24], fill=LEDGER, outline=ACCENT, width=2)
    lettering.draw(canvas, x - lettering.width(digits) / 2, y + 11, digits, ACCENT)
