"""What the addresses of the open data may ask of articles, topics and authors."""

from django.db.models import Value
from ninja import Schema
from pydantic import Field

from articles.enums import ArticleKind
from articles.exporting import schema
from articles.models import Author, Topic
from articles.narrowing import LINKS, Narrowing
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.open_data import UnknownValue
from portal.open_lists import LARGEST_PAGE, Asked, Day, Part, SlugText, fields_of, filled, number

#: Whole texts in two languages: fewer than of other documents.
PAGE_SIZE = 20


class ArticleFilters(Schema):
    """Each narrows; with ``lang`` the times are those of that edition, else of the first one."""

    topic: filled(SlugText) = None
    kind: filled(ArticleKind) = None
    author: filled(SlugText) = None
    organization: filled(SlugText) = Field(None, description="the slug of one that it is about or names")
    person: filled(SlugText) = None
    partnership: filled(SlugText) = Field(None, description="the slug of an entry of the ledger")
    since: filled(Day) = Field(None, alias="from", description="published on this day of Kuwait or later")
    until: filled(Day) = Field(None, alias="to", description="published on this day of Kuwait or before")

    def narrowing(self, language) -> Narrowing:
        """One query where something is named by its slug."""
        keys = self._keys()
        columns = {"topic": keys.get("topic"), "kind": self.kind}
        return Narrowing(
            language=language,
            links={name: keys[name] for name in LINKS if name in keys},
            columns={name: value for name, value in columns.items() if value},
            since=self.since,
            until=self.until,
        )

    def _keys(self):
        """The keys of what is named; a slug that nothing has is a value that doesn't exist."""
        things = {name: find(getattr(self, name)) for name, find in FOUND_BY.items() if getattr(self, name)}
        if not things:
            return {}
        first, *others = (
            rows.order_by().annotate(called=Value(name)).values_list("called", "pk")
            for name, rows in things.items()
        )
        keys = dict(first.union(*others, all=True))
        for name in things:
            if name not in keys:
                raise UnknownValue(name)
        return keys


FOUND_BY = {
    "topic": lambda slug: Topic.objects.filter(slug=slug),
    "author": lambda slug: Author.objects.filter(slug=slug),
    "organization": lambda slug: Organization.objects.at(slug),
    "person": lambda slug: Person.objects.at(slug),
    "partnership": lambda slug: Partnership.objects.filter(
        slug=slug, recorded_at__isnull=False, redaction=None
    ),
}


class ArticlePart(Part, ArticleFilters):
    limit: filled(number(1, LARGEST_PAGE)) = Field(PAGE_SIZE, description="how many documents at most")
    fields: fields_of(schema.Article) = None


class ArticleAsked(Asked):
    fields: fields_of(schema.Article) = None


class NamedPart(Part):
    def listed(self, things):
        """Topics or authors that have a name in the language asked for."""
        return things.filter(**{f"name_{self.lang}__isnull": False}) if self.lang else things


class TopicPart(NamedPart):
    fields: fields_of(schema.Topic) = None


class TopicAsked(Asked):
    fields: fields_of(schema.Topic) = None


class AuthorPart(NamedPart):
    fields: fields_of(schema.Author) = None


class AuthorAsked(Asked):
    fields: fields_of(schema.Author) = None
