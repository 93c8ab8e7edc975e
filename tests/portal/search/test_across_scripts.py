"""What readers type finds the organisation and its pieces, whichever script they type it in."""

import pytest

from portal.index import Kind
from portal.index.engines import engine
from portal.search.reading import read
from tests.factories import make_article, make_author, make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def huawei():
    return make_organization(name_ar="هواوي", name_en="Huawei")


@pytest.fixture
def citra():
    citra = make_organization(
        name_ar="الهيئة العامة للاتصالات وتقنية المعلومات",
        name_en="Communication and Information Technology Regulatory Authority",
        short_name_ar="هيئة الاتصالات",
        short_name_en="CITRA",
    )
    citra.aliases.create(language="ar", name="سيترا")
    return citra


def found(text, language):
    query = read(text, language).query
    return {(hit.kind, hit.pk) for hit in engine().find(query).hits}


@pytest.mark.parametrize("typed", ["هواوي", "هواوى", "Huawei", "HUAWEI", "لهواوي"])
def test_huawei_is_found_in_either_script(typed, language, huawei):
    texts = {
        "ar": {"headline": "مذكرة جديدة", "standfirst": "", "body": "<p>نص لا يسمّي أحدًا.</p>"},
        "en": {"headline": "A new memorandum", "standfirst": "", "body": "<p>It names nobody.</p>"},
    }
    linked = make_article(texts=texts, organizations=[huawei])
    make_article(texts=texts)
    expected = {(Kind.ORGANIZATION, huawei.pk), (Kind.ARTICLE, linked.pk)}
    assert found(typed, language) == expected


@pytest.mark.parametrize("typed", ["CITRA", "citra", "سيترا", "هيئة الاتصالات", "هيئه الاتصالات"])
def test_citra_is_found_by_each_of_its_names(typed, language, citra):
    nobody = {"headline": "خطة", "standfirst": "", "body": "<p>نص.</p>"}
    texts = {"ar": nobody, "en": nobody | {"headline": "A plan"}}
    linked = make_article(texts=texts, organizations=[citra])
    make_article(texts=texts)
    assert found(typed, language) == {(Kind.ORGANIZATION, citra.pk), (Kind.ARTICLE, linked.pk)}


def test_pieces_of_the_other_language_are_not_found(huawei):
    arabic = make_article("ar", organizations=[huawei])
    assert found("Huawei", "en") == {(Kind.ORGANIZATION, huawei.pk)}
    assert (Kind.ARTICLE, arabic.pk) in found("Huawei", "ar")


@pytest.mark.parametrize("typed", ["citra", "سيترا", "هيئة الاتصالات", "هيئه الاتصالات", "لهيئة الاتصالات"])
def test_each_name_finds_the_same_in_the_same_order(typed, language, citra):
    """What nobody linked is found under the name that stands in it."""
    for text in ("CITRA wrote", "قالت سيترا", "قرار لهيئة الاتصالات", "هيئة النقل وقطاع الاتصالات", "Nobody"):
        make_article(texts={code: {"headline": text, "body": "<p>نص</p>"} for code in ("ar", "en")})
        texts = {"headline": "خطة", "standfirst": text, "body": "<p>نص</p>"}
        make_article(texts={"ar": texts, "en": texts})
    linked = make_article(organizations=[citra])

    hits = in_order(typed, language)

    assert hits == in_order("CITRA", language)
    assert len(hits) == 8
    assert {hits[0], (Kind.ARTICLE, linked.pk)} <= found(typed, language)
    assert hits[0] == (Kind.ORGANIZATION, citra.pk)


def test_name_that_may_mean_something_else_is_not_looked_for(citra):
    citra.aliases.create(language="ar", name="الهيئة", is_ambiguous=True)
    citra.aliases.create(language="en", name="IT")
    ministry = make_organization(name_ar="هيئة الاتصالات البحرينية", name_en="Other")
    ministry.aliases.create(language="ar", name="هيئة الاتصالات")
    texts = ("قالت الهيئة", "It is", "قالت هيئة الاتصالات")
    articles = [make_article("ar", texts={"ar": {"headline": text, "body": "<p>نص</p>"}}) for text in texts]

    assert found("CITRA", "ar") == {(Kind.ORGANIZATION, citra.pk)}
    assert (Kind.ARTICLE, articles[0].pk) in found("الهيئة", "ar")


