"""The page that lists the feeds."""

from django.template.response import TemplateResponse

from articles.models import Topic
from portal.bilingual.alternates import Page


def feed_list(request):
    language = request.LANGUAGE_CODE
    topics = Topic.objects.for_navigation(language)
    page = Page.at("feeds", language, shows=("topics", *topics))
    return TemplateResponse(request, "home/feeds.html", {"topics": topics, "page": page})
