from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.answering import answering

SITE = Path(__file__).with_name("site.xml")


@pytest.fixture
def run():
    """Run the command and return what it says, refusals included."""

    def run(*arguments, refuses=False):
        out = StringIO()
        arguments = list(map(str, arguments))
        if refuses:
            with pytest.raises(CommandError) as refusal:
                call_command("import_articles", *arguments, stdout=out)
            assert refusal.value.returncode == 1
        else:
            call_command("import_articles", *arguments, stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def site(tmp_path):
    """The export of a WordPress site."""
    path = tmp_path / "site.xml"
    path.write_text(SITE.read_text())
    return path


@pytest.fixture
def machine(settings):
    """A site that the portal may ask, though it stands in its own network."""
    with answering() as machine:
        settings.OUTSIDE_ALLOWED = [machine.place]
        yield machine
