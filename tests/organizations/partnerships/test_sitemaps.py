from datetime import timedelta

import pytest
from time_machine import travel

from organizations.partnerships.ledger import check, confirm, propose, redact
from organizations.partnerships.models import Source
from tests.factories import PUBLISHED_AT, make_organization, make_partnership
from tests.sitemaps import file_of, get, get_index

pytestmark = pytest.mark.django_db


def test_entries_on_the_record_are_listed_until_they_are_redacted(client, django_assert_num_queries):
    entry, arabic = make_partnership(make_organization()), make_partnership(title_en=None)
    make_partnership(has_source=False)
    urls = {language: entry.url_in(language) for language in ("ar", "en")}

    with django_assert_num_queries(2):
        found = get(client, file_of("partnerships", entry))
    assert list(found) == [*urls.values(), arabic.url_in("ar")]
    assert found[urls["ar"]].alternates == urls | {"x-default": urls["ar"]}

    redact(entry, by=None, note_en="A name", note_ar="اسم")
    assert list(get(client, file_of("partnerships", arabic))) == [arabic.url_in("ar")]


def test_last_change_is_the_last_that_readers_know_of(client):
    """A proposal is between editors; what it proposes is news once it was confirmed."""
    days = [PUBLISHED_AT + timedelta(days=number) for number in range(4)]
    with travel(days[0], tick=False):
        entry = make_partnership(make_organization())
    with travel(days[1], tick=False):
        check(entry, by=None)
    with travel(days[2], tick=False):
        source = Source(partnership=entry, kind="press_report", title_ar="خبر", title_en="News")
        said = {"said_on": days[2].date(), "note_ar": "بدأ", "note_en": "Begun", "status": "active"}
        update = propose(entry, by=None, source=source, **said)

    def changed():
        file = file_of("partnerships", entry)
        return {url.changed_at for url in get(client, file).values()} | {get_index(client)[file]}

    assert changed() == {days[1]}
    with travel(days[3], tick=False):
        confirm(update, by=None)
    assert changed() == {days[3]}
