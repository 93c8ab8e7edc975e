from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import F

from articles import staleness, workflow
from articles.enums import Act, Stage, State
from articles.models import Article, Correction, LogEntry, OrganizationMention, PartnershipMention, Revision
from articles.models.article import TEXT_FIELDS
from articles.querysets import WAITING
from articles.texts import is_changed
from organizations.models import Organization
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES, other

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SHOWING = (Act.PUBLISHED, Act.SCHEDULED, Act.CORRECTED)
LINKS = ("bylines", "organization_mentions", "person_mentions", "partnership_mentions")


@pytest.fixture
def archive():
    make(300)


def make(count, *arguments):
    with time_machine.travel(NOW, tick=False):
        call_command(
            "make_load", f"--articles={count}", *arguments, verbosity=0, stdout=StringIO(), stderr=StringIO()
        )


def contents():
    """All that a seed decides, without the keys that a database gives."""
    articles = Article.objects.order_by("pk").values_list(
        "kind", "topic__slug", "headline_ar", "headline_en", "body_ar", "body_en", "published_at_ar"
    )
    revisions = Revision.objects.order_by("pk").values_list("language", "number", "headline", "body")
    mentions = OrganizationMention.objects.order_by("pk").values_list("organization__slug", "role")
    return list(articles), list(revisions), list(mentions)


def live_text(article, language):
    return {name: getattr(article, f"{name}_{language}") or "" for name in TEXT_FIELDS}


def test_load_makes_as_many_as_asked_in_every_state_of_each_language(archive):
    assert Article.objects.count() == 300
    for language in LANGUAGES:
        with time_machine.travel(NOW, tick=False):
            states = {article.state_in(language) for article in Article.objects.all()}
        assert states == {State.DRAFT, State.SCHEDULED, State.LIVE, State.WITHDRAWN}
        assert Article.objects.in_state(language, State.MISSING).exists()


def test_load_is_marked_as_demonstration(archive):
    assert not Article.objects.filter(is_demo=False).exists()
    assert not Organization.objects.filter(is_demo=False).exists()
    assert not Partnership.objects.filter(is_demo=False).exists()


def test_load_has_a_public_record_like_that_of_the_verbs():
    make(400)

    assert Correction.objects.count() >= 5
    for correction in Correction.objects.select_related("article", "revision"):
        with time_machine.travel(NOW, tick=False):
            state = correction.article.state_in(correction.language)
            is_other_live = correction.article.is_live_in(other(correction.language))
        assert state in {State.LIVE, State.WITHDRAWN}
        assert correction.shown_at == (correction.at if state == State.LIVE else None)
        assert (correction.other_edition == "not_asked") == (not is_other_live)
        assert correction.revision == Revision.objects.published_last(correction.article, correction.language)
        assert correction.article.log.filter(act=Act.CORRECTED, language=correction.language).count() == 1


def test_load_of_the_same_seed_is_the_same(archive):
    first = contents()
    call_command("remove_demo", stdout=StringIO())
    assert not Article.objects.exists()

    make(300)

    assert contents() == first


def test_load_of_another_seed_differs(archive):
    first = contents()
    call_command("remove_demo", stdout=StringIO())

    make(200, "--seed=2")

    assert contents() != first


def test_load_shows_the_text_of_the_revision_published_last(archive):
    for article in Article.objects.prefetch_related("revisions"):
        for language in LANGUAGES:
            revisions = [row for row in article.revisions.all() if row.language == language]
            published = [row for row in revisions if row.published_at]
            newest = max(published, key=lambda row: row.number, default=None)
            expected = newest.text if newest else dict.fromkeys(TEXT_FIELDS, "")
            assert live_text(article, language) == expected


def test_load_is_what_the_verbs_would_have_stored(archive):
    """Publishing a withdrawn text once more changes no column but the times."""
    first = Revision.objects.filter(language="ar", number=1, published_at__isnull=False)
    shown = first.filter(article__published_at_ar__lte=NOW, article__withdrawn_at_ar=None)
    unchanged = shown.filter(article__changed_at_ar=None)
    assert unchanged.exists()
    for revision in unchanged.select_related("article")[:20]:
        before = revision.article
        with time_machine.travel(NOW, tick=False):
            workflow.withdraw(before, "ar", by=None, reason="تجربة")
            after = workflow.publish(revision, by=None)
        assert live_text(after, "ar") == live_text(before, "ar")
        assert after.reading_minutes_ar == before.reading_minutes_ar
        assert after.published_at_ar == before.published_at_ar


