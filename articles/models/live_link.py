from django.db import models

from articles.querysets import LinkQuerySet
from portal.bilingual.languages import LANGUAGES

from .first_shown import first_shown, of_link


class LiveLink(models.Model):
    """A row that ties an article to something, and knows when the article is live in each language.

    The times are copies, NULL where the article is not live. Only the verbs write them, in the
    transaction that changes the article: so the list of an organisation with 200,000 pieces is one
    walk along an index.
    """

    published_at_ar = models.DateTimeField(null=True, editable=False)
    published_at_en = models.DateTimeField(null=True, editable=False)
    first_shown_at = first_shown(*of_link())

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.copy_times()
        super().save(*args, **kwargs)

    def copy_times(self):
        """Take over when the article is live: its time of publication unless it was withdrawn."""
        for language in LANGUAGES:
            is_shown = self.counts and not getattr(self.article, f"withdrawn_at_{language}")
            time = getattr(self.article, f"published_at_{language}") if is_shown else None
            setattr(self, f"published_at_{language}", time)

    @property
    def counts(self):
        """Whether readers may see the link at all."""
        return True


def newest_indexes(thing, prefix):
    return [
        *(
            models.Index(
                fields=[thing, f"-published_at_{language}", "-article"], name=f"{prefix}_newest_{language}"
            )
            for language in LANGUAGES
        ),
        models.Index(fields=[thing, "-first_shown_at", "-article"], name=f"{prefix}_first_shown"),
    ]
