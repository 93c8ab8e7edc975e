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
