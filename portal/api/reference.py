"""The OpenAPI description in words, for the page of the reference."""

from collections.abc import Iterator


def operations(described: dict) -> Iterator[dict]:
    """Every address with its parameters."""
    for path, methods in described["paths"].items():
        operation = methods["get"]
        yield {
            "path": path,
            "summary": operation["summary"],
            "description": _plain(operation.get("description", "")),
            "parameters": [
                _field(row["name"], row["schema"], row.get("description", ""))
                for row in operation["parameters"]
            ],
        }


def shapes(described: dict) -> Iterator[dict]:
    """Every kind of document with its fields."""
    for name, shape in sorted(described["components"]["schemas"].items()):
        fields = [
            _field(key, part, part.get("description", ""))
            for key, part in shape.get("properties", {}).items()
        ]
        if not fields:
            fields = [_field(value, {"type": "value"}, "") for value in shape.get("enum", [])]
        yield {"name": name, "description": _plain(shape.get("description", "")), "fields": fields}


def _field(name, part, description):
    return {"name": name, "type": _type(part), "description": _plain(description)}


def _plain(description):
    """A docstring without its marks of code."""
    return description.replace("``", "")


def _type(part):
    if "$ref" in part:
        return part["$ref"].rpartition("/")[2]
    for choice in ("anyOf", "oneOf"):
        if choice in part:
            return " or ".join(dict.fromkeys(_type(one) for one in part[choice] if one != {"const": ""}))
    if part.get("type") == "array":
        return f"list of {_type(part.get('items', {}))}"
    if "enum" in part:
        return " or ".join(part["enum"])
    examples = part.get("examples")
    written = f", such as {examples[0]}" if examples else ""
    return part.get("type", "any") + written
