"""An entry that is on the record already: what a file states must agree with it, and new items are added."""

from organizations.partnerships.exporting import partnership_documents, schema
from organizations.partnerships.models import Partnership

from .agreement import differences
from .items import add_item, number_of
from .placing import Places
from .problems import Problem, Refused, refuse


def meet(entry: Partnership, record, directory) -> bool:
    """Add the items that are new; whether there were any. Raises ``Refused`` for what contradicts."""
    if entry.recorded_at is None:
        raise refuse(
            f"the entry “{entry.slug}” is a draft on the desk: record it or delete it there", record.where
        )
    if entry.is_redacted:
        raise refuse(f"the entry “{entry.slug}” was redacted; nothing is added to it", record.where)
    (document,) = partnership_documents([entry.pk])
    recorded = schema.Partnership.model_validate(document)
    if record.entry:
        _compare(record.entry, recorded, record.where)
    places = _places(entry, directory, record.where)
    return _meet_items(record, recorded, places)


def _meet_items(record, recorded, places):
    known = {item.id: item for item in recorded.milestones}
    new = []
    for position, (_path, where, item) in enumerate(record.items, start=1):
        places.where = where
        code = f"{places.entry.number:03d}-{number_of(item, position, places)}"
        if code in known:
            _compare(item, known[code], f"{where}, {code}")
        else:
            new.append((where, item))
    for where, item in new:
        places.where = where
        add_item(item, places)
    return bool(new)


def _compare(stated, recorded, where):
    if isinstance(stated, schema.RedactedRow) != isinstance(recorded, schema.RedactedRow):
        raise refuse("this was redacted here or there, not in both", where)
    if differing := differences(stated, recorded):
        message = "is on the record with other values; the record isn’t written over"
        raise Refused(Problem(where, f"{', '.join(differing)}: {message}"))


def _places(entry, directory, where):
    """The rows that new items may refer to: sources, and items that they replace."""
    places = Places(entry, directory, where)
    sources = entry.sources.public().order_by("pk")
    places.rows = {f"source-{place}": source for place, source in enumerate(sources, start=1)}
    places.rows |= {item.code: item for item in entry.commitments.all()}
    return places
