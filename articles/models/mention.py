"""The links from an article to what it speaks of; they live on the article's side (design guarantee 15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import MentionRole
from articles.querysets import EntryMentionQuerySet
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership

from .article import Article
from .live_link import LiveLink, newest_indexes


class Mention(LiveLink):
    role = models.CharField(_("role"), max_length=8, choices=MentionRole, default=MentionRole.PASSING)
    is_proposed = models.BooleanField(
        _("proposed"),
        default=False,
        help_text=_("Found in the text by the importer; readers see the link once this tick is taken off."),
    )

    class Meta:
        abstract = True

    @property
    def counts(self):
        return not self.is_proposed


class OrganizationMention(Mention):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="organization_mentions")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("organisation")
    )

    class Meta:
        ordering = ["-role", "pk"]
        verbose_name = _("organisation mentioned")
        verbose_name_plural = _("organisations mentioned")
        indexes = newest_indexes("organization", "org_mention")
        constraints = [
            models.UniqueConstraint(fields=["article", "organization"], name="organization_once_per_article")
        ]

    def __str__(self):
        return str(self.organization)


class PersonMention(Mention):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="person_mentions")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("person")
    )

    class Meta:
        ordering = ["-role", "pk"]
        verbose_name = _("person mentioned")
        verbose_name_plural = _("people mentioned")
        indexes = newest_indexes("person", "person_mention")
        constraints = [models.UniqueConstraint(fields=["article", "person"], name="person_once_per_article")]

    def __str__(self):
        return str(self.person)


class PartnershipMention(Mention):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="partnership_mentions")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("entry")
    )

    objects = EntryMentionQuerySet.as_manager()

    class Meta:
        ordering = ["-role", "pk"]
        verbose_name = _("entry mentioned")
        verbose_name_plural = _("entries mentioned")
        indexes = newest_indexes("partnership", "entry_mention")
        constraints = [
            models.UniqueConstraint(fields=["article", "partnership"], name="partnership_once_per_article")
        ]

    def __str__(self):
        return str(self.partnership)
