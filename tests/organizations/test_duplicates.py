import pytest

from organizations.duplicates import duplicates_of, possible_duplicates
from organizations.duplicates.slips import is_slip
from organizations.merging import merge
from organizations.models import Organization, Person
from portal.demo.records import load_records
from tests.factories import make_organization, make_person

pytestmark = pytest.mark.django_db

ONE = [
    # Hamza, teh marbuta, alef maksura, a hamza that is left out.
    ("هيئة الأسواق", "هيئه الاسواق"),
    ("المؤسسة العامة للإسكان", "الموسسه العامه للاسكان"),
    ("هواوي", "هواوى"),
    ("مركز الإحصاء", "مركز الاحصا"),
    # The article and what is written before it.
    ("بنك الكويت الوطني", "بنك كويت وطني"),
    ("هيئة الاتصالات", "هيئة للاتصالات"),
    ("عبدالعزيز الراشد", "عبد العزيز الراشد"),
    ("عبدالله العيسى", "عبد الله العيسى"),
    # Legal forms, "and".
    ("شركة زين", "زين"),
    ("شركة الاتصالات المتنقلة ش.م.ك.ع", "الاتصالات المتنقلة"),
    ("Huawei Technologies", "Huawei Technologies Co., Ltd."),
    ("Agility W.L.L.", "The Agility Company"),
    ("Science & Technology Park", "Science and Technology Park"),
    # Word families, possessives, accents, hyphens, spaces, order.
    ("National Cyber Security Center", "National Cybersecurity Centre"),
    ("هيئة تقنية المعلومات", "هيئة تكنولوجيا المعلومات"),
    ("Kuwait’s University", "University of Kuwait"),
    ("Société Générale", "Societe Generale"),
    ("Al-Ahli Bank", "El Ahli Bank"),
    ("Alghanim Industries", "Al Ghanim Industries"),
    ("Mohamed Ben Amor", "Mohammed bin Amor"),
    ("Mohammed Al-Sabah", "Muhammad Al Sabah"),
    ("Noura Al-Fassam", "Nura Alfassam"),
    ("Hou Tao", "Tao Hou"),
    # Slips of the keyboard.
    ("Communications Authority", "Comunications Authority"),
    ("Ministry of Education", "Ministry of Educatoin"),
    ("Communications Authority", "Kommunications Authority"),
    ("Accenture International", "Accenture Internatonal"),
    ("الجهاز المركزي للمناقصات", "الجهاز المركزى للمناقصت"),
]

TWO = [
    ("وزارة العدل", "وزارة العمل"),
    ("وزارة الداخلية", "وزارة الخارجية"),
    ("Ministry of Interior", "Ministry of Exterior"),
    ("ESA", "ISA"),
    ("OPEC", "UPEC"),
    ("Kuwait Port", "Kuwait Post"),
    ("CITRA", "CITRO"),
    ("Zain", "Zain Group"),
    ("Google", "Google Cloud"),
    ("Kuwait Airways", "Kuwait Railways"),
    ("Expo 2020", "Expo 2021"),
    ("Gulf Cables 17", "Gulf Cables 18"),
    ("Company", "Ltd"),
    ("بنك بوبيان", "بنك وربة"),
    ("خالد الزامل", "خالد العامر"),
    ("Omar Al-Omar", "Mohamed Ben Amor"),
    ("!!!", "—"),
]


def named(name, **columns):
    language = "ar" if any(letter >= "\u0600" for letter in name) and name != "—" else "en"
    names = {"name_ar": None, "name_en": None, f"name_{language}": name}
    return make_organization(**names, **columns)


@pytest.mark.parametrize(("one", "two"), ONE)
def test_one_body_under_two_spellings_is_found(one, two):
    first, second = named(one), named(two)

    [pair] = possible_duplicates(Organization)

    assert (pair.first, pair.second, pair.names) == (first, second, (one, two))


@pytest.mark.parametrize(("one", "two"), TWO)
def test_two_bodies_of_similar_names_are_two(one, two):
    named(one)
    named(two)

    assert possible_duplicates(Organization) == []


@pytest.mark.parametrize("model", [Organization, Person])
def test_demonstration_has_no_duplicates(model):
    load_records()

    assert model.objects.count() >= 7
    assert possible_duplicates(model) == []


