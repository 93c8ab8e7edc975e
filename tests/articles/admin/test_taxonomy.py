import pytest

from tests.factories import make_author

pytestmark = pytest.mark.django_db


def test_author_takes_no_file_that_could_not_be_shown(client, editor):
    page = client.get(f"/admin/articles/author/{make_author().pk}/change/").content.decode()

    assert 'type="file"' not in page
