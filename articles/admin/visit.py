"""One opening of the article's form in a browser, named by a random id: its *visit*.

The visit tells the tabs of one person apart for ``presence``. It also tells the browser when the texts that
it keeps against a crash (``kept-drafts.js``) have been saved: the redirect after a save ends in ``#saved-``
and the visit, so the browser need not guess it from what the next page shows.
"""

import json
from uuid import UUID, uuid4

from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponseRedirect

from .autosave import kept_for
from .presence import note_opening


class VisitAdmin(admin.ModelAdmin):
    """Gives the form its visit, and names the visit whose texts were saved."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        visit = _posted_visit(request)
        if visit and isinstance(response, HttpResponseRedirect):
            response["Location"] += f"#saved-{visit}"
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """A form that is shown again with its errors is still the same visit."""
        visit = _posted_visit(request) or uuid4()
        others = note_opening(obj, request.user, visit) if obj else []
        kept = kept_for(request.user, context["adminform"].form) if obj else []
        context |= {"visit": visit, "others": others, "kept": json.dumps(kept, cls=DjangoJSONEncoder)}
        return super().render_change_form(request, context, add, change, form_url, obj)


def _posted_visit(request):
    try:
        return UUID(request.POST.get("visit", ""))
    except ValueError:
        return None
