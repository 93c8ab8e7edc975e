"""What moves loses nothing: out of one kind of database, into the other, and back."""

import pytest
from django.core.management import call_command

from organizations.partnerships.models.numbering import Numbering
from portal.moving.exporting import export_site
from portal.moving.importing import import_site
from tests.factories import make_topic
from tests.portal.moving.reading import contents, files, pages
from tests.portal.moving.whole_portal import build

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "other"])


def test_a_round_trip_through_the_other_kind_of_database_loses_nothing(other, settings, tmp_path, client):
    build()
    call_command("rebuild_search", missing=True, verbosity=0)
    before = contents(), files(), pages(client)
    assert [label for label, rows in before[0].items() if not rows] == []

    written = export_site(tmp_path / "out", with_passwords=True)
    settings.MEDIA_ROOT = tmp_path / "there"
    brought = import_site(tmp_path / "out", using=other)

    assert (contents(other), files()) == before[:2]
    assert (brought.rows, brought.files) == (written.rows, written.files)
    assert (written.missing, brought.changed) == ([], {})

    export_site(tmp_path / "back", with_passwords=True, using=other)
    settings.MEDIA_ROOT = tmp_path / "again"
    call_command("flush", verbosity=0, interactive=False)
    import_site(tmp_path / "back")
    call_command("rebuild_search", missing=True, verbosity=0)

    for was, now in zip(before, (contents(), files(), pages(client)), strict=True):
        assert [name for name in was if was[name] != now.get(name)] == []
        assert was.keys() == now.keys()
    assert make_topic().pk > before[0]["articles.Topic"][-1][0] + 1
    assert Numbering.take() == 41
