import unicodedata

import pytest

from portal.bilingual.arabic import MARKS_PER_BASE, SORT_KEY_BYTES, fold, fold_with_offsets, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أحمد إقبال آمال ٱلكويت", "احمد اقبال امال الكويت"),
        ("هواوى", "هواوي"),
        ("الهيئة العامة", "الهيئه العامه"),
        ("سِجِلّ", "سجل"),
        ("كـــويت", "كويت"),
        ("گوگل کلاود", "كوكل كلاود"),
        ("رؤية ٢٠٣٥ و۲۰۲۱", "رؤيه 2035 و2021"),
        ("«الجريدة»، «سجل»؟", '"الجريده", "سجل"?'),
        ("Kuwait’s “Vision” – 2035", 'kuwait\'s "vision" - 2035'),
        ("HUAWEI\u00a0\n Technologies", "huawei technologies"),
        ("\u202eabc\u202c\u200f \u2067x\u2069", "abc x"),
        ("ﻫﻮﺍﻭﻱ", "هواوي"),
        ("\uff23\uff29\uff34\uff32\uff21", "citra"),  # full-width
        ("e\u0301", "é"),
        ("İstanbul", "istanbul"),
        ("a\x00b", "ab"),
        ("", ""),
    ],
)
def test_fold_brings_spellings_together(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize("text", ["الهيئةُ العامّة", "İﬃ ½ ﷺ", "x\u0344\u0f73\u0f73", "a\u00a0 \u2003b"])
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


def test_fold_keeps_hamza_on_waw_and_yeh():
    assert fold("مسؤول هيئة") == "مسؤول هيئه"


def test_fold_with_offsets_leads_back_to_the_original():
    text = "قالت  الهَيْئَةُ ﷺ Citra"

    folded = fold_with_offsets(text)

    start = folded.text.index("الهيئه")
    assert text[folded.offsets[start] :].startswith("الهَيْئَةُ")
    assert text[folded.offsets[folded.text.index("citra")] :] == "Citra"
    assert len(folded.offsets) == len(folded.text)


def test_fold_keeps_three_marks_on_each_base():
    cluster = "x" + "\u0323\u0301" * 5000
    assert len(unicodedata.normalize("NFD", fold(cluster))) <= 1 + MARKS_PER_BASE


def test_sort_key_ignores_the_article_and_vowel_marks():
    names = ["الهيئة", "هواوي", "أيكتو", "الإنتربول", "سفارة", "وزارة"]
    assert sorted(names, key=sort_key) == ["الإنتربول", "أيكتو", "سفارة", "هواوي", "الهيئة", "وزارة"]
    assert sort_key("الهَيْئة") == sort_key("هيئه")


def test_sort_key_keeps_a_name_that_is_only_the_article():
    assert sort_key("ال") == "ال".encode()


@pytest.mark.parametrize("name", ["ه" * 500, "x" + "ه" * 500, "ﷺ" * 300, "😀" * 300])
def test_sort_key_ends_at_a_whole_character(name):
    key = sort_key(name)

    assert SORT_KEY_BYTES - 4 < len(key) <= SORT_KEY_BYTES
    assert fold(key.decode()) == key.decode().strip()


def test_sort_key_survives_what_utf_8_cannot_hold():
    assert sort_key("a\ud800b") == b"ab"
