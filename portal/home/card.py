"""The picture beside shared links to pages that have none of their own: the masthead and its line."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from articles.covers import draw_cover
from portal.bilingual.alternates import Page
from portal.share_card import ACCENT, HEIGHT, PAPER, SIZE, WIDTH, Column, png_of

PANEL = 470
#: What the pattern is drawn from: the same for ever.
MOTIF, SEED, NODES = "policy", "masthead", 0


@dataclass(frozen=True)
class Card:
    language: str
    names: dict[str, str]
    tagline: str


@require_safe
def site_card(request):
    """1200 × 630, in the language of the address."""
    language = request.LANGUAGE_CODE
    card = Card(language, settings.SITE_NAME, settings.SITE_TAGLINE[language])
    response = HttpResponse(png_of(card, draw_card), content_type="image/png")
    response.context_data = {"page": Page(language=language, is_indexed=False, shows=("home",))}
    return response


def draw_card(card: Card) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    pattern = draw_cover(MOTIF, SEED, NODES, size=(HEIGHT, HEIGHT)).crop((0, 0, PANEL, HEIGHT))
    image.paste(pattern, (0 if card.language == "ar" else WIDTH - PANEL, 0))
    column = Column(ImageDraw.Draw(image), card.language, PANEL)
    column.lockup(card.names, 170)
    column.rule(214, ACCENT, 4)
    column.title(card.tagline, range(64, 33, -2), 240, 330)
    return image
