"""Where documents come from: each content app says so of its things in its own ``search.py``."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from .documents import Document, Key
from .names import Names


class Searchable:
    """Things of one model. Each method asks the same number of queries, however many things it is asked for.

    ``kind`` is a ``Kind``, or what else has names. Where ``has_documents`` is False the things only have
    names; where ``has_names`` is False, the other way round. ``has_drafts`` says whether some documents are
    for editors alone.
    """

    kind: str
    model: type[Model]
    has_documents = has_names = True
    has_drafts = False

    def keys(self, since: datetime | None = None) -> QuerySet:
        """Primary keys of all things, or of those changed since then; in no order."""
        things = self.model.objects.order_by()
        if since:
            things = things.filter(self.changed(since))
        return things.values_list("pk", flat=True)

    def changed(self, since: datetime) -> Q:
        """The condition of a thing of which anything has changed since then."""
        raise NotImplementedError

    def lock(self, pks: Collection[int]) -> None:
        """Let nobody else change these until the transaction ends: what is read now is what is stored."""
        things = self.model.objects.filter(pk__in=pks).order_by("pk")
        list(things.select_for_update(no_key=True).values_list("pk"))

    def linked_to(self, key: Key) -> QuerySet:
        """Primary keys of the things that are linked to this one; in no order, some perhaps twice."""
        return self.model.objects.none().values_list("pk", flat=True)

    def documents(self, pks: Collection[int], language: str | None = None) -> Iterable[Document]:
        """The documents of these things in one language or in all; of what nobody may find there are none."""
        return ()

    def due(self, language: str, *, is_public: bool = True) -> QuerySet:
        """Primary keys of the things that should have such a document, or a name; ascending, each once."""
        return self.model.objects.none().values_list("pk", flat=True)

    def names(self, pks: Collection[int]) -> Iterable[Names]:
        """The names of those of these things that readers of a language may see."""
        return ()
