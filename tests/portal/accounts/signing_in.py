"""What a browser sends to sign in, from any address."""

from portal.accounts.models import User

LOGIN = "/admin/login/"
PASSWORD = "a-long-word-of-one's-own"


def make_account(name="salma", **columns):
    return User.objects.create_user(name, f"{name}@portal.example", PASSWORD, is_staff=True, **columns)


def sign_in(client, name="salma", password=PASSWORD, address="192.0.2.1"):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def is_in(client, response):
    return response.status_code == 302 and "_auth_user_id" in client.session
