"""The verbs of the workflow as the desk asks for them: what can't be done is told to the editor."""

from contextlib import contextmanager
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import correcting, workflow
from articles.enums import Act, Stage, State
from articles.models import Article, Revision
from portal.bilingual.admin import language_name

from .state_tag import SHORT_NAMES

#: What is said once an act is done; the language stands in it, and the time of a schedule.
DONE = {
    Act.SUBMITTED: gettext_lazy("Sent for review in %(language)s."),
    Act.SENT_BACK: gettext_lazy("Sent back in %(language)s."),
    Act.APPROVED: gettext_lazy("Approved in %(language)s."),
    Act.SCHEDULED: gettext_lazy("The text in %(language)s is scheduled for publication on %(time)s."),
    Act.UNSCHEDULED: gettext_lazy("No longer scheduled in %(language)s."),
    Act.PUBLISHED: gettext_lazy("Published in %(language)s."),
    Act.CORRECTED: gettext_lazy("Corrected in %(language)s."),
    Act.CHECKED: gettext_lazy("The text in %(language)s is marked as up to date."),
}


def do_or_say_why(
    request, act: Act, article: Article, language: str, revision: Revision | None, **more
) -> bool:
    """Take one text a step on, or tell the editor why not; returns whether it was done.

    ``more`` is what the verb needs: ``note``, ``at``, ``against``, or what a correction says.
    """
    try:
        do(act, article, language, revision, by=request.user, **more)
    except workflow.WorkflowError as error:
        say_why_not(request, article, language, " ".join(error.messages))
        return False
    except PermissionDenied:
        say_why_not(request, article, language, _("You don’t have the right to do this in this language."))
        return False
    return True


def do(act: Act, article: Article, language: str, revision: Revision | None, *, by, **more) -> None:
    """Take one text a step on; raises as the verbs do."""
    if revision is None:
        raise workflow.WorkflowError(_("There is no text in this language yet."))
    _verb(act, article, language, revision)(by=by, **more)


@contextmanager
def kept_for_form(request, language=None):
    """Keep for the form why saving was refused; it is then shown again with what was typed.

    Without a language it is about saving: there the form finds by itself all but a right that was lost.
    """
    try:
        yield
    except PermissionDenied as error:
        refusal = workflow.WorkflowError(
            _("You no longer have the right to do this. Nothing was saved; what you typed is still here.")
        )
        request.refusals = {language: refusal}
        raise refusal from error
    except workflow.EditConflict:
        raise
    except workflow.WorkflowError as refusal:
        if language:
            request.refusals = {language: refusal}
        raise


def saved_words(form) -> list[str]:
    """What became of each part of an article's form, a sentence or two for each; empty where nothing did."""
    said = [_("What both languages share was saved.")] if form.is_shared_claimed else []
    if form.evidence.has_changed():
        said.append(_("What it is evidence for was saved."))
    for language, text in form.texts.items():
        act, more = text.asked
        names = {"language": language_name(language)}
        if act:
            at = more.get("at")
            said.append(DONE[act] % (names | {"time": at and in_words(at)}))
            if act == Act.CHECKED and _is_unseen(text, form.revisions[language]):
                said.append(_("It is a draft: what readers see stays behind until this text is published."))
        elif form.revisions[language] != (text.newest or None):
            said.append(_words_of_draft(text, form.revisions[language], names))
    return said


def _is_unseen(text, revision):
    """Whether readers see another text of this language."""
    return text.state == State.LIVE and revision.published_at is None


def in_words(at):
    """A day and time as the language of the desk writes them, with the day of the week."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')}"


def _words_of_draft(text, revision, names):
    """That a text was saved, and what that means for the one that readers see or were to see."""
    words = names | {"number": revision.number}
    shown = None
    if text.state in {State.LIVE, State.SCHEDULED}:
        shown = Revision.objects.published_last(text.article, text.language)
    if shown and text.state == State.LIVE:
        message = _(
            "Revision %(number)d was saved as a draft in %(language)s; readers still see revision %(shown)d."
        )
        return message % (words | {"shown": shown.number})
    if shown:
        message = _(
            "Revision %(number)d was saved as a draft in %(language)s; "
            "revision %(shown)d will still be published on %(time)s."
        )
        return message % (words | {"shown": shown.number, "time": in_words(text.published_at)})
    said = _("Revision %(number)d was saved in %(language)s.") % words
    if text.stage == Stage.APPROVED:
        said += " " + _("It changes an approved text, which has to be approved again.")
    return said


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
        Act.CORRECTED: correcting.correct,
        Act.CHECKED: workflow.check,
    }
    return partial(verbs[act], revision)
