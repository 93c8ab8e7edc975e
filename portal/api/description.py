"""OpenAPI of everything under ``/api/v1/``: the apps' type hints, and what all addresses have in common."""

from functools import cache
from itertools import chain

from portal.open_data import Problem
from portal.open_lists import NEVER_LEFT_OUT

from .version_1 import api

ROOT = "/api/v1"
SCHEMAS = "#/components/schemas/"

HEADERS = {
    "ETag": "changes with the document; ask again with ``If-None-Match``",
    "Content-Language": "the languages of the texts",
    "Link": "the first part of the list and the neighbours of this one: ``first``, ``next``, ``prev``",
    "Location": "the address that the document has now",
    "RateLimit": "what is left to you in this minute, and when it ends; not said where nothing is limited",
    "RateLimit-Policy": "how much there is in a minute",
    "Retry-After": "so many seconds to wait",
}
ALWAYS = ("RateLimit", "RateLimit-Policy")
KEPT = ("ETag", "Content-Language", *ALWAYS)
ERRORS = {
    "400": "A parameter is missing or can’t be read",
    "404": "Nothing is published under this address, or a filter has no such value",
    "405": "The address can only be read",
    "414": "The address is too long",
    "429": "You asked too often; ``Retry-After`` says when to go on",
    "503": "The portal is away for a moment; ``Retry-After`` says when to ask again",
}
TRY_AGAIN = ("429", "503")
TYPES = {".csv": "text/csv"}


@cache
def description() -> dict:
    described = api.get_openapi_schema(path_prefix=f"{ROOT}/")
    components = described["components"]
    components["headers"] = {name: _header(words) for name, words in HEADERS.items()}
    components["schemas"]["Problem"] = Problem.model_json_schema()
    components["responses"] = {status: _error(status, words) for status, words in ERRORS.items()}
    for path, methods in described["paths"].items():
        operation = methods["get"]
        operation["parameters"] = [_parameter(row) for row in operation["parameters"]]
        operation["responses"] = _responses(path, operation)
        _release(components["schemas"], operation)
    components["schemas"] = _used(
        components["schemas"], _named([described["paths"], components["responses"]])
    )
    return described


def _header(words):
    return {"description": words, "schema": {"type": "string"}}


def _error(status, words):
    names = (*ALWAYS, "Retry-After") if status in TRY_AGAIN else ALWAYS
    return {"description": words, "headers": _headers(names), "content": _problem("Problem")}


def _problem(shape):
    return {"application/problem+json": {"schema": {"$ref": f"{SCHEMAS}{shape}"}}}


def _headers(names):
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _parameter(row):
    """Where pydantic says that something may be null, an address leaves it empty."""
    schema = row["schema"]
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) < len(schema.get("anyOf", ())):
        told = {name: schema[name] for name in ("pattern", "examples", "default") if name in schema}
        written = choices[0] | {name: told.pop(name) for name in ("pattern", "examples") if name in told}
        schema = {"anyOf": [written, {"const": ""}], **told}
    return row | {"schema": schema}


def _responses(path, operation):
    found = {str(status): _answer(path, response) for status, response in operation["responses"].items()}
    if "410" in found:
        [content] = found["410"]["content"].values()
        found["410"]["content"] = {"application/problem+json": content}
    if "{" in path:
        moved = {"description": "It has another address now", "headers": _headers(("Location", *ALWAYS))}
        found["301"] = moved
    found["304"] = {"description": "Unchanged", "headers": _headers(("ETag", *ALWAYS))}
    return found | {status: {"$ref": f"#/components/responses/{status}"} for status in ERRORS}


def _answer(path, response):
    names = ("Link", *KEPT) if "{" not in path and "." not in path else KEPT
    content = response.get("content") or {TYPES[path[-4:]]: {"schema": {"type": "string"}}}
    return {"description": response["description"], "headers": _headers(names), "content": content}


def _release(schemas, operation):
    """What ``fields`` may leave out of a document isn't required of it."""
    if any(row["name"] == "fields" for row in operation["parameters"]):
        for name in _documents(schemas, operation["responses"]["200"]):
            required = schemas[name].pop("required", ())
            if kept := [field for field in NEVER_LEFT_OUT if field in required]:
                schemas[name]["required"] = kept


def _documents(schemas, response):
    """The shape that an address answers with; of a list, those of its rows."""
    [name] = _named(response)
    lists = [part["items"] for part in schemas[name]["properties"].values() if part.get("type") == "array"]
    return _named(lists) if "next" in schemas[name]["properties"] else [name]


def _named(value):
    """The schemas that this refers to."""
    if isinstance(value, dict):
        found = [_named(inner) for inner in value.values()]
        own = str(value.get("$ref", ""))
        return [*chain(*found), *([own.rpartition("/")[2]] if own.startswith(SCHEMAS) else [])]
    return [*chain(*map(_named, value))] if isinstance(value, list) else []


def _used(schemas, names):
    """These schemas and all that they lead to."""
    used, left = {}, list(names)
    while left:
        if (name := left.pop()) not in used:
            used[name] = schemas[name]
            left += _named(schemas[name])
    return dict(sorted(used.items()))
