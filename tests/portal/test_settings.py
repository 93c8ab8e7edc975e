import os
import subprocess
import sys

from tests.serving import ROOT


def test_folder_of_the_database_is_made_where_a_secret_key_is_given(tmp_path):
    """Without one the key's own file brings the folder."""
    folder = tmp_path / "new" / "var"
    environment = {"VAR_DIR": str(folder), "SECRET_KEY": "given", "PATH": os.environ["PATH"]}

    subprocess.run([sys.executable, "-c", "import portal.settings"], cwd=ROOT, env=environment, check=True)

    assert folder.is_dir()


TELL_TIMEOUT = "from portal.settings import DATABASES; print(DATABASES['default']['OPTIONS']['timeout'])"


def test_who_serves_readers_waits_less_for_another_writer_than_a_command(tmp_path):
    """One that waits as long as gunicorn lets a worker work is ended, and its editor is told nothing."""
    environment = {"VAR_DIR": str(tmp_path), "SECRET_KEY": "given", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", TELL_TIMEOUT]

    told = [
        subprocess.run(command, cwd=ROOT, env=environment | more, check=True, capture_output=True).stdout
        for more in ({"DATABASE_PATIENCE": "3.5"}, {})
    ]

    assert [float(seconds) for seconds in told] == [3.5, 20]
