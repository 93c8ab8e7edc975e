"""Each component keeps to the contract at its head: it needs the variables named there, and no others."""

import re
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils.timezone import get_default_timezone

from articles.enums import ArticleKind
from organizations.partnerships.enums import ByStatedDate, Evidence, Status
from portal.bilingual.alternates import Page
from portal.fragments import fragments
from portal.paging import KeyedPage

COMPONENTS = sorted((settings.BASE_DIR / "templates" / "components").glob("*.html"))
CONTRACT = re.compile(r"\{% comment %\}(.*?)\{% endcomment %\}", re.DOTALL)
VARIABLE = re.compile(r"^([a-z_]+) {2,}\S", re.MULTILINE)
MISSING = "MISSING:%s"

TOPIC = SimpleNamespace(
    slug="cloud", name="Cloud", motif="cloud", get_absolute_url=lambda: "/en/topics/cloud/"
)
PICTURE = SimpleNamespace(
    file=SimpleNamespace(name="day.webp"),
    night_file=SimpleNamespace(name="night.webp"),
    renditions={"whole": {"mark": "1a2b3c4d", "widths": [480, 960, 1600]}},
    width=1600,
    height=900,
    alt="A cover",
    caption="A caption",
    credit="A credit",
)
PARTY = SimpleNamespace(
    organization=SimpleNamespace(name="A body", label="Body"), role="proposer", get_role_display="proposer"
)
PARTNERSHIP = SimpleNamespace(
    number=2,
    title="A memorandum",
    summary="A summary",
    status="signed",
    evidence=Evidence.ONE_SOURCE,
    by_stated_date=[(ByStatedDate.PASSED, 1), (ByStatedDate.NO_DATE, 5)],
    last_checked_on=date(2026, 1, 2),
    is_demo=True,
    roles_in_order=[PARTY],
    get_status_display="signed",
    get_kind_display="memorandum",
    get_absolute_url="/en/partnerships/a-memorandum/",
)
ITEM = SimpleNamespace(
    code="002-3",
    number=3,
    statement="An announced plan",
    partnership=PARTNERSHIP,
    owners=SimpleNamespace(all=[]),
    due_text="in 2027",
    due_condition="once agreed",
    target_value=Decimal(110),
    target_is_minimum=True,
    unit="bodies",
    counted_value=Decimal(12),
    counted_as_of="May 2026",
    has_updates=True,
    status="announced",
    get_status_display="announced",
    get_nature_display="plan",
    evidence=Evidence.NONE,
    by_stated_date=ByStatedDate.CONDITIONAL,
    last_checked_on=None,
)
NEWS = SimpleNamespace(said=SimpleNamespace(iso="2026-05"), note="A note")
ARTICLE = SimpleNamespace(
    headline="A headline",
    standfirst="A standfirst",
    topic=TOPIC,
    kind=ArticleKind.OPINION,
    get_kind_display="opinion",
    picture=PICTURE,
    public_entries=[PARTNERSHIP],
    entry_to_name=PARTNERSHIP,
    published_at=datetime(2026, 1, 2, 9, 30, tzinfo=get_default_timezone()),
    reading_minutes=4,
    is_demo=True,
    get_absolute_url="/en/articles/1/a-headline/",
)
ORGANIZATION = SimpleNamespace(
    name="An organisation", label="An organisation", seal="khatam", get_absolute_url="/en/organizations/one/"
)
SITE = {
    "name": "Sijil",
    "names": {"ar": "سِجِل", "en": "Sijil"},
    "tagline": "A tagline",
    "url": "https://site.example",
    "reads_offline": True,
}
PAGE = Page(language="en", urls={"en": "/en/"}, path="/en/", switch_url="/ar/")
LISTED = KeyedPage(rows=[ARTICLE], older="?before=1~1", newer="?after=1~1")

FEED_ADDRESSES = [("application/atom+xml", "Atom", "/en/feeds/latest.atom")]

