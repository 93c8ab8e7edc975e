"""The page that says what will become of each chosen article before its newest text is published."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.enums import Act, Stage, State
from articles.live_text import refuse_incomplete, refuse_unchanged
from articles.models import Article, Revision
from articles.richtext import unnamed_pictures
from articles.rights import Right, may
from articles.transitions import NEWER_TEXT, WorkflowError, require
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES

from .chosen import chosen_articles, say_done, way_back
from .publication import do_or_say_why, say_why_not
from .state_tag import standing


@dataclass
class Candidate:
    article: Article
    language: str
    revision: Revision | None
    #: Whether more than spelling was changed since the text that readers see.
    is_material: bool

    @property
    def name(self):
        """What the form sends back: the very text that was read about, and where its language stood."""
        if self.revision is None:
            return ""
        return f"{self.article.pk}:{self.revision.number}:{self.article.state_in(self.language)}"

    @property
    def standing(self):
        return standing(self.article, self.language, self.revision)

    @cached_property
    def refusal(self):
        """Why ``workflow.publish`` would refuse it, as far as that can be known beforehand, or nothing."""
        try:
            require(Act.PUBLISHED, self.article, self.language, self.revision, by=None)
            refuse_incomplete(self.article, self.revision)
            refuse_unchanged(self.article, self.revision)
        except WorkflowError as error:
            return " ".join(error.messages)
        return self.question

    @property
    def question(self):
        """What only the form can ask, or nothing."""
        if not (self.is_material and self.article.is_live_in(self.language)):
            return ""
        return _("Readers see an earlier text. Publish this on its form, and say there if it corrects that.")

    @property
    def lacks_words(self):
        """Whether a picture that it shows says nothing to those who can't see it."""
        lead = self.article.picture
        is_unnamed = bool(lead) and not getattr(lead, f"alt_{self.language}")
        return is_unnamed or unnamed_pictures(self.revision.body) > 0

    @property
    def outcome(self):
        if self.article.state_in(self.language) == State.SCHEDULED:
            return _("Published now, before its set time.")
        if self.revision.stage != Stage.APPROVED:
            return _("Published now, though nobody has approved it.")
        return _("Published now.")


def publish_view(request, language):
    """Publish the newest texts of the articles named by ``ids`` in one language, those that stay ticked."""
    if language not in LANGUAGES:
        raise Http404(language)
    articles = chosen_articles(request)
    if not all(may(request.user, Right.PUBLISH, article, language) for article in articles):
        raise PermissionDenied
    candidates = _candidates(articles, language)
    if request.method == "POST":
        _publish(request, candidates, language)
        return HttpResponseRedirect(way_back(articles))
    return TemplateResponse(
        request, "admin/articles/article/publish.html", _context(request, candidates, articles, language)
    )


def _context(request, candidates, articles, language):
    return {
        **admin.site.each_context(request),
        "title": _("Publish in %(language)s") % {"language": language_name(language)},
        "opts": Article._meta,
        "language": language,
        "candidates": candidates,
        "can_publish": any(not candidate.refusal for candidate in candidates),
        "way_back": way_back(articles),
    }


def _candidates(articles, language):
    prefetch_related_objects(articles, "bylines", "picture")
    revisions = Revision.objects.newest_ones().filter(article__in=articles, language=language)
    newest = {revision.article_id: revision for revision in revisions}
    material = set(
        Revision.objects.material_since_shown(articles, language).values_list("article", flat=True)
    )
    return [
        Candidate(article, language, newest.get(article.pk), article.pk in material) for article in articles
    ]


def _publish(request, candidates, language):
    """Only what was read about: a text that came in between is left for somebody to read."""
    read = dict(name.split(":", 1) for name in request.POST.getlist("text") if ":" in name)
    done = []
    for candidate in candidates:
        article, revision = candidate.article, candidate.revision
        if str(article.pk) not in read:
            continue
        number, seen = read[str(article.pk)].partition(":")[::2]
        if revision is None or number != str(revision.number):
            say_why_not(request, article, language, NEWER_TEXT)
        elif candidate.question:
            say_why_not(request, article, language, candidate.question)
        elif do_or_say_why(request, Act.PUBLISHED, article, language, revision, seen=seen):
            done.append(article)
    say_done(request, Act.PUBLISHED, language, done)
