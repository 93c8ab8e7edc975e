"""What the fields of documents may hold: days, moments, numbers and names, each written in one way."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from organizations.partnerships.dates import PartialDate
from portal.bilingual.text import clean_line, clean_text


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("there is no such day; write it as 2024-05-31") from error
    return text


def _partial(text: str) -> str:
    PartialDate.parse(text)
    return text


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
        moment.utctimetuple()
    except (ValueError, OverflowError) as error:
        raise ValueError("there is no such time; write it as 2024-05-31T18:00:00+03:00") from error
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset, such as +03:00")
    return text


def _or_none(clean):
    return AfterValidator(lambda text: clean(text) or None)


Day = Annotated[
    str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}){2}$", examples=["2024-05-31"]), AfterValidator(_day)
]
Partial = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$", examples=["2024", "2024-05"]),
    AfterValidator(_partial),
]
Moment = Annotated[str, Field(max_length=40, examples=["2024-05-31T18:00:00+03:00"]), AfterValidator(_moment)]
Amount = Annotated[
    str,
    Field(pattern=r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$", examples=["12.5"]),
    AfterValidator(lambda text: f"{Decimal(text).normalize():f}"),
]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80, examples=["citra"])]
Code = Annotated[str, Field(pattern=r"^[0-9]{3,6}-[0-9]{1,5}$", examples=["002-3"])]
RowId = Annotated[str, Field(max_length=60, examples=["source-1"])]
Line = Annotated[str | None, _or_none(lambda text: clean_line(text or ""))]
Prose = Annotated[str | None, _or_none(lambda text: clean_text(text or ""))]
