"""What the measure of the search looks through: the demonstration and test texts, put in by real verbs."""

import tomllib
from datetime import datetime, time

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from articles.models import Article, Topic
from articles.workflow import publish, save_revision
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.demo.records import load_records
from portal.demo.stories import load_story, new_stories
from portal.index import Kind

from .relevance import FOLDER

TEXTS = FOLDER / "texts.toml"
#: Drawing covers takes long, and nobody looks for them.
COVERS = {"file": "cover.webp", "night_file": "night.webp", "width": 1600, "height": 900}
LETTERS = {Kind.ORGANIZATION: "o:", Kind.PERSON: "p:", Kind.PARTNERSHIP: "e:"}
MODELS = {
    Kind.ARTICLE: Article,
    Kind.ORGANIZATION: Organization,
    Kind.PERSON: Person,
    Kind.PARTNERSHIP: Partnership,
}


def load():
    """Fill an empty database and its index; returns the id in the list of each kind and primary key."""
    _count_from_one()
    load_records()
    for story in new_stories():
        load_story(story, COVERS)
    texts = tomllib.loads(TEXTS.read_text())
    for row in texts["organizations"]:
        Organization.objects.create(country="KW", **row)
    for row in texts["people"]:
        Person.objects.create(**row)
    for text in texts["articles"]:
        _publish(text)
    call_command("rebuild_search", verbosity=0)
    return _names()


def _count_from_one():
    """Equals without a day are in the order of their keys, which PostgreSQL never counts back."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), MODELS.values()):
            cursor.execute(sql)


def _publish(text):
    article = Article.objects.create(
        topic=Topic.objects.get(slug=text["topic"]), import_digest=f"test:{text['slug']}"
    )
    for slug in text.get("organizations", ()):
        article.organization_mentions.create(organization=Organization.objects.get(slug=slug))
    for slug in text.get("people", ()):
        article.person_mentions.create(person=Person.objects.get(slug=slug))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text["body"])
    words = {"headline": text["headline"], "standfirst": text["standfirst"], "body": body}
    revision = save_revision(article, text["language"], words, by=None, started_from=0)
    day = datetime.fromisoformat(text["published_on"]).date()
    publish(revision, by=None, at=datetime.combine(day, time(9), timezone.get_default_timezone()))


def _names():
    names = {
        (Kind.ARTICLE, pk): digest.partition(":")[2]
        for pk, digest in Article.objects.values_list("pk", "import_digest")
    }
    for kind, letter in LETTERS.items():
        rows = MODELS[kind].objects.values_list("pk", "slug")
        names |= {(kind, pk): letter + slug for pk, slug in rows}
    return names
