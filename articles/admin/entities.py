"""The organisations, people and entries that a text can link to, for the picker of the text editor."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Case, Q, When
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from articles.rights import may_read_any
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES

CHOICES_SHOWN = 8
LONGEST_QUERY = 100


def entity_urls(staff_only):
    """The address under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [path("entities/", staff_only(entities_view), name="articles_article_entities")]


@require_safe
def entities_view(request):
    """Those that readers of ``?language=`` find, by the words of ``?q=`` in either language."""
    if not may_read_any(request.user):
        raise PermissionDenied
    language = request.GET.get("language", "")
    if language not in LANGUAGES:
        raise BadRequest("no language of ours")
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    kinds = {"entry": _("entry"), "organization": _("organisation"), "person": _("person")}
    found = [
        (kind, thing)
        for kind, things in _found(query, language).items()
        for thing in things.order_by(_nearness(things.model, query, language), "pk")[:CHOICES_SHOWN]
    ]
    found.sort(key=lambda one: _is_begun(one[1], query, language), reverse=True)
    with override(language):
        return JsonResponse({"entities": [_choice(thing, kinds[kind], language) for kind, thing in found]})


def _found(query, language):
    named, entry = Q(), Q()
    for spoken in LANGUAGES:
        named |= Q(**{f"name_{spoken}__icontains": query})
        entry |= Q(**{f"title_{spoken}__icontains": query})
    short = Q(short_name_ar__icontains=query) | Q(short_name_en__icontains=query)
    if query.isascii() and query.isdecimal() and len(query) < 10:
        entry |= Q(number=int(query))
    return {
        "entry": Partnership.objects.public(language).filter(entry),
        "organization": Organization.objects.named_in(language).filter(named | short),
        "person": Person.objects.named_in(language).filter(named),
    }


def _nearness(model, query, language):
    """First what is called exactly so, then what begins so, then what has the words somewhere."""
    name = f"{model.called_by}_{language}"
    whens = [
        When(Q(**{f"{name}__iexact": query}), then=0),
        When(Q(**{f"{name}__istartswith": query}), then=1),
    ]
    return Case(*whens, default=2)


def _is_begun(thing, query, language):
    """Whether its name begins with the words: of all kinds these come first, in their order otherwise."""
    return bool(query) and thing.name_in(language).casefold().startswith(query.casefold())


def _choice(thing, kind, language):
    label = getattr(thing, f"{thing.called_by}_{language}")
    return {"label": label, "kind": kind, "url": thing.get_absolute_url()}
