from django.db import models


class VocabularyWord(models.Model):
    """A word of a headline, a name or a standfirst, for "did you mean".

    Two writers may add the same word at once. That does no harm, and nobody waits for anybody.
    """

    language = models.CharField(max_length=2)
    #: Folded, without the definite article.
    word = models.CharField(max_length=64)
    #: As it was written where it was seen first.
    spelling = models.CharField(max_length=200)

    class Meta:
        verbose_name = "word of the index"
        verbose_name_plural = "words of the index"
        default_permissions = ()
        indexes = [models.Index(fields=["language", "word"], name="vocabulary_word")]

    def __str__(self):
        return self.spelling


class VocabularyKey(models.Model):
    """What is left of a word when letters are taken away, as a number: words that share one are near."""

    key = models.IntegerField()
    word = models.ForeignKey(VocabularyWord, on_delete=models.CASCADE, db_index=False, related_name="keys")

    class Meta:
        verbose_name = "key of a word"
        verbose_name_plural = "keys of words"
        default_permissions = ()
        indexes = [models.Index(fields=["key", "word"], name="vocabulary_key")]

    def __str__(self):
        return str(self.key)
