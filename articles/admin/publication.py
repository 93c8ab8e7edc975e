"""The verbs of the workflow as the desk asks for them: what can't be done is told to the editor."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.enums import Act
from articles.models import Article, Revision

from .state_tag import SHORT_NAMES

#: What is said once an act is done; the language stands in it.
DONE = {
    Act.SUBMITTED: gettext_lazy("Sent for review in %(language)s."),
    Act.SENT_BACK: gettext_lazy("Sent back in %(language)s."),
    Act.APPROVED: gettext_lazy("Approved in %(language)s."),
    Act.SCHEDULED: gettext_lazy("Scheduled in %(language)s."),
    Act.UNSCHEDULED: gettext_lazy("No longer scheduled in %(language)s."),
    Act.PUBLISHED: gettext_lazy("Published in %(language)s."),
    Act.CORRECTED: gettext_lazy("Corrected in %(language)s."),
}


def do_or_say_why(
    request, act: Act, article: Article, language: str, revision: Revision | None, **more
) -> bool:
    """Take one text a step on, or tell the editor why not; returns whether it was done.

    ``more`` is ``note`` or ``at``, as the verb needs.
    """
    try:
        if revision is None:
            raise workflow.WorkflowError(_("There is no text in this language yet."))
        _verb(act, article, language, revision)(by=request.user, **more)
    except workflow.WorkflowError as error:
        say_why_not(request, article, language, " ".join(error.messages))
        return False
    except PermissionDenied:
        say_why_not(request, article, language, _("You don’t have the right to do this in this language."))
        return False
    return True


def say_why_not(request, article, language, reason):
    messages.error(request, format_html("<bdi>{}</bdi> ({}): {}", article, SHORT_NAMES[language], reason))


def _verb(act, article, language, revision):
    if act == Act.UNSCHEDULED:
        return partial(workflow.unschedule, article, language)
    verbs = {
        Act.SUBMITTED: workflow.submit,
        Act.SENT_BACK: workflow.send_back,
        Act.APPROVED: workflow.approve,
        Act.SCHEDULED: workflow.schedule,
        Act.PUBLISHED: workflow.publish,
        Act.CORRECTED: workflow.correct,
    }
    return partial(verbs[act], revision)
