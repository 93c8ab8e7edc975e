from itertools import pairwise

import pytest

from articles.comparing import (
    Status,
    TooLongToCompare,
    compare_bodies,
    compare_lines,
    in_context,
    merge_bodies,
)
from articles.comparing.matching import matches
from articles.comparing.tokens import LONGEST_BODY, blocks_of, tokens_of

SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]", "changed": "[~{}~]"}


def _shown(segments):
    """The segments as a line that can be read in a test."""
    words = [
        SIGNS[segment.status].format(segment.picture or segment.text) + " " * segment.has_space
        for segment in segments
    ]
    return "".join(words)


def _rows(before, after):
    return [(change.status.value, _shown(change.segments)) for change in compare_bodies(before, after)]


def _paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("وقّعت الهيئة مذكرة", "وقّعت الهيئة مذكرة", "وقّعت الهيئة مذكرة"),
        ("وقّعت الهيئة مذكرة", "وقّعت الهيئة اتفاقية", "وقّعت الهيئة [-مذكرة-] [+اتفاقية+]"),
        ("الهيئة في الكويت أمس", "الهيئة بالكويت أمس", "الهيئة [-في الكويت-] [+بالكويت+] أمس"),
        ("كتاب", "وكتاب", "[-كتاب-] [+وكتاب+]"),
        ("مُدرِّسة", "مَدرَسة", "[-مُدرِّسة-] [+مَدرَسة+]"),
        ("the plan, at last", "the plan at last", "the plan[-,-] at last"),
        ("the plan at last", "the plan, at last", "the plan[+,+] at last"),
        ("spent 5,000 dinars", "spent 6,000 dinars", "spent [-5,000-] [+6,000+] dinars"),
        ("a five-year plan", "a six-year plan", "a [-five-year-] [+six-year+] plan"),
        ("one\ntwo", "one two", "one [-↵\n-]two"),
        ("", "new", "[+new+]"),
        ("", "", ""),
    ],
)
def test_compare_lines_marks_whole_words(before, after, expected):
    assert _shown(compare_lines(before, after)) == expected


def test_compare_lines_never_lets_removed_and_added_words_touch():
    segments = compare_lines("(كتاب)", "(كتب)")

    assert [(segment.text, segment.has_space) for segment in segments][1:3] == [
        ("كتاب", True),
        ("كتب", False),
    ]


def test_compare_lines_shows_a_rewritten_sentence_as_one_change():
    before = "The ministry postponed everything in December without giving reasons"
    after = "Regulators approved twelve licences in January while promising transparency"

    assert [segment.status for segment in compare_lines(before, after)] == [Status.REMOVED, Status.ADDED]


def test_segment_knows_whether_it_mixes_scripts():
    [segment] = compare_lines("", "شركة Google")

    assert segment.mixes_scripts
    assert not compare_lines("", "Google Cloud")[0].mixes_scripts
    assert not compare_lines("", "شركة غوغل 2024")[0].mixes_scripts


def test_compare_bodies_aligns_paragraphs_before_words():
    before = _paragraphs("وقّعت الهيئة مذكرة تفاهم مع هواوي.", "المدن الذكية والحوسبة.", "تُنشر لاحقاً.")
    after = _paragraphs(
        "فقرة جديدة لم تكن هنا.", "وقّعت الهيئة مذكرة تعاون مع هواوي.", "المدن الذكية والحوسبة."
    )

    assert _rows(before, after) == [
        ("added", "[+فقرة جديدة لم تكن هنا.+]"),
        ("changed", "وقّعت الهيئة مذكرة [-تفاهم-] [+تعاون+] مع هواوي."),
        ("same", "المدن الذكية والحوسبة."),
        ("removed", "[-تُنشر لاحقاً.-]"),
    ]


def test_compare_bodies_pairs_every_paragraph_where_each_was_edited():
    texts = [
        f"Paragraph {number} says that item{number} was announced by party{number}" for number in range(9)
    ]

    changes = compare_bodies(_paragraphs(*texts), _paragraphs(*(f"{text} today" for text in texts)))

    assert [change.status for change in changes] == [Status.CHANGED] * 9


def test_compare_bodies_tells_a_changed_link_and_emphasis():
    before = '<p>See <a href="/en/topics/cloud/">the entry</a> and <strong>this</strong> now</p>'
    after = '<p>See <a href="/en/topics/security/">the entry</a> and this now</p>'

    [change] = compare_bodies(before, after)

    assert _shown(change.segments) == "See [~the entry~] and [~this~] now"
    link, emphasis = (segment for segment in change.segments if segment.status == "changed")
    assert (link.lost, link.gained) == ({("link", "/en/topics/cloud/")}, {("link", "/en/topics/security/")})
    assert (emphasis.lost, emphasis.gained) == ({("strong", "")}, frozenset())


def test_compare_bodies_tells_where_a_new_link_leads():
    [change] = compare_bodies("<p>Kuwait</p>", '<p>Kuwait and <a href="/x/">Iraq</a></p>')

    assert change.segments[-1].gained == {("link", "/x/")}


def test_compare_bodies_reads_a_word_with_a_bold_half_as_one_word():
    [change] = compare_bodies("<p>الكويت</p>", "<p>ال<strong>كويت</strong></p>")

    assert _shown(change.segments) == "[~الكويت~]"


def test_compare_bodies_sees_a_paragraph_become_a_heading():
    [change] = compare_bodies("<p>ما في المذكرة</p>", "<h2>ما في المذكرة</h2>")

    assert (change.status, change.former_kind, change.kind) == ("changed", "p", "h2")
    assert _shown(change.segments) == "ما في المذكرة"


