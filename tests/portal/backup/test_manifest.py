"""A backup that isn't whole is told from one that is, before anything is touched."""

import pytest
from django.core.management import CommandError, call_command

from portal.backup.restoring import check_backup
from portal.moving.folder import ExportDamaged
from tests.portal.backup.conftest import PICTURE
from tests.portal.backup.reading import alter, read


def test_a_whole_one_is_told_to_be(written, capsys):
    call_command("restore", written, check=True, verbosity=0)

    assert "whole, made at 2026-11-23T20:00:00+00:00, 1 files." in capsys.readouterr().out


@pytest.mark.parametrize("path", ["database.sqlite3", PICTURE])
@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda content: b"b" + content[1:], "other ones"),
        (lambda content: content[:-1], "not the"),
        (lambda content: content + b"b", "not the"),
        (lambda content: None, "No such file"),
    ],
    ids=["changed", "cut", "longer", "gone"],
)
def test_a_damaged_file_is_named(path, harm, message, written):
    content = harm((written / path).read_bytes())
    (written / path).unlink()
    if content:
        (written / path).write_bytes(content)

    with pytest.raises(CommandError, match=message) as refused:
        call_command("restore", written, check=True, verbosity=0)

    assert str(refused.value).startswith(f"{path}: ")


def test_a_link_is_no_file(written, tmp_path):
    (written / PICTURE).rename(tmp_path / "elsewhere")
    (written / PICTURE).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ExportDamaged, match=PICTURE):
        check_backup(written)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"format": "portal-export"}, "this is no backup"),
        ({"version": 2}, "format 2; this portal reads format 1"),
        ({"files": {}}, "incomplete"),
        ({"files": {"database.sqlite3": {}}}, "incomplete"),
        ({"files": {"database.sqlite3": {"size": 1, "sha256": "x"}}}, "incomplete"),
        ({"files": []}, "incomplete"),
        ({"engine": "oracle"}, "incomplete"),
        ({"engine": "postgresql"}, "incomplete"),
        ({"migrations": None}, "incomplete"),
        ({"surprise": 1}, "incomplete"),
    ],
)
def test_a_manifest_of_something_else_is_refused(told, message, written):
    alter(written, **told)

    with pytest.raises(ExportDamaged, match=message):
        check_backup(written)


@pytest.mark.parametrize("path", ["media/../../a.jpg", "/etc/passwd", "media/.htaccess", "media/a/b.jpg"])
def test_no_path_leads_out(path, written):
    alter(written, files=read(written)["files"] | {path: {"size": 1, "sha256": "0" * 64}})

    with pytest.raises(ExportDamaged, match="incomplete"):
        check_backup(written)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", None])
def test_without_manifest_it_is_no_backup(content, written):
    (written / "manifest.json").unlink()
    if content is not None:
        (written / "manifest.json").write_bytes(content)

    with pytest.raises(CommandError, match=r"manifest\.json"):
        call_command("restore", written, check=True)
