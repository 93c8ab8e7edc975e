import pytest

from tests.editing import make_editor


@pytest.fixture
def editor(client):
    """An editor with every right of the newsroom, logged in."""
    editor = make_editor()
    client.force_login(editor)
    return editor
