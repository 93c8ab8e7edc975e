"""What of the ledger is public, and what a page loads of it."""

from datetime import date, timedelta
from functools import lru_cache

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from organizations.models import Organization
from portal import clock
from portal.bilingual.languages import LANGUAGES
from portal.rows import Rows, Values

from .append_only import AppendOnlyError, AppendOnlyQuerySet
from .enums import INTERNAL_ACTS, SourceKind
from .item_lists import ItemLists
from .item_standing import independent_origin
from .network import neighbourhood

#: After this an entry that states no date should be looked at again.
UNCHECKED_FOR = timedelta(days=365)


@lru_cache(maxsize=8)
def standing(day: date, to: str = "") -> dict:
    """Annotations from which ``Standing.of`` says how an entry stands on ``day``.

    ``to`` leads to the entry from the rows that carry them. Repeats of one origin count once; an opinion
    column confirms nothing; only what states the present status supports it (design guarantee 13).
    Building them takes longer than any list needs: they are kept for the day, and never to be changed.
    """
    items = _current_items(to)
    unconditional = items.filter(due_condition_ar=None, due_condition_en=None)
    return {
        "origins": _number(_supporting(to), Count(independent_origin(), distinct=True)),
        "is_disputed": Exists(_sources_of_entry(to).public().filter(is_conflicting=True)),
        "items": _number(items),
        "items_coming": _number(unconditional.filter(due_latest__gte=day)),
        "items_passed": _number(unconditional.filter(due_latest__lt=day)),
        "items_conditional": _number(
            items.filter(Q(due_condition_ar__isnull=False) | Q(due_condition_en__isnull=False))
        ),
    }


