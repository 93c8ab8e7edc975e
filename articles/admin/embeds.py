"""Which video or post an address leads to, for the dialog of the text editor."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.richtext.embeds import PROVIDERS, read_embed
from articles.rights import may_read_any


def embed_urls(staff_only):
    """The address under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [path("embeds/", staff_only(embeds_view), name="articles_article_embeds")]


@require_safe
def embeds_view(request):
    """The address of ``?address=`` as a text keeps it, or why no text can; nothing is asked of its site."""
    if not may_read_any(request.user):
        raise PermissionDenied
    embed = read_embed(request.GET.get("address", ""))
    if embed is None:
        return JsonResponse({"refusal": _refusal()})
    return JsonResponse({"address": embed.address, "isPost": not embed.player})


def _refusal():
    names = _(", ").join(str(provider.name) for provider in PROVIDERS)
    return _(
        "A text can’t show what is at this address. Copy the address of one video or post, from: %(names)s."
    ) % {"names": names}
