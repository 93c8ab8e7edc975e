"""What the indices look like to the server.

Texts come folded and cut into words by us (``sources``), so the spelling of Arabic is decided in one place,
for both engines and for what is typed. The server's own analysers stem: ``arabic`` is Larkey's light10,
``english`` is Porter's. Every text is analysed by both, because the script of a word decides and not the
language of the page, and is also kept as it stands, so that the exact form can count more.
"""

#: Part of the names of the indices. Raise it when anything below changes, and rebuild the index then.
SCHEMA = 1

#: Without its own stop words: which words are left out of a search is decided where it is read, and a phrase
#: is looked for with all of them.
ANALYSERS = {
    "words": {"type": "custom", "tokenizer": "whitespace"},
    "arabic_stems": {"type": "arabic", "stopwords": "_none_"},
    "english_stems": {"type": "english", "stopwords": "_none_"},
    "spellings": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase"]},
}

TEXT = {
    "type": "text",
    "analyzer": "words",
    "fields": {
        "arabic": {"type": "text", "analyzer": "arabic_stems"},
        "english": {"type": "text", "analyzer": "english_stems"},
    },
}

INDEX = {
    "settings": {
        # Newest first on the disk: the newest thousand of many matches are found without reading the others.
        "index.sort.field": ["published_at", "pk"],
        "index.sort.order": ["desc", "desc"],
        "analysis": {"analyzer": ANALYSERS},
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "kind": {"type": "keyword"},
            "pk": {"type": "long"},
            "key": {"type": "keyword"},
            "is_public": {"type": "boolean"},
            "published_at": {"type": "date"},
            "topic": {"type": "long"},
            "about": {"type": "keyword"},
            "headline": TEXT,
            "names": TEXT,
            "standfirst": TEXT,
            "body": TEXT,
            # Words as they are written, for "did you mean": of what readers can read, and nothing else.
            "spellings": {"type": "text", "analyzer": "spellings", "index_options": "docs", "norms": False},
        },
    },
}


def alias_of(prefix: str, language: str) -> str:
    """The name by which the index of a language is spoken to; its schema is part of it."""
    return f"{prefix}-{language}-{SCHEMA}"


def definition(alias: str) -> tuple[str, dict]:
    """The name and the body of the index behind an alias.

    Nothing is ever written but through an alias: a server makes an index of an unknown name by itself,
    with types that it guesses.
    """
    return f"{alias}-documents", INDEX | {"aliases": {alias: {}}}
