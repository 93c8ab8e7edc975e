"""The card itself: words on paper where reading starts, beside them the bond on ledger paper."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from .lettering import Face, Lettering, Voice, fit
from .seals import draw_seal

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, PANEL = 56, 340
OVERSAMPLING = 3
MOST_SEALS = 6

PAPER, LEDGER, LEDGER_RULE = "#fdfdfb", "#e9f1ea", "#b4ccbb"
INK, INK_3, ACCENT = "#121c18", "#586660", "#075b43"

TITLE = {
    "en": Voice(Face("newsreader", (560, 40)), Face("markazi-ar", (660,), 1.22)),
    "ar": Voice(Face("markazi-la", (660,), 1.18), Face("markazi-ar", (660,), 1.22)),
}
PLAIN = Voice(Face("plex-la-400"), Face("plex-ar-400"))
STRONG = Voice(Face("plex-la-600"), Face("plex-ar-600"))
LEADING = {"en": 1.14, "ar": 1.42}


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
    column = _Column(ImageDraw.Draw(image), card)
    column.lockup(88)
    column.rule(124, INK, 3)
    column.title(140, 210)
    column.rule(366, ACCENT, 2)
    column.rule(371, ACCENT, 2)
    column.line(408, f"{card.number} · {card.kind}", STRONG, 24, ACCENT)
    column.standing(432, 132)
    column.line(HEIGHT - 46, card.checked, PLAIN, 17, INK_3)
    if card.demo_mark:
        column.line(HEIGHT - 20, card.demo_mark, STRONG, 17, INK)
    return image


class _Column:
    """The words; ``x`` runs from where reading starts, so that both directions are set by the same code."""

    def __init__(self, canvas, card):
        self.canvas, self.card = canvas, card
        self.width = WIDTH - PANEL - 2 * MARGIN

    def lockup(self, baseline):
        """Both names, the page's own first, and the double line between them."""
        first, second = ("ar", "en") if self.card.rtl else ("en", "ar")
        along = self._name(first, 0, baseline) + 22
        for offset in (0, 6):
            x = self._x(along + offset)
            self.canvas.line([(x, baseline - 42), (x, baseline + 8)], fill=ACCENT, width=2)
        self._name(second, along + 28, baseline)

    def _name(self, language, along, baseline):
        """Write one name and say where it ends."""
        name, rtl = self.card.names[language], language == "ar"
        lettering = Lettering(TITLE[language], 52, rtl)
        width = lettering.width(name)
        starts_here = rtl == self.card.rtl
        lettering.draw(self.canvas, self._x(along if starts_here else along + width), baseline, name, INK)
        return along + width

    def rule(self, y, colour, thickness):
        ends = sorted((self._x(0), self._x(self.width)))
        self.canvas.rectangle([ends[0], y, ends[1], y + thickness - 1], fill=colour)

    def title(self, top, height):
        self._block(self.card.title, TITLE[self.card.language], range(58, 29, -2), top, height)

    def line(self, baseline, text, voice, size, colour):
        Lettering(voice, size, self.card.rtl).draw(self.canvas, self._x(0), baseline, text, colour)

    def standing(self, top, height):
        """The three lines side by side and equal."""
        gap = 20
        width = (self.width - 2 * gap) / 3
        for place, (name, words) in enumerate(self.card.lines):
            along = place * (width + gap)
            if place:
                x = self._x(along - gap / 2)
                self.canvas.line([(x, top), (x, top + height - 10)], fill=LEDGER_RULE)
            self._block(name, PLAIN, range(17, 12, -1), top, 26, along, width, INK_3)
            words = words.replace(" · ", "\n")
            self._block(words, STRONG, range(21, 12, -1), top + 30, height - 30, along, width)

    def _block(self, text, voice, sizes, top, height, along=0, width=None, colour=INK):
        leading = LEADING[self.card.language]
        space = {"width": width or self.width, "height": height, "leading": leading}
        lettering, lines = fit(text, voice, sizes, **space, rtl=self.card.rtl)
        for number, line in enumerate(lines):
            baseline = top + lettering.size * (0.95 + number * leading)
            lettering.draw(self.canvas, self._x(along), baseline, line, colour)

    def _x(self, along):
        return WIDTH - MARGIN - along if self.card.rtl else MARGIN + along


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
