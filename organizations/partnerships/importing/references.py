"""Whom and what a document names by its address: organisations, people, other entries. Four queries a run."""

from collections.abc import Iterable

from organizations.models import Organization, Person
from organizations.partnerships.exporting import schema
from organizations.partnerships.models import Partnership

from .problems import refuse

WORDS = {Organization: "organisation", Person: "person", Partnership: "entry"}
FIELDS = {"organization": Organization, "person": Person, "partnership": Partnership}
AT_A_TIME = 500


class Directory:
    """What the documents of a run name, looked up together."""

    def __init__(self, documents: Iterable[schema.Document]):
        named = {model: set() for model in WORDS}
        for document in documents:
            for model, slug in _named(document):
                named[model].add(slug)
        self._found = {model: _by_slug(model, slugs) for model, slugs in named.items()}

    def organization(self, slug):
        found = self._get(Organization, slug)
        return found.merged_into or found

    def person(self, slug):
        found = self._get(Person, slug)
        return found.merged_into or found

    def entry(self, slug):
        return self._get(Partnership, slug)

    def know(self, entry):
        """An entry of this run, which others may be related to."""
        self._found[Partnership][entry.slug] = entry

    def anybody(self):
        """Stands where a redacted row must lead to somebody, who is not shown."""
        return next(iter(self._found[Organization].values()))

    def _get(self, model, slug):
        if slug not in self._found[model]:
            raise refuse(f"there is no {WORDS[model]} “{slug}”")
        return self._found[model][slug]


def _named(document):
    """``(model, slug)`` of everything that the document or a row in it names."""
    for name in type(document).model_fields:
        value = getattr(document, name)
        if name in FIELDS and isinstance(value, str):
            yield FIELDS[name], value
        for row in value if isinstance(value, list) else ():
            if isinstance(row, schema.Document):
                yield from _named(row)


def _by_slug(model, slugs):
    """A row for each address; many addresses are asked for in turns, for a query takes only so many."""
    listed, found = sorted(slugs), {}
    for start in range(0, len(listed), AT_A_TIME):
        found |= {row.slug: row for row in model.objects.filter(slug__in=listed[start : start + AT_A_TIME])}
    return found
