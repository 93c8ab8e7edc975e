import pytest

from organizations.names import Mention, NameIndex

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
