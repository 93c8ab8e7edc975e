"""What is done to many articles at once: the verbs of the workflow, one article after the other."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import Act
from articles.models import Revision
from articles.transitions import may_ever

from .publication import do_or_say_why

LABELS = {
    (Act.SUBMITTED, "ar"): gettext_lazy("Send for review in Arabic"),
    (Act.SUBMITTED, "en"): gettext_lazy("Send for review in English"),
    (Act.APPROVED, "ar"): gettext_lazy("Approve in Arabic"),
    (Act.APPROVED, "en"): gettext_lazy("Approve in English"),
    (Act.PUBLISHED, "ar"): gettext_lazy("Publish in Arabic"),
    (Act.PUBLISHED, "en"): gettext_lazy("Publish in English"),
    (Act.WITHDREW, "ar"): gettext_lazy("Withdraw in Arabic…"),
    (Act.WITHDREW, "en"): gettext_lazy("Withdraw in English…"),
}
NAMES = {Act.SUBMITTED: "submit", Act.APPROVED: "approve", Act.PUBLISHED: "publish", Act.WITHDREW: "withdraw"}


class BulkActionsAdmin(admin.ModelAdmin):
    """Offers the acts that the person has the right to in that language, for articles they may read."""

    def get_actions(self, request):
        actions = super().get_actions(request)
        for (act, language), label in LABELS.items():
            if may_ever(act, language, request.user):
                name = f"{NAMES[act]}_in_{'arabic' if language == 'ar' else 'english'}"
                actions[name] = (_action(act, language), name, label)
        return actions


def _action(act, language):
    def do(model_admin, request, articles):
        if act == Act.WITHDREW:
            return _ask_for_reason(articles, language)
        done = sum(_do(request, act, article, language) for article in articles)
        if done:
            model_admin.message_user(request, _("Done: %(count)d.") % {"count": done}, messages.SUCCESS)
        return None

    return do


def _do(request, act, article, language):
    return do_or_say_why(request, act, article, language, Revision.objects.newest(article, language))


def _ask_for_reason(articles, language):
    url = reverse("admin:articles_article_withdraw", args=[language])
    ids = ",".join(str(pk) for pk in articles.values_list("pk", flat=True))
    return HttpResponseRedirect(f"{url}?{urlencode({'ids': ids})}")