def _number(rows, count=None):
    """How many rows of each entry, as a subquery."""
    counted = rows.order_by().values("partnership").annotate(number=count or Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


def _sources_of_entry(to):
    """The sources of the entry as a whole that can confirm or contradict anything."""
    sources = _model("Source").objects.filter(partnership=OuterRef(f"{to}pk"))
    return sources.filter(for_item_only=False, redaction=None).exclude(kind=SourceKind.OPINION_COLUMN)


def _supporting(to):
    """Those that state what the parties now say of it."""
    updates = _model("PartnershipUpdate").objects.effective().filter(source=OuterRef("pk"), redaction=None)
    states_it_now = Exists(updates.filter(status=OuterRef("partnership__status")))
    stated_it_first = Q(partnership__first_status=F("partnership__status"), came_with_update=False)
    return _sources_of_entry(to).filter(stated_it_first | states_it_now)


def _current_items(to):
    return _model("Commitment").objects.current().filter(partnership=OuterRef(f"{to}pk"))


def _model(name):
    return apps.get_model("partnerships", name)


def is_public(language: str, to: str = "") -> Q:
    """The conditions of an entry that readers of this language see; ``to`` leads there from another row."""
    return Q(
        **{
            f"{to}recorded_at__isnull": False,
            f"{to}redaction__isnull": True,
            f"{to}title_{language}__isnull": False,
        }
    )


class PartnershipQuerySet(models.QuerySet):
    def public(self, language):
        """Entries on the record with a title in this language; drafts and redacted ones only editors see."""
        return self.filter(is_public(language))

    def update(self, **columns):
        if columns != {"is_demo": False} and columns.keys() - self.model.UNRECORDED:
            self._refuse(self.filter(recorded_at__isnull=False))
        return super().update(**columns)

    update.alters_data = True

    def delete(self):
        self._refuse(self.filter(recorded_at__isnull=False, is_demo=False))
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, update_conflicts=False, **options):
        if update_conflicts:
            raise AppendOnlyError("Entries of the ledger are added, never written over.")
        return super().bulk_create(objs, *args, **options)

    def _refuse(self, rows):
        if rows.exists():
            raise AppendOnlyError("An entry on the record is changed by the verbs of the ledger alone.")

    def matching(self, *, kind=None, status=None, organization=None, year=None):
        """The filters of the ledger's address; each narrows, those not given don't."""
        found = self
        if kind:
            found = found.filter(kind=kind)
        if status:
            found = found.filter(status=status)
        if organization:
            found = found.of(organization)
        if year:
            found = found.in_year(year)
        return found

    def of(self, organization):
        """Entries in which the organisation has any role."""
        roles = self._related("parties").objects.filter(organization=organization)
        return self.filter(pk__in=roles.order_by().values("partnership"))

    def between(self, first, second):
        """Entries in which both organisations have a role, whichever it is."""
        return self.of(first).of(second)

    def in_year(self, year):
        """Entries announced, signed or held in that year."""
        within = (date(year, 1, 1), date(year, 12, 31))
        return self.filter(
            Q(announced_on__range=within) | Q(signed_on__range=within) | Q(held_on__range=within)
        )

    def dated(self):
        """Entries of which at least a year is known."""
        return self.filter(sorted_on__gt=date.min)

    def newest_first(self):
        return self.order_by("-number", "-pk")

    def with_standing(self):
        """Say with each entry how it stands today (``Partnership.standing``)."""
        return self.annotate(**standing(clock.today()))

    def for_rows(self):
        """Load what one row of a list shows: the entry, who takes part, how it stands. Two queries."""
        parties = self._related("parties").objects.exclude(organization=None)
        return self.with_standing().prefetch_related(
            Prefetch("parties", queryset=parties.select_related("organization"))
        )

    def for_feed(self, language):
        """Load what a feed tells of an entry: row, items, sources, the newest act on it. Four queries."""
        changes = self._related("changes").objects.public().filter(partnership=OuterRef("pk"))
        items = self._related("commitments").objects.public(language).order_by("number")
        sources = self._related("sources").objects.public().filter(redaction=None)
        return (
            self.for_rows()
            .annotate(told_at=Subquery(changes.order_by("-at").values("at")[:1]))
            .prefetch_related(
                Prefetch("commitments", queryset=items),
                Prefetch("sources", queryset=sources),
            )
        )

    def for_page(self):
        """Load what the page of an entry shows, redacted rows with their reasons. Ten queries.

        Its relations, which lead both ways, and its corrections come with ``dossier.open_dossier``.
        """
        parties = self._related("parties").objects.select_related("organization", "redaction")
        signatories = self._related("signatories").objects.select_related(
            "person", "organization", "redaction"
        )
        sources = self._related("sources").objects.public().select_related("redaction")
        updates = self._related("updates").objects.effective().select_related("source", "redaction")
        amounts = self._related("amounts").objects.select_related("source", "redaction")
        replies = self._related("replies").objects.select_related("organization", "redaction")
        return (
            self.with_standing()
            .select_related("redaction")
            .prefetch_related(
                Prefetch("parties", queryset=parties),
                Prefetch("sources", queryset=sources),
                Prefetch("signatories", queryset=signatories),
                Prefetch("commitments", queryset=self._related("commitments").objects.for_page()),
                Prefetch("updates", queryset=updates),
                Prefetch("amounts", queryset=amounts),
                Prefetch("replies", queryset=replies),
            )
        )

    def _related(self, name):
        return self.model._meta.get_field(name).related_model


class CommitmentQuerySet(ItemLists):
    def current(self):
        """Items that still stand: neither redacted nor replaced by a later announcement."""
        # As a join PostgreSQL would expect one row to be left of all, and read and sort them all.
        later = self.model._base_manager.filter(supersedes=OuterRef("pk"))
        return self.filter(~Exists(later), redaction=None)

    def public(self, language):
        """Current items of public entries, stated in this language."""
        stated = Q(**{f"statement_{language}__isnull": False})
        entries = self.model._meta.get_field("partnership").related_model.objects
        # A join would let the database begin with the entries and sort what it finds; this lets it walk.
        is_of_public_entry = Exists(entries.public(language).filter(pk=OuterRef("partnership")))
        return self.current().filter(stated, is_of_public_entry)

    def next_number(self):
        """The number of the next item of one entry."""
        return (self.aggregate(highest=Max("number"))["highest"] or 0) + 1

    def for_page(self):
        """Load each item with its owners, its updates that count, and their sources. Three queries.

        The entries' own sources, which ``evidence`` asks for, come with ``Partnership.objects.for_page``.
        """
        updates = self.model._meta.get_field("updates").related_model.objects.effective()
        return self.select_related("source", "redaction", "superseded_by").prefetch_related(
            Prefetch("owners", queryset=Organization.objects.order_by("pk")),
            Prefetch("updates", queryset=updates.select_related("source", "redaction")),
        )

    def to_check(self, day, unchecked_for=UNCHECKED_FOR):
        """What somebody should look at again on ``day``, the longest past its stated date first.

        Its stated date has passed and it was not checked since; or it states none, and it was not checked
        for so long. What is conditional waits for its condition.
        """
        never = Q(last_checked_on__isnull=True)
        passed = Q(due_latest__lt=day) & (never | Q(last_checked_on__lte=F("due_latest")))
        undated = Q(due_latest__isnull=True) & (never | Q(last_checked_on__lt=day - unchecked_for))
        unconditional = self.current().filter(due_condition_ar__isnull=True, due_condition_en__isnull=True)
        on_record = unconditional.filter(
            partnership__recorded_at__isnull=False, partnership__redaction__isnull=True
        )
        return on_record.filter(passed | undated).order_by(F("due_latest").asc(nulls_last=True), "pk")


