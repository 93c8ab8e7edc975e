"""Bring a text file in as an article: parse it, propose its mentions, insert a draft revision.

The same text brought in twice is recognised by its digest and changes nothing. A file that can't be brought
in, or published where that was asked for, is refused whole; the files after it are not its concern.
"""

import hashlib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.entity_linking import Directory
from articles.models import Article, Topic
from articles.workflow import publish, save_revision

from .linking import known_author, propose_mentions
from .outcomes import CREATED, REFUSED, UNCHANGED, Outcome
from .plain_text import ParsedText, Refused, parse, read_text_file


def import_file(
    path: Path, *, directory: Directory, topic: Topic | None, goes_live: bool, dry_run: bool
) -> Outcome:
    """Import one file, whole or not at all. A dry run does everything and takes it back."""
    try:
        parsed = parse(read_text_file(path))
    except Refused as refusal:
        return Outcome(path, REFUSED, reason=str(refusal))
    try:
        with transaction.atomic():
            outcome = _import(path, parsed, directory, topic, goes_live)
            transaction.set_rollback(dry_run)
    except ValidationError as refusal:
        flags = _flags(parsed, known_author(parsed.byline))
        return Outcome(path, REFUSED, flags=flags, reason=" ".join(refusal.messages))
    return outcome


def _import(path, parsed, directory, topic, goes_live):
    digest = _digest(parsed)
    known = Article.objects.filter(import_digest=digest).first()
    if known:
        return Outcome(path, UNCHANGED, known, parsed.headline)
    article = Article.objects.create(kind=parsed.kind, topic=topic, import_digest=digest)
    author = known_author(parsed.byline)
    if author:
        article.bylines.create(author=author)
    columns = _columns(parsed)
    mentions = propose_mentions(article, parsed.language, columns, directory)
    note = _note(parsed, author)
    revision = save_revision(article, parsed.language, columns, by=None, started_from=0, note=note)
    if goes_live:
        publish(revision, by=None)
    return Outcome(path, CREATED, article, parsed.headline, _flags(parsed, author), mentions)


def _digest(parsed: ParsedText) -> str:
    """Taken from what was read, not from what the parser made of it: a better parser knows the text again."""
    text = "\n".join([parsed.language, *parsed.lines])
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(parsed):
    return {
        "headline": parsed.headline,
        "standfirst": parsed.standfirst,
        "body": parsed.body_html,
        "source_name": parsed.source_name,
        "source_url": parsed.source_url,
    }


def _flags(parsed, author):
    flags = [str(flag.label) for flag in parsed.flags]
    if parsed.byline and not author:
        flags.append(_("Unknown author: %(name)s") % {"name": parsed.byline})
    return flags


def _note(parsed, author):
    """A by-line that leads to no author is taken out of the text; its name is kept here for the editor."""
    if not parsed.byline or author:
        return ""
    return _("By-line in the text: %(name)s") % {"name": parsed.byline}
