"""The portal's addresses, and one at which a text is published: what the desk does, without its forms."""

from django.http import HttpResponse
from django.urls import path

from articles.models import Article, Topic
from articles.workflow import publish, save_revision
from portal.urls import *  # noqa: F403 -- the pages of errors too
from portal.urls import urlpatterns as of_portal


def publish_text(request, word):
    """The answer, which names the page, is the acknowledgement."""
    article = Article.objects.create(topic=Topic.objects.first())
    text = {
        "headline": f"خبر {word}",
        "slug": word,
        "standfirst": "خبر عن عطل.",
        "body": f"<p>{word} كاملا.</p>",
    }
    publish(save_revision(article, "ar", text, by=None, started_from=0), by=None)
    article.refresh_from_db()
    return HttpResponse(article.url_in("ar"))


urlpatterns = [path("publish/<slug:word>/", publish_text), *of_portal]