class SourceQuerySet(AppendOnlyQuerySet):
    def public(self):
        """Sources that readers may know of: what an update brought along waits with it."""
        cited = [
            Exists(_model(name).objects.effective().filter(source=OuterRef("pk")))
            for name in ("PartnershipUpdate", "CommitmentUpdate")
        ]
        return self.filter(Q(came_with_update=False) | cited[0] | cited[1])


class UpdateQuerySet(AppendOnlyQuerySet):
    def effective(self):
        """Updates that readers see."""
        return self.filter(effective_at__isnull=False)

    def pending(self):
        """Proposals of a new status that nobody has confirmed or declined yet; of what was redacted none."""
        return self.filter(effective_at=None, declined_at=None, redaction=None)


class ChangeQuerySet(AppendOnlyQuerySet):
    def public(self):
        """What readers may know of, of entries on the record; that one was redacted stays known."""
        return self.exclude(act__in=INTERNAL_ACTS).filter(partnership__recorded_at__isnull=False)


#: What a line that names those who take part needs of each; ``Party.read`` makes it of them again.
PARTY_COLUMNS = (
    *("position", "pk", "role", "organization_id", "organization__slug", "organization__kind"),
    *(f"organization__{name}_{code}" for name in ("name", "short_name") for code in LANGUAGES),
)


class PartyQuerySet(AppendOnlyQuerySet):
    def of_outer_entry(self, to):
        """Who takes part, as a column of the query of rows from which ``to`` leads to the entry."""
        rows = self.filter(partnership=OuterRef(to)).exclude(organization=None)
        grouped = rows.order_by().values("partnership")
        return Subquery(grouped.annotate(rows=Rows(Values(*PARTY_COLUMNS))).values("rows"))

    def latest_entries(self, language, number):
        """The newest of the public entries, ready for rows; found by their keys first. Two queries."""
        newest = self.entries(language).newest_first().values("pk")[:number]
        return self.entries(language).model.objects.filter(pk__in=newest).newest_first().for_rows()

    def entries(self, language):
        """The public entries in which these roles are held."""
        entries = self.model._meta.get_field("partnership").related_model.objects
        return entries.public(language).filter(pk__in=self.order_by().values("partnership"))

    def public(self, language):
        """Roles of organisations with a name in this language, in entries that its readers see."""
        named = Q(**{f"organization__name_{language}__isnull": False})
        return self.filter(named, is_public(language, to="partnership__"))

    def neighbourhood(self, organization, language):
        """An organisation, whose roles these are, and those it stands in entries with. Two queries."""
        return neighbourhood(organization, language)


class SignatoryQuerySet(AppendOnlyQuerySet):
    def public(self, language):
        """Signatures under entries that readers see, each with its entry and for whom it was given."""
        public = self.filter(is_public(language, to="partnership__"), redaction=None)
        entries = self.model._meta.get_field("partnership").related_model.objects
        loaded = Prefetch("partnership", queryset=entries.for_rows())
        return public.select_related("organization").prefetch_related(loaded)

    def newest_first(self):
        return self.order_by("-partnership__number")
