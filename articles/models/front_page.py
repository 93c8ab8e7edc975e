from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.enums import Slot
from articles.querysets import card_columns
from portal import clock

from .article import Article

LONGEST_LINE = 140


class FrontPageQuerySet(models.QuerySet):
    def open(self, language):
        """What stands there now or is still to come; of two at one place, the one that began later is last.

        A time in the future is a schedule, kept by the query.
        """
        not_over = Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now())
        return self.filter(not_over, language=language, ended_at__isnull=True).order_by("starts_at", "pk")

    def begun(self, language):
        """What is there now, seen or covered by what began later."""
        return self.open(language).filter(starts_at__lte=clock.now())

    def with_article(self, language):
        """Load each row with its article as a card without ledger entries. One query."""
        own = [field.name for field in self.model._meta.concrete_fields]
        columns = [f"article__{name}" for name in card_columns(language)]
        related = ("article__topic", "article__picture")
        return self.select_related(*related).only(*own, *columns, *related)


class BreakingLineQuerySet(FrontPageQuerySet):
    def shown(self, language):
        """The lines that readers may see now; they see the last.

        Where the article that one leads to was withdrawn, the line is gone with it.
        """
        lines = self.begun(language).filter(**{f"article__withdrawn_at_{language}__isnull": True})
        return lines.with_article(language)


class OnFrontPage(models.Model):
    """Something that editors set on the front page of one language for a time; ``placing`` alone writes it.

    Rows are never deleted: whoever takes one back, or off before its time, is noted on it.
    """

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    starts_at = models.DateTimeField(pgettext_lazy("time", "from"))
    ends_at = models.DateTimeField(pgettext_lazy("time", "until"), null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        #: Whoever may publish in the language may do this.
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["language", "ends_at"],
                name="%(class)s_open",
                condition=Q(ended_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="%(class)s_in_order"
            )
        ]

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()


class Placement(OnFrontPage):
    """An article that stands at a place of the front page; of two at one place the later ``starts_at`` wins.

    Where it stands until it is replaced, ``ends_at`` is the time at which the next one begins, and NULL while
    nothing follows: it is gone for good then. One with a time of its own is only covered in the meantime.
    """

    slot = models.CharField(_("place"), max_length=10, choices=Slot)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="placements", verbose_name=_("article")
    )
    is_until_replaced = models.BooleanField(default=False)

    objects = FrontPageQuerySet.as_manager()

    class Meta(OnFrontPage.Meta):
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            *OnFrontPage.Meta.constraints,
            models.UniqueConstraint(
                fields=["language", "slot", "starts_at"],
                name="placement_once_at_a_time",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=False) | Q(is_until_replaced=True), name="placement_has_end"
            ),
            models.CheckConstraint(condition=Q(slot__in=Slot.values), name="placement_slot_known"),
        ]

    def __str__(self):
        return f"{self.get_slot_display()} ({self.language}) · {self.article_id}"


class BreakingLine(OnFrontPage):
    """A sentence above the lead. It always has an end: nobody remembers to take old news down."""

    text = models.CharField(_("text"), max_length=LONGEST_LINE)
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        related_name="breaking_lines",
        verbose_name=_("article"),
    )

    objects = BreakingLineQuerySet.as_manager()

    class Meta(OnFrontPage.Meta):
        verbose_name = _("breaking-news line")
        verbose_name_plural = _("breaking-news lines")
        constraints = [
            *OnFrontPage.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_at__isnull=False), name="breakingline_has_end"),
        ]

    def __str__(self):
        return self.text

    @property
    def is_linked(self):
        """Whether readers of its language can open the article that it is about."""
        return self.article is not None and self.article.is_live_in(self.language)
