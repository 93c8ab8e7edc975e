"""The panel of what the texts name, inside the article's form."""

from articles.models import MENTIONS
from articles.workflow import relink

from .links import may_share


def with_offers(request, context):
    """Add ``found``, what the panel offers to whoever may link it, by the rows that the form has loaded."""
    article, form = context.get("original"), context["adminform"].form
    if article is None or not may_share(request, article):
        return context
    formsets = (inline.formset for inline in context["inline_admin_formsets"])
    rows = [row for formset in formsets if formset.model in MENTIONS.values() for row in _rows(formset)]
    return context | {"found": list(form.found.offers(form.newest_texts, rows))}


def save_found(form):
    """Store what was ticked, and let the live texts lead to what is linked now; the turn has been taken."""
    if form.is_shared_claimed:
        form.found.save(form.instance, form.newest_texts)
        relink(form.instance)


def _rows(formset):
    formset.get_queryset()
    return formset.all_rows
