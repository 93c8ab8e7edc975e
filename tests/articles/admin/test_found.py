"""The panel of what the newest texts name: offered, accepted, turned down."""

import re

import pytest
from django.utils.html import escape

from articles.enums import Act, MentionRole
from articles.models import LogEntry, OrganizationMention
from tests.editing import change_url, form_of, make_member, make_viewer
from tests.factories import make_article, make_draft, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def huawei():
    return make_organization(slug="huawei", name_ar="هواوي", name_en="Huawei")


@pytest.fixture
def article(huawei):
    """Live in Arabic and English; both texts name Huawei."""
    return make_article()


def offered(client, article):
    """The tokens of the panel, in order."""
    page = client.get(change_url(article)).content.decode()
    return re.findall(r'name="found-accept" value="([^"]+)"', page)


def token(thing):
    return f"{thing._meta.model_name}-{thing.pk}"


def save(client, article, **ticks):
    article.refresh_from_db()
    data = form_of(article) | {f"found-{name}": value for name, value in ticks.items()}
    return client.post(change_url(article), data)


def test_what_the_texts_name_is_offered(client, editor, article, huawei):
    person, entry = make_person(name_en="Steven Yi"), make_partnership(title_en="Digital Corridor Programme")
    make_draft(article, "en", standfirst="Steven Yi spoke.", body="<p>On the Digital Corridor Programme.</p>")

    tokens = offered(client, article)

    assert tokens == [token(huawei), token(person), token(entry)]


def test_offer_shows_the_words_around_it(client, editor, article):
    page = client.get(change_url(article)).content.decode()

    assert '<p class="found__place" lang="ar" dir="rtl">وقّعت الهيئة مذكرة مع <mark>هواوي</mark>.</p>' in page


def test_entry_that_readers_do_not_see_is_not_offered(client, editor, article, huawei):
    make_partnership(title_en="Digital Corridor Programme", has_source=False)
    make_draft(article, "en", body="<p>On the Digital Corridor Programme.</p>")

    assert offered(client, article) == [token(huawei)]


def test_what_is_linked_is_not_offered(client, editor, article, huawei):
    article.organization_mentions.create(organization=huawei)

    assert offered(client, article) == []


@pytest.mark.parametrize(
    ("headline", "role"),
    [("Regulator signs", MentionRole.PASSING), ("Huawei signs", MentionRole.SUBJECT)],
)
def test_accepted_find_is_linked_as_its_place_suggests(client, editor, article, huawei, headline, role):
    make_draft(article, "en", headline=headline)

    save(client, article, accept=token(huawei))

    mention = article.organization_mentions.get()
    assert (mention.organization, mention.role, mention.counts) == (huawei, role, True)
    assert mention.published_at_ar == article.published_at_ar


def test_accepting_is_a_change_of_the_shared_part(client, editor, article, huawei):
    before = article.shared_version

    save(client, article, accept=token(huawei))

    article.refresh_from_db()
    assert article.shared_version == before + 1
    assert LogEntry.objects.filter(article=article, act=Act.SHARED, by=editor).count() == 1


def test_accepted_find_is_a_link_on_the_page_at_once(client, editor, article, huawei):
    save(client, article, accept=token(huawei))

    page = client.get(article.url_in("ar")).content.decode()
    assert '<p>وقّعت الهيئة مذكرة مع <a href="/ar/organizations/huawei/">هواوي</a>.</p>' in page


def test_declined_find_does_not_come_back(client, editor, article, huawei):
    save(client, article, decline=token(huawei))

    assert offered(client, article) == []
    mention = article.organization_mentions.get()
    assert (mention.counts, mention.is_declined, mention.published_at_ar) == (False, True, None)
    make_draft(article, "en", headline="Huawei signs")
    assert offered(client, article) == []


def test_declined_find_shows_on_no_public_page(client, editor, article, huawei):
    save(client, article, decline=token(huawei))

    for language in ("ar", "en"):
        assert "/organizations/huawei/" not in client.get(article.url_in(language)).content.decode()
        assert article.url_in(language) not in client.get(huawei.url_in(language)).content.decode()


