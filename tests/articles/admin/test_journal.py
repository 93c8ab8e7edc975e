import pytest

from articles.models import LogEntry, Revision
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["revision", "logentry"])
def test_history_is_read_and_never_changed(client, editor, model):
    make_article()
    url = f"/admin/articles/{model}/"
    row = Revision.objects.first() if model == "revision" else LogEntry.objects.first()

    assert client.get(url).status_code == 200
    assert client.get(f"{url}{row.pk}/change/").status_code == 200
    assert client.post(f"{url}{row.pk}/change/", {}).status_code == 403
    assert client.get(f"{url}add/").status_code == 403
    assert client.post(f"{url}{row.pk}/delete/", {"post": "yes"}).status_code == 403
