"""What changes the index. All of it happens in the transaction that changes the things themselves.

Verbs announce what they have done, and are heard. Records of the directory, topics and links have no verbs:
whoever saves or deletes one, form, importer or command, the index follows. What goes past both, such as
``bulk_create``, ``update`` and the ``delete`` of many links or names at once, has to be followed by
``indexing.reindex_all`` or ``manage.py rebuild_search``.
"""

from functools import partial

from django.db.models.signals import post_delete, post_save, pre_save

from articles.enums import Act
from articles.models import Article, Author, Byline, Topic
from articles.models.mention import MENTIONS
from articles.signals import article_changed
from organizations.models import Alias, Organization, Person, PersonAlias, Position
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Partnership, PartnershipAlias
from organizations.partnerships.signals import entry_changed
from organizations.signals import merging
from portal.index import Kind

from .indexing import forget, linked_to, reindex, reindex_all
from .searchables import ARTICLES, AUTHORS, ENTRIES, ORGANIZATIONS, PEOPLE, TOPICS

THINGS = {Topic: TOPICS, Author: AUTHORS, Organization: ORGANIZATIONS, Person: PEOPLE}
#: Rows that belong to a thing, and the column that leads to it.
PARTS = {
    Alias: (ORGANIZATIONS, "organization_id"),
    PersonAlias: (PEOPLE, "person_id"),
    Position: (PEOPLE, "person_id"),
    PartnershipAlias: (ENTRIES, "partnership_id"),
}
#: Acts that change no text and nobody's sight of one. What the shared part holds is saved after its act.
LEAVE_TEXTS = frozenset(
    {
        *(Act.SUBMITTED, Act.SENT_BACK, Act.APPROVED, Act.CHECKED, Act.ANSWERED, Act.SHARED),
        *(Act.LINKED, Act.UNLINKED, Act.EVIDENCE, Act.NO_EVIDENCE),
        *(Act.PLACED, Act.UNPLACED, Act.ANNOUNCED, Act.LINE_ENDED),
    }
)
#: With these an entry comes before readers or goes, so that articles may say that they are linked to it.
COME_OR_GO = frozenset({LedgerAct.RECORDED, LedgerAct.REDACTED})


def connect():
    article_changed.connect(_article_changed, dispatch_uid="search.article_changed")
    entry_changed.connect(_entry_changed, dispatch_uid="search.entry_changed")
    merging.connect(_merging, dispatch_uid="search.merging")
    _connect("saved", post_save, _article_saved, [Article])
    _connect("saved", post_save, _entry_saved, [Partnership])
    _connect("saved", post_save, _thing_saved, THINGS)
    _connect("deleted", post_delete, _thing_deleted, [*THINGS, Article, Partnership])
    _connect("moves", pre_save, _part_moves, PARTS)
    _connect("saved", post_save, _part_saved, PARTS)
    _connect("deleted", post_delete, _part_deleted, PARTS)
    _connect("saved", post_save, _byline_saved, [Byline])
    _connect("deleted", post_delete, _mention_deleted, [Byline])
    _connect("saved", post_save, _mention_saved, MENTIONS.values())
    _connect("deleted", post_delete, _mention_deleted, MENTIONS.values())


def _connect(what, signal, receiver, models):
    for model in models:
        signal.connect(receiver, model, dispatch_uid=f"search.{model._meta.label_lower}_{what}")


def _article_changed(sender, article, act, language, **more):
    if act not in LEAVE_TEXTS:
        reindex(ARTICLES, [article.pk], language or None)


def _article_saved(sender, instance, raw, update_fields, **more):
    """The shared part is saved by the form, which names what it writes; texts are saved by verbs alone."""
    if not raw and "topic" in (update_fields or ()):
        reindex(ARTICLES, [instance.pk])


def _mention_saved(sender, instance, created, raw, **more):
    """A new proposal is nothing yet: an import makes many."""
    if not raw and (instance.counts or not created):
        reindex(ARTICLES, [instance.article_id])


def _mention_deleted(sender, instance, origin, **more):
    """Of what goes with its article, or with the other links of a record that is merged, others know."""
    if isinstance(origin, sender):
        reindex(ARTICLES, [instance.article_id])


def _byline_saved(sender, instance, raw, **more):
    if not raw:
        reindex(ARTICLES, [instance.article_id])


def _thing_saved(sender, instance, raw, **more):
    if not raw:
        reindex(THINGS[sender], [instance.pk])


def _thing_deleted(sender, instance, **more):
    forget({**THINGS, Article: ARTICLES, Partnership: ENTRIES}[sender], instance.pk)


def _part_moves(sender, instance, raw, **more):
    """Note whose it was: another name may be given to another entry."""
    column = PARTS[sender][1]
    if not raw and instance.pk:
        instance.was_of = sender.objects.filter(pk=instance.pk).values_list(column, flat=True).first()


def _part_saved(sender, instance, raw, **more):
    if not raw:
        searchable, column = PARTS[sender]
        owners = {getattr(instance, column), getattr(instance, "was_of", None)} - {None}
        reindex(searchable, sorted(owners))


def _part_deleted(sender, instance, origin, **more):
    if isinstance(origin, sender):
        searchable, column = PARTS[sender]
        reindex(searchable, [getattr(instance, column)])


def _entry_saved(sender, instance, raw, **more):
    """Only what is brought in as it once stood is saved on the record; drafts are nobody's to find."""
    if not raw and instance.recorded_at:
        reindex(ENTRIES, [instance.pk])


def _entry_changed(sender, entry, act, is_whole, **more):
    reindex(ENTRIES, [entry.pk])
    if is_whole and act in COME_OR_GO:
        reindex_all(ARTICLES, list(ARTICLES.linked_to((Kind.PARTNERSHIP, entry.pk))))


def _merging(sender, duplicate, into, **more):
    """Remember what leads to the duplicate; it is stored anew when it leads to the record that stays."""
    linked = linked_to((THINGS[sender].kind, duplicate.pk))
    return partial(_merged, linked)


def _merged(linked):
    for searchable, pks in linked:
        reindex_all(searchable, pks)
