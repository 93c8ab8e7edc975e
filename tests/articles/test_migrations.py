"""What earlier versions of the portal stored is carried over."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_STAGES = [("articles", "0002_previews_and_restoring"), ("accounts", "0001_user")]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before():
    """The models as they were before stages, roles and languages held; the database is brought back after."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(BEFORE_STAGES)
    migrate(newest)


def test_texts_and_accounts_from_before_stages_are_carried_over(before):
    user = before.get_model("accounts", "User").objects
    editor = user.create(username="editor", is_staff=True)
    article = before.get_model("articles", "Article").objects.create()
    text = {"article": article, "language": "ar", "headline": "عنوان", "slug": "عنوان"}
    revisions = before.get_model("articles", "Revision").objects
    revisions.create(number=1, author=editor, published_at=timezone.now(), **text)
    revisions.create(number=2, author=user.create(username="reader"), **text)

    after = migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    stages = (
        after.get_model("articles", "Revision").objects.order_by("number").values_list("stage", flat=True)
    )
    assert list(stages) == ["approved", "draft"]
    assert after.get_model("articles", "Article").objects.get().made_by_id == editor.pk
    users = after.get_model("accounts", "User").objects.values_list("username", "holds_ar", "holds_en")
    assert set(users) == {("editor", True, True), ("reader", False, False)}


BEFORE_RENDITIONS = [("articles", "0018_evidence")]


@pytest.fixture
def before_renditions():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(BEFORE_RENDITIONS)
    migrate(newest)


def test_pictures_in_texts_are_noted_where_they_were_before(before_renditions):
    articles = before_renditions.get_model("articles", "Article").objects
    pictures = before_renditions.get_model("articles", "Picture").objects
    first, second = (pictures.create(file=f"{digit * 32}.webp", width=400, height=300) for digit in "ab")
    body = '<figure><img src="/media/{}.webp"></figure>'
    both = articles.create(body_ar=body.format("a" * 32), body_en=body.format("b" * 32))
    unknown = articles.create(body_ar=body.format("c" * 32), body_en="<p>/media/ without a picture</p>")

    after = migrate(MigrationExecutor(connection).loader.graph.leaf_nodes()).get_model("articles", "Article")

    shown = {
        article.pk: set(article.body_pictures.values_list("pk", flat=True)) for article in after.objects.all()
    }
    assert shown == {both.pk: {first.pk, second.pk}, unknown.pk: set()}
