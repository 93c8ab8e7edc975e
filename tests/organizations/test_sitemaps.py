import pytest
from time_machine import travel

from organizations.merging import merge
from portal.sitemap_files import RECORDS
from tests.factories import PUBLISHED_AT, make_organization, make_person
from tests.sitemaps import get, get_index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "make"),
    [("organizations", make_organization), ("people", make_person)],
    ids=["bodies", "people"],
)
def test_directory_is_listed_in_the_languages_of_its_names(client, name, make, django_assert_num_queries):
    with travel(PUBLISHED_AT, tick=False):
        both, arabic, duplicate = make(pk=1), make(pk=2, name_en=None), make(pk=3)
        merge(duplicate, both, by=None)

    with django_assert_num_queries(2):
        found = get(client, f"/sitemap-{name}.xml")

    urls = {language: both.url_in(language) for language in ("ar", "en")}
    assert list(found) == [*urls.values(), arabic.url_in("ar")]
    assert found[urls["en"]].alternates == urls | {"x-default": urls["ar"]}
    assert found[arabic.url_in("ar")].alternates == {}
    assert {url.changed_at for url in found.values()} == {PUBLISHED_AT}
    assert get_index(client)[f"/sitemap-{name}.xml"] == PUBLISHED_AT


def test_directory_is_split_by_ranges_of_ids(client):
    first = 600_000 * RECORDS
    bodies = [make_organization(pk=pk, name_en=None) for pk in (first - 1, first, first + RECORDS)]

    files = [list(get(client, f"/sitemap-organizations-{number}.xml")) for number in range(600_000, 600_003)]

    assert files == [[body.url_in("ar")] for body in bodies]
