"""Where the live text leads to what it names, and where it doesn't."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from articles.entity_linking import body_links, directory
from articles.models import Article
from articles.richtext import render
from articles.richtext.places import flatten
from articles.workflow import publish, relink, unschedule, withdraw
from organizations.models import Organization
from organizations.partnerships.ledger import correct, redact
from tests.factories import make_article, make_draft, make_organization, make_partnership, make_person, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    """What the texts below may be linked to, by a short word."""
    return {
        "huawei": make_organization(slug="huawei", name_ar="هواوي", name_en="Huawei"),
        "google": make_organization(slug="google", name_ar="غوغل", name_en="Google"),
        "cloud": make_organization(slug="cloud", name_ar="غوغل كلاود", name_en="Google Cloud"),
        "authority": make_organization(slug="authority", name_ar="الهيئة العامة للنقل", name_en="R&D Board"),
        "person": make_person(slug="omar", name_ar="عمر العمر", name_en="Omar Al-Omar"),
        "entry": make_partnership(
            slug="mou", title_ar="مذكرة هواوي", title_en="Huawei Memorandum Number One"
        ),
    }


def linked(names, body, *linked_to, language="en"):
    """The body with its links, each to a slug in place of an address."""
    keys = {(type(names[name]), names[name].pk) for name in linked_to}
    places = body_links(directory(), body, language, keys)
    return render(body, [], [(start, end, slug) for start, end, _kind, slug in places])


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("<p>Huawei and Huawei</p>", '<p><a href="huawei">Huawei</a> and Huawei</p>'),
        ("<p>Huawei's plan</p>", '<p><a href="huawei">Huawei</a>\'s plan</p>'),
        ("<h2>Huawei</h2><p>Huawei</p>", '<h2>Huawei</h2><p><a href="huawei">Huawei</a></p>'),
        (
            '<p><a href="/x">Huawei</a> and Huawei</p>',
            '<p><a href="/x">Huawei</a> and <a href="huawei">Huawei</a></p>',
        ),
        (
            '<figure><img src="/media/a.jpg" alt="a > Huawei"><figcaption>Huawei</figcaption></figure>'
            "<p>Huawei</p>",
            '<figure><img src="/media/a.jpg" alt="a > Huawei"><figcaption>Huawei</figcaption></figure>'
            '<p><a href="huawei">Huawei</a></p>',
        ),
        (
            "<table><caption>Huawei</caption><tbody><tr><th>Huawei</th><td>Huawei</td></tr></tbody></table>",
            "<table><caption>Huawei</caption><tbody><tr><th>Huawei</th>"
            '<td><a href="huawei">Huawei</a></td></tr></tbody></table>',
        ),
        ("<p><strong>Huawei</strong> said</p>", '<p><strong><a href="huawei">Huawei</a></strong> said</p>'),
        ("<p>Hua<em>wei</em> and Huawei</p>", '<p>Hua<em>wei</em> and <a href="huawei">Huawei</a></p>'),
        ("<p><em>Hua</em>wei, Huawei</p>", '<p><em>Hua</em>wei, <a href="huawei">Huawei</a></p>'),
        ("<p>Google Cloud</p><p>Huaweis</p>", "<p>Google Cloud</p><p>Huaweis</p>"),
        (
            '<h2><a href="/x">A</a> Huawei</h2><h3>B</h3><p>Huawei</p><h2>C</h2>',
            '<h2><a href="/x">A</a> Huawei</h2><h3>B</h3><p><a href="huawei">Huawei</a></p><h2>C</h2>',
        ),
    ],
)
def test_first_name_that_can_take_a_link_is_linked(names, body, result):
    assert linked(names, body, "huawei") == result


def test_longer_name_keeps_its_place_though_it_is_not_linked(names):
    body = "<p>Google Cloud opens. Google waits.</p>"

    assert linked(names, body, "google") == '<p>Google Cloud opens. <a href="google">Google</a> waits.</p>'


def test_each_is_linked_once_and_none_inside_another(names):
    body = "<p>Huawei Memorandum Number One, Huawei and Omar Al-Omar</p>"

    assert linked(names, body, "huawei", "entry", "person") == (
        '<p><a href="mou">Huawei Memorandum Number One</a>, <a href="huawei">Huawei</a> '
        'and <a href="omar">Omar Al-Omar</a></p>'
    )


def test_no_name_reaches_over_two_blocks(names):
    assert linked(names, "<p>Google</p><p>Cloud</p>", "cloud", "google") == (
        '<p><a href="google">Google</a></p><p>Cloud</p>'
    )
    assert linked(names, "<p>Google<br>Cloud</p>", "cloud") == '<p><a href="cloud">Google<br>Cloud</a></p>'


def test_entities_stay_whole(names):
    body = "<p>A &lt;R&amp;D Board&gt; &amp; Huawei</p>"

    assert linked(names, body, "authority", "huawei") == (
        '<p>A &lt;<a href="authority">R&amp;D Board</a>&gt; &amp; <a href="huawei">Huawei</a></p>'
    )
    assert len(flatten(body).text) == len(body)


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("<p>وهواوي</p>", '<p><a href="huawei">وهواوي</a></p>'),
        ("<p>و<strong>هواوي</strong></p>", '<p>و<strong><a href="huawei">هواوي</a></strong></p>'),
        ("<p>«هَواوِي»</p>", '<p>«<a href="huawei">هَواوِي</a>»</p>'),
        ("<p>للهيئة العامة للنقل</p>", '<p><a href="authority">للهيئة العامة للنقل</a></p>'),
        ("<p>والـHuawei</p>", '<p>والـ<a href="huawei">Huawei</a></p>'),
    ],
)
def test_arabic_prefix_is_part_of_the_link(names, body, result):
    assert linked(names, body, "huawei", "authority", language="ar") == result


def test_ambiguous_name_of_what_is_linked_needs_no_context(names):
    names["huawei"].aliases.create(language="en", name="The Maker", is_ambiguous=True)

    assert linked(names, "<p>The Maker said</p>", "google") == "<p>The Maker said</p>"
    assert linked(names, "<p>The Maker said</p>", "huawei") == '<p><a href="huawei">The Maker</a> said</p>'


def page_of(client, article, language):
    return client.get(article.url_in(language)).content.decode()


def test_page_leads_to_what_it_names_in_its_language(client, names):
    texts = {"en": {"body": "<p>Huawei met Omar Al-Omar on the Huawei Memorandum Number One.</p>"}}
    article = make_article("", texts=texts, organizations=[names["huawei"]], partnerships=[names["entry"]])
    article.person_mentions.create(person=names["person"])
    publish(make_draft(article, "en", **texts["en"]), by=None)
    article.refresh_from_db()

    assert (
        '<p><a href="/en/organizations/huawei/">Huawei</a> met <a href="/en/people/omar/">Omar Al-Omar</a> '
        'on the <a href="/en/partnerships/mou/">Huawei Memorandum Number One</a>.</p>'
    ) in page_of(client, article, "en")


@pytest.mark.parametrize("standing", [{"is_proposed": True}, {"is_proposed": True, "is_declined": True}])
def test_what_is_not_linked_gets_no_link(client, names, standing):
    article = make_article("", organizations=[])
    article.organization_mentions.create(organization=names["huawei"], **standing)
    article.person_mentions.create(person=names["person"], **standing)
    publish(make_draft(article, "en", body="<p>Huawei and Omar Al-Omar</p>"), by=None)
    article.refresh_from_db()

    assert article.body_links == {"en": []}
    assert "<p>Huawei and Omar Al-Omar</p>" in page_of(client, article, "en")


def test_redacted_entry_loses_its_links(client, names):
    body = "<p>On the Huawei Memorandum Number One.</p>"
    article = make_article("en", texts={"en": {"body": body}}, partnerships=[names["entry"]])
    assert "/partnerships/mou/" in page_of(client, article, "en")

    redact(names["entry"], by=None, note_en="Reason")

    assert body in page_of(client, article, "en")


def test_entry_that_readers_do_not_see_is_never_linked(client):
    hidden = make_partnership(slug="hidden", title_en="Hidden Memorandum One", has_source=False)
    article = make_article(
        "en", texts={"en": {"body": "<p>Hidden Memorandum One</p>"}}, partnerships=[hidden]
    )

    assert article.body_links == {"en": []}
    assert "/partnerships/hidden/" not in page_of(client, article, "en")


def test_what_has_no_page_in_a_language_is_not_linked_in_it(client):
    body = make_organization(slug="body", name_ar=None, name_en="Latin Body")
    texts = {language: {"body": "<p>Latin Body</p>"} for language in ("ar", "en")}
    article = make_article(texts=texts, organizations=[body])

    assert "<p>Latin Body</p>" in page_of(client, article, "ar")
    assert '<a href="/en/organizations/body/">Latin Body</a>' in page_of(client, article, "en")


def test_markup_in_a_name_stays_text(client):
    name = "Bad <img src=x onerror=alert(1)> Body"
    make_organization(slug="bad", name_ar=None, name_en=name)
    bad = Organization.objects.get(slug="bad")
    escaped = "Bad &lt;img src=x onerror=alert(1)&gt; Body"
    article = make_article("en", texts={"en": {"body": f"<p>{escaped}</p>"}}, organizations=[bad])

    page = page_of(client, article, "en")

    assert f'<a href="/en/organizations/bad/">{escaped}</a>' in page
    assert "<img src=x" not in page


def test_text_that_was_taken_back_leaves_no_places(names):
    article = make_article("en", at=timezone.now() + timedelta(hours=1), organizations=[names["huawei"]])
    assert article.body_links["en"]

    assert unschedule(article, "en", by=None).body_links == {"en": []}


def test_withdrawn_text_keeps_its_places_for_its_return(names):
    article = make_article("en", organizations=[names["huawei"]])

    assert withdraw(article, "en", by=None, reason="An error").body_links == article.body_links


def test_relink_follows_the_names(names):
    article = make_article(organizations=[names["google"]])
    assert article.body_links == {"ar": [], "en": []}
    names["google"].aliases.create(language="en", name="The regulator")

    call_command("relink", verbosity=0)

    article.refresh_from_db()
    assert [slug for *_place, slug in article.body_links["en"]] == ["google"]
    with override("en"):
        assert article.linked_body.startswith('<p><a href="/en/organizations/google/">The regulator</a>')
    assert Article.objects.get().revisions.count() == 2


def test_newer_text_takes_its_own_places(names):
    article = make_article("en", organizations=[names["huawei"]])
    show(make_draft(article, "en", body="<p>Long before it speaks of Huawei.</p>"), timezone.now())

    article.refresh_from_db()
    [(start, end, *_thing)] = article.body_links["en"]
    assert article.body_en[start:end] == "Huawei"


def test_places_without_links_are_in_order_and_apart():
    heading = '<h2><a href="/x">One</a></h2>'
    html = f"{heading}<p>Two</p><h3>Three</h3>"

    closed = flatten(html).closed

    assert [html[place.start : place.stop] for place in closed] == [heading, "<h3>Three</h3>"]


@pytest.mark.parametrize("name", ["huawei", "person", "entry"])
def test_what_loses_its_name_in_a_language_loses_its_links_there(client, names, name):
    body = {"ar": "<p>قال عمر العمر ووقّعت مذكرة هواوي و«هواوي».</p>", "en": "<p>Omar Al-Omar, Huawei.</p>"}
    body["en"] += "<p>Huawei Memorandum Number One</p>"
    article = make_article(
        texts={language: {"body": body[language]} for language in body},
        organizations=[names["huawei"]],
        partnerships=[names["entry"]],
    )
    article.person_mentions.create(person=names["person"])
    relink(article)
    thing = names[name]
    pages = {language: f'href="{thing.url_in(language)}"' for language in body}
    for language, lead in pages.items():
        assert lead in prose(client, article, language)

    field = "title_en" if name == "entry" else "name_en"
    if name == "entry":
        correct(thing, by=None, title_en=None, note_ar="سبب")
    else:
        setattr(thing, field, None)
        thing.save()

    assert 'href="/en/' in prose(client, article, "en")
    assert pages["en"] not in prose(client, article, "en")
    assert pages["ar"] in prose(client, article, "ar")


def test_person_of_whom_an_editor_said_no_gets_no_link(client, names):
    article = make_article("en", texts={"en": {"body": "<p>Omar Al-Omar.</p>"}})
    article.person_mentions.create(person=names["person"])
    relink(article)
    assert "/people/omar/" in prose(client, article, "en")

    article.person_mentions.update(is_proposed=True)

    assert "/people/omar/" not in prose(client, article, "en")


def prose(client, article, language):
    page = client.get(article.url_in(language)).content.decode()
    return page.split('<div class="prose">')[1].split("</div>")[0]