def test_proposed_mention_is_offered_and_accepted(client, editor, article):
    proposed = make_organization(name_en="Not In The Text")
    mention = article.organization_mentions.create(organization=proposed, is_proposed=True)

    assert token(proposed) in offered(client, article)
    save(client, article, accept=token(proposed))

    mention.refresh_from_db()
    assert mention.counts
    assert mention.published_at_en == article.published_at_en


def test_proposed_mention_is_no_row_of_the_form(client, editor, article, huawei):
    article.organization_mentions.create(organization=huawei, is_proposed=True)

    page = client.get(change_url(article)).content.decode()

    assert 'name="organization_mentions-INITIAL_FORMS" value="0"' in page


def test_saving_without_ticks_decides_nothing(client, editor, article, huawei):
    save(client, article)

    assert not article.organization_mentions.exists()
    assert offered(client, article) == [token(huawei)]


@pytest.mark.parametrize("is_declined", [False, True])
def test_adding_by_hand_accepts_what_was_waiting(client, editor, article, huawei, is_declined):
    waiting = article.organization_mentions.create(
        organization=huawei, is_proposed=True, is_declined=is_declined
    )
    row = {"organization": huawei.pk, "role": MentionRole.SUBJECT, "id": "", "article": article.pk}
    rows = {f"organization_mentions-0-{name}": value for name, value in row.items()}

    response = client.post(
        change_url(article), form_of(article) | rows | {"organization_mentions-TOTAL_FORMS": 1}
    )

    assert response.status_code == 302
    mention = OrganizationMention.objects.get()
    assert (mention.pk, mention.counts, mention.role) == (waiting.pk, True, MentionRole.SUBJECT)
    assert mention.published_at_ar == article.published_at_ar


def test_ticking_both_is_an_error_that_keeps_the_ticks(client, editor, article, huawei):
    response = save(client, article, accept=token(huawei), decline=token(huawei))

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count(f'value="{token(huawei)}" checked') == 2
    assert not article.organization_mentions.exists()


@pytest.mark.parametrize("nonsense", ["", "organization-0", "organization-99999", "topic-1", "person-9" * 9])
def test_nonsense_is_an_error_of_the_form(client, editor, article, nonsense):
    response = save(client, article, accept=nonsense)

    assert response.status_code == 200
    assert not article.organization_mentions.exists()


def test_tick_from_an_older_page_meets_the_newer_links(client, editor, article, huawei):
    """Somebody else accepted the same meanwhile: the shared part has moved on, and nothing is doubled."""
    data = form_of(article) | {"found-accept": token(huawei)}
    save(client, article, accept=token(huawei))

    response = client.post(change_url(article), data)

    assert response.status_code == 200
    assert article.organization_mentions.count() == 1


@pytest.mark.parametrize("member", ["translator", "contributor", "viewer"])
def test_nobody_links_without_the_right_to_the_shared_part(client, article, huawei, member):
    user = make_viewer() if member == "viewer" else make_member(member)
    client.force_login(user)

    assert "found-accept" not in client.get(change_url(article)).content.decode()
    save(client, article, accept=token(huawei))

    assert not article.organization_mentions.exists()


def test_names_are_escaped_in_the_panel(client, editor, article):
    name = 'Bad <script>alert("1")</script> Body'
    make_organization(name_ar=None, name_en=name)
    make_draft(article, "en", headline=name)

    page = client.get(change_url(article)).content.decode()

    assert "<script>alert" not in page
    assert f"<bdi>{escape(name)}</bdi>" in page


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_name_missing_in_the_language_of_the_desk_is_shown_in_the_other(
    client, editor, article, admin_language
):
    client.cookies["portal_language"] = admin_language
    make_organization(name_ar=None, name_en="Only English Name")
    make_draft(article, "en", headline="Only English Name")

    assert "<bdi>Only English Name</bdi>" in client.get(change_url(article)).content.decode()


@pytest.mark.parametrize("names", [1, 12])
def test_panel_costs_the_same_for_any_number_of_names(
    client, editor, article, names, django_assert_num_queries
):
    bodies = [make_organization(name_en=f"Named Body {chr(65 + number)}") for number in range(names)]
    make_draft(article, "en", body="".join(f"<p>{body.name_en}</p>" for body in bodies))
    assert len(offered(client, article)) == names + 1

    # As the form without finds, and who took on the draft that readers don't see.
    with django_assert_num_queries(20):
        client.get(change_url(article))
