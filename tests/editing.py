"""What an editor's browser sends to the admin."""

import io
import re

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.enums import State
from articles.models import Revision
from portal.accounts.models import User
from tests.factories import TEXTS

LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"
LINKS = ("bylines", "organization_mentions", "person_mentions", "partnership_mentions")


def make_editor(*without):
    """Somebody with every right of the newsroom but those named."""
    editor = User.objects.create_user(
        f"editor-{User.objects.count()}", is_staff=True, holds_ar=True, holds_en=True
    )
    rights = Permission.objects.filter(
        content_type__app_label__in=("articles", "organizations", "partnerships")
    )
    editor.user_permissions.set(rights.exclude(codename__in=without))
    return editor


def make_member(role, languages="ar en", **columns):
    """Somebody with the rights of a role as the portal gives them, holding the languages named."""
    held = {f"holds_{language}": True for language in languages.split()}
    name = f"{role}-{User.objects.count()}"
    member = User.objects.create_user(name, is_staff=True, **held, **columns)
    member.groups.set(Group.objects.filter(role__key=role))
    return member


def make_viewer():
    """Somebody who may read every article and do nothing."""
    viewer = make_member("")
    viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
    return viewer


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def newest(article, language):
    return Revision.objects.newest(article, language)


def form_of(article=None, **changes):
    """What the browser sends for a form that shows ``article``, with ``changes`` typed into it."""
    data = {"kind": "news", "topic": "", "picture": "", "shared_version": 0}
    for name in LINKS:
        data |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    if article:
        data |= {"kind": article.kind, "topic": article.topic_id or "", "picture": article.picture_id or ""}
        data["shared_version"] = article.shared_version
    for language in ("ar", "en"):
        revision = newest(article, language) if article else None
        text = revision.text if revision else {}
        data |= {f"{language}-{name}": value for name, value in text.items()}
        data[f"{language}-started_from"] = revision.number if revision else 0
        data[f"{language}-seen_state"] = article.state_in(language) if article else State.DRAFT
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def answer_to(response, data, **choices):
    """What the browser sends from the page of a conflict: what was typed, hidden numbers, choices."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    kept = {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
    return data | kept | {name.replace("__", "-"): value for name, value in choices.items()}


def typed(language, **more):
    return {f"{language}__{name}": value for name, value in (TEXTS[language] | more).items()}


def make_upload(color="green", size=(400, 300)):
    stream = io.BytesIO()
    Image.new("RGB", size, color).save(stream, "PNG")
    return SimpleUploadedFile("holiday photo.png", stream.getvalue(), content_type="image/png")


def picture_form(file, **words):
    return {"file": file, "focus_x": 50, "focus_y": 50, **words}
