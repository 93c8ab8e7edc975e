"""What is done to many articles at once: the verbs of the workflow, one article after the other."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy

from articles.enums import Act
from articles.models import Revision
from articles.transitions import may_ever

from .chosen import are_too_many, page_about, say_done
from .publication import do_or_say_why
from .publishing import publish_view

LABELS = {
    (Act.SUBMITTED, "ar"): gettext_lazy("Send for review in Arabic"),
    (Act.SUBMITTED, "en"): gettext_lazy("Send for review in English"),
    (Act.APPROVED, "ar"): gettext_lazy("Approve in Arabic"),
    (Act.APPROVED, "en"): gettext_lazy("Approve in English"),
    (Act.PUBLISHED, "ar"): gettext_lazy("Publish in Arabic…"),
    (Act.PUBLISHED, "en"): gettext_lazy("Publish in English…"),
    (Act.WITHDREW, "ar"): gettext_lazy("Withdraw in Arabic…"),
    (Act.WITHDREW, "en"): gettext_lazy("Withdraw in English…"),
}
NAMES = {Act.SUBMITTED: "submit", Act.APPROVED: "approve", Act.PUBLISHED: "publish", Act.WITHDREW: "withdraw"}
#: What is asked about on a page of its own before it is done.
PAGES = {Act.PUBLISHED: "publish", Act.WITHDREW: "withdraw"}


class BulkActionsAdmin(admin.ModelAdmin):
    """Offers the acts that the person has the right to in that language, for articles they may read."""

    def get_urls(self):
        view = self.admin_site.admin_view(publish_view)
        return [
            path("publish/<str:language>/", view, name="articles_article_publish"),
            *super().get_urls(),
        ]

    def get_actions(self, request):
        actions = super().get_actions(request)
        for (act, language), label in LABELS.items():
            if may_ever(act, language, request.user):
                name = f"{NAMES[act]}_in_{'arabic' if language == 'ar' else 'english'}"
                actions[name] = (_action(act, language), name, label)
        return actions


def _action(act, language):
    def do(model_admin, request, articles):
        if are_too_many(request, articles):
            return None
        if act in PAGES:
            return HttpResponseRedirect(page_about(PAGES[act], language, articles))
        say_done(request, act, language, [row for row in articles if _do(request, act, row, language)])
        return None

    return do


def _do(request, act, article, language):
    return do_or_say_why(request, act, article, language, Revision.objects.newest(article, language))
