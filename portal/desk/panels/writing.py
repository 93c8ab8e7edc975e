"""What the person has begun to write: drafts that came back with a note, and those that go on."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.enums import Act
from articles.models import LogEntry, Revision
from articles.querysets import UNSEEN_DRAFT
from articles.rights import Right, may_begin, may_in, readable
from portal.bilingual.languages import LANGUAGES
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, more_at

#: How many of a person's drafts are looked at.
SAVED_LATELY = 500


def returned(user):
    """Texts of theirs that were sent back and not touched since."""
    languages = _languages(user)
    if not languages:
        return None
    found = list(_sent_back(_drafts(user, languages))[: MOST_COUNTED + 1])
    count = Count.of(found)
    return Panel(
        name="returned",
        title=_("Returned to me"),
        rows=found[:ROWS_SHOWN],
        nothing=_("Nothing was returned to you."),
        count=count,
        asks=ngettext("text returned to me", "texts returned to me", count.number),
        more=_begun(user),
    )


def drafts(user):
    languages = _languages(user)
    if not languages:
        return None
    notes = LogEntry.objects.filter(act=Act.SENT_BACK, revision=OuterRef("pk"))
    texts = _drafts(user, languages).filter(~Exists(notes)).order_by("-pk")
    return Panel(
        name="drafts",
        title=_("My drafts"),
        rows=list(texts[:ROWS_SHOWN]),
        nothing=_("You have no draft in hand."),
        width="side",
        more=_begun(user),
    )


def _begun(user):
    """The list of articles begun by the person; nothing lists what somebody wrote of others' articles."""
    return more_at("articles_article_changelist", "mine=1") if may_begin(user) else []


def _languages(user):
    return [language for language in LANGUAGES if may_in(user, Right.WRITE, language)]


def _drafts(user, languages):
    """Of what they saved last: the newest texts of their languages, where nobody took them further.

    Drafts that were saved over stay in the table; so many years of them are not looked through.
    """
    lately = Revision.objects.filter(UNSEEN_DRAFT, author=user).order_by("-pk").values("pk")[:SAVED_LATELY]
    texts = Revision.objects.filter(pk__in=lately, language__in=languages).newest_ones()
    columns = ["article", "language", "number", "headline", "made_at"]
    return readable(user, texts, via="article__").only(*columns)  # not translated: Revision


def _sent_back(texts):
    """The acts that returned these texts, each with its text; of one returned twice, the last."""
    entries = LogEntry.objects.filter(act=Act.SENT_BACK, revision__in=texts.values("pk"))
    later = LogEntry.objects.filter(act=Act.SENT_BACK, revision=OuterRef("revision"), pk__gt=OuterRef("pk"))
    columns = ["article", "by", "at", "note", *(f"revision__{name}" for name in ("article", "language"))]
    columns += ["revision__headline", "by__username", "by__first_name", "by__last_name"]
    entries = entries.filter(~Exists(later)).select_related("revision", "by").order_by("-pk")
    return entries.only(*columns)  # not translated: LogEntry, Revision
