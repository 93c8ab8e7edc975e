"""Where the bucket is: ``s3+https://key:secret@host/bucket?region=eu-central-1``."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"s3+http": "http", "s3+https": "https"}
REGION = "us-east-1"


def read_address(url: str) -> dict[str, str]:
    """Options of django-storages. What an ImproperlyConfigured says never holds part of the address."""
    try:
        parts = urlsplit(url)
        host = _host(parts)
    except ValueError:
        # From nothing: the message quotes what may be half a secret.
        raise _refusal("it is no address (in a secret, write / as %2F, + as %2B, and so on)") from None
    bucket, options = parts.path.strip("/"), parse_qs(parts.query)
    if parts.scheme not in SCHEMES or not host:
        raise _refusal("the scheme or the host is missing")
    if not bucket or "/" in bucket:
        raise _refusal("its path is not the name of a bucket")
    if not (parts.username and parts.password):
        raise _refusal("the key or the secret is missing")
    if unknown := set(options) - {"region"}:
        raise _refusal(f"it has no option {', '.join(sorted(unknown))}")
    return {
        "endpoint_url": f"{SCHEMES[parts.scheme]}://{host}",
        "bucket_name": bucket,
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "region_name": options.get("region", [REGION])[0],
    }


def _host(parts):
    return f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"


def _refusal(reason):
    return ImproperlyConfigured(
        f"MEDIA_STORAGE can’t be used: {reason}. It is written s3+https://key:secret@host/bucket?region=name."
    )
