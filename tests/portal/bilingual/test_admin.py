import re

import pytest

from tests.editing import LIST, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "address", ["", "articles/article/", "articles/article/add/", "articles/picture/add/"]
)
def test_pages_have_nothing_inline_and_name_no_other_host(client, editor, address, language):
    client.cookies["portal_language"] = language
    page = client.get(f"/admin/{address}").content.decode()

    assert re.findall(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|<style", page) == []
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', page) == []
    assert f'<html lang="{language}"' in page


def test_language_of_the_admin_is_switched_from_its_header(client, editor):
    page = client.get(LIST).content.decode()
    assert 'action="/i18n/setlang/"' in page

    response = client.post("/i18n/setlang/", {"language": "en", "next": LIST}, follow=True)

    assert '<html lang="en" dir="ltr">' in response.content.decode()
