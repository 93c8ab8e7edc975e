"""Put the demonstration's articles into the database, through the same verbs as an editor's."""

import hashlib
import tomllib
from datetime import datetime, time

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from articles.covers import draw_cover, save_webp
from articles.enums import MentionRole
from articles.models import Article, Author, Picture, Topic
from articles.workflow import publish, save_revision
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES

from .records import FOLDER

HOUR_OF_PUBLICATION = time(9)


def story_files():
    return sorted((FOLDER / "articles").glob("*.toml"))


@transaction.atomic
def load_story(path):
    """Create the article of one file and publish the languages it has. Returns False if it was there."""
    story = tomllib.loads(path.read_text())
    mark = f"demo:{story['slug']}"
    if Article.objects.filter(import_digest=mark).exists():
        return False
    article = Article.objects.create(
        kind=story["kind"],
        topic=Topic.objects.get(slug=story["topic"]),
        import_digest=mark,
        is_demo=True,
    )
    _link(article, story)
    article.picture = _cover(article, story)
    article.save(update_fields=["picture"])
    _publish_languages(article, story)
    return True


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


def _publish_languages(article, story):
    day = datetime.fromisoformat(story["published_on"]).date()
    at = datetime.combine(day, HOUR_OF_PUBLICATION, timezone.get_default_timezone())
    for language in LANGUAGES:
        if language in story:
            text = {"place": story.get(f"place_{language}", ""), **story[language]}
            publish(save_revision(article, language, text, by=None, started_from=0), by=None, at=at)


def _cover(article, story):
    """Draw the cover for day and night: one node on its route for each organisation of the article."""
    nodes = article.organization_mentions.count()
    covers = [draw_cover(story["topic"], story["slug"], nodes, night=at_night) for at_night in (False, True)]
    day, night = covers
    return Picture.objects.create(
        file=_store(day),
        night_file=_store(night),
        width=day.width,
        height=day.height,
        alt_ar="رسم هندسي مجرّد على نسق النجوم العربية، يعبره خط تقع عليه حلقة لكل جهة من الجهات المذكورة.",
        alt_en="An abstract drawing of interlaced stars, crossed by a line with a ring for each body named.",
        caption_ar="غلاف مرسوم من القيد: حلقة لكل جهة مذكورة في المقال.",
        caption_en="Cover drawn from the record: one ring for each organisation named in the article.",
        credit="Sijil",
        is_demo=True,
    )


def _store(image):
    content = save_webp(image)
    name = f"{hashlib.sha256(content).hexdigest()[:32]}.webp"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name
