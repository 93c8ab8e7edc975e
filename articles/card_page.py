"""The share card of an article, drawn when it is first asked for and kept until it shows something else."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from PIL import Image

from articles.cards import address_of, card_of
from articles.covers import draw_cover
from articles.enums import State
from articles.models import Article
from articles.share_card import PANEL, draw_card
from articles.uploads import BOMBS, DAMAGES
from articles.views import article_detail
from portal.bilingual.alternates import Page
from portal.object_storage import StorageAway
from portal.share_card import HEIGHT, png_of


@require_safe
def article_card(request, pk, version):
    """1200 × 630, of what readers see in this language now; an address of before leads to that of now.

    So nothing is drawn twice, whatever is asked for. Of a withdrawn piece there is its page, which says so.
    """
    language = request.LANGUAGE_CODE
    article = get_object_or_404(Article.objects.for_cards(language).ever_shown(), pk=pk)
    state = article.state_in(language)
    if state == State.WITHDRAWN:
        return article_detail(request, pk)
    if state != State.LIVE:
        raise Http404("not live in this language")
    address = address_of(article)
    if address != request.path:
        return HttpResponseRedirect(address)
    response = HttpResponse(png_of(card_of(article), _draw), content_type="image/png")
    shows = (article, *article.public_entries)
    response.context_data = {"page": Page(language=language, is_indexed=False, shows=shows)}
    return response


def _draw(card):
    picture = card.picture and _opened(card.picture.name)
    # Covers are square or wide; the card crops it.
    return draw_card(card, picture or draw_cover(card.motif, card.seed, 0, size=(HEIGHT, HEIGHT)))


def _opened(name):
    """The picture in channels that can be resized, no larger than needed; None where its file is lost.

    A card is kept: where the file only can't be had now, none is drawn.
    """
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            # Only JPEG can be decoded smaller; it makes the largest ones many times quicker.
            image.draft("RGB", (2 * PANEL, 2 * HEIGHT))
            return image.convert("RGBA" if image.has_transparency_data else "RGB")
    except StorageAway:
        raise
    except (*BOMBS, *DAMAGES):
        return None
