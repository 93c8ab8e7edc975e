import os
import subprocess
import sys

import pytest

from tests.serving import ROOT


def test_folder_of_the_database_is_made_where_a_secret_key_is_given(tmp_path):
    """Without one the key's own file brings the folder."""
    folder = tmp_path / "new" / "var"
    environment = {"VAR_DIR": str(folder), "SECRET_KEY": "given", "PATH": os.environ["PATH"]}

    subprocess.run([sys.executable, "-c", "import portal.settings"], cwd=ROOT, env=environment, check=True)

    assert folder.is_dir()


def read(tmp_path, expression, **environment):
    """What the settings say in this environment."""
    environment |= {"VAR_DIR": str(tmp_path), "SECRET_KEY": "given", "PATH": os.environ["PATH"]}
    program = f"from portal import settings; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_replica_has_the_options_of_the_primary_and_a_place_of_its_own(tmp_path):
    urls = {
        "DATABASE_URL": "postgres://portal@first/portal?sslmode=require",
        "DATABASE_REPLICA_URL": "postgres://reader@second:5433/portal",
    }
    columns = "db['ENGINE'], db['HOST'], db['USER'], db['OPTIONS']['sslmode']"
    told = f"[({columns}) for db in settings.DATABASES.values()]"

    patient = read(tmp_path, told, SERVES_PAGES="true", **urls)

    both = [("first", "portal"), ("second", "reader")]
    assert patient.stdout.strip() == str([("portal.patience", *place, "require") for place in both])


def test_sqlite_has_no_replica(tmp_path):
    refused = read(tmp_path, "settings", DATABASE_REPLICA_URL="postgres://reader@second/portal")

    assert "DATABASE_URL names SQLite" in refused.stderr


def test_pictures_are_kept_where_the_environment_says(tmp_path):
    told = "settings.STORAGES['default']['BACKEND']"
    bucket = {"MEDIA_STORAGE": "s3+https://key:secret@s3.example/pictures"}

    assert "FileSystemStorage" in read(tmp_path, told).stdout
    assert "ObjectStorage" in read(tmp_path, told, **bucket).stdout


def test_who_serves_readers_waits_less_for_another_writer_than_a_command(tmp_path):
    """One that waits as long as gunicorn lets a worker work is ended, and its editor is told nothing."""
    told = "settings.DATABASES['default']['OPTIONS']['timeout']"

    patient, command = read(tmp_path, told, SERVES_PAGES="true"), read(tmp_path, told)

    assert [float(patient.stdout), float(command.stdout)] == [3.5, 20]


@pytest.mark.parametrize(("serves", "patience"), [({"SERVES_PAGES": "true"}, 2.5), ({}, 0)])
def test_patience_of_all_services_is_that_of_pages_only(tmp_path, serves, patience):
    """/etc/portal.env is read by migrate and the worker as well, which may wait for long queries."""
    told = read(tmp_path, "settings.DATABASE_PATIENCE", DATABASE_PATIENCE="2.5", **serves)

    assert float(told.stdout) == patience
