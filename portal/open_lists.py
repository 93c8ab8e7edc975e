"""Lists and documents of the open data: which part of a list, which fields, in which language.

What is the same of every noun stands here; an app's ``parameters`` add its filters.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Schema
from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from portal.addresses import absolute
from portal.bilingual.languages import LANGUAGES
from portal.open_data import UnknownValue, json_answer, terms

PAGE_SIZE = 50
LARGEST_PAGE = 100
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
#: A place in a list, as ``portal.paging`` writes it: as many digits as a time, a number and a key can have.
PLACE = "^[0-9]{1,16}~[0-9]{1,18}$"
#: What was redacted never looks like something that says little, nor a demonstration like the truth.
NEVER_LEFT_OUT = ("redacted", "is_demo")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9:.]{5,18}([Zz]|[+ -][0-9]{2}:?[0-9]{2})?)?")


def filled(kind):
    """A parameter; an empty one counts as not given."""
    return Annotated[kind | None, BeforeValidator(lambda text: text or None)]


def number(lowest, highest):
    """Digits only: pydantic would read ``1.0`` and ``1_0`` as well."""
    return Annotated[int, Field(ge=lowest, le=highest), BeforeValidator(_digits)]


def _digits(text):
    if isinstance(text, str) and not (text.isascii() and text.isdigit()):
        raise ValueError("digits")
    return text


def _day(text):
    if isinstance(text, str) and not _DAY.fullmatch(text):
        raise ValueError("a day such as 2024-05-31")
    return text


def _moment(text):
    """Without an offset it is meant in Kuwait. A leap second is the one before it.

    A plus that nobody escaped has become a space on its way.
    """
    if not isinstance(text, str):
        return text
    if not _MOMENT.fullmatch(text):
        raise ValueError("a time such as 2024-05-31T18:00:00+03:00")
    text = re.sub(r"(:[0-9]{2}):60", r"\1:59", text)
    moment = datetime.fromisoformat(re.sub(r"(:[0-9:.]+) ", r"\1+", text).upper())
    moment = moment if moment.tzinfo else timezone.make_aware(moment)
    return _within_calendar(moment)


def _within_calendar(moment):
    """Offsets lead out of its first day and its last: what is asked for then is all there is, or nothing."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        is_first = moment.year == datetime.min.year
        return (datetime.min if is_first else datetime.max).replace(tzinfo=UTC)


SlugText = Annotated[str, Field(pattern=SLUG, max_length=80)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Language = Literal[LANGUAGES]


def fields_of(shape: type[BaseModel]):
    """The parameter ``fields`` of an address that answers with documents of this shape."""
    names = sorted(field.alias or name for name, field in shape.model_fields.items())

    def check(text):
        for name in text.split(",") if text else ():
            if name not in names:
                raise PydanticCustomError("unknown_field", "no field {field}", {"field": name[:40]})
        return text or None

    one = "|".join(names)
    said = Field(
        None,
        description="names of fields with commas between: a document then has no others, but its terms",
        json_schema_extra={"pattern": f"^({one})(,({one}))*$", "examples": [",".join(names[:2])]},
    )
    return Annotated[str | None, BeforeValidator(check), said]


class Asked(Schema):
    """What of a document is asked for; ``fields`` come with the shape."""

    lang: filled(Language) = Field(
        None, description="the texts of this language alone, of what exists in it; else those of both"
    )

    @property
    def languages(self):
        return (self.lang,) if self.lang else LANGUAGES

    def thin(self, document: dict, also=()) -> dict:
        """The document as it was asked for, and ``also`` these of its fields."""
        if fields := getattr(self, "fields", None):
            wanted = {*fields.split(","), *NEVER_LEFT_OUT, *also}
            document = {name: value for name, value in document.items() if name in wanted}
        return in_language(document, self.lang) if self.lang else document

    def answer(self, document: dict, **about):
        return _said_in(self.languages, json_answer(self.thin(document, also=terms()), **about))

    def list_answer(self, request, listed, name: str, documents: list[dict], *, shows=(), **about):
        """A part of a list. Its neighbours are named in the document and in ``Link`` (RFC 8288)."""
        here = absolute(request.path)
        older, newer = (here + query if query else None for query in (listed.older, listed.newer))
        whole = {**about, "next": older, "previous": newer, **terms()}
        if self.lang:
            whole = in_language(whole, self.lang)
        body = {name: [self.thin(document) for document in documents], **whole}
        response = _said_in(self.languages, json_answer(body, shows=shows))
        links = {"first": here + listed.filters, "next": older, "prev": newer}
        response["Link"] = ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if url)
        return response


class Part(Asked):
    """Which part of a list, and how much of it."""

    limit: filled(number(1, LARGEST_PAGE)) = Field(PAGE_SIZE, description="how many documents at most")
    before: filled(Annotated[str, Field(pattern=PLACE)]) = Field(None, description="as ``next`` has it")
    after: filled(Annotated[str, Field(pattern=PLACE)]) = Field(None, description="as ``previous`` has it")

    @property
    def size(self):
        return self.limit or self._usual_size

    @property
    def _usual_size(self):
        return type(self).model_fields["limit"].default

    def chosen(self) -> dict:
        """Everything but the place, as an address repeats it."""
        kept = self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"before", "after"})
        return (
            kept if self.size != self._usual_size else {name: kept[name] for name in kept if name != "limit"}
        )

    def paging(self):
        """The arguments of ``page_by_key``."""
        if self.before and self.after:
            raise UnknownValue("after")
        places = {"before": self.before, "after": self.after}
        return {"parameters": places, "size": self.size, "keep": self.chosen()}


def in_language(value, language):
    """The same with the texts of one language: nothing but ``{"ar": …, "en": …}`` is thinned."""
    if isinstance(value, list):
        return [in_language(one, language) for one in value]
    if not isinstance(value, dict):
        return value
    kept = [language] if value and value.keys() <= set(LANGUAGES) else value
    return {name: in_language(value[name], language) for name in kept if name in value}


def _said_in(languages, response):
    response["Content-Language"] = ", ".join(languages)
    return response
