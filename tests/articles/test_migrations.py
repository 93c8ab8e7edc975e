"""What earlier versions of the portal stored is carried over."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = pytest.mark.django_db(transaction=True)

#: Before stages, roles and languages held.
BEFORE_STAGES = [("articles", "0002_previews_and_restoring"), ("accounts", "0001_user")]
BEFORE_USES_OF_PICTURES = [("articles", "0018_evidence"), ("organizations", "0004_merged_records")]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before(request):
    """The models as they were then; the database is brought back after."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(request.param)
    migrate(newest)


@pytest.mark.parametrize("before", [BEFORE_STAGES], indirect=True)
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


@pytest.mark.parametrize("before", [BEFORE_USES_OF_PICTURES], indirect=True)
def test_pictures_of_earlier_texts_are_noted(before):
    shown, _unused = (
        before.get_model("articles", "Picture").objects.create(file=f"{name}.webp", width=400, height=300)
        for name in ("shown", "unused")
    )
    article = before.get_model("articles", "Article").objects.create()
    body = '<p>Text.</p><img src="/media/shown.webp" alt=""><img src="/media/gone.webp" alt="">'
    revisions = before.get_model("articles", "Revision").objects
    for number, text in enumerate(("<p>Text.</p>", body), start=1):
        revisions.create(article=article, language="ar", number=number, headline="عنوان", slug="x", body=text)

    after = migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    uses = after.get_model("articles", "PictureUse").objects
    rows = uses.values_list("picture", "article", "revision__number")
    assert list(rows) == [(shown.pk, article.pk, 2)]
