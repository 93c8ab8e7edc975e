"""What is offered while somebody types: things by name, each with its address."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.models import Topic
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.index import Kind
from portal.index.names import TOPIC, suggest

LONGEST_TYPED = 100
SHOWN = {
    Kind.ORGANIZATION: Organization.objects.named_in,
    Kind.PERSON: Person.objects.named_in,
    Kind.PARTNERSHIP: Partnership.objects.public,
    TOPIC: Topic.objects.for_navigation,
}


def offers(typed, language):
    """Label, kind in words and address of what readers of this language see. Six queries at most."""
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
        TOPIC: pgettext("kind of suggestion", "Topic"),
    }
