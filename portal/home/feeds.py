"""The page that lists the feeds."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Topic
from portal.bilingual.alternates import Page
from portal.publisher import collection
from portal.schema_org import document


def feed_list(request):
    language = request.LANGUAGE_CODE
    topics = Topic.objects.for_navigation(language)
    page = Page.at("feeds", language, shows=("topics", *topics))
    context = {
        "topics": topics,
        "page": page,
        "structured_data": document(collection(page, _("Feeds"), topics)),
    }
    return TemplateResponse(request, "home/feeds.html", context)
