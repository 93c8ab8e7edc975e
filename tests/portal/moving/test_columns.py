"""Each kind of value comes back as it was."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models

from portal.moving.columns import plain, read

VALUES = [
    (models.TextField(), "«\u200fسطر\u200d» \U0001f30d \u2028"),
    (models.TextField(), ""),
    (models.TextField(null=True), None),
    (models.BooleanField(), False),
    (models.BigIntegerField(), -(2**63)),
    (models.DecimalField(max_digits=20, decimal_places=4), Decimal("9999999999999999.9999")),
    (models.DateField(), date(1, 1, 1)),
    (models.DateTimeField(), datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)),
    (models.UUIDField(), UUID(int=2**128 - 1)),
    (models.BinaryField(), bytes(range(256))),
    (models.JSONField(), {"a": [1, 1.0, None, True, {"ب": ""}]}),
]


@pytest.mark.parametrize(("field", "value"), VALUES, ids=[f"{type(field).__name__}" for field, _ in VALUES])
def test_value_comes_back_as_it_was(field, value):
    assert read(field, json.loads(json.dumps(value, default=plain))) == value


def test_moment_comes_back_whatever_its_offset():
    moment = datetime(2024, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=3)))

    assert read(models.DateTimeField(), plain(moment)) == moment
    assert plain(moment) == "2023-12-31T21:00:00+00:00"
