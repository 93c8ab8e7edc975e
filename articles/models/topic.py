from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bilingual.alternates import InLanguages
from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.slugs import validate_ascii_slug


class NamedInLanguages(InLanguages, CleanColumns):
    """A name in each language under one ASCII slug."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_ascii_slug])
    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(name_ar__isnull=False) | Q(name_en__isnull=False),
                name="%(class)s_has_a_name",
                violation_error_message=_("Write a name in at least one language."),
            ),
        ]

    def __str__(self):
        return self.name or self.name_ar or self.name_en or self.slug


class TopicQuerySet(models.QuerySet):
    def for_navigation(self, language):
        """The topics that have a name in this language, in the order of the masthead."""
        return self.filter(**{f"name_{language}__isnull": False}).order_by("position", "pk")

    def with_ends(self, language):
        """Say with each topic when the oldest and the newest of its live pieces were published, or None."""
        column = f"published_at_{language}"
        articles = self.model._meta.get_field("articles").related_model.objects
        live = articles.live(language).filter(topic=OuterRef("pk"))
        return self.annotate(
            first_at=Subquery(live.oldest_first(language).values(column)[:1]),
            last_at=Subquery(live.newest_first(language).values(column)[:1]),
        )


class Topic(NamedInLanguages):
    """A subject under which articles are filed; its motif chooses the star and the palette of its covers."""

    class Motif(models.TextChoices):
        POLICY = "policy", _("policy")
        INFRASTRUCTURE = "infrastructure", _("infrastructure")
        CLOUD = "cloud", _("cloud")
        SECURITY = "security", _("security")
        SKILLS = "skills", _("skills")
        NETWORKS = "networks", _("networks")

    name = models.CharField(_("name"), max_length=80, blank=True, null=True)
    description = models.TextField(_("description"), blank=True, null=True)
    motif = models.CharField(_("motif"), max_length=20, choices=Motif, default=Motif.POLICY)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TopicQuerySet.as_manager()

    class Meta(NamedInLanguages.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_absolute_url(self):
        return reverse("articles:topic", args=[self.slug])


class Author(NamedInLanguages):
    """Whose name stands above an article."""

    name = models.CharField(_("name"), max_length=120, blank=True, null=True)
    biography = models.TextField(_("biography"), blank=True, null=True)
    is_desk = models.BooleanField(
        _("desk of the newsroom"),
        default=False,
        help_text=_("Not one person: search engines are told that an organisation wrote."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
    )

    class Meta(NamedInLanguages.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def get_absolute_url(self):
        return reverse("articles:author", args=[self.slug])
