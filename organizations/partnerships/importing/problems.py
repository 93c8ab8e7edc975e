"""What is wrong with a file, where, in words for whoever wrote it."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from pydantic import ValidationError as ShapeError

#: What pydantic calls it, and what we say.
WORDS = {
    "missing": "is missing",
    "extra_forbidden": "there is nothing called so",
    "too_long": "has more rows than any entry",
    "int_parsing": "is not a number",
    "bool_parsing": "is neither yes nor no",
    "bool_type": "is neither yes nor no",
    "string_type": "is not a text",
    "list_type": "is not a list",
    "model_type": "is not a group of named values",
    "dict_type": "is not a group of named values",
    "string_too_long": "is too long",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}
TAGS = {"row", "redacted"}


@dataclass(frozen=True)
class Problem:
    """``where`` is a line of a table or the place in a document; empty, the whole file."""

    where: str
    message: str

    def __str__(self):
        return f"{self.where}: {self.message}" if self.where else self.message


class Refused(Exception):
    """A file, or a record in it, that can't be brought in."""

    def __init__(self, *problems: Problem):
        super().__init__("; ".join(map(str, problems)))
        self.problems = list(problems)


def refuse(message: str, where: str = "") -> Refused:
    return Refused(Problem(where, message))


def of_shape(error: ShapeError, where: str) -> list[Problem]:
    """What a document has that its description doesn't allow."""
    return [Problem(where, f"{_path(one['loc'])} {_words(one)}".strip()) for one in error.errors()]


def of_columns(error: ValidationError, where: str, row: str = "") -> list[Problem]:
    """What a model says of a row that it won't take."""
    named = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        Problem(where, f"{row} {'' if name == NON_FIELD_ERRORS else name + ': '}{message}".strip())
        for name, messages in named.items()
        for message in messages
    ]


def _path(location):
    """The place in a document: documents 2, title.ar."""
    path = ""
    for before, part in zip(("", *location), location, strict=False):
        if isinstance(part, int):
            path += f" {part + 1},"
        elif not (isinstance(before, int) and part in TAGS):
            path += f" {part}" if path.endswith(",") else f".{part}"
    return path.strip(".")


def _words(error):
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return f": {context['error']}"
    if kind in {"enum", "literal_error"}:
        return f"is none of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"is not written as it should be ({context['pattern']})"
    return WORDS.get(kind, error["msg"].lower())