def test_names_of_either_language_and_other_names_count():
    first = make_organization(name_ar="هواوي")
    first.aliases.create(language="en", name="Huawei")
    second = make_organization(short_name_en="HUAWEI")

    [pair] = possible_duplicates(Organization)

    assert {pair.first, pair.second} == {first, second}
    assert pair.names == ("Huawei", "HUAWEI")
    assert pair.why == "same_name"


def test_ambiguous_names_do_not_count():
    for number in range(2):
        body = make_organization(short_name_ar="هيئة الاتصالات")
        body.aliases.create(language="ar", name="هيئة الاتصالات", is_ambiguous=True)
        body.aliases.create(language="en", name=f"Regulator {number} of telecoms")

    assert possible_duplicates(Organization) == []


def test_record_and_its_part_are_two_at_any_depth():
    whole = make_organization(name_en="Google")
    between = make_organization(parent=whole)
    make_organization(name_en="Google Ltd", parent=between)

    assert possible_duplicates(Organization) == []


@pytest.mark.parametrize(("kind", "are_one"), [("ministry", False), ("embassy", False), ("company", True)])
def test_each_country_has_its_ministry_and_a_company_is_one(kind, are_one):
    for country in ("KW", "SA"):
        make_organization(name_en="Ministry of Health", kind=kind, country=country)

    assert bool(possible_duplicates(Organization)) == are_one


def test_ministry_without_a_country_may_be_that_of_another_record():
    for country in ("KW", ""):
        make_organization(name_en="Ministry of Health", kind="ministry", country=country)

    assert possible_duplicates(Organization)


def test_what_an_editor_said_to_be_different_is_proposed_no_more():
    first, second = make_person(name_en="Ali Hasan"), make_person(name_en="Ali Hassan")
    assert possible_duplicates(Person)

    second.different_from.add(first)

    assert possible_duplicates(Person) == []


def test_merged_record_is_proposed_no_more():
    first, second = make_person(name_en="Ali Hasan"), make_person(name_en="Ali Hassan")

    merge(second, first, by=None)

    assert possible_duplicates(Person) == []


def test_surest_come_first_and_each_pair_once():
    for name in ("Communications Authority", "Communicatons Authority", "Authority of Communications"):
        make_organization(name_en=name, short_name_en=name)
    make_organization(name_en="communications authority")

    pairs = possible_duplicates(Organization)

    assert [pair.why for pair in pairs] == ["same_name", *["same_words"] * 2, *["one_letter"] * 3]


def test_names_are_compared_in_the_same_number_of_queries_for_any_number(django_assert_num_queries):
    # The records, their other names, the word families, what was said to be different.
    for _ in range(2):
        with django_assert_num_queries(4):
            possible_duplicates(Organization)
        for number in range(5):
            make_organization().aliases.create(language="en", name=f"Body {number}")


def test_hundreds_of_one_name_are_not_compared_each_with_each():
    rows = [{"slug": f"same-{number}", "name_en": "Same Name", "name_ar": None} for number in range(60)]
    for row in rows:
        make_organization(**row)

    assert len(possible_duplicates(Organization)) == 300


def test_form_is_told_what_its_names_resemble():
    huawei = make_organization(name_en="Huawei Technologies", country="CN")
    make_organization(name_en="Zain")

    [like] = duplicates_of(Organization(kind="company"), ["Huawei Technologies Ltd", None])

    assert (like.record, like.name, like.why) == (huawei, "Huawei Technologies", "same_words")
    assert duplicates_of(Organization(kind="company", parent=huawei), ["Huawei Technologies"]) == []
    assert duplicates_of(Organization(kind="company"), []) == []


def test_stored_record_does_not_resemble_itself():
    first, second = make_organization(name_en="Huawei"), make_organization(name_en="Huawei Co")

    assert [like.record for like in duplicates_of(second)] == [first]
    assert [like.record for like in duplicates_of(first)] == [second]
    assert duplicates_of(second, ["Huawei"])[0].record == first
    assert duplicates_of(first, ["Zain"]) == []


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("abcde", "abxde", True),
        ("abcde", "abde", True),
        ("abde", "abcde", True),
        ("abcde", "acbde", True),
        ("abcde", "abcde", False),
        ("abcde", "axcye", False),
        ("abcde", "abc", False),
        ("abcde", "badce", False),
        ("aaaa", "aaa", True),
    ],
)
def test_slip_is_one_letter(one, two, is_one):
    assert is_slip(one, two) is is_one
