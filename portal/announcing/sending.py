"""How each kind of receiver is told."""

import hmac
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils import timezone

from portal.addresses import absolute
from portal.open_data import dump
from portal.outside import Answer, post

from .enums import Channel
from .messages import body_of, feeds_of, message_id, pages_of
from .models import Delivery

JSON = {"Content-Type": "application/json; charset=utf-8"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def send(delivery: Delivery) -> Answer:
    """Tell the receiver, once. Raises OutsideError where it gives no answer."""
    return SENDERS[delivery.channel](delivery)


def signature(key: bytes, message: str, timestamp: int, body: bytes) -> str:
    """By Standard Webhooks: over the key of the message, its time and its body."""
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.digest(key, signed, sha256)).decode()


def configured_channels() -> list[Channel]:
    """The pings that are switched on."""
    on = {Channel.INDEXNOW: settings.INDEXNOW_KEY, Channel.WEBSUB: settings.WEBSUB_HUB}
    return [channel for channel, value in on.items() if value]


def _to_webhook(delivery):
    body, message = body_of(delivery.announcement), message_id(delivery.announcement)
    timestamp = int(timezone.now().timestamp())
    signed = signature(delivery.webhook.key, message, timestamp, body)
    named = {"webhook-id": message, "webhook-timestamp": str(timestamp), "webhook-signature": signed}
    return post(delivery.webhook.url, body, headers=JSON | named)


def _to_search_engines(delivery):
    document = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": absolute(f"/{settings.INDEXNOW_KEY}.txt"),
        "urlList": pages_of(delivery.announcement),
    }
    return post(settings.INDEXNOW_URL, dump(document).encode(), headers=JSON)


def _to_hub(delivery):
    said = [("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds_of(delivery.announcement))]
    return post(settings.WEBSUB_HUB, urlencode(said).encode(), headers=FORM)


SENDERS = {
    Channel.WEBHOOK: _to_webhook,
    Channel.INDEXNOW: _to_search_engines,
    Channel.WEBSUB: _to_hub,
}
