"""Raw records as documents: entries, each with its announced items, from one file or from two tables."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from organizations.partnerships.exporting import schema

from .files import Raw, read_file
from .problems import Problem, Refused, of_shape


@dataclass
class Record:
    """One entry to bring in. Without ``entry`` only ``items`` of one that is on the record already."""

    path: Path
    where: str
    slug: str
    entry: schema.Partnership | None = None
    #: ``(path, where, item)``; items of a table may stand in another file than their entry.
    items: list = field(default_factory=list)

    @property
    def name(self):
        return self.slug


def read_files(paths: list[Path]) -> tuple[list[Record], dict[Path, list[Problem]]]:
    """The entries of all files together, and what is wrong in each file."""
    problems = {path: [] for path in paths}
    records = {}
    listed = []
    for path in paths:
        try:
            raw_records = read_file(path)
        except Refused as refused:
            problems[path] += refused.problems
            continue
        for raw in raw_records:
            try:
                document = _shaped(raw)
            except ValidationError as error:
                problems[path] += of_shape(error, raw.where)
            else:
                listed.append((path, raw, document))
    for path, raw, document in sorted(listed, key=lambda row: row[1].noun, reverse=True):
        problems[path] += _file(records, path, raw, document)
    return list(records.values()), problems


def _shaped(raw: Raw):
    if raw.noun == "partnerships":
        return schema.Partnership.model_validate(raw.document)
    is_redacted = "redacted" in raw.document
    shape = schema.RedactedListedMilestone if is_redacted else schema.ListedMilestone
    return shape.model_validate(raw.document)


def _file(records, path, raw, document):
    """Put a document where it belongs; returns what stands in the way."""
    if raw.noun == "partnerships":
        if document.slug in records:
            return [Problem(raw.where, f"the entry “{document.slug}” stands twice in what is brought in")]
        items = [(path, raw.where, item) for item in document.milestones]
        records[document.slug] = Record(path, raw.where, document.slug, document, items)
        return []
    slug = document.partnership.slug
    record = records.setdefault(slug, Record(path, raw.where, slug))
    record.items.append((path, raw.where, document))
    return []
