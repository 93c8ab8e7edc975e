"""What articles keep of a record beside their links to it, when it becomes another."""

from django.db.models import F

from articles.models import Article
from articles.models.mention import MENTIONS

STORED_AT_ONCE = 200


def follow(sender, duplicate, into, **more) -> None:
    """Hear ``organizations.signals.merging``: the links change, so no form that shows the old ones is saved.

    The stored links of the live texts lead to the new address.
    """
    mentions = MENTIONS[sender].objects.filter(**{MENTIONS[sender].leads_to: duplicate})
    articles = Article.objects.filter(pk__in=mentions.values("article")).order_by("pk")
    locked = articles.select_for_update(no_key=True).only("body_links")
    changed = [article for article in locked if _lead_on(article, duplicate, into)]
    Article.objects.bulk_update(changed, ["body_links"], batch_size=STORED_AT_ONCE)
    articles.update(shared_version=F("shared_version") + 1)


def _lead_on(article, duplicate, into):
    """Whether a link of its texts led to the duplicate. Of two that now lead to one page the first stays."""
    kind, before = into._meta.model_name, article.body_links
    names = {(kind, duplicate.slug): into.slug}
    article.body_links = {
        language: _each_once([[*place, of, names.get((of, slug), slug)] for *place, of, slug in links])
        for language, links in before.items()
    }
    return article.body_links != before


def _each_once(links):
    firsts = {}
    for link in links:
        firsts.setdefault(tuple(link[2:]), link)
    return list(firsts.values())
