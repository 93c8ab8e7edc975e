"""The honest page in place of a missing translation: what there is, in which language, and the way to it."""

from django.http import Http404
from django.template.response import TemplateResponse

from .alternates import Page
from .languages import other


def only_in_other_language(request, thing, template="only_in_other.html"):
    """Say that the record exists in the other language only; raises Http404 where it is in neither.

    Status 200, not indexed, in no list: the language switch of the other edition leads here. A ``template``
    that extends only_in_other.html adds facts that need no translation.
    """
    language, elsewhere = request.LANGUAGE_CODE, other(request.LANGUAGE_CODE)
    if not thing.is_live_in(elsewhere):
        raise Http404("in neither language")
    address = thing.url_in(elsewhere)
    page = Page(language=language, is_indexed=False, shows=(thing,)).switching_to(address)
    edition = {"language": elsewhere, "name": thing.name_in(elsewhere), "url": address}
    return TemplateResponse(request, template, {"thing": thing, "edition": edition, "page": page})
