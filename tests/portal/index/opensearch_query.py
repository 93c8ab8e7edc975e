"""The query language of OpenSearch, as much of it as the portal writes; anything else is a mistake."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def score(clause, source):
    """What a document scores; None where it doesn't match."""
    ((name, asked),) = clause.items()
    return _CLAUSES[name](asked, source)


def newest_first(match):
    _points, source = match
    published_at = source["published_at"]
    return (published_at is None, published_at and -_moment(published_at).timestamp(), -source["pk"])


def _bool(asked, source):
    must = [score(clause, source) for clause in asked.get("must", ())]
    kept = [score(clause, source) for clause in asked.get("filter", ())]
    should = [points for clause in asked.get("should", ()) if (points := score(clause, source)) is not None]
    refused = [
        points for clause in asked.get("must_not", ()) if (points := score(clause, source)) is not None
    ]
    if None in must or None in kept or refused or len(should) < asked.get("minimum_should_match", 0):
        return None
    return sum(must) + sum(should)


def _dis_max(asked, source):
    points = [score(clause, source) for clause in asked["queries"]]
    return max((each for each in points if each is not None), default=None)


def _term(asked, source):
    ((field, value),) = asked.items()
    return 0 if _values(source, field) & {value} else None


def _terms(asked, source):
    ((field, values),) = ((field, values) for field, values in asked.items() if field != "boost")
    return asked.get("boost", 1) if _values(source, field) & {*values} else None


def _exists(asked, source):
    return 0 if _values(source, asked["field"]) else None


def _range(asked, source):
    ((field, bounds),) = asked.items()
    if source[field] is None:
        return None
    zone = ZoneInfo(bounds.get("time_zone", "UTC"))
    moment = _moment(source[field])
    is_late_enough = "gte" not in bounds or moment >= _bound(bounds["gte"], zone)
    end = timedelta(days=1, microseconds=-1) if bounds.get("lte", "").endswith("||/d") else timedelta()
    return (
        0 if is_late_enough and ("lte" not in bounds or moment <= _bound(bounds["lte"], zone) + end) else None
    )


def _multi_match(asked, source):
    """The best of the fields; each has to hold every word, or the words side by side."""
    assert asked["type"] == "phrase" or asked["operator"] == "and"
    points = [_points(asked, *field.split("^"), source) for field in asked["fields"]]
    return max((each for each in points if each is not None), default=None)


def _points(asked, field, weight, source):
    name, _dot, stems = field.partition(".")
    words = _analysed(asked["query"], stems)
    texts = [_analysed(text, stems) for text in _texts(source, name)]
    if asked["type"] == "phrase":
        holds = any(f" {' '.join(words)} " in f" {' '.join(text)} " for text in texts)
    else:
        holds = {*words} <= {word for text in texts for word in text}
    return float(weight) * asked["boost"] if words and holds else None


def _analysed(text, stems):
    if stems == "arabic":
        return [word.removeprefix("\u0627\u0644") for word in text.split()]  # alef and lam: the article
    return [word.removesuffix("s") for word in text.split()] if stems else text.split()


def _texts(source, name):
    value = source[name]
    return value if isinstance(value, list) else [value]


def _values(source, field):
    value = source[field]
    return {*value} if isinstance(value, list) else {value} - {None}


def _bound(value, zone):
    day, _bars, rounding = value.partition("||/")
    return datetime.fromisoformat(day).replace(tzinfo=zone) if rounding else _moment(value)


def _moment(value):
    return datetime.fromisoformat(value)


_CLAUSES = {
    "bool": _bool,
    "dis_max": _dis_max,
    "exists": _exists,
    "multi_match": _multi_match,
    "range": _range,
    "term": _term,
    "terms": _terms,
}
