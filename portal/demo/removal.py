"""Take the demonstration out of the database, except for what real articles have come to use."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, Q

from articles.models import Article, Author, Picture, Topic
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership

# Those who point before those pointed at.
IN_ORDER = (Article, Partnership, Picture, Author, Person, Organization, Topic)


@transaction.atomic
def remove_all():
    """Delete the demonstration's rows; returns ``(model, how many, names of those kept)`` for each kind."""
    return [(model, *_remove(model)) for model in IN_ORDER]


def _remove(model):
    removed, kept = 0, []
    # Newest first: a part of an organisation was loaded after the whole. Before them what was merged.
    newest_first = model.objects.filter(is_demo=True).order_by("-pk")
    for thing in sorted(newest_first, key=lambda thing: not getattr(thing, "merged_into_id", None)):
        try:
            with transaction.atomic():
                thing.delete()
        except ProtectedError:
            kept.append(_keep(thing))
        else:
            removed += 1
            _remove_files(thing)
    return removed, kept


def _keep(thing):
    """What is in use belongs to the portal from now on; returns its name."""
    type(thing).objects.filter(pk=thing.pk).update(is_demo=False)
    return str(thing)


def _remove_files(thing):
    if isinstance(thing, Picture):
        for file in filter(None, (thing.file, thing.night_file)):
            transaction.on_commit(partial(_remove_file, file.name))


def _remove_file(name):
    """A file is named by its content, so two pictures may have one together."""
    if not Picture.objects.filter(Q(file=name) | Q(night_file=name)).exists():
        default_storage.delete(name)
