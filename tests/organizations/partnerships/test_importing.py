"""What the export writes can be read back without a loss; what can't be read says where and why."""

import pytest

from organizations.partnerships.exporting import entries_for_export, partnership_document
from organizations.partnerships.importing import import_files
from organizations.partnerships.models import Partnership
from tests.organizations.partnerships.rich_ledger import make_directory, make_ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(client, tmp_path):
    """The rich ledger in the three files of the open data, and the ledger emptied."""
    make_directory()
    make_ledger()
    paths = []
    for name in ("partnerships.csv", "commitments.csv", "partnerships.json"):
        path = tmp_path / name
        path.write_bytes(b"".join(client.get(f"/api/v1/{name}").streaming_content))
        paths.append(path)
    documents = everything()
    empty_the_ledger()
    return paths, documents


def everything():
    entries = Partnership.objects.order_by("number")
    return [partnership_document(entry) for entry in entries_for_export(entries)]


def empty_the_ledger():
    Partnership._base_manager.update(is_demo=True)
    for entry in Partnership.objects.order_by("-pk"):
        entry.delete()


def test_document_is_read_back_without_a_loss(exported):
    (_p, _c, path), before = exported
    outcomes = import_files([path], dry_run=False)
    print(outcomes)
    assert everything() == before


def test_tables_are_read_back_without_a_loss(exported):
    (p, c, path), before = exported
    outcomes = import_files([p, c], dry_run=False)
    print(outcomes)
    assert everything() == before
