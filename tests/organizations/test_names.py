import pytest

from organizations.names import Entry, Families, Mention, NameIndex

KUWAIT = ("Kuwait", "الكويت")
ENTRIES = [
    ("citra", "Communication and Information Technology Regulatory Authority"),
    ("citra", "CITRA"),
    ("citra", "الهيئة العامة للاتصالات وتقنية المعلومات"),
    ("citra", "سيترا"),
    ("citra", "هيئة الاتصالات", KUWAIT),
    ("huawei", "Huawei"),
    ("huawei", "HUAWEI"),
    ("huawei", "هواوي"),
    ("google", "Google"),
    ("google", "غوغل"),
    ("google", "جوجل"),
    ("google-cloud", "Google Cloud"),
    ("google-cloud", "غوغل كلاود"),
    ("kuwait-moi", "Ministry of Interior", KUWAIT),
    ("kuwait-moi", "وزارة الداخلية", KUWAIT),
    ("ncsc-kuwait", "NCSC"),
    ("interpol", "الإنتربول"),
    ("interpol", "Interpol"),
    ("hou-tao", "Hou Tao"),
    ("hou-tao", "هو تاو"),
    ("omar-al-omar", "Omar Al-Omar"),
    ("omar-al-omar", "عمر العمر"),
    ("it", "IT"),
    ("stc", "STC"),
    ("apple", "Apple"),
    ("zain", "زين"),
]


@pytest.fixture(scope="module")
def index():
    return NameIndex(ENTRIES)


def found(index, text):
    return [(mention.key, text[mention.start : mention.end]) for mention in index.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("CITRA and Huawei signed.", [("citra", "CITRA"), ("huawei", "Huawei")]),
        ("Citra, HUAWEI and huawei", [("citra", "Citra"), ("huawei", "HUAWEI")]),
        ("Huawei's plan, Google’s plan", [("huawei", "Huawei"), ("google", "Google")]),
        ("Google Cloud and Google", [("google-cloud", "Google Cloud"), ("google", "Google")]),
        (
            "a Google\nCloud, a Google\u00a0 Cloud",
            [("google-cloud", "Google\nCloud"), ("google-cloud", "Google\u00a0 Cloud")],
        ),
        (
            "Omar Al Omar and Omar Al–Omar",
            [("omar-al-omar", "Omar Al Omar"), ("omar-al-omar", "Omar Al–Omar")],
        ),
        ("Mr HOU Tao", [("hou-tao", "HOU Tao")]),
        ("Huawei-led", [("huawei", "Huawei")]),
        ("the (NCSC)", [("ncsc-kuwait", "NCSC")]),
    ],
)
def test_find_english_names(index, text, mentions):
    assert found(index, text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("وقعت هواوي وهواوى لهواوي", [("huawei", "هواوي"), ("huawei", "هواوى"), ("huawei", "هواوي")]),
        ("هَواوِي،", [("huawei", "هَواوِي")]),
        ("غوغل كلاود ثم وغوغل", [("google-cloud", "غوغل كلاود"), ("google", "غوغل")]),
        ("بجوجل وبجوجل", [("google", "جوجل"), ("google", "جوجل")]),
        (
            "والهيئة العامة للاتصالات وتقنية المعلومات",
            [("citra", "الهيئة العامة للاتصالات وتقنية المعلومات")],
        ),
        (
            "بالهيئه العامه للإتصالات وتقنية المعلومات",
            [("citra", "الهيئه العامه للإتصالات وتقنية المعلومات")],
        ),
        ("للهيئة العامة للاتصالات وتقنية المعلومات", [("citra", "لهيئة العامة للاتصالات وتقنية المعلومات")]),
        ("وللإنتربول والانتربول", [("interpol", "لإنتربول"), ("interpol", "الانتربول")]),
        ("مع وHuawei والـCITRA", [("huawei", "Huawei"), ("citra", "CITRA")]),
        ("السيد هو تاو", [("hou-tao", "هو تاو")]),
        ("«سيترا»", [("citra", "سيترا")]),
    ],
)
def test_find_arabic_names_with_their_prefixes(index, text, mentions):
    assert found(index, text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "هو رئيس الشركة",
        "متاو هو",
        "Huaweis citrate Googled",
        "we google it, an apple, the stc, It",
        "info@citra.gov.kw https://www.huawei.com/en citra.gov.kw",
        "الهواوي سهواوي هواويون",
        "وزين كزين",
        "",
        "!؟",
    ],
)
def test_find_leaves_other_words_alone(index, text):
    assert found(index, text) == []


def test_find_respects_capitals_of_short_names(index):
    assert found(index, "IT at STC, زين at Apple") == [
        ("it", "IT"),
        ("stc", "STC"),
        ("zain", "زين"),
        ("apple", "Apple"),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The Ministry of Interior said", []),
        ("The Ministry of Interior in Kuwait said", ["kuwait-moi"]),
        ("The Kuwaiti Ministry of Interior", ["kuwait-moi"]),
        ("قالت وزارة الداخلية", []),
        ("قالت وزارة الداخلية الكويتية", ["kuwait-moi"]),
        ("أعلنت هيئة الاتصالات بالكويت", ["citra"]),
        ("أعلنت هيئة الاتصالات للكويت", ["citra"]),
        ("أعلنت هيئة الاتصالات في دولة الكويتاوي", []),
    ],
)
def test_find_proposes_ambiguous_names_only_in_context(index, text, keys):
    assert [mention.key for mention in index.find(text)] == keys


