"""The words of a card, where reading starts; the rest of its width is a panel at the far side."""

from PIL import ImageDraw

from .lettering import Lettering, Voice, fit
from .paper import ACCENT, INK, LEADING, MARGIN, TITLE, WIDTH


class Column:
    """``along`` runs from where reading starts, so that both directions are set by the same code."""

    def __init__(self, canvas: ImageDraw.ImageDraw, language: str, panel: int):
        self.canvas, self.language = canvas, language
        self.is_rtl = language == "ar"
        self.width = WIDTH - panel - 2 * MARGIN

    def lockup(self, names: dict[str, str], baseline: float) -> None:
        """Both names of the portal, the card's own language first, and the double line between them."""
        first, second = ("ar", "en") if self.is_rtl else ("en", "ar")
        along = self._name(names[first], first, 0, baseline) + 22
        for offset in (0, 6):
            x = self._x(along + offset)
            self.canvas.line([(x, baseline - 42), (x, baseline + 8)], fill=ACCENT, width=2)
        self._name(names[second], second, along + 28, baseline)

    def _name(self, name, language, along, baseline):
        """Write one name and say where it ends."""
        lettering = Lettering(TITLE[language], 52, rtl=language == "ar")
        width = lettering.width(name)
        starts_here = lettering.rtl == self.is_rtl
        lettering.draw(self.canvas, self._x(along if starts_here else along + width), baseline, name, INK)
        return along + width

    def rule(self, y: int, colour: str, thickness: int) -> None:
        ends = sorted((self._x(0), self._x(self.width)))
        self.canvas.rectangle([ends[0], y, ends[1], y + thickness - 1], fill=colour)

    def double_rule(self, y: int) -> None:
        """The ledger's: green, twice 2 px."""
        self.rule(y, ACCENT, 2)
        self.rule(y + 5, ACCENT, 2)

    def upright(self, along: float, top: int, bottom: int, colour: str) -> None:
        self.canvas.line([(self._x(along), top), (self._x(along), bottom)], fill=colour)

    def title(self, text: str, sizes: range, top: int, height: int) -> None:
        self.block(text, TITLE[self.language], sizes, top, height)

    def line(self, baseline: int, text: str, voice: Voice, size: int, colour: str) -> None:
        """One line, made smaller where it is too long."""
        space = {"width": self.width, "height": size, "leading": 1}
        lettering, lines = fit(text, voice, range(size, size // 2, -1), **space, rtl=self.is_rtl)
        lettering.draw(self.canvas, self._x(0), baseline, lines[0], colour)

    def block(
        self,
        text: str,
        voice: Voice,
        sizes: range,
        top: float,
        height: float,
        *,
        along: float = 0,
        width: float | None = None,
        colour: str = INK,
    ) -> None:
        """The text at the largest of these sizes at which it fits the space; see ``fit``."""
        leading = LEADING[self.language]
        space = {"width": width or self.width, "height": height, "leading": leading}
        lettering, lines = fit(text, voice, sizes, **space, rtl=self.is_rtl)
        for number, line in enumerate(lines):
            baseline = top + lettering.size * (0.95 + number * leading)
            lettering.draw(self.canvas, self._x(along), baseline, line, colour)

    def _x(self, along):
        return WIDTH - MARGIN - along if self.is_rtl else MARGIN + along
