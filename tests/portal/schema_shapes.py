"""What the portal tells search engines, as a table: of each type what has to be there and what may be.

The names are those of schema.org; whoever tells a further one adds it here. A value is a text, a number, an
address (``URL``), a moment (``MOMENT``), a language, or nodes of the types named.
"""

import re
from urllib.parse import urlsplit

TEXT, FLAG, NUMBER, URL, DAY, MOMENT, LANGUAGE = "text", "flag", "number", "url", "day", "moment", "language"
ARTICLES = {"NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"}
BODIES = {"Organization", "GovernmentOrganization"}
PUBLISHER = {"NewsMediaOrganization"}
THINGS = BODIES | {"Person", "CreativeWork"}
LICENCE = {"license": {URL, "CreativeWork"}}

_EDITION = {"inLanguage": LANGUAGE, "isAccessibleForFree": FLAG, "creativeWorkStatus": TEXT, **LICENCE}
_ARTICLE = {
    **_EDITION,
    "headline": TEXT,
    "description": TEXT,
    "articleSection": TEXT,
    "dateline": TEXT,
    "datePublished": MOMENT,
    "dateModified": MOMENT,
    "mainEntityOfPage": URL,
    "image": {"ImageObject"},
    "author": BODIES | PUBLISHER | {"Person"},
    "contributor": BODIES | {"Person"},
    "publisher": PUBLISHER,
    "translator": BODIES | {"Person"},
    "about": THINGS,
    "mentions": THINGS,
    "isBasedOn": {"CreativeWork"},
    "translationOfWork": ARTICLES,
    "workTranslation": ARTICLES,
    "correction": {"CorrectionComment"},
}
_BODY = {
    "alternateName": TEXT,
    "description": TEXT,
    "sameAs": URL,
    "address": {"PostalAddress"},
    "parentOrganization": BODIES | PUBLISHER,
    "image": {"ImageObject"},
}
_PAGE = {
    "inLanguage": LANGUAGE,
    "isPartOf": {None},
    "dateModified": MOMENT,
    "publisher": PUBLISHER,
    **LICENCE,
    "mainEntity": {"ItemList", "Person", "Organization"},
}
_POLICIES = dict.fromkeys(
    (
        *("publishingPrinciples", "correctionsPolicy", "ethicsPolicy", "verificationFactCheckingPolicy"),
        *("ownershipFundingInfo", "masthead", "actionableFeedbackPolicy"),
    ),
    URL,
)
_TIME = {"startDate": DAY, "endDate": DAY, "description": TEXT}

