from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.enums import ArticleKind, BylineRole, MentionRole, State
from articles.querysets import ArticleQuerySet
from articles.richtext import parts_of, render
from organizations.models import Person
from organizations.partnerships.models import Party
from organizations.partnerships.standing import Standing
from portal.bilingual.alternates import InLanguages
from portal.bilingual.languages import LANGUAGES, active_language

from . import article_schema
from .first_shown import first_shown, of_article
from .picture import Picture
from .topic import Author, Topic

#: The columns of a text; a revision has them once, an article once per language.
TEXT_FIELDS = ("headline", "slug", "standfirst", "body", "place", "source_name", "source_url")
#: The pages that a text may lead to, by the kind of what it names.
PAGES = {
    "organization": "organizations:detail",
    "person": "organizations:person",
    "partnership": "partnerships:detail",
}


class Article(InLanguages, models.Model):
    """A piece in one or two languages. Its text columns are the live text; only ``workflow`` writes them."""

    kind = models.CharField(_("kind"), max_length=10, choices=ArticleKind, default=ArticleKind.NEWS)
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # the indexes below serve it better
        related_name="articles",
        verbose_name=pgettext_lazy("of an article", "topic"),
    )
    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("lead picture"),
    )
    shared_version = models.PositiveIntegerField(default=0, editable=False)

    headline = models.CharField(_("headline"), max_length=200, blank=True, null=True)
    slug = models.CharField(_("address"), max_length=60, blank=True, null=True)
    standfirst = models.TextField(_("standfirst"), blank=True, null=True)
    body = models.TextField(_("text"), blank=True, null=True)
    place = models.CharField(_("place"), max_length=120, blank=True, null=True)
    source_name = models.CharField(
        pgettext_lazy("of an article", "source"), max_length=200, blank=True, null=True
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True, null=True)
    reading_minutes = models.PositiveSmallIntegerField(
        _("reading time"), blank=True, null=True, editable=False
    )

    #: By language, where the live text names what it is linked to; written with the text (``live_text``).
    body_links = models.JSONField(default=dict, editable=False)
    #: By language, the sub-headings, tables and embeds of the live text; written with it, likewise.
    body_parts = models.JSONField(default=dict, editable=False)

    published_at = models.DateTimeField(
        pgettext_lazy("date", "published"), blank=True, null=True, editable=False
    )
    changed_at = models.DateTimeField(_("updated"), blank=True, null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), blank=True, null=True, editable=False)
    withdrawal_reason = models.CharField(
        _("public reason"), max_length=300, blank=True, null=True, editable=False
    )

    first_shown_at = first_shown(*of_article())

    #: When the version of the other language was published that the text follows; empty unless it is stale.
    follows_at = models.DateTimeField(blank=True, null=True, editable=False)
    #: From when on it is behind the other language; see ``staleness``.
    stale_since = models.DateTimeField(_("stale since"), blank=True, null=True, editable=False)

    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    #: Whose draft it is; empty for what a command brought in.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
    )
    import_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)

    authors = models.ManyToManyField(Author, through="articles.Byline", related_name="articles")
    organizations = models.ManyToManyField(
        "organizations.Organization", through="articles.OrganizationMention", related_name="articles"
    )
    people = models.ManyToManyField(
        "organizations.Person", through="articles.PersonMention", related_name="articles"
    )
    partnerships = models.ManyToManyField(
        "partnerships.Partnership", through="articles.PartnershipMention", related_name="articles"
    )

    #: What editors call it, where ``with_newest_headlines`` has loaded it.
    newest_headline_ar = newest_headline_en = None
    #: What its page says of its corrections, where ``for_page`` has loaded it: see ``notices``.
    correction_rows = None
    #: Slug, role and names of the people it is linked to, likewise: see ``linked_people``.
    person_rows = None
    #: Whether a published text of the language follows one of the other, likewise.
    is_translated_ar = is_translated_en = False
    #: What its page needs of the pictures in its texts, likewise.
    body_picture_rows = None

    called_by = "headline"

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("translate_article", _("Can write drafts of every article")),
            ("review_article", _("Can approve texts and send them back")),
            ("publish_article", _("Can publish articles")),
            ("correct_article", _("Can correct published articles")),
            ("withdraw_article", _("Can withdraw articles")),
        ]
        indexes = article_schema.INDEXES
        constraints = article_schema.CONSTRAINTS

    def __str__(self):
        live = self.headline or self.headline_ar or self.headline_en
        draft = self.newest_headline_ar or self.newest_headline_en
        return live or draft or f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self):
        """The address in the active language; without words where the piece is not live in it."""
        language = active_language()
        if not self.is_live_in(language):
            return reverse("articles:detail_without_slug", args=[self.pk])
        return reverse("articles:detail", args=[self.pk, getattr(self, f"slug_{language}")])

    def is_live_in(self, language):
        return self.state_in(language) == State.LIVE

    def state_in(self, language):
        """Draft, scheduled, live or withdrawn; a language without any text counts as a draft."""
        published_at = getattr(self, f"published_at_{language}")
        if published_at is None:
            return State.DRAFT
        if getattr(self, f"withdrawn_at_{language}") is not None:
            return State.WITHDRAWN
        return State.LIVE if published_at <= timezone.now() else State.SCHEDULED

    def is_stale_in(self, language):
        """Whether the text follows a version of the other language that is no longer the one to follow."""
        since = getattr(self, f"stale_since_{language}")
        return since is not None and since <= timezone.now()

    @property
    def shows_in_any_language(self):
        """Whether readers see it now or will at a set time: then changing it takes the right to publish."""
        return any(map(self.is_or_will_be_shown, LANGUAGES))

    def is_or_will_be_shown(self, language):
        return self.state_in(language) in {State.LIVE, State.SCHEDULED}

    @property
    def linked_body(self):
        """The live text as its page shows it; where it first names what it is linked to, it leads there.

        The article must have been loaded with ``for_page`` and ``load_links``: what is linked no longer, has
        lost its name in this language or, an entry, its sources, gets no link.
        """
        places = self.body_links.get(active_language(), ())
        leads = [
            (start, end, reverse(PAGES[kind], args=[slug]))
            for start, end, kind, slug in places
            if (kind, slug) in self._linked
        ]
        return render(self.body or "", self.parts, leads)

    @property
    def parts(self):
        """The parts of the live text; of one that no verb has stored, they are worked out here."""
        language = active_language()
        stored = self.body_parts.get(language)
        return parts_of(self.body or "", language) if stored is None else stored

    @property
    def named_bylines(self):
        """Those with a name in the active language, whoever wrote it before whoever did what else for it."""
        named = [row for row in self.bylines.all() if row.author.name]
        return sorted(named, key=lambda row: BylineRole.values.index(row.role))

    @cached_property
    def _linked(self):
        """Kind and slug of what it is linked to now and has a page in the active language."""
        language = active_language()
        linked = [row.organization for row in self.organization_mentions.all() if row.counts]
        named = [body for body in linked if getattr(body, f"name_{language}")]
        return {
            *(("organization", body.slug) for body in named),
            *(("person", person.slug) for person, _role in self.linked_people if person.name_in(language)),
            *(("partnership", entry.slug) for entry in self.public_entries),
        }

    @cached_property
    def linked_people(self):
        """``(person, role)`` of those it is linked to, by their addresses; slug and names and no more."""
        columns = [f"name_{language}" for language in LANGUAGES]
        return [
            (Person(slug=slug, **dict(zip(columns, names, strict=True))), role)
            for slug, role, *names in sorted(self.person_rows or [])
        ]

    @cached_property
    def public_entries(self):
        """The ledger entries it speaks of that readers may see in the active language.

        The article must have been loaded with ``for_cards`` or ``load_links``.
        """
        entries = []
        for mention in self.partnership_mentions.all():
            if "origins" in mention.__dict__:  # a card tells no standing, so nothing of it is loaded
                mention.partnership.standing = Standing.of(mention)
            if hasattr(mention, "party_rows"):
                mention.partnership.roles_in_order = Party.read(mention.party_rows)
            if getattr(mention.partnership, f"title_{active_language()}"):
                entries.append(mention.partnership)
        return entries

    @property
    def entry_to_name(self):
        """Of its public entries the one that stands for it on a card: the only one, or its only subject."""
        subjects = {
            mention.partnership_id
            for mention in self.partnership_mentions.all()
            if mention.role == MentionRole.SUBJECT
        }
        entries = self.public_entries
        chosen = [entry for entry in entries if entry.pk in subjects] if len(entries) > 1 else entries
        return chosen[0] if len(chosen) == 1 else None
