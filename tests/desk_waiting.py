"""Things that wait for somebody on the desk."""

from datetime import timedelta

from django.utils import timezone

from articles.workflow import publish, save_revision, schedule, send_back, submit
from tests.editing import newest
from tests.factories import TEXTS, make_article, make_draft, make_topic


def panels(client):
    """The panels that the desk shows, by name."""
    shown = client.get("/admin/").context["panels"]
    return {panel.name: panel for panel in shown}


def headlines(panel):
    return [row.headline.text for row in panel.rows]


def written(article, language, *, by=None, **text):
    before = newest(article, language)
    started_from = before.number if before else 0
    return save_revision(article, language, TEXTS[language] | text, by=by, started_from=started_from)


def begun(by, language="ar", headline="مسودة"):
    """The first draft of an article of theirs."""
    article = make_article("", made_by=by, topic=make_topic())
    return written(article, language, by=by, headline=headline)


def submitted(by=None, language="ar", headline="ينتظر"):
    article = make_article("", made_by=by)
    return submit(written(article, language, by=by, headline=headline), by=None)


def returned(by, note="أضف مصدرًا.", **text):
    revision = submit(begun(by, **text), by=None)
    return send_back(revision, by=None, note=note)


def made_stale(source="ar", body="<p>أولى.</p><p>ثانية.</p>", **columns):
    """An article whose other language follows the first revision of ``source``, not the second."""
    target = "en" if source == "ar" else "ar"
    article = make_article(source, texts=columns.pop("texts", None), **columns)
    translation = save_revision(
        article, target, TEXTS[target], by=None, started_from=0, translated_from=newest(article, source)
    )
    publish(translation, by=None)
    publish(make_draft(article, source, body=body), by=None)
    article.refresh_from_db()
    return article


def to_come(hours=1, languages="ar", at=None, **columns):
    at = at or timezone.now() + timedelta(hours=hours)
    article = make_article("", **columns)
    for language in languages.split():
        schedule(written(article, language), by=None, at=at)
    return article
