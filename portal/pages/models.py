from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.richtext import clean_html, parts_of, render
from portal.bilingual.alternates import InLanguages
from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.languages import LANGUAGES, active_language


class StandingPage(InLanguages, CleanColumns):
    """A page of the portal about itself. Its address is fixed; the first texts come with a migration."""

    class Slug(models.TextChoices):
        ABOUT = "about", _("about")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibility")
        EDITORIAL_POLICY = "editorial-policy", _("editorial policy")
        LEDGER_METHOD = "ledger-method", _("how the ledger is kept")
        CONTACT = "contact", _("contact")

    slug = models.CharField(_("address"), max_length=30, choices=Slug, unique=True)
    title = models.CharField(_("title"), max_length=120, blank=True, null=True)
    body = models.TextField(_("text"), blank=True, null=True)
    changed_at = models.DateTimeField(_("updated"), auto_now=True)

    called_by = "title"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self):
        return self.title or self.get_slug_display()

    def save(self, *args, **kwargs):
        for language in LANGUAGES:
            setattr(self, f"body_{language}", clean_html(getattr(self, f"body_{language}") or "") or None)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("pages:detail", args=[self.slug])

    def is_live_in(self, language):
        return super().is_live_in(language) and bool(getattr(self, f"body_{language}"))

    @property
    def safe_body(self):
        """The text as its page shows it; ``save`` cleaned it."""
        return render(self.body or "", self.parts)

    @property
    def parts(self):
        return parts_of(self.body or "", active_language())
