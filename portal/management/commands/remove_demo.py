from functools import partial

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import ProtectedError

from articles.models import Article, Author, Picture, Topic
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership

# Those who point before those pointed at.
IN_ORDER = (Article, Partnership, Picture, Author, Person, Organization, Topic)


class Command(BaseCommand):
    help = (
        "Remove everything that load_demo loaded, except the accounts. What real articles have come to use "
        "(a topic, an organisation) is kept and named; it loses its demonstration mark."
    )

    @transaction.atomic
    def handle(self, **options):
        for model in IN_ORDER:
            removed, kept = _remove(model)
            name = model._meta.verbose_name_plural
            self.stdout.write(f"{name}: {removed} removed" + (f", kept: {', '.join(kept)}" if kept else ""))


def _remove(model):
    """Delete the demonstration's rows of one model; returns how many, and the names of those in use."""
    removed, kept = 0, []
    # Newest first: a part of an organisation was loaded after the whole.
    for thing in model.objects.filter(is_demo=True).order_by("-pk"):
        try:
            with transaction.atomic():
                thing.delete()
        except ProtectedError:
            kept.append(str(thing))
            model.objects.filter(pk=thing.pk).update(is_demo=False)
        else:
            removed += 1
            _remove_files(thing)
    return removed, kept


def _remove_files(thing):
    for name in (getattr(thing, "file", None), getattr(thing, "night_file", None)):
        if name:
            transaction.on_commit(partial(default_storage.delete, str(name)))
