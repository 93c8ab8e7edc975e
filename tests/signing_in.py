"""What somebody who logs in types, and the app on their telephone."""

import re
from base64 import b32decode
from binascii import unhexlify

from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_step
from portal.accounts.models import Event
from tests.editing import make_member

PASSWORD = "a-long-word-of-one's-own"
LOGIN = "/admin/login/"
CODE = "/admin/login/code/"
SET_UP = "/admin/login/set-up/"
SECOND_STEP = "/admin/account/second-step/"
SESSIONS = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
#: As long as an app shows a code.
SECONDS = 30


def make_person(role="editor", **columns):
    """A member with a password and, unless told otherwise, no second step."""
    member = make_member(role, **columns)
    member.set_password(PASSWORD)
    member.save()
    return member


def code_of(key, *, later=0):
    """What an app shows that holds ``key``, so many codes from now."""
    return f"{TOTP(unhexlify(key), t0=-later * SECONDS).token():06}"


def next_code(user):
    """One that was never used: the app's next, which is accepted already."""
    return code_of(TOTPDevice.objects.get(user=user).key, later=1)


def wrong_code(user):
    right = {code_of(TOTPDevice.objects.get(user=user).key, later=step) for step in (-2, -1, 0, 1, 2)}
    return next(code for code in (f"{number:06}" for number in range(6)) if code not in right)


def set_up(user):
    """Set the second step up as its page does; returns the recovery codes."""
    key = second_step.new_key()
    _device, codes = second_step.set_up(user, key, code_of(key))
    return codes


def browser(user_agent=FIREFOX):
    client = Client(headers={"user-agent": user_agent})
    client.cookies["portal_language"] = "en"
    return client


def give_password(client, user, **more):
    return client.post(LOGIN, {"username": user.username, "password": PASSWORD} | more)


def log_in(client, user):
    """Both steps, or the one that there is."""
    response = give_password(client, user)
    if response.url == CODE:
        response = client.post(CODE, {"code": next_code(user)})
    assert response.status_code == 302, response.content
    return response


def is_in(client):
    return client.get("/admin/").status_code == 200


def key_shown(response):
    return key_typed(re.search(r'account-key" dir="ltr">([^<]+)<', response.text)[1])


def key_typed(text):
    """The key that a page shows to be typed, as the database keeps it."""
    return b32decode(text.replace(" ", "").upper()).hex()


def codes_shown(response):
    return re.findall(r"<li><code>([^<]+)</code></li>", response.text)


def noted(*kinds):
    """What the log says of these, oldest first: to whom, by whom, from which address."""
    events = Event.objects.filter(kind__in=kinds).order_by("pk")
    return [(event.kind, event.account, event.by, event.address) for event in events]
