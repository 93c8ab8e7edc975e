import pytest

from articles.entity_linking import directory, find_in_texts
from organizations.models import Organization, Person
from portal.demo.records import load_records
from tests.factories import make_organization, make_person

pytestmark = pytest.mark.django_db


def found(text):
    """The slugs of whom the text names, in order."""
    keys = dict.fromkeys(mention.key for mention in directory().find(text))
    return [model.objects.get(pk=pk).slug for model, pk in keys]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("CITRA signed with HUAWEI and met Omar Al Omar.", ["citra", "huawei", "omar-al-omar"]),
        ("وقّعت سيترا مذكرة مع شركة هواوي بحضور عمر العمر.", ["citra", "huawei", "omar-al-omar"]),
        (
            "وناقشت مع هواوى وبالإنتربول وللمنظمة العربية لتكنولوجيات الاتصال والمعلومات",
            ["huawei", "interpol", "aicto"],
        ),
        ("وغوغل وجوجل ولهواوي", ["google", "huawei"]),
        ("The Embassy of Pakistan and Mr. HOU of AICTO", ["pakistan-embassy-kuwait", "hou-tao", "aicto"]),
        ("He said so, and she agreed.", []),
    ],
)
def test_demonstration_is_found_in_both_scripts(text, slugs):
    load_records()
    assert found(text) == slugs


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Google Cloud opens an office.", ["google-cloud"]),
        ("تفتتح غوغل كلاود مكتبًا.", ["google-cloud"]),
        ("Google Cloud belongs to Google.", ["google-cloud", "google"]),
        ("تتبع جوجل كلاود لجوجل.", ["google-cloud", "google"]),
    ],
)
def test_google_inside_google_cloud_is_not_google(text, slugs):
    load_records()
    assert found(text) == slugs


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("The Ministry of Interior said so.", []),
        ("The Ministry of Interior of Kuwait said so.", ["kuwait-moi"]),
        ("A Kuwaiti spoke; the Ministry of Interior agreed.", ["kuwait-moi"]),
        ("قالت هيئة الاتصالات إنها تدرس.", []),
        ("قالت هيئة الاتصالات الكويتية إنها تدرس.", ["citra"]),
        ("قالت وزارة الداخلية في الكويت ذلك.", ["kuwait-moi"]),
    ],
)
def test_ambiguous_name_of_an_organization_needs_its_context(text, slugs):
    load_records()
    assert found(text) == slugs


@pytest.fixture
def person():
    """Somebody with an office in Kuwait, often named by a name that many bear."""
    person = make_person(slug="sara", name_ar="سارة الأحمد الجابر", name_en="Sara Al-Ahmad Al-Jaber")
    office = make_organization(
        slug="office", country="KW", name_ar="المكتب المركزي", name_en="Central Office"
    )
    person.positions.create(organization=office, title_en="Director")
    person.aliases.create(language="en", name="Sara Al-Ahmad", is_ambiguous=True)
    person.aliases.create(language="ar", name="سارة الأحمد", is_ambiguous=True)
    return person


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Sara Al-Ahmad spoke.", []),
        ("Sara Al-Ahmad spoke in Kuwait.", ["sara"]),
        ("Sara Al-Ahmad Al-Jaber spoke.", ["sara"]),
        ("تحدثت سارة الأحمد.", []),
        ("تحدثت سارة الأحمد في الكويت.", ["sara"]),
    ],
)
def test_ambiguous_name_of_a_person_needs_its_context(person, text, slugs):
    assert found(text) == slugs


def test_ambiguous_full_name_is_no_context_for_itself(person):
    person.aliases.create(language="en", name="Sara Al-Ahmad Al-Jaber", is_ambiguous=True)

    assert found("Sara Al-Ahmad Al-Jaber spoke.") == []
    assert found("Sara Al-Ahmad Al-Jaber spoke to Kuwaitis.") == ["sara"]


def test_ambiguous_name_without_any_context_is_never_proposed():
    person = make_person(name_ar=None, name_en="Sara Al-Ahmad")
    person.aliases.create(language="en", name="Sara Al-Ahmad", is_ambiguous=True)

    assert found("Sara Al-Ahmad spoke.") == []


def test_everybody_is_named_once():
    load_records()
    texts = {"en": {"headline": "Huawei, هواوي", "body": "<p>HUAWEI; Omar Al-Omar, عمر العمر</p>"}}

    assert [model for model, _pk in find_in_texts(directory(), texts)] == [Organization, Person]


def test_directory_is_read_in_a_fixed_number_of_queries(django_assert_num_queries):
    load_records()
    with django_assert_num_queries(11):
        directory()
