"""A second step at login as a person meets it: set up, log out, log in with the app, then without it."""

import re

import pytest
from playwright.sync_api import expect

from tests.signing_in import code_of, key_typed

NAME = "contributor"


@pytest.fixture
def contributor(page, site):
    """A page on which the demo's contributor is signed in; afterwards the account is as it was."""
    password = re.search(rf"^ *{NAME} +(\S+)$", site.demo, re.MULTILINE)[1]
    page.context.add_cookies([{"name": "portal_language", "value": "en", "url": site.url}])
    _give_password(page, password)
    yield page, password
    site.manage("shell", "-c", _FORGET)


_FORGET = f"""
from portal.accounts import second_step
from portal.accounts.models import User
user = User.objects.get(username="{NAME}")
second_step.reset(user, by=None)
"""


def test_second_step(contributor):
    page, password = contributor
    key, codes = _set_up(page, password)
    assert len(codes) == 10

    _log_out(page)
    _give_password(page, password)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_label("Code that the app shows").fill(code_of(key, later=1))
    page.get_by_role("button", name="Log in", exact=True).click()
    _expect_to_be_in(page)

    _log_out(page)
    _give_password(page, password)
    page.get_by_text("I don’t have the app at hand").click()
    page.get_by_label("Recovery code").fill(codes[0])
    page.get_by_role("button", name="Log in with a recovery code").click()
    _expect_to_be_in(page)
    page.goto("/admin/account/second-step/")
    expect(page.locator(".account")).to_contain_text("9 recovery codes are left.")


def _set_up(page, password):
    page.goto("/admin/account/second-step/")
    expect(page.locator(".qr svg")).to_be_visible()
    page.get_by_text("Type the key instead").click()
    key = key_typed(page.locator(".account-key").inner_text())
    page.get_by_label("Your password").fill(password)
    page.get_by_label("Code that the app shows").fill(code_of(key))
    page.get_by_role("button", name="Set up").click()
    codes = page.locator(".account-codes code").all_inner_texts()
    page.get_by_role("link", name="I have kept them").click()
    return key, codes


def _give_password(page, password):
    page.goto("/admin/")
    page.fill("#id_username", NAME)
    page.fill("#id_password", password)
    page.click("#login-form [type=submit]")


def _log_out(page):
    page.locator(".desk-sheet--account summary").click()
    page.locator("#logout-form button").click()


def _expect_to_be_in(page):
    expect(page.locator(".desk-sheet--account")).to_contain_text(NAME)