def test_load_is_written_as_the_cleaner_leaves_it(archive):
    for revision in Revision.objects.select_related("article")[:100]:
        assert not is_changed(
            revision.article, revision.language, revision.text, started_from=revision.number
        )


@pytest.mark.parametrize("links", LINKS)
def test_load_copies_the_live_times_to_its_links(archive, links):
    rows = list(Article._meta.get_field(links).related_model.objects.select_related("article"))

    assert any(row.published_at_ar for row in rows)
    for row in rows:
        stored = (row.published_at_ar, row.published_at_en)
        row.copy_times()
        assert (row.published_at_ar, row.published_at_en) == stored


def test_load_holds_what_only_editors_may_see(archive):
    assert OrganizationMention.objects.filter(is_proposed=True).exists()
    assert PartnershipMention.objects.filter(partnership__sources=None).exists()
    assert Revision.objects.filter(number=2, published_at=None).exists()


def test_load_names_what_a_text_was_translated_from(archive):
    translated = Revision.objects.exclude(translated_from=None).select_related("translated_from")

    assert translated.exists()
    for revision in translated:
        original = revision.translated_from
        assert (revision.language, original.language) == ("en", "ar")
        assert revision.article_id == original.article_id


def test_load_is_stale_where_the_verbs_would_have_found_it_so(archive):
    with time_machine.travel(NOW, tick=False):
        stale = list(Article.objects.stale("en"))
        fresh = [article for article in Article.objects.all() if article not in stale]
        assert 4 <= len(stale) <= 20
        for article in [*stale, *fresh]:
            before = _staleness(article)
            staleness.store(article)
            assert _staleness(article) == before


def _staleness(article):
    return [
        getattr(article, f"{name}_{language}")
        for name in ("stale_since", "follows_at")
        for language in LANGUAGES
    ]


def test_load_logs_each_act(archive):
    assert LogEntry.objects.filter(act=Act.SAVED).count() == Revision.objects.count()
    published = Revision.objects.filter(published_at__isnull=False).count()
    assert LogEntry.objects.filter(act__in=SHOWING).count() == published
    waiting = Revision.objects.filter(WAITING)
    assert LogEntry.objects.filter(act=Act.SUBMITTED).count() == waiting.count()
    assert Stage.IN_REVIEW in waiting.values_list("stage", flat=True)
    withdrawn = sum(Article.objects.in_state(language, State.WITHDRAWN).count() for language in LANGUAGES)
    assert LogEntry.objects.filter(act=Act.WITHDREW).count() == withdrawn


def test_load_is_dated_as_if_written_over_the_years(archive):
    years = {made_at.year for made_at in Article.objects.values_list("made_at", flat=True)}
    assert years == set(range(2018, 2027))
    assert not Revision.objects.filter(published_at__lt=F("made_at")).exists()
    assert not LogEntry.objects.filter(at__lt=F("revision__made_at")).exists()
    assert {entry.at.year for entry in LogEntry.objects.filter(act=Act.PUBLISHED)} == years


def test_load_leaves_the_clock_as_it_was(archive):
    with time_machine.travel(NOW, tick=False):
        assert Article.objects.create(made_at=datetime(2001, 1, 1, tzinfo=UTC)).made_at == NOW


def test_load_twice_adds_to_the_archive(archive):
    organizations, entries = Organization.objects.count(), Partnership.objects.count()

    make(10, "--seed=2")

    assert Article.objects.count() == 310
    assert (Organization.objects.count(), Partnership.objects.count()) == (organizations, entries)


def test_load_answers_its_readers(client, archive):
    for language in LANGUAGES:
        article = Article.objects.live(language).first()
        for address in ("", "articles/", "topics/policy/", "organizations/load-organization-1/", "archive/"):
            assert client.get(f"/{language}/{address}").status_code == 200
        assert client.get(article.url_in(language)).status_code == 200


def test_load_refuses_a_portal_with_readers(settings):
    settings.IS_HTTPS = True

    with pytest.raises(CommandError, match="--yes"):
        make(1)

    assert not Article.objects.exists()


def test_load_obeys_who_insists(settings):
    settings.IS_HTTPS = True

    make(1, "--yes")

    assert Article.objects.count() == 1


def test_load_refuses_a_number_below_one():
    with pytest.raises(CommandError, match="1 or more"):
        make(0)
