from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from portal.open_data import keep


@require_safe
def indexnow_key(request, key):
    """By this file search engines know that a ping is ours. Without a key in the settings there is none."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404("no such key")
    return keep(HttpResponse(key, content_type="text/plain; charset=utf-8"), is_indexed=False)