def test_compare_bodies_shows_pictures():
    before = '<figure><img src="/media/a.webp" alt="Old"><figcaption>Port</figcaption></figure>'
    after = '<figure><img src="/media/b.webp" alt=""><figcaption>Port</figcaption></figure>'

    assert _rows(before, after) == [
        ("removed", "[-/media/a.webp-]"),
        ("added", "[+/media/b.webp+]"),
        ("same", "Port"),
    ]


def test_compare_bodies_sees_a_new_description_of_a_picture():
    [change] = compare_bodies(
        '<p><img src="/media/a.webp" alt="Old"></p>', '<p><img src="/media/a.webp"></p>'
    )

    assert change.segments[0].lost == {("alt", "Old")}


def test_blocks_of_reads_lists_quotations_tables_and_rules():
    body = (
        "<ul><li>one<ol><li>two</li></ol></li></ul><blockquote><p>three</p></blockquote><hr>"
        "<table><caption>four</caption><tbody><tr><th>five</th><td><p>six</p><p>seven</p></td></tr></tbody></table>"
    )

    read = [(block.kind, " ".join(block.words)) for block in blocks_of(body)]

    assert read == [
        ("ul", "one"),
        ("ol", "two"),
        ("blockquote", "three"),
        ("hr", ""),
        ("caption", "four"),
        ("tr", "five │ six seven"),
    ]


def test_tokens_of_keeps_every_sign():
    text = "«قال: 3.5G» — don't 50% (نعم)"

    rebuilt = "".join(token.word + " " * token.has_space for token in tokens_of(text))

    assert rebuilt == text


def test_in_context_folds_what_is_far_from_a_change():
    texts = [f"unchanged number{number}" for number in range(8)]
    changes = compare_bodies(_paragraphs(*texts, "old words"), _paragraphs(*texts, "new things"))

    passages = in_context(changes)

    assert [(passage.is_folded, len(passage.blocks)) for passage in passages] == [(True, 7), (False, 3)]


def test_in_context_does_not_fold_a_single_block():
    texts = ["first one", "second one"]
    changes = compare_bodies(_paragraphs(*texts), _paragraphs(*texts, "third"))

    assert [passage.is_folded for passage in in_context(changes)] == [False, False]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "abc"), ("abcabba", "cbabac"), ("xay" * 300, "bxya" * 300), ("a" * 99, "a" * 98)],
)
def test_matches_pairs_equal_items_in_rising_order(before, after):
    pairs = matches(before, after)

    assert all(before[place] == after[other] for place, other in pairs)
    assert pairs == sorted(set(pairs))
    assert all(earlier[0] < later[0] and earlier[1] < later[1] for earlier, later in pairwise(pairs))


def test_matches_finds_the_longest_where_the_table_is_small():
    assert len(matches("abcabba", "cbabac")) == 4


WORDS = 30_000
LONG_TEXTS = {
    "one word over and over": ("و " * WORDS, "س " + "و " * (WORDS - 2) + "ص"),
    "two words in turn": ("ab ba " * (WORDS // 2), "ba ab bb " * (WORDS // 3)),
    "the same words backwards": (
        " ".join(map(str, range(WORDS))),
        " ".join(map(str, reversed(range(WORDS)))),
    ),
    "nothing in common": (
        " ".join(f"a{number % 99}" for number in range(WORDS)),
        " ".join(f"b{number % 99}" for number in range(WORDS)),
    ),
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_compare_bodies_ends_on_long_texts(name):
    before, after = LONG_TEXTS[name]

    assert compare_bodies(f"<p>{before}</p>", f"<p>{after}</p>")


def test_compare_bodies_refuses_what_is_longer_than_any_article():
    with pytest.raises(TooLongToCompare):
        compare_bodies("<p>a</p>", f"<p>{'a' * LONGEST_BODY}</p>")


BASE = _paragraphs("one", "two", "three", "four")


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (("ONE", "two", "three", "four"), ("one", "two", "three", "FOUR"), ("ONE", "two", "three", "FOUR")),
        (("ONE", "two", "three", "four"), ("one", "TWO", "three", "four"), ("ONE", "TWO", "three", "four")),
        (("two", "three", "four"), ("one", "two", "three", "four", "5"), ("two", "three", "four", "5")),
        (("0", "one", "two", "three", "four"), ("one", "two", "four"), ("0", "one", "two", "four")),
        (("ONE", "two", "three", "4"), ("ONE", "two", "3", "four"), ("ONE", "two", "3", "4")),
        (("one", "two", "three", "four"), ("one", "three"), ("one", "three")),
        (("ONE", "two", "three", "four"), ("1", "two", "three", "four"), None),
        (("ONE", "two", "three", "four"), ("two", "three", "four"), None),
        (("one", "two", "new", "three", "four"), ("one", "two", "other", "three", "four"), None),
    ],
)
def test_merge_bodies_takes_both_changes_or_none(mine, theirs, merged):
    expected = merged and _paragraphs(*merged)

    assert merge_bodies(BASE, _paragraphs(*mine), _paragraphs(*theirs)) == expected
    assert merge_bodies(BASE, _paragraphs(*theirs), _paragraphs(*mine)) == expected


def test_merge_bodies_keeps_markup_and_escapes():
    figure = '<figure><img src="/media/a.png" alt="5 &lt; 6 &amp; &quot;7&quot;"></figure>'
    base = f"{figure}<p>one</p><ul><li>a</li></ul>"

    merged = merge_bodies(base, base.replace("one", "&lt;b&gt;"), base.replace("<li>a", "<li>b"))

    assert merged == f"{figure}<p>&lt;b&gt;</p><ul><li>b</li></ul>"


def test_merge_bodies_leaves_what_is_too_long():
    assert merge_bodies("", "", "a" * (LONGEST_BODY + 1)) is None
