"""A bucket as Django meets it: files have the portal's own addresses, and what fails is an OSError.

A file is read whole before any of it is sent: half a picture would be kept for ever by whoever got it. It is
written by one request, which stores all of it or nothing.
"""

from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from storages.backends.s3 import S3Storage

from portal.patience.breaker import Breaker

from .address import read_address
from .away import StorageAway

#: Both tries together end before gunicorn's own time-out of ten seconds does.
CONNECT_SECONDS, READ_SECONDS, TRIES = 2, 3, 2
QUICK_SECONDS = 1
#: Not NoSuchBucket. What is asked by HEAD has no text to say more than 404.
NO_SUCH_FILE = {"NoSuchKey", "404"}


class ObjectStorage(S3Storage):
    def __init__(self, address: str):
        options = read_address(address)
        super().__init__(
            **options,
            client_config=_config(CONNECT_SECONDS, READ_SECONDS, TRIES),
            # The name says the content: to write a file again changes nothing.
            file_overwrite=True,
            default_acl=None,
        )
        self._breaker = _breaker_of(address)

    def url(self, name, *_arguments, **_more):
        """Readers' browsers meet no other host, and what wasn't published stays with staff."""
        return urljoin(settings.MEDIA_URL, name)

    def exists(self, name):
        with self._as_files_fail(name):
            return super().exists(name)

    def size(self, name):
        with self._as_files_fail(name):
            return super().size(name)

    def listdir(self, name):
        with self._as_files_fail(name):
            return super().listdir(name)

    def delete(self, name):
        with self._as_files_fail(name):
            super().delete(name)

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("Files of the storage are only read; save() writes them.")
        with self._as_files_fail(name):
            return File(BytesIO(self._object(name).get()["Body"].read()), name)

    def _save(self, name, content):
        content.seek(0)
        with self._as_files_fail(name):
            self._object(name).put(Body=content.read(), **self._get_write_parameters(name, content))
        return name

    def _object(self, name):
        return self.bucket.Object(self._normalize_name(name))

    @contextmanager
    def _as_files_fail(self, name):
        if self._breaker.is_open:
            raise StorageAway(f"The storage of media was silent a moment ago: {name}")
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] in NO_SUCH_FILE:
                raise FileNotFoundError(name) from error
            raise StorageAway(f"The storage of media refused {name}: {error}") from error
        except BotoCoreError as error:
            self._breaker.open()
            raise StorageAway(f"The storage of media is away: {error}") from error


@cache
def _breaker_of(address):
    """One for all threads of the process."""
    file = Path(settings.VAR_DIR) / "media_storage_is_silent"
    return Breaker(file, lambda: _answers_quickly(read_address(address)), of="The storage of media")


def _answers_quickly(options):
    """Whatever it answers: what is wrong with the key or the bucket is told to whoever asks for a file."""
    client = boto3.client(
        "s3",
        endpoint_url=options["endpoint_url"],
        region_name=options["region_name"],
        aws_access_key_id=options["access_key"],
        aws_secret_access_key=options["secret_key"],
        config=_config(QUICK_SECONDS, QUICK_SECONDS, tries=1),
    )
    try:
        client.head_bucket(Bucket=options["bucket_name"])
    except ClientError:
        return True
    except BotoCoreError:
        return False
    return True


def _config(connect, read, tries):
    return Config(
        connect_timeout=connect,
        read_timeout=read,
        retries={"mode": "standard", "total_max_attempts": tries},
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        # Many storages that speak S3 don't know the newest checksums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
