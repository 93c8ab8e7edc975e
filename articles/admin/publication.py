"""The verbs of publishing as the desk asks for them: what can't be done is told to the editor, not raised."""

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import workflow

from .state_tag import SHORT_NAMES


def publish_or_say_why(request, article, language, revision, at=None):
    """Publish one revision, or tell the editor why not; returns whether it was published."""
    try:
        if revision is None:
            raise workflow.WorkflowError(_("There is no text in this language yet."))
        workflow.publish(revision, by=request.user, at=at)
    except workflow.WorkflowError as error:
        say_why_not(request, article, language, error)
        return False
    return True


def unschedule_or_say_why(request, article, language):
    """Take back the schedule of one language, or tell the editor why not; returns whether it was done."""
    try:
        workflow.unschedule(article, language, by=request.user)
    except workflow.WorkflowError as error:
        say_why_not(request, article, language, error)
        return False
    return True


def say_why_not(request, article, language, error):
    reason = " ".join(error.messages)
    messages.error(request, format_html("<bdi>{}</bdi> ({}): {}", article, SHORT_NAMES[language], reason))