def test_find_proposes_nobody_for_a_shared_name():
    index = NameIndex(
        [("a", "Authority"), ("b", "Authority"), ("c", "Agency", ("Oman",)), ("d", "Agency", ("Qatar",))]
    )
    assert found(index, "The Authority of Oman and its Agency") == [("c", "Agency")]


def test_find_counts_a_full_name_as_context():
    index = NameIndex(
        [
            ("moi", "Ministry of Interior – State of Kuwait"),
            ("moi", "MoI", ("Ministry of Interior – State of Kuwait",)),
        ]
    )
    assert len(index.find("The Ministry of Interior - State of Kuwait (MoI)")) == 2


def test_find_gives_positions_in_the_original(index):
    assert index.find("ﷺ  وهواوي") == [Mention("huawei", 4, 9)]


def test_find_in_an_empty_index_finds_nothing():
    assert NameIndex([]).find("CITRA") == []


def test_find_among_many_names():
    names = [(number, f"Company{number} Holding") for number in range(10_000)]
    names += [(number, f"شركة{number} القابضة") for number in range(10_000)]
    index = NameIndex(names)
    text = "قالت شركة77 القابضة إنها تعمل مع Company9 Holding في البلاد كلها " * 300

    assert len(index.find(text)) == 600


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Will Young", "will young people", False),
        ("Smart Cities", "Smart cities grow", False),
        ("Smart Cities", "SMART CITIES GROW", True),
        ("Government of the State of Kuwait", "the government of the State of Kuwait", True),
        ("Kuwaiti government", "the Kuwaiti government", True),
        ("REACH", "they reach", False),
        ("REACH", "Reach said", True),
    ],
)
def test_name_is_found_where_it_has_its_capitals(name, text, is_found):
    assert bool(NameIndex([("thing", name)]).find(text)) == is_found


@pytest.mark.parametrize(
    "text", ["See Google.com", "at GOOGLE.COM/x", "google_plan and Google_Cloud", "x@Google", "ftp://Google"]
)
def test_addresses_and_names_of_files_are_no_mentions(index, text):
    assert found(index, text) == []


def test_name_that_nobody_can_be_told_by_takes_its_place_from_shorter_ones():
    index = NameIndex(
        [("a", "Gulf Bank"), ("b", "Gulf Bank"), ("gulf", "Gulf"), ("c", "Oman Bank", ("Oman",))]
    )

    assert found(index, "Gulf Bank; Gulf") == [("gulf", "Gulf")]


def test_layers_do_not_shadow_each_other():
    index = NameIndex([Entry("huawei", "Huawei"), Entry("entry", "Huawei Memorandum", layer=1)])

    assert found(index, "The Huawei Memorandum") == [("entry", "Huawei Memorandum"), ("huawei", "Huawei")]


def test_what_is_certain_needs_no_context_and_owns_a_shared_name():
    index = NameIndex([("moi", "Ministry of Interior", ("Kuwait",)), ("a", "Agency"), ("b", "Agency")])
    text = "The Ministry of Interior and the Agency"

    assert index.find(text) == []
    assert [mention.key for mention in index.find(text, certain={"moi", "b"})] == ["moi", "b"]
    assert [mention.key for mention in index.find(text, certain={"a", "b"})] == []


FAMILIES = Families([["centre", "center"], ["تقنية", "تكنولوجيا"], ["مراكز", "مركز"]])


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Data Centre", "the Data Center", True),
        ("Centre", "the Center", False),
        ("هيئة الاتصالات وتقنية المعلومات", "هيئة الاتصالات وتكنولوجيا المعلومات", True),
        ("المنظمة العربية لمراكز البيانات", "للمنظمة العربية لمركز البيانات", True),
        ("جمعية المؤمن", "جمعية المومن", True),
    ],
)
def test_word_of_a_family_may_stand_for_another(name, text, is_found):
    assert bool(NameIndex([("thing", name)], FAMILIES).find(text)) == is_found


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Center", ["center", "centre"]),
        ("والمراكز", ["والمراكز", "والمركز"]),
        ("للتقنية", ["للتقنيه", "للتكنولوجيا"]),
        ("كتاب", ["كتاب"]),
    ],
)
def test_forms_of_a_word_keep_its_prefix(word, forms):
    assert FAMILIES.forms_of(word) == forms


def test_families_with_a_word_in_common_are_one():
    families = Families([["a", "b"], ["c", "d"], ["b", "c"]])

    assert families.forms_of("a") == ["a", "b", "c", "d"]
    assert families.forms_of("d") == ["d", "a", "b", "c"]


def test_variants_of_a_name_are_few():
    families = Families([[f"w{number}" for number in range(50)]])

    assert len(list(families.variants("telling w1 w2 w3"))) == 15
