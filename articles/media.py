"""Serve picture files: those that were published to everybody, the others to staff.

In production nginx or object storage serves the published ones under the same names. A name is the hash of
the content, so a file never changes and may be kept for ever. A rendition's name begins with its picture's.
"""

import mimetypes
import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from articles.models import Picture
from articles.renditions import sources_of

NAME = re.compile(r"[0-9a-f]{32}\.(?:jpg|jpeg|png|webp|avif|gif)")
FOR_EVER = "public, max-age=31536000, immutable"
INERT = "default-src 'none'; sandbox"


@require_safe
def picture_file(request, name):
    files = [name] if NAME.fullmatch(name) else sources_of(name)
    if not files:
        raise Http404(name[:80])
    picture = Picture.objects.with_file(*files).first()
    if picture is None or not (picture.is_public or request.user.is_staff):
        raise Http404(name)
    return file_response(name, is_public=picture.is_public)


def file_response(name, *, is_public):
    """The file as the picture it is and nothing else. Whether it may be sent is for the caller to know."""
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404(name) from error
    response = FileResponse(file, content_type=mimetypes.guess_type(name)[0])
    response["Cache-Control"] = FOR_EVER if is_public else "private, no-store"
    response["Content-Security-Policy"] = INERT
    response["X-Content-Type-Options"] = "nosniff"
    return response
