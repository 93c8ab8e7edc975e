"""Whether what a file states is what stands on the record."""

from organizations.partnerships.exporting import schema

#: The journal is each ledger's own, and rows are known by their place.
NOT_COMPARED = {"history", "id", "milestones", "partnership", "is_demo"}


def differences(stated: schema.Document, recorded: schema.Document) -> list[str]:
    """The names of the values that differ; what the file leaves out it doesn't contradict."""
    return [
        name
        for name in sorted(stated.model_fields_set)
        if not _is_computed(stated, name) and name not in NOT_COMPARED
        if not _agree(getattr(stated, name), getattr(recorded, name))
    ]


def _agree(stated, recorded):
    if isinstance(stated, schema.Document):
        return type(stated) is type(recorded) and not differences(stated, recorded)
    if isinstance(stated, list):
        return len(stated) == len(recorded) and all(map(_agree, stated, recorded))
    return stated == recorded


def _is_computed(document, name):
    return type(document).model_fields[name].json_schema_extra == schema.COMPUTED
