"""Put the demonstration's articles into the database, through the same verbs as an editor's."""

import hashlib
import tomllib
from datetime import datetime, time

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.covers import draw_cover, save_webp
from articles.enums import MentionRole
from articles.evidence import link_evidence
from articles.models import Article, Author, Picture, Topic
from articles.workflow import publish, save_revision
from organizations.models import Organization, Person
from organizations.partnerships.models import Commitment, Partnership
from portal.bilingual.languages import LANGUAGES

from .records import FOLDER

HOUR_OF_PUBLICATION = time(9)


def new_stories():
    """The stories that the database hasn't got yet."""
    files = sorted((FOLDER / "articles").glob("*.toml"))
    stories = [tomllib.loads(path.read_text()) for path in files]
    known = set(Article.objects.filter(is_demo=True).values_list("import_digest", flat=True))
    return [story for story in stories if _mark(story) not in known]


def draw_covers(story):
    """Draw and store the cover for day and night: one node on its route for each organisation.

    This takes long and asks nothing of the database. Returns the columns of the picture.
    """
    nodes = len(story["subjects"]) + len(story.get("mentions", []))
    day, night = (
        draw_cover(story["topic"], story["slug"], nodes, night=at_night) for at_night in (False, True)
    )
    return {"file": _store(day), "night_file": _store(night), "width": day.width, "height": day.height}


def load_story(story, covers):
    """Create the article of a story with the covers drawn for it, and publish the languages it has."""
    article = Article.objects.create(
        kind=story["kind"],
        topic=Topic.objects.get(slug=story["topic"]),
        picture=_picture(covers),
        import_digest=_mark(story),
        is_demo=True,
    )
    _link(article, story)
    _publish_languages(article, story)


def _mark(story):
    return f"demo:{story['slug']}"


def _link(article, story):
    article.bylines.create(author=Author.objects.get(slug=story["author"]))
    for role, slugs in (
        (MentionRole.SUBJECT, story["subjects"]),
        (MentionRole.PASSING, story.get("mentions", [])),
    ):
        for slug in slugs:
            article.organization_mentions.create(organization=Organization.objects.get(slug=slug), role=role)
    for slug in story.get("people", []):
        article.person_mentions.create(person=Person.objects.get(slug=slug))
    for slug in story.get("partnerships", []):
        partnership = Partnership.objects.get(slug=slug)
        article.partnership_mentions.create(partnership=partnership, role=MentionRole.SUBJECT)
    for slug, numbers in story.get("evidence", {}).items():
        for item in Commitment.objects.filter(partnership__slug=slug, number__in=numbers):
            link_evidence(article, item, by=None)


def _publish_languages(article, story):
    day = datetime.fromisoformat(story["published_on"]).date()
    at = datetime.combine(day, HOUR_OF_PUBLICATION, timezone.get_default_timezone())
    original = None
    for language in LANGUAGES:
        if language in story:
            text = {"place": story.get(f"place_{language}", ""), **story[language]}
            revision = save_revision(
                article, language, text, by=None, started_from=0, translated_from=original
            )
            publish(revision, by=None, at=at)
            original = revision


def _picture(covers):
    return Picture.objects.create(
        **covers,
        alt_ar="رسم هندسي مجرّد على نسق النجوم العربية، يعبره خط تقع عليه حلقة لكل جهة من الجهات المذكورة.",
        alt_en="An abstract drawing of interlaced stars, crossed by a line with a ring for each body named.",
        caption_ar="غلاف مرسوم من القيد: حلقة لكل جهة مذكورة في المقال.",
        caption_en="Cover drawn from the record: one ring for each organisation named in the article.",
        is_demo=True,
    )


def _store(image):
    """Store a drawing under the hash of its content; a file that an interruption cut off is replaced."""
    content = save_webp(image)
    name = f"{hashlib.sha256(content).hexdigest()[:32]}.webp"
    if not default_storage.exists(name) or default_storage.size(name) != len(content):
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
    return name
