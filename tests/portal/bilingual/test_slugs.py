import re

import pytest
from django.core.exceptions import ValidationError

from portal.bilingual.slugs import (
    AsciiSlugConverter,
    IdConverter,
    UnicodeSlugConverter,
    unicode_slug,
    validate_ascii_slug,
)


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("مذكّرة تفاهم بين «الهيئة» وهواوي", "ar", "مذكرة-تفاهم-بين-الهيئة-وهواوي"),
        ("رؤيـــة الكويت ٢٠٣٥", "ar", "رؤية-الكويت-2035"),
        ("Kuwait’s 5.5G: a_plan", "en", "kuwaits-5-5g-a-plan"),
        ("İstanbul – Ankara", "en", "istanbul-ankara"),
        ("!?", "en", "article"),
        ("", "ar", "مقال"),
        ("\x00\u202e/../", "en", "article"),
        ("\u3164\u115f\u1160\uffa0", "en", "article"),
        ("a\uffa0b", "en", "ab"),
        ("x" * 80, "en", "x" * 60),
        ("word " * 30, "en", "-".join(["word"] * 12)),
        ("a" * 55 + " 12345", "en", "a" * 55),
        ("a" * 54 + " 12345 b", "en", "a" * 54 + "-12345"),
    ],
)
def test_unicode_slug(title, language, slug):
    assert unicode_slug(title, language) == slug


@pytest.mark.parametrize(
    "title", ["ﷺ" * 200, "ا" + "\u0651\u064b" * 50_000, "½ ﬃ", "हिन्दी", "-" * 2000, "a" * 10**6]
)
def test_unicode_slug_stays_short_and_fits_its_converter(title):
    slug = unicode_slug(title, "ar")

    assert 0 < len(slug) <= 60
    assert re.fullmatch(r"[-\w]+", slug)
    assert unicode_slug(slug, "ar") == slug


@pytest.mark.parametrize("slug", ["مذكرة-تفاهم", "a", "x" * 10_000, "ا\u0654", "a.", "a, b", "(a)", "%FF"])
def test_unicode_slug_converter_takes_what_a_redirect_can_mend(slug):
    assert re.fullmatch(UnicodeSlugConverter.regex, slug)


@pytest.mark.parametrize("slug", ["", "a\x00b", "a/b"])
def test_unicode_slug_converter_refuses_what_no_path_segment_holds(slug):
    assert not re.fullmatch(UnicodeSlugConverter.regex, slug)


PERMANENT_SLUGS = ["citra", "citra-huawei-2024", "5g", "a" * 80]
ODD_SLUGS = ["Citra", "-a", "a-", "a--b", "a_b"]


@pytest.mark.parametrize("slug", PERMANENT_SLUGS + ODD_SLUGS)
def test_ascii_slug_converter_takes_whatever_a_slug_field_holds(slug):
    assert re.fullmatch(AsciiSlugConverter.regex, slug)
    assert re.fullmatch(AsciiSlugConverter.regex + r"\.atom", slug + ".atom")


@pytest.mark.parametrize("slug", ["", "a" * 81, "a" * 10_000, "هواوي", "a.b", "a\x00"])
def test_ascii_slug_converter_refuses_all_others(slug):
    assert not re.fullmatch(AsciiSlugConverter.regex, slug)


@pytest.mark.parametrize("slug", PERMANENT_SLUGS)
def test_validate_ascii_slug_accepts_permanent_slugs(slug):
    validate_ascii_slug(slug)


@pytest.mark.parametrize("slug", [*ODD_SLUGS, "", "هواوي", "a\n", "٥g", "a b"])
def test_validate_ascii_slug_refuses_all_others(slug):
    with pytest.raises(ValidationError):
        validate_ascii_slug(slug)


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("9" * 18, 10**18 - 1)])
def test_id_converter_reads_numbers_a_database_can_hold(written, number):
    assert re.fullmatch(IdConverter.regex, written)
    assert IdConverter().to_python(written) == number
    assert IdConverter().to_url(number) == written


@pytest.mark.parametrize("written", ["0", "01", "-1", "9" * 19, "١", "1\n", ""])
def test_id_converter_refuses_all_others(written):
    assert not re.fullmatch(IdConverter.regex, written)
