"""A server that speaks S3, on this machine."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import boto3
from moto.server import ThreadedMotoServer

NAME = "portal-media"
KEY, SECRET = "testing", "test/secret+"


@contextmanager
def running_server():
    """Yield ``host:port``."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield "{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


def address(host):
    return f"s3+http://{KEY}:test%2Fsecret%2B@{host}/{NAME}?region=eu-central-1"


class Bucket:
    """The bucket as its server sees it."""

    def __init__(self, host):
        self.host = urlsplit(f"//{host}").netloc
        self.client = boto3.client(
            "s3",
            endpoint_url=f"http://{host}",
            region_name="eu-central-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
        )

    def make(self):
        place = {"LocationConstraint": "eu-central-1"}
        self.client.create_bucket(Bucket=NAME, CreateBucketConfiguration=place)

    def empty(self):
        for name in self.names:
            self.client.delete_object(Bucket=NAME, Key=name)

    @property
    def names(self):
        return {row["Key"] for row in self.client.list_objects_v2(Bucket=NAME).get("Contents", ())}

    def readers(self, name):
        """Whom the file's own list lets in, beside its owner."""
        told = self.client.get_object_acl(Bucket=NAME, Key=name)
        return [row["Grantee"] for row in told["Grants"] if row["Grantee"].get("Type") != "CanonicalUser"]