#: By type: what has to be there, and everything that may be. A node with an ``@id`` may be a mere reference.
SHAPES = {
    **dict.fromkeys(
        ARTICLES,
        (
            {"headline", "datePublished", "dateModified", "image", "author", "publisher", "description"}
            | {"inLanguage", "articleSection", "mainEntityOfPage", "isAccessibleForFree"},
            _ARTICLE,
        ),
    ),
    **dict.fromkeys(BODIES, ({"name"}, _BODY)),
    "NewsMediaOrganization": (
        {"name", "logo", "url"},
        {"logo": {"ImageObject"}, "alternateName": TEXT, "description": TEXT, "email": TEXT, **_POLICIES},
    ),
    "Person": (
        {"name"},
        {
            "alternateName": TEXT,
            "description": TEXT,
            "sameAs": URL,
            "jobTitle": TEXT,
            "hasOccupation": {"Role"},
            "worksFor": {"OrganizationRole"} | PUBLISHER,
        },
    ),
    "Role": ({"hasOccupation"}, {"hasOccupation": {"Occupation"}, **_TIME}),
    "OrganizationRole": ({"roleName"}, {"roleName": TEXT, "worksFor": BODIES, **_TIME}),
    "Occupation": ({"name"}, {}),
    "PostalAddress": (set(), {"addressCountry": TEXT, "addressLocality": TEXT}),
    "Place": ({"name"}, {}),
    "ImageObject": (
        {"url", "width", "height"},
        {"width": NUMBER, "height": NUMBER, "caption": TEXT, "creditText": TEXT},
    ),
    "CorrectionComment": ({"text", "datePublished"}, {"text": TEXT, "datePublished": MOMENT}),
    "CreativeWork": (
        {"name"},
        {
            **_EDITION,
            "description": TEXT,
            "identifier": TEXT,
            "genre": TEXT,
            "dateCreated": MOMENT,
            "datePublished": DAY,
            "isPartOf": {"Dataset"},
            "about": BODIES,
            "contentLocation": {"Place"},
            "citation": {"CreativeWork"},
            "sameAs": URL,
            "encoding": {"MediaObject"},
            "publisher": PUBLISHER | {"Organization"},
        },
    ),
    "MediaObject": ({"contentUrl", "encodingFormat"}, {"contentUrl": URL, "encodingFormat": TEXT}),
    "DataDownload": ({"contentUrl", "encodingFormat"}, {"contentUrl": URL, "encodingFormat": TEXT}),
    "Dataset": (
        {"name", "description", "url", "creator", "distribution", "isAccessibleForFree"},
        {
            **_EDITION,
            "description": TEXT,
            "sameAs": URL,
            "creator": PUBLISHER,
            "publisher": PUBLISHER,
            "distribution": {"DataDownload"},
        },
    ),
    "WebSite": (
        {"name", "url", "inLanguage", "publisher", "potentialAction"},
        {
            "description": TEXT,
            "inLanguage": LANGUAGE,
            "publisher": {None},
            "potentialAction": {"SearchAction"},
        },
    ),
    "SearchAction": ({"target", "query-input"}, {"target": {"EntryPoint"}, "query-input": TEXT}),
    "EntryPoint": ({"urlTemplate"}, {"urlTemplate": URL}),
    "BreadcrumbList": ({"itemListElement"}, {"itemListElement": {"ListItem"}}),
    "ItemList": ({"itemListElement"}, {"itemListElement": {"ListItem"}}),
    "ListItem": ({"position"}, {"position": NUMBER, "item": URL}),
    **dict.fromkeys(("WebPage", "AboutPage", "ContactPage", "CollectionPage"), ({"name", "url"}, _PAGE)),
    "ProfilePage": ({"name", "url", "mainEntity"}, _PAGE),
}
#: What any node may have.
ANYWHERE = {"name": TEXT, "url": URL}
READ = {
    TEXT: lambda value: isinstance(value, str) and value == value.strip() and value != "",
    FLAG: lambda value: isinstance(value, bool),
    NUMBER: lambda value: type(value) is int and value > 0,
    URL: lambda value: isinstance(value, str) and bool(urlsplit(value).scheme and urlsplit(value).netloc),
    DAY: lambda value: bool(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)),
    MOMENT: lambda value: bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+03:00", value)),
    LANGUAGE: lambda value: value in {"ar", "en"},
}


def faults(node, kinds=None, at="") -> list[str]:
    """What is wrong with a node and those inside it; ``kinds`` are the types that may stand here."""
    kind = node.get("@type")
    here = f"{at}/{kind}"
    if kinds is not None and kind not in kinds:
        return [f"{here}: not here"]
    said = {name: value for name, value in node.items() if not name.startswith("@")}
    if kind is None:
        return [] if set(node) == {"@id"} else [f"{here}: neither a type nor a mere reference"]
    if kind not in SHAPES:
        return [f"{here}: unknown"]
    required, allowed = SHAPES[kind]
    is_reference = "@id" in node and set(said) <= {"name", "inLanguage"}
    found = [] if is_reference else [f"{here}: lacks {name}" for name in sorted(required - set(said))]
    for name, value in said.items():
        found += _faults_of(value, (ANYWHERE | allowed).get(name), f"{here}.{name}")
    return found


def _faults_of(value, expected, at):
    if expected is None:
        return [f"{at}: unknown"]
    expected = expected if isinstance(expected, set) else {expected}
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            found += faults(one, expected, at)
        elif not any(READ[kind](one) for kind in expected & set(READ)):
            found.append(f"{at}: {one!r}")
    return found
