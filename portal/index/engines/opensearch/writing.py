"""A search in the server's language: what was typed is a value in it, never part of the language itself."""

from django.conf import settings
from django.utils import timezone

from portal.bilingual.text import ARABIC_LETTER
from portal.index.documents import Kind
from portal.index.found import MOST_RANKED
from portal.index.looking_for import said_in
from portal.index.queries import All, AnyOf, Named, Node, Not, Order, Phrase, Query, Word
from portal.index.ranking import things_named

from .connection import SECONDS
from .sources import COLUMNS, key_of, prepared

WEIGHTS = {"headline": 8, "names": 8, "standfirst": 3, "body": 1}
#: A word as it stands over others of its stem; a word that was typed over others of its family.
EXACT, TYPED = 1.5, 2
#: The thing of that very name comes first, whatever else is told about it.
ITSELF, ABOUT = 1000, 5
#: The server refuses a question of more than 1,024 clauses, and a word is one for each field.
MOST_OF_FAMILY = 12
#: So many keys are read at a time, and so many words proposed.
A_PAGE, MOST_NEAR = 1000, 5

#: Of what has no day; the other places are for what was published.
MOST_WITHOUT_DAY = 250
_DATED = {"exists": {"field": "published_at"}}
_UNDATED = {"bool": {"must_not": [_DATED]}}


def searches_of(query: Query) -> list[dict]:
    """The newest matches, after what has no day or is asked for by name and must not drown in them."""
    root = clause_of(query.root)
    dated = _search(query, [root], [_DATED, *_filters(query)], MOST_RANKED)
    dated["sort"] = [{"published_at": "desc"}, {"pk": "desc"}]
    if query.filters.since or query.filters.until:
        return [dated]
    beside = _any([_UNDATED, *_itself(things_named(query.root))])
    return [_search(query, [root], [beside, *_filters(query)], most_beside(query)), dated]


def most_beside(query: Query) -> int:
    """Of what has no day; all, unless what was published is asked for, too."""
    is_alone = query.filters.kind in (Kind.ORGANIZATION, Kind.PERSON)
    return MOST_RANKED if is_alone or query.includes_drafts else MOST_WITHOUT_DAY


def _search(query, must, filters, size):
    return {
        "query": {"bool": {"must": must, "filter": filters}},
        "track_scores": query.order == Order.RELEVANCE,
        "size": size,
        "track_total_hits": size + 1,
        "timeout": f"{SECONDS * 1000 - 200}ms",
        "_source": False,
        "docvalue_fields": [
            {"field": column, "format": "strict_date_time"} if column == "published_at" else {"field": column}
            for column in COLUMNS
        ],
    }


def clause_of(node: Node) -> dict:
    match node:
        case Word(text, family):
            forms = [_word(text, boost=TYPED), *(_word(form) for form in family[:MOST_OF_FAMILY])]
            return forms[0] if len(forms) == 1 else {"dis_max": {"queries": forms}}
        case Phrase(words):
            return _phrase(" ".join(words))
        case Named(keys, names):
            return _named([key_of(key) for key in keys], map(clause_of, names))
        case Not(node):
            return {"bool": {"must_not": [clause_of(node)]}}
        case All(nodes):
            return {"bool": {"must": [clause_of(each) for each in said_in(nodes)]}}
        case AnyOf(nodes):
            return _any([clause_of(each) for each in nodes])
    raise TypeError(f"no node of a search: {node!r}")


def _word(text, boost=1):
    """One field holds all of it; what we take for a word may be several to the server."""
    stems = "arabic" if ARABIC_LETTER.search(text) else "english"
    fields = [f"{name}^{weight * EXACT}" for name, weight in WEIGHTS.items()]
    fields += [f"{name}.{stems}^{weight}" for name, weight in WEIGHTS.items()]
    return {
        "multi_match": {
            "query": prepared(text),
            "type": "best_fields",
            "operator": "and",
            "fields": fields,
            "boost": boost,
        }
    }


def _phrase(text):
    """By stems, as the words are: «مذكرة التفاهم» stands in «بمذكرة التفاهم»."""
    stems = ("arabic", "english")
    fields = [f"{name}.{stem}^{weight}" for name, weight in WEIGHTS.items() for stem in stems]
    return {"multi_match": {"query": prepared(text), "type": "phrase", "fields": fields, "boost": TYPED}}


def _named(keys, names):
    is_one, is_about = {"key": keys, "boost": ITSELF}, {"about": keys, "boost": ABOUT}
    return _any([{"terms": is_one}, {"terms": is_about}, *names])


def _itself(things):
    return [{"terms": {"key": sorted(key_of(key) for key in things)}}] if things else []


def _filters(query):
    filters = query.filters
    if not query.includes_drafts:
        yield {"term": {"is_public": True}}
        yield _nothing_later_than(timezone.now())
    if filters.kind:
        yield {"term": {"kind": filters.kind}}
    if filters.topic is not None:
        yield {"term": {"topic": filters.topic}}
    if filters.organization is not None:
        yield {"term": {"about": key_of((Kind.ORGANIZATION, filters.organization))}}
    if filters.since or filters.until:
        yield {"range": {"published_at": _span(filters.since, filters.until)}}


def _nothing_later_than(moment):
    """What has no time is found at any."""
    return _any([{"range": {"published_at": {"lte": moment.isoformat()}}}, _UNDATED])


def _any(clauses):
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _span(since, until):
    """Whole days in the portal's time zone, both included: the server rounds each to its own end."""
    bounds = {"time_zone": settings.TIME_ZONE}
    if since:
        bounds["gte"] = f"{since.isoformat()}||/d"
    if until:
        bounds["lte"] = f"{until.isoformat()}||/d"
    return bounds


def stored_of(kind: Kind, after: int, *, is_public: bool) -> dict:
    """A thousand documents of a kind whose key is greater, in order."""
    is_asked = [{"term": {"kind": kind}}, {"term": {"is_public": is_public}}]
    return {
        "query": {"bool": {"filter": is_asked}},
        "sort": [{"pk": "asc"}],
        "search_after": [after],
        "size": A_PAGE,
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": [{"field": "pk"}],
    }


def near_words_of(word: str) -> dict:
    """Words that differ from this one by two letters at most, but not by the first, the commonest first."""
    return {
        "size": 0,
        "suggest": {
            "near": {
                "text": word,
                "term": {
                    "field": "spellings",
                    "size": MOST_NEAR,
                    "suggest_mode": "popular",
                    "sort": "score",
                    "prefix_length": 1,
                    "min_word_length": 3,
                },
            }
        },
    }
