"""What is offered while somebody types: things by name, each with its address."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.models import Author, Byline, Topic
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.index import Kind
from portal.index.documents import AUTHOR
from portal.index.names import TOPIC, suggest

LONGEST_TYPED = 100


def _authors(language):
    """Those whose pages have something to read."""
    pieces = Byline.objects.live(language).filter(author=OuterRef("pk"))
    return Author.objects.filter(Exists(pieces), **{f"name_{language}__isnull": False})


SHOWN = {
    Kind.ORGANIZATION: Organization.objects.named_in,
    Kind.PERSON: Person.objects.named_in,
    Kind.PARTNERSHIP: Partnership.objects.public,
    AUTHOR: _authors,
    TOPIC: Topic.objects.for_navigation,
}


def offers(typed, language):
    """Label, kind in words and address of what readers of this language see. Seven queries at most."""
    named = suggest(typed[:LONGEST_TYPED], language)
    seen = {kind: _seen(kind, named, language) for kind in {suggestion.kind for suggestion in named}}
    words = _words_for_kinds()
    return [
        {
            "label": suggestion.label,
            "kind": words[suggestion.kind],
            "url": seen[suggestion.kind][suggestion.pk].get_absolute_url(),
        }
        for suggestion in named
        if suggestion.pk in seen[suggestion.kind]
    ]


def number_in_words(number):
    """What is said aloud where the list can't be seen."""
    if not number:
        return _("No suggestions.")
    message = ngettext("%(number)s suggestion.", "%(number)s suggestions.", number)
    return message % {"number": number}


def _seen(kind, named, language):
    return SHOWN[kind](language).in_bulk([suggestion.pk for suggestion in named if suggestion.kind == kind])


def _words_for_kinds():
    return {
        Kind.ORGANIZATION: pgettext("kind of suggestion", "Organisation"),
        Kind.PERSON: _("Person"),
        Kind.PARTNERSHIP: _("Partnership"),
        AUTHOR: pgettext("kind of suggestion", "Author"),
        TOPIC: pgettext("kind of suggestion", "Topic"),
    }
