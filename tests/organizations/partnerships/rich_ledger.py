"""A ledger with every kind of row that the open data has, made by the verbs."""

from datetime import date
from decimal import Decimal

from organizations.models import Organization, Person
from organizations.partnerships import ledger
from organizations.partnerships.models import Amount, Commitment, Partnership, Relation, Reply, Source
from tests.factories import make_organization, make_person

REASON = {"note_ar": "طلب قضائي", "note_en": "By order of a court"}
SECRET = "qsecret"


def find(slug):
    """Who is called so in the directory."""
    return Organization.objects.filter(slug=slug).first() or Person.objects.get(slug=slug)


def make_directory():
    """The organisations and people that the entries name, the same in every database."""
    for slug in ("citra", "huawei", "aicto", "embassy"):
        make_organization(slug=slug, name_ar=f"جهة {slug}", name_en=f"Body {slug}")
    for slug in ("salem", "lin"):
        make_person(slug=slug)


def make_ledger():
    """Three entries: one with everything, a meeting, one in English alone."""
    held = {"held_on": date(2020, 1, 1), "held_precision": "year"}
    meeting = _draft("meeting", ["aicto"], kind="meeting", status="", **held)
    ledger.record(meeting, by=None)
    rich = _rich(meeting)
    only = _draft("only-english", ["huawei"], title_ar=None, kind="proposal", status="proposed")
    ledger.record(only, by=None)
    return rich


def _draft(slug, parties, **columns):
    texts = {"title_ar": f"=قيد | {slug}", "title_en": f"@Entry {slug}"}
    defaults = {"kind": "memorandum", "status": "announced"}
    entry = Partnership.objects.create(slug=slug, **defaults | texts | columns)
    for position, party in enumerate(parties):
        entry.parties.create(organization=find(party), position=position)
    entry.sources.create(kind="press_report", title_ar="خبر", title_en="A | b\\n, 'c'", origin="agency")
    return entry


def _rich(meeting):
    entry = _draft(
        "rich",
        ["citra", "huawei", "aicto"],
        summary_ar="سطر أول\nسطر ثانٍ",
        summary_en="'quoted\n-second line | \\p",
        place_ar="الكويت",
        event_en="+965 Forum",
        announced_on=date(2023, 5, 1),
        announced_precision="month",
        signed_on=date(2024, 2, 29),
        signed_precision="day",
    )
    entry.parties.create(organization=find("embassy"), role="discussed_with", position=9)
    for person, organization in (("salem", "citra"), ("lin", "huawei")):
        entry.signatories.create(
            person=find(person), organization=find(organization), office_ar="رئيس", office_en="Head, of | it"
        )
    entry.sources.create(
        kind="official_document",
        title_en="Text",
        publisher_ar="كونا",
        archived_title="| As read",
        language="en",
        url="https://source.example/a?b=1|2",
        published_on=date(2023, 1, 1),
        published_precision="month",
        read_on=date(2026, 1, 2),
    )
    first = Commitment(
        partnership=entry, nature="goal", statement_ar="خمسة مراكز", statement_en="Five centres"
    )
    first.target_value, first.target_is_minimum, first.unit_ar = Decimal("5.5"), True, "مركز"
    first.save()
    ledger.record(entry, by=None)
    _add_later(entry, first, meeting)
    return Partnership.objects.get(pk=entry.pk)


def _add_later(entry, first, meeting):
    news = Source(partnership=entry, kind="company_statement", title_ar="بيان", is_conflicting=True)
    item_news = Source(partnership=entry, kind="press_report", title_en="On one item", for_item_only=True)
    secret_source = Source(
        partnership=entry, kind="press_report", title_en=SECRET, url="https://qsecret.example/"
    )
    for source in (news, item_news, secret_source):
        ledger.add(source, by=None)
    second = Commitment(
        partnership=entry,
        nature="commitment",
        statement_en="A plan",
        due_text_en="by the end of 2025",
        due_earliest=date(2025, 1, 1),
        due_latest=date(2025, 12, 31),
        source=item_news,
    )
    ledger.add(second, by=None, owners=[find("citra"), find("huawei")])
    secret_item = Commitment(partnership=entry, nature="plan", statement_en=SECRET, due_condition_en=SECRET)
    ledger.add(secret_item, by=None, owners=[find("aicto")])
    _add_updates(entry, first, second, news, item_news)
    later = ledger.supersede(
        first, by=None, owners=[find("citra")], nature="goal", statement_ar="ستة", due_condition_ar="إن أمكن"
    )
    secret_signature = entry.signatories.order_by("pk").last()
    for row in (
        Amount(partnership=entry, value="1200000.500", currency="KWD", stage="announced", source=news),
        Amount(partnership=entry, commitment=second, value=3, currency="USD", stage="paid"),
        Reply(partnership=entry, organization=find("huawei"), asked_on=date(2025, 1, 2)),
        Reply(
            partnership=entry,
            commitment=second,
            organization=find("huawei"),
            replied_on=date(2025, 2, 3),
            text_en="=We did.\n\nReally | so",
        ),
        Relation(partnership=entry, kind="implements", other=meeting),
    ):
        ledger.add(row, by=None)
    ledger.check(entry, by=None, on=date(2026, 3, 4))
    ledger.check(later, by=None, on=date(2026, 3, 5))
    ledger.correct(entry, by=None, title_en="@Entry rich, corrected", **REASON)
    ledger.correct(second, by=None, owners=[find("citra")], note_en="One owner only")
    for row in (secret_source, secret_item, secret_signature):
        ledger.redact(row, by=None, **REASON)


def _add_updates(entry, first, second, news, item_news):
    said = {"by": None, "said_on": date(2025, 6, 1), "said_precision": "month"}
    ledger.propose(first, source=news, value="2.25", note_ar="اثنان\nوربع", **said)
    for thing, status in ((entry, "signed"), (second, "active"), (entry, "active")):
        update = ledger.propose(thing, source=item_news, status=status, note_en=f"Now | {status}", **said)
        ledger.confirm(update, by=None)
    hidden = ledger.propose(entry, source=item_news, note_en=SECRET, **said)
    ledger.redact(hidden, by=None, **REASON)
    ledger.propose(entry, source=news, status="ended", note_en="qpending", **said)
    declined = ledger.propose(entry, source=news, status="ended", note_en="qdeclined", **said)
    ledger.decline(declined, by=None, note_en="qno")
