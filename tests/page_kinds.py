"""One address for every kind of page a reader meets, in the demonstration: the list that the checks walk.

Accessibility, reflow, weight, validity and the screenshots read it here. Whoever adds a kind of page adds it
here; ``tests/portal/test_crawl.py`` finds the pages that no kind stands for.
"""

LANGUAGES = ("ar", "en")

#: By name, the address below the language. What differs between the languages is in ``IN_OTHER_ONLY``.
KINDS = {
    "front": "",
    "latest": "articles/",
    "article": "articles/4/",
    "topics": "topics/",
    "topic": "topics/policy/",
    "author": "authors/sijil-desk/",
    "archive": "archive/",
    "month": "archive/2025/11/",
    "corrections": "corrections/",
    "feeds": "feeds/",
    "organizations": "organizations/",
    "organization": "organizations/citra/",
    "person": "people/omar-al-omar/",
    "ledger": "partnerships/",
    "filtered": "partnerships/?kind=memorandum",
    "entry": "partnerships/kuwait-google-cloud-alliance/",
    "memorandum": "partnerships/citra-huawei-mou/",
    "pair": "partnerships/between/citra/huawei/",
    "board": "partnerships/commitments/",
    "network": "partnerships/network/",
    "undrawn": "partnerships/network/?part=rest",
    "data": "data/",
    "standing": "accessibility/",
    "search": "search/?q=huawei",
    "no-results": "search/?q=qqqqq",
    "search-start": "search/",
    "other-language": None,
    "not-found": "nothing-here/",
}
#: An article that is live in the other language only.
IN_OTHER_ONLY = {"ar": "articles/8/", "en": "articles/11/"}
#: Pages of no language: the reference of the open data is in English.
ALONE = {"reference": "/api/v1/docs"}


def address(kind, language):
    """Where the demonstration has a page of this kind in this language."""
    return f"/{language}/{IN_OTHER_ONLY[language] if KINDS[kind] is None else KINDS[kind]}"


def addresses():
    """Every kind in every language: triples of kind, language and address."""
    return [
        *((kind, language, address(kind, language)) for language in LANGUAGES for kind in KINDS),
        *((kind, "en", path) for kind, path in ALONE.items()),
    ]
