import io
from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format
from PIL import Image

from organizations.partnerships import ledger
from organizations.partnerships.share_card import Card, draw_card
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db


def card_url(entry, language):
    return entry.url_in(language) + "card.png"


def test_card_is_a_picture_that_shared_caches_may_keep(client, language):
    entry = make_partnership(make_organization(), make_organization())

    response = client.get(card_url(entry, language))

    picture = Image.open(io.BytesIO(response.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert response["Content-Type"] == "image/png"
    assert "s-maxage=" in response["Cache-Control"]
    assert f"partnership-{entry.pk}" in response["Surrogate-Key"]
    assert len(response.content) < 200_000
    again = client.get(card_url(entry, language), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_card_says_all_three_lines(client, written_on_card):
    entry = make_partnership(make_organization(), number=7, status="signed", title_en="A memorandum")
    make_commitment(entry)

    client.get(card_url(entry, "en"))

    text = " ".join(written_on_card)
    for words in (
        "Entry 007 · Memorandum of understanding",
        "A memorandum",
        "What the parties say",
        "Signed",
        "What the evidence supports",
        "One source",
        "By the stated date",
        "No day stated: 1 item",
    ):
        assert words in text
    assert "Demonstration" not in text


def test_card_says_when_the_entry_was_last_checked(client, written_on_card, language):
    entry = make_partnership(make_organization(), is_demo=True)
    with translation.override(language):
        from django.utils.translation import gettext  # noqa: PLC0415 -- slow import

        never, checked = gettext("Not re-checked since recorded"), gettext("Last checked %(day)s")
        day = date_format(date(2025, 1, 2), "j F Y")

    client.get(card_url(entry, language))
    assert never in written_on_card

    ledger.check(entry, by=None, on=date(2025, 1, 2))
    written_on_card.clear()
    client.get(card_url(entry, language))

    assert checked % {"day": day} in written_on_card


def test_card_of_the_demonstration_says_so(client, written_on_card, language):
    entry = make_partnership(make_organization(), is_demo=True)

    client.get(card_url(entry, language))

    with translation.override(language):
        from django.utils.translation import gettext  # noqa: PLC0415 -- slow import

        assert gettext("Demonstration content, not for reliance") in written_on_card


@pytest.mark.parametrize("parties", [0, 1, 2, 3, 9])
def test_card_is_drawn_for_any_number_of_parties(client, parties):
    entry = make_partnership(*(make_organization() for _ in range(parties)))

    assert client.get(card_url(entry, "ar")).status_code == 200


def test_no_card_of_what_readers_of_the_language_do_not_see(client, language):
    draft = make_partnership(make_organization(), has_source=False)
    elsewhere = make_partnership(make_organization(), **{f"title_{language}": None})
    redacted = make_partnership(make_organization())
    ledger.redact(redacted, by=None, note_en="A reason")

    for entry in (draft, elsewhere, redacted):
        assert client.get(card_url(entry, language)).status_code == 404


def test_page_names_its_card_and_says_the_three_lines(client, language, settings):
    entry = make_partnership(make_organization(), title_en="A title", title_ar="عنوان")

    head = client.get(entry.url_in(language)).content.decode().partition("</head>")[0]

    assert f'<meta property="og:image" content="{settings.SITE_URL}{card_url(entry, language)}">' in head
    assert '<meta name="twitter:card" content="summary_large_image">' in head
    names = {
        "en": (
            "What the parties say: Signed",
            "What the evidence supports: One source",
            "By the stated date: ",
        ),
        "ar": ("ما أعلنته الأطراف: ", "ما تدعمه الأدلة: ", "بحسب الموعد المعلن: "),
    }
    description = head.partition('property="og:description" content="')[2].partition('"')[0]
    assert all(name in description for name in names[language])


def test_card_is_mirrored_in_arabic():
    def panel(language):
        names = {"ar": "سجل", "en": "Sijil"}
        card = Card(
            language, names, "Entry 001", "Alliance", "A", [("a", "b")] * 3, "c", ["circle"], "signed"
        )
        image = draw_card(card)
        return [image.getpixel((x, 5)) for x in (5, 1195)]

    assert panel("ar") == panel("en")[::-1]
    assert panel("ar")[0] != panel("ar")[1]
