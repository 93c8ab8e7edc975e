"""A portal with a row in every table that moves, made as editors make it, and values that travel badly."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import previews, uploads
from articles.enums import Slot
from articles.evidence import link_evidence
from articles.models import Article, Autosave, ImportedItem, Picture
from articles.picture_files import make
from articles.placing import announce_breaking, place
from articles.portraits import choose_portrait
from organizations.merging import merge
from organizations.models import WordFamily
from organizations.partnerships import ledger
from organizations.partnerships.models import (
    Amount,
    Relation,
    Reply,
    Signatory,
    Source,
)
from organizations.partnerships.models.numbering import Numbering
from portal.accounts.models import User
from portal.pages.models import StandingPage
from tests import factories
from tests.pictures import drawn, saved

#: Microseconds, the last digit of a decimal, letters beyond the first plane.
ODD_MOMENT = datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)
ODD_NUMBER = Decimal("99999999999.9999")
ODD_WORDS = "«\u200fسطر\u200d» \U0001f30d \u2028 \\u0000 \"'"


def build() -> None:
    _what_migrations_brought()
    chief = _accounts()
    bodies, person = _directory()
    entry, item = _ledger(chief, bodies, person)
    article = _newsroom(chief, bodies, person, entry, item)
    _front_page(chief, article)
    _left_behind_by_deletions()


def _what_migrations_brought():
    """An earlier test may have emptied the database."""
    StandingPage.objects.update_or_create(
        slug="about", defaults={"title_ar": "عنا", "body_ar": "<p>نحن.</p>\n"}
    )
    WordFamily.objects.create(language="en", words="catalogue, catalog", is_spelling=True)


def _accounts():
    chief = User.objects.create_superuser("chief", "chief@example.org", "a password of many words")
    User.objects.create(username="gone", is_active=False, last_login=ODD_MOMENT, first_name=ODD_WORDS[:20])
    chief.groups.set(chief.groups.model.objects.all()[:1])
    chief.user_permissions.add(Permission.objects.get(codename="publish_article"))
    AdminLogEntry.objects.create(
        user=chief,
        content_type=ContentType.objects.get_for_model(Article),
        object_id="1",
        object_repr=ODD_WORDS,
        action_flag=1,
        change_message='[{"added": {}}]',
    )
    return chief


def _directory():
    first, second, duplicate = (factories.make_organization(description_ar=ODD_WORDS) for _ in range(3))
    first.aliases.create(language="en", name="The First", kind="acronym")
    first.different_from.add(second)
    merge(duplicate, second, by=None)
    person, namesake = factories.make_person(name_ar="عبدالله الأحمد"), factories.make_person(name_en=None)
    person.aliases.create(language="ar", name="أبو أحمد", kind="spelling")
    person.different_from.add(namesake)
    person.positions.create(organization=first, title_ar="وزير", started_on=date(1999, 12, 31))
    return [first, second], person


def _ledger(chief, bodies, person):
    older = factories.make_partnership(*bodies)
    entry = factories.make_partnership(*bodies, signed_on=date(2024, 2, 29), signed_precision="day")
    entry.aliases.create(language="en", name="The Deal", kind="short")
    item = factories.make_commitment(entry, bodies[0], target_value=ODD_NUMBER, unit_ar="مدينة")
    source = entry.sources.get()
    for row in (
        Amount(partnership=entry, value=Decimal("0.001"), currency="KWD", stage="planned", source=source),
        Signatory(partnership=entry, person=person, organization=bodies[0], office_ar="وزير"),
        Relation(partnership=entry, kind="renews", other=older),
        Reply(partnership=entry, organization=bodies[1], asked_on=date(2024, 3, 1)),
    ):
        ledger.add(row, by=chief)
    told = {"source": source, "said_on": date(2025, 1, 1), "note_ar": "سطر\nوسطر"}
    ledger.propose(item, by=chief, value=Decimal("3.5"), **told)
    ledger.propose(entry, by=chief, status="completed", **told)
    ledger.correct(item, by=chief, note_ar="خطأ في النقل", statement_ar="خطة مصحَّحة")
    secret = Source(partnership=entry, kind="press_report", title_ar="اسم شخص")
    ledger.redact(ledger.add(secret, by=chief), by=chief, note_en="Privacy")
    return entry, item


def _newsroom(chief, bodies, person, entry, item):
    picture, portrait = make_picture((1300, 800)), make_picture((400, 300))
    choose_portrait(person, portrait)
    body = (
        f'<p>{bodies[0].name_ar} وقّعت.</p><h2>عنوان</h2><figure><img src="/media/{portrait.file}"></figure>'
    )
    article = factories.make_article(
        author=factories.make_author(user=chief),
        organizations=bodies,
        partnerships=[entry],
        picture=picture,
        texts={"ar": {"body": body, "place": ODD_WORDS[:9]}},
        made_by=chief,
    )
    article.person_mentions.create(person=person)
    link_evidence(article, item, by=chief)
    factories.make_correction(article, "ar")
    previews.make_link(factories.make_draft(article, "en", headline="Not yet"), by=chief)
    Autosave.objects.create(
        article=article,
        language="ar",
        user=chief,
        visit=UUID(int=1),
        started_from=1,
        text={"body": ODD_WORDS, "b": 1, "a": None},
        saved_at=ODD_MOMENT,
    )
    ImportedItem.objects.create(
        source="https://old.example",
        guid="https://old.example/?p=7",
        article=article,
        language="ar",
        digest="0" * 64,
        first_published_at=ODD_MOMENT,
    )
    factories.make_article("", made_by=chief)
    factories.make_article("en", at=timezone.now() + timedelta(days=1))
    return article


def make_picture(size):
    upload = uploads.read_picture(io.BytesIO(saved(drawn(size=size), "PNG")))
    default_storage.save(upload.name, ContentFile(upload.bytes))
    picture = Picture.objects.create(
        file=upload.name, width=upload.width, height=upload.height, alt_ar=ODD_WORDS
    )
    make(picture)
    return picture


def _front_page(chief, article):
    place(article, "ar", Slot.LEAD, by=chief)
    announce_breaking("عاجل", "ar", by=chief, ends_at=timezone.now() + timedelta(hours=1), article=article)


def _left_behind_by_deletions():
    """Keys and numbers that were given and must not come back."""
    factories.make_topic().delete()
    Numbering.reach(40)
