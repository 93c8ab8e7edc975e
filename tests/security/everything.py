"""One of everything that readers meet, and every address it has."""

from urllib.parse import quote

from organizations.partnerships.ledger import record
from tests.factories import (
    make_article,
    make_author,
    make_commitment,
    make_correction,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)
from tests.surfaces import Things, surfaces


def make_everything() -> Things:
    author, topic, person = make_author(), make_topic(), make_person()
    parties = [make_organization(), make_organization()]
    entry = make_partnership(*parties, has_source=False)
    make_commitment(entry, parties[0])
    entry.sources.create(kind="press_report", title_ar="خبر", title_en="News")
    record(entry, by=None)
    article = make_article(topic=topic, author=author, organizations=parties, partnerships=[entry])
    article.person_mentions.create(person=person)
    make_correction(article, "ar")
    return Things(
        articles=[article],
        topics=[topic],
        authors=[author],
        organizations=parties,
        people=[person],
        entries=[entry],
        months=[(2025, 3)],
    )


def addresses_of(things: Things) -> list[str]:
    """What is drawn takes its time and says nothing of what was asked: one picture stands for all."""
    whole = [quote(address, safe="/?=&%:") for address in surfaces(things)]
    cards = [address for address in whole if address.endswith(".png")]
    return [address for address in whole if address not in cards[1:]]
