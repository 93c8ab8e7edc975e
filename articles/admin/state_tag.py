"""The outlined word that says where one language stands: solid live, dashed draft, dotted missing."""

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from articles.enums import Stage, State

#: Short names of the languages, for labels that stand on every row.
SHORT_NAMES = {"ar": "ع", "en": "EN"}

#: Takes a ``State``, the short name of the language and a word.
STATE_TAG = '<span class="state state--{}"><b>{}</b> {}</span>'

RETURNED = gettext_lazy("returned")


def standing(article, language, newest, is_returned=False):
    """What readers see of one language, and how far its newest revision has come that they don't see."""
    state = State(article.state_in(language))
    shown = [] if state == State.DRAFT else [state]
    if newest and newest.published_at is None:
        shown.append(Stage(newest.stage))
    shown = shown or [State.MISSING]
    tags = [(tag, SHORT_NAMES[language], tag.label) for tag in shown]
    if is_returned:
        tags[-1] = ("returned", SHORT_NAMES[language], RETURNED)
    return format_html_join(" ", STATE_TAG, tags)
