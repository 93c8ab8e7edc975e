import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.object_storage.address import read_address


def test_every_part_is_read():
    assert read_address("s3+https://key:a%2Fb%2Bc@s3.example:9000/pictures?region=me-south-1") == {
        "endpoint_url": "https://s3.example:9000",
        "bucket_name": "pictures",
        "access_key": "key",
        "secret_key": "a/b+c",
        "region_name": "me-south-1",
    }


@pytest.mark.parametrize(
    "address",
    [
        "s3://key:hidden@s3.example/pictures",
        "https://key:hidden@s3.example/pictures",
        "s3+https://s3.example/pictures",
        "s3+https://key:hidden@s3.example",
        "s3+https://key:hidden@s3.example/pictures/deeper",
        "s3+https://key:hidden@s3.example/pictures?colour=hidden",
        "s3+https://key:hid/den@s3.example/pictures",
        "s3+https://key:hidden@[::1/pictures",
    ],
)
def test_refusal_says_what_is_wrong_and_no_secret(address):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE can’t be used") as refused:
        read_address(address)

    assert "hid" not in str(refused.value)
