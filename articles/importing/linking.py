"""What a text that is brought in is linked to: its author, and what it names."""

from django.db.models import Q

from articles.entity_linking import Directory, find_in_texts
from articles.models import MENTIONS, Article, Author


def known_author(name: str) -> Author | None:
    """The author of the by-line, where the portal knows one of that name in either language; none is made."""
    return Author.objects.filter(Q(name_ar=name) | Q(name_en=name)).first() if name else None


def propose_mentions(article: Article, language: str, columns: dict, directory: Directory) -> list[str]:
    """Add what the text names as proposed mentions, which readers don't see before an editor accepts them.

    What the article mentions already, or an editor declined, is left as it is.
    """
    rows = (*article.organization_mentions.all(), *article.person_mentions.all())
    known = {row.key for row in (*rows, *article.partnership_mentions.all())}
    names = []
    for model, pk in find_in_texts(directory, {language: columns}):
        if (model, pk) not in known:
            mention = MENTIONS[model].of(article, pk, is_proposed=True)
            mention.save()
            names.append(str(mention))
    return names
