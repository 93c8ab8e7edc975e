"""Several pictures at once: each is taken or refused for itself; their words are written afterwards."""

import time
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.forms import PictureForm
from articles.models import Picture

from .library import thumbnail_of

MOST_AT_ONCE = 10
#: A request is cut off by the server; what was not looked at by then is sent again by whoever sent it.
SECONDS = 5


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the picture that it is now, or why it was refused."""

    name: str
    picture: Picture | None
    errors: list
    was_animated: bool = False

    @property
    def thumbnail(self):
        return thumbnail_of(self.picture)


def several_view(request, model_admin):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    sent = request.FILES.getlist("files")
    if request.method == "POST" and not sent:
        messages.error(request, _("Choose at least one file."))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Add several pictures"),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "most_at_once": MOST_AT_ONCE,
        "outcomes": list(_taken(request, model_admin, sent)),
    }
    return TemplateResponse(request, "admin/articles/picture/several.html", context)


def _taken(request, model_admin, sent):
    began = time.monotonic()
    for number, file in enumerate(sent):
        if number >= MOST_AT_ONCE or time.monotonic() - began > SECONDS:
            yield Outcome(file.name, None, [_("Not taken this time. Send it again.")])
            continue
        form = PictureForm({"focus_x": 50, "focus_y": 50}, {"file": file})
        if not form.is_valid():
            yield Outcome(file.name, None, [error for errors in form.errors.values() for error in errors])
            continue
        picture = form.save()
        model_admin.log_addition(request, picture, [{"added": {}}])
        yield Outcome(file.name, picture, [], form.processed.was_animated)
