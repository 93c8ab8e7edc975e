"""By-lines and mentions inside the article's form."""

from articles.forms import LinkFormSet, LinkRowForm
from articles.models import Article, Byline, OrganizationMention, PartnershipMention, PersonMention
from articles.rights import may_change_shared
from portal.bilingual.admin import BilingualInline


def may_share(request, article):
    """``may_change_shared``, asked once for each article that a form is made of: its parts all need it."""
    asked, answer = getattr(request, "may_share", (None, None))
    if article is None or asked is not article:
        answer = may_change_shared(request.user, article or Article())
        request.may_share = article, answer
    return answer


class LinkInline(BilingualInline):
    """Rows that are part of an article: who may change the article may change them."""

    form = LinkRowForm
    formset = LinkFormSet
    template = "admin/articles/article/_links.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.is_locked = not may_share(request, obj)
        return formset

    def has_add_permission(self, request, obj):
        return may_share(request, obj)

    def has_change_permission(self, request, obj=None):
        return may_share(request, obj)

    def has_delete_permission(self, request, obj=None):
        return may_share(request, obj)

    def has_view_permission(self, request, obj=None):
        return True


class BylineInline(LinkInline):
    model = Byline
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]
    max_num = 20


class OrganizationMentionInline(LinkInline):
    model = OrganizationMention
    fields = ["organization", "role"]
    autocomplete_fields = ["organization"]


class PersonMentionInline(LinkInline):
    model = PersonMention
    fields = ["person", "role"]
    autocomplete_fields = ["person"]


class PartnershipMentionInline(LinkInline):
    model = PartnershipMention
    fields = ["partnership", "role"]
    autocomplete_fields = ["partnership"]


LINK_INLINES = [BylineInline, PartnershipMentionInline, OrganizationMentionInline, PersonMentionInline]
