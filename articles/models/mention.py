"""The links from an article to what it speaks of; they live on the article's side (design guarantee 15)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.enums import MentionRole
from articles.querysets import EntryMentionQuerySet
from organizations.models import Organization, Person
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES

from .article import Article
from .live_link import LiveLink, newest_indexes


class Mention(LiveLink):
    #: The name of the column that leads to what is mentioned.
    leads_to = ""

    role = models.CharField(_("role"), max_length=8, choices=MentionRole, default=MentionRole.PASSING)
    #: Found by the importer; readers see the link once an editor has accepted it.
    is_proposed = models.BooleanField(_("proposed"), default=False, editable=False)
    #: An editor said no. The row stays, so that the same find isn't offered with every save.
    is_declined = models.BooleanField(_("declined"), default=False, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(is_declined=False) | Q(is_proposed=True),
                name="%(class)s_declined_was_proposed",
            )
        ]

    @classmethod
    def of(cls, article, pk, **columns):
        """A new mention of the thing with this primary key, not yet stored."""
        return cls(article=article, **{f"{cls.leads_to}_id": pk}, **columns)

    @property
    def key(self):
        """What is mentioned, as the directory of names calls it: ``(model, pk)``."""
        field = self._meta.get_field(self.leads_to)
        return field.related_model, getattr(self, field.attname)

    @property
    def counts(self):
        return not self.is_proposed

    def absorb(self, other):
        """Become as strong as the other mention, which turned out to be of the same thing.

        An accepted one says more than a proposal, and its role with it; a proposal that nobody has answered
        stays open though the other was declined.
        """
        if self.counts and not other.counts:
            return
        is_weaker = other.counts and not self.counts
        if is_weaker or other.role == MentionRole.SUBJECT:
            self.role = other.role
        self.is_proposed = self.is_proposed and other.is_proposed
        self.is_declined = self.is_declined and other.is_declined
        for language in LANGUAGES:
            time = f"published_at_{language}"
            setattr(self, time, getattr(self, time) or getattr(other, time))


class OrganizationMention(Mention):
    leads_to = "organization"

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
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["article", "organization"], name="organization_once_per_article"),
        ]

    def __str__(self):
        return str(self.organization)


class PersonMention(Mention):
    leads_to = "person"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="person_mentions")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("person")
    )

    class Meta:
        ordering = ["-role", "pk"]
        verbose_name = _("person mentioned")
        verbose_name_plural = _("people mentioned")
        indexes = newest_indexes("person", "person_mention")
        constraints = [
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["article", "person"], name="person_once_per_article"),
        ]

    def __str__(self):
        return str(self.person)


class PartnershipMention(Mention):
    leads_to = "partnership"

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
            *Mention.Meta.constraints,
            models.UniqueConstraint(fields=["article", "partnership"], name="partnership_once_per_article"),
        ]

    def __str__(self):
        return str(self.partnership)


#: Which kind of mention leads to a thing of this model.
MENTIONS = {Organization: OrganizationMention, Person: PersonMention, Partnership: PartnershipMention}
