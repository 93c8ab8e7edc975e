from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.models import Topic
from portal.bilingual.languages import active_language
from portal.prepared import prepared


def site(request):
    """The masthead's names and topics. The topics cost one query, and only where a template shows them."""
    language = active_language()
    return {
        "site": masthead(language),
        "navigation_topics": SimpleLazyObject(lambda: _topics(language)),
    }


@prepared
def _topics(language):
    return Topic.objects.for_navigation(language)


def masthead(language):
    """What the settings say of the portal, for pages that must not ask the database."""
    return {
        "name": settings.SITE_NAME[language],
        "names": settings.SITE_NAME,
        "tagline": settings.SITE_TAGLINE[language],
        "url": settings.SITE_URL,
        "reads_offline": settings.OFFLINE_READING,
    }
