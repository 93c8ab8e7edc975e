from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.enums import Stage
from articles.querysets import UNSEEN_DRAFT, WAITING, RevisionQuerySet

from .article import TEXT_FIELDS, Article


class Revision(models.Model):
    """One saved text of one language of an article. It is inserted once; its words are never changed.

    ``stage`` and ``published_at`` say how far it has come, ``checked_against`` that somebody compared it once
    more; only the verbs write them, and only the newest revision of a language can wait in review or as
    approved.

    ``number`` counts from 1 within the article and language. Who saves names the revision started from
    plus one: when somebody else was faster the unique constraint refuses the row, and that is the edit
    conflict, on both databases.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(_("number"))

    headline = models.CharField(_("headline"), max_length=200)
    slug = models.CharField(_("address"), max_length=60)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    source_name = models.CharField(pgettext_lazy("of an article", "source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="revisions",
        verbose_name=_("by"),
    )
    made_at = models.DateTimeField(_("saved"), auto_now_add=True)
    is_minor = models.BooleanField(_("minor change"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    translated_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    #: What it was found to agree with since, without a change.
    checked_against = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, editable=False, related_name="checks"
    )
    stage = models.CharField(_("stage"), max_length=9, choices=Stage, default=Stage.DRAFT, editable=False)
    published_at = models.DateTimeField(pgettext_lazy("date", "published"), null=True, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        # The admin's search reads every headline: from here, without the texts. SQLite compares the column
        # itself; PostgreSQL the capitals, which take it three times as long to work out as to read, and it
        # reads an expression from an index only where its column stands beside it.
        indexes = [
            models.Index(
                "article",
                Upper("headline"),  # not translated: Revision.headline
                "headline",
                name="revision_headlines",
            ),
            # The list of articles asks of every row whether its newest text is such a draft. SQLite looks
            # at the columns of the condition too.
            models.Index(
                "article",
                "language",
                "number",
                "published_at",  # not translated: Revision.published_at
                "stage",
                name="revision_drafts",
                condition=UNSEEN_DRAFT,
            ),
            # The few texts that wait, by what they wait for.
            models.Index(
                "language",
                "stage",
                "article",
                "published_at",  # not translated: Revision.published_at
                name="revision_waiting",
                condition=WAITING,
            ),
            # The desk asks what a person has in hand: the last of their drafts.
            models.Index(fields=["author", "-id"], name="revision_drafts_of_author", condition=UNSEEN_DRAFT),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["article", "language"], condition=WAITING, name="one_text_of_a_language_waits"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(stage=Stage.APPROVED),  # not translated: Revision
                name="published_revision_is_approved",
            ),
        ]

    def __str__(self):
        return f"{self.article_id} {self.language} {self.number}"

    @property
    def waits(self):
        """Whether it is on its way to readers, so that a writer may no longer change it."""
        return self.published_at is None and self.stage != Stage.DRAFT

    @property
    def follows(self):
        """The revision of the other language that it agrees with, or None where it is no translation."""
        known = [revision for revision in (self.translated_from, self.checked_against) if revision]
        return max(known, key=lambda revision: revision.number, default=None)

    @property
    def text(self):
        """The columns that ``publish`` copies, by name."""
        return {name: getattr(self, name) for name in TEXT_FIELDS}
