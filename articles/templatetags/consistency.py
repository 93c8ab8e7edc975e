"""What only one language of an article says, for those who write it."""

from itertools import groupby

from django import template

from articles.consistency import differences

register = template.Library()


@register.simple_tag
def differences_by_language(texts) -> list[tuple[str, list]]:
    """The differences between the newest texts of an article's form, grouped by the language that says more.

    Usage: ``{% differences_by_language adminform.form.texts as found %}``.
    """
    arabic, english = texts["ar"].newest, texts["en"].newest
    if not (arabic and english):
        return []
    found = differences(arabic.text, english.text)
    return [(language, list(one)) for language, one in groupby(found, lambda difference: difference.language)]