def test_one_word_of_a_persons_name_is_not_looked_for():
    omar = make_person(name_ar="عمر العمر", name_en="Omar Al-Omar")
    omar.aliases.create(language="ar", name="العمر")
    texts = [{"ar": {"headline": "خطة", "body": f"<p>{text}</p>"}} for text in ("طول العمر", "قال عمر العمر")]
    _other, speaks = [make_article("ar", texts=text) for text in texts]

    assert found("Omar Al-Omar", "ar") == {(Kind.PERSON, omar.pk), (Kind.ARTICLE, speaks.pk)}


@pytest.mark.parametrize("typed", ["«تحلية المياه»", "«لتحلية المياه»", "«بتحلية مياه»", "«التحلية للمياه»"])
def test_particle_before_a_phrase_is_no_part_of_it(typed):
    texts = ("محطة لتحلية المياه", "وتحلية مياه البحر", "تحلية الماء والمياه", "المياه لتحلية")
    articles = [make_article("ar", texts={"ar": {"headline": text, "body": "<p>نص</p>"}}) for text in texts]

    assert found(typed, "ar") == {(Kind.ARTICLE, article.pk) for article in articles[:2]}


@pytest.mark.parametrize("typed", ["منى القصار", "Mona Al-Qassar", "الأستاذة منى القصّار"])
def test_author_finds_the_pieces_under_either_name(typed, language):
    """Her name stands in none of them; one word of it is anybody's."""
    mona = make_author(name_ar="منى القصار", name_en="Mona Al-Qassar")
    hers = make_article(author=mona)
    make_article(author=make_author(name_ar="منى", name_en="Mona"))
    second = make_article()
    byline = second.bylines.create(author=mona)

    assert found(typed, language) == {(Kind.ARTICLE, hers.pk), (Kind.ARTICLE, second.pk)}
    byline.delete()
    mona.name_ar = "منى الحداد"
    mona.save()

    assert found("منى الحداد", language) == {(Kind.ARTICLE, hers.pk)}
    assert found("منى القصار", "ar") == set()


def test_of_two_names_what_is_between_them_comes_first(citra, huawei):
    """Each of the two says something of the other."""
    for one, of_other in ((citra, "Huawei"), (huawei, "CITRA")):
        one.description_en = f"Works with {of_other}."
        one.save()
    texts = {"en": {"headline": "CITRA and Huawei sign a memorandum"}}
    both = make_article(texts=texts, organizations=[citra, huawei])

    assert first("CITRA Huawei", "en") == (Kind.ARTICLE, both.pk)
    assert first("CITRA سيترا", "en") == (Kind.ORGANIZATION, citra.pk)


def test_name_among_other_words_comes_before_pieces_that_hold_them_in_passing(huawei):
    huawei.description_en = "A company that has a headquarters in Shenzhen."
    huawei.save()
    texts = {"en": {"headline": "A plan", "standfirst": "Huawei opens headquarters."}}
    passing = make_article(texts=texts, organizations=[huawei])
    texts = {"en": {"headline": "Huawei moves its headquarters"}}
    about_it = make_article(texts=texts, organizations=[huawei])

    query = read("Huawei headquarters", "en").query
    assert [(hit.kind, hit.pk) for hit in engine().find(query).hits] == [
        (Kind.ARTICLE, about_it.pk),
        (Kind.ORGANIZATION, huawei.pk),
        (Kind.ARTICLE, passing.pk),
    ]


def test_somebody_comes_first_with_the_name_of_an_office_beside_it(citra):
    omar = make_person(name_ar="عمر العمر", name_en="Omar Al-Omar", biography_en="Chair of CITRA.")
    texts = {"en": {"headline": "CITRA signs", "body": "<p>Omar Al-Omar signed.</p>"}}
    make_article(texts=texts, organizations=[citra])

    assert first("Omar Al-Omar CITRA", "en") == (Kind.PERSON, omar.pk)


def test_somebody_else_who_is_called_so_in_part_comes_last():
    other = make_person(name_ar="محمد بن عمر", name_en="Mohamed Ben Amor")
    omar = make_person(name_ar="عمر العمر", name_en="Omar Al-Omar")
    article = make_article(texts={"ar": {"headline": "خطة", "body": "<p>قال عمر العمر.</p>"}})

    hits = engine().find(read("عمر العمر", "ar").query).hits
    assert [(hit.kind, hit.pk) for hit in hits] == [
        (Kind.PERSON, omar.pk),
        (Kind.ARTICLE, article.pk),
        (Kind.PERSON, other.pk),
    ]


def first(text, language):
    return in_order(text, language)[0]


def in_order(text, language):
    return [(hit.kind, hit.pk) for hit in engine().find(read(text, language).query).hits]