EXAMPLES = {
    "appearance": {},
    "article_card": {"article": ARTICLE, "variant": "lead", "level": 2},
    "article_rows": {"articles": [ARTICLE], "listed": LISTED, "level": 2},
    "breadcrumbs": {"page": PAGE, "here": "A page", "name": "Topics", "url": "/en/topics/"},
    "demo_notice": {},
    "demo_notice_for": {"records": [ARTICLE]},
    "entry_in_brief": {"partnership": PARTNERSHIP, "level": 3},
    "evidence_pill": {"evidence": Evidence.CONFLICTING},
    "feed_links": {"title": "Latest · Sijil", "addresses": FEED_ADDRESSES},
    "feed_ways": {"title": "Latest", "addresses": FEED_ADDRESSES},
    "figure": {"picture": PICTURE, "use": "head", "eager": True},
    "footer": {"site": SITE, "topics": [TOPIC], "shows_demo": True},
    "installable": {"site": SITE, "language": "en"},
    "item_progress": {"commitment": ITEM, "news": NEWS},
    "item_row": {"commitment": ITEM, "level": 3, "news": NEWS, "of_one": False},
    "item_standing": {"commitment": ITEM},
    "kicker": {"article": ARTICLE},
    "language_switch": {"page": PAGE},
    "last_checked": {"day": date(2026, 1, 2)},
    "ledger_nav": {"current": "entries"},
    "ledger_link": {"partnership": PARTNERSHIP},
    "ledger_way": {"article": ARTICLE},
    "lockup": {"site": SITE},
    "mark": {"name": "arrow"},
    "masthead": {"site": SITE, "page": PAGE, "topics": [TOPIC], "article": ARTICLE},
    "menu": {"topics": [TOPIC], "current": "/en/topics/cloud/"},
    "missing_star": {},
    "navigation": {"topics": [TOPIC], "current": "/en/topics/cloud/"},
    "organization_badge": {"organization": ORGANIZATION},
    "pagination": {"newer": "?after=1~1", "older": "?before=1~1"},
    "parties_line": {"partnership": PARTNERSHIP, "with_roles": True},
    "partnership_row": {"partnership": PARTNERSHIP, "level": 3},
    "portrait": {"portrait": SimpleNamespace(picture=PICTURE)},
    "picture": {"picture": PICTURE, "use": "card", "alt": "", "eager": False},
    "search_form": {
        "id": "field",
        "text": "fibre",
        "action": "/en/search/",
        "label": "Search",
        "inside": False,
    },
    "embeddable": {"site": SITE, "page": PAGE, "title": "A title"},
    "share_head": {
        "site": SITE,
        "page": PAGE,
        "type": "website",
        "title": "A title",
        "description": "A description",
        "image": "/en/card.png",
        "image_alt": "A title",
    },
    "standing": {"partnership": PARTNERSHIP},
    "stated_date_pill": {"line": ByStatedDate.CONDITIONAL, "number": 3},
    "status_pill": {"status": "signed", "label": "signed"},
    "masthead_strip": {},
    "theme_meta": {},
    "topic_star": {"topic": TOPIC},
}


@pytest.fixture(autouse=True)
def _made_each_time(monkeypatch):
    """What components are given here is made up, and can't be told from another."""
    monkeypatch.setattr(fragments, "get", lambda name, values, make: make())


@pytest.fixture(scope="module")
def strict_engine():
    """The portal's own engine, except that a variable that isn't there is written out."""
    params = {**settings.TEMPLATES[0], "NAME": "strict"}
    params["OPTIONS"] = {**params["OPTIONS"], "string_if_invalid": MISSING}
    params.pop("BACKEND")
    return DjangoTemplates(params)


def render(engine, name, context):
    return engine.get_template(f"components/{name}.html").render(dict(context))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_renders_with_its_variables(strict_engine, path, language):
    html = render(strict_engine, path.stem, EXAMPLES[path.stem])

    assert re.findall(r"MISSING:\S*", html) == []
    assert html.strip()


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_names_its_variables(path):
    contract = CONTRACT.search(path.read_text()).group(1)

    assert sorted(VARIABLE.findall(contract)) == sorted(EXAMPLES[path.stem])


def test_strict_engine_sees_a_missing_variable(strict_engine):
    html = render(strict_engine, "lockup", {})

    assert "MISSING:site" in html


LINES = re.compile(r'data-line="(\w+)"')


@pytest.mark.parametrize("name", ["standing", "item_standing"])
def test_nothing_stands_with_one_line_alone(language, name):
    html = render(engines["django"], name, EXAMPLES[name])

    assert LINES.findall(html) == ["status", "evidence", "date"]


def test_meeting_says_that_it_has_no_status(language):
    meeting = SimpleNamespace(**{**vars(PARTNERSHIP), "status": ""})

    html = render(engines["django"], "standing", {"partnership": meeting})

    assert "data-status" not in html
    assert LINES.findall(html) == ["status", "evidence", "date"]


def test_entry_that_announced_nothing_states_no_date():
    entry = SimpleNamespace(**{**vars(PARTNERSHIP), "by_stated_date": []})

    assert 'data-stated-date="no_date"' in render(engines["django"], "standing", {"partnership": entry})


@pytest.mark.parametrize("words", [Status, Evidence, ByStatedDate])
def test_each_thing_a_line_can_say_has_a_shape_of_its_own(words):
    """Never told by colour alone: the word has a mark, and no two marks are drawn alike."""
    marks = (settings.BASE_DIR / "portal" / "static" / "img" / "marks.svg").read_text()
    prefix = {Status: "status", Evidence: "evidence", ByStatedDate: "date"}[words]

    shapes = [
        re.search(rf'<symbol id="{prefix}-{value}"[^>]*>(.*)</symbol>', marks) for value in words.values
    ]

    assert len({shape.group(1) for shape in shapes}) == len(words)


@pytest.mark.parametrize("is_demo", [True, False])
def test_list_is_marked_when_any_record_is_a_demonstration(is_demo):
    records = [SimpleNamespace(is_demo=is_demo), SimpleNamespace(is_demo=False)]

    html = render(engines["django"], "demo_notice_for", {"records": records})

    assert ("demo-notice" in html) is is_demo
