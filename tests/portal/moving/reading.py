"""What a portal holds and shows, read past everything that exports and imports."""

from pathlib import Path

from django.core.files.storage import default_storage

from articles.models import Article
from organizations.models import Organization
from organizations.partnerships.models import Partnership
from portal.bilingual.languages import LANGUAGES
from portal.moving import statement

#: Numbered differently in each database.
NAMES = {
    "auth.Permission": ("content_type__app_label", "content_type__model", "codename"),
    "contenttypes.ContentType": ("app_label", "model"),
}


def contents(using="default"):
    """Every row that moves, with all its columns."""
    return {label: _rows(label, using) for label in statement.KEPT}


def _rows(label, using):
    fields = statement.model_of(label)._meta.concrete_fields
    columns = [column for field in fields for column in _columns(field)]
    rows = statement.rows_of(label, using).order_by("pk").values_list(*columns)
    return [tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in rows]


def _columns(field):
    names = NAMES.get(field.related_model._meta.label) if field.is_relation else None
    return [f"{field.name}__{name}" for name in names] if names else [field.attname]


def files():
    """Every file of the media folder with its content."""
    return {name: Path(default_storage.path(name)).read_bytes() for name in default_storage.listdir("")[1]}


def pages(client):
    """A page of each kind in both languages, by its address."""
    article = Article.objects.exclude(published_at_ar=None).earliest("pk")
    body = Organization.objects.earliest("pk")
    addresses = [
        "",
        f"articles/{article.pk}/{article.slug_ar}/",
        f"topics/{article.topic.slug}/",
        f"organizations/{body.slug}/",
        *(f"partnerships/{entry.slug}/" for entry in Partnership.objects.order_by("pk")),
        f"search/?q={body.name_en}",
        "corrections/",
    ]
    found = [f"/{language}/{address}" for language in LANGUAGES for address in addresses]
    return {address: _answer(client, address) for address in [*found, "/api/v1/partnerships"]}


def _answer(client, address):
    response = client.get(address, follow=True)
    return response.redirect_chain, response.status_code, b"".join(response)
