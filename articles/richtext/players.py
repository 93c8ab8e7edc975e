"""Which pages may show a player of another site: those of the texts that hold one of its videos."""

from collections.abc import Iterable

from django.http import HttpResponse

from .embeds import read_embed
from .parts import PartKind


def with_players(response: HttpResponse, parts: Iterable[list]) -> HttpResponse:
    """Let the policy of this answer admit the players of the embeds among ``parts``, and no other frame."""
    found = (read_embed(part[3]) for part in parts if part[2] == PartKind.EMBED)
    if origins := sorted({embed.origin for embed in found if embed and embed.player}):
        response._csp_update = {"frame-src": origins}
    return response
