"""The words of both languages that say numbers, months and units, folded as the texts are."""

from decimal import Decimal

from portal.bilingual.arabic import fold

from .facts import PERCENT


def _folded(words):
    return {fold(word): value for word, value in words.items()}


def _table(lines, start=0, step=1):
    """Words by value: each line holds the spellings of the next number."""
    words = {}
    for place, line in enumerate(lines):
        words |= dict.fromkeys(line.split(), start + place * step)
    return _folded(words)


UNITS = _table(
    [
        "one واحد واحدة أحد إحدى",
        "two اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
        "three ثلاثة ثلاث",
        "four أربعة أربع",
        "five خمسة خمس",
        "six ستة ست",
        "seven سبعة سبع",
        "eight ثمانية ثماني ثمان",
        "nine تسعة تسع",
        "ten عشرة عشر",
    ],
    start=1,
)
ENGLISH_TEENS = _table(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=11
)
TENS = _table(
    [
        "twenty عشرون عشرين",
        "thirty ثلاثون ثلاثين",
        "forty أربعون أربعين",
        "fifty خمسون خمسين",
        "sixty ستون ستين",
        "seventy سبعون سبعين",
        "eighty ثمانون ثمانين",
        "ninety تسعون تسعين",
    ],
    start=20,
    step=10,
)
_HUNDRED_STEMS = ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
HUNDREDS = _folded(
    dict.fromkeys("مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي".split(), 200)
    | {
        stem + hundred: 100 * place
        for place, stem in enumerate(_HUNDRED_STEMS, start=3)
        for hundred in ("مئة", "مائة", "ميئة")
    }
    | {"ثمانيمئة": 800, "ثمانيمائة": 800}
)
SMALL = UNITS | ENGLISH_TEENS | TENS | HUNDREDS
#: The last part of eleven to nineteen in Arabic.
ARABIC_TEN = {fold("عشر"), fold("عشرة")}

SCALES = _folded(
    dict.fromkeys("hundred مئة مائة".split(), 100)
    | dict.fromkeys("thousand k ألف ألفا آلاف".split(), 1_000)
    | dict.fromkeys("million m mn mln مليون مليونا ملايين".split(), 1_000_000)
    | dict.fromkeys("billion bn مليار مليارا مليارات بليون بلايين".split(), 1_000_000_000)
    | dict.fromkeys("trillion tn تريليون تريليونا تريليونات ترليون".split(), 1_000_000_000_000)
)
#: Scales that say a number only where one stands before them: "thousands of readers" is none.
NEEDING_NUMBER = {
    fold(word) for word in "k m mn mln bn tn ألفا آلاف مليونا ملايين مليارا مليارات بلايين".split()
} | {fold(word) for word in "تريليونا تريليونات".split()}
#: Twice a scale, in one word.
DUALS = _folded(
    dict.fromkeys("ألفان ألفين ألفي".split(), 2_000)
    | dict.fromkeys("مليونان مليونين مليوني".split(), 2_000_000)
    | dict.fromkeys("ملياران مليارين ملياري".split(), 2_000_000_000)
)
PARTS = _folded(
    dict.fromkeys("half نصف".split(), Decimal("0.5")) | dict.fromkeys("quarter ربع".split(), Decimal("0.25"))
)
#: Words from which a number may be meant: ranks, sets, shares.
LOOSE = _table(
    [
        "first once أول أولى",
        "second both twice double pair ثاني ثانية ثنائي ثنائية كلا كلتا ضعف",
        "third thirds triple trilateral tripartite trio thrice ثالث ثالثة ثلاثي ثلاثية ثلث ثلثا ثلثي",
        "fourth quadruple quarters quarter رابع رابعة رباعي رباعية ربع أرباع",
        "fifth fifths خامس خامسة خماسي خماسية خمسا أخماس",
        "sixth سادس سادسة سداسي سداسية",
        "seventh سابع سابعة سباعي سباعية",
        "eighth ثامن ثامنة ثماني",
        "ninth تاسع تاسعة",
        "tenth decade decades عاشر عاشرة عقد عقدا عقود عقدين",
        "eleventh",
        "twelfth dozen دزينة",
        *"thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
    ],
    start=1,
) | _folded({"century": 100, "قرن": 100, "hundredth": 100, "thirtieth": 30})
#: What a share means in per cent.
SHARES = _folded(
    dict.fromkeys("half نصف".split(), 50)
    | dict.fromkeys("quarter ربع".split(), 25)
    | dict.fromkeys("third ثلث".split(), 33)
    | dict.fromkeys("fifth خمس".split(), 20)
    | dict.fromkeys("double doubled doubling ضعف ضعفي مضاعفة تضاعف".split(), 100)
)

MONTHS = _table(
    [
        "january jan يناير",
        "february feb فبراير شباط",
        "march mar مارس آذار",
        "april apr أبريل إبريل نيسان",
        "may مايو أيار",
        "june jun يونيو يونيه حزيران",
        "july jul يوليو يوليه تموز",
        "august aug أغسطس آب",
        "september sept sep سبتمبر أيلول",
        "october oct أكتوبر",
        "november nov نوفمبر",
        "december dec ديسمبر",
    ],
    start=1,
)
#: Months of two words.
LONG_MONTHS = {
    (fold(first), fold(second)): month
    for first, second, month in (
        ("كانون", "الثاني", 1),
        ("تشرين", "الأول", 10),
        ("تشرين", "الثاني", 11),
        ("كانون", "الأول", 12),
    )
}
#: Words that are a month beside a number only.
UNLIKELY_MONTHS = {fold(word) for word in "may march mar jan dec sep آب تموز".split()}
HIJRI = set(
    fold(
        "محرم صفر ربيع جمادى رجب شعبان رمضان شوال القعدة الحجة هـ هجري هجرية هجريا "
        "muharram safar rabi jumada rajab shaban ramadan shawwal dhu ah hijri"
    ).split()
)

CURRENCIES = _folded(
    dict.fromkeys("دينار دينارا دنانير دينارين dinar dinars kd kwd bhd jod iqd".split(), "dinar")
    | dict.fromkeys("دولار دولارا دولارات دولارين dollar dollars usd $".split(), "dollar")
    | dict.fromkeys("يورو euro euros eur €".split(), "euro")
    | dict.fromkeys("ريال ريالا ريالات riyal riyals rial rials sar qar omr".split(), "riyal")
    | dict.fromkeys("درهم درهما دراهم dirham dirhams aed".split(), "dirham")
    | dict.fromkeys("إسترليني pound pounds sterling gbp £".split(), "pound")
    | dict.fromkeys("يوان yuan rmb cny".split(), "yuan")
)
PERCENTS = _folded(dict.fromkeys("% percent pc بالمئة بالمائة مئوية مئويا".split(), PERCENT))
#: Per cent, in two words.
LONG_PERCENTS = {
    (fold(first), fold(second))
    for first, second in (("في", "المئة"), ("في", "المائة"), ("per", "cent"), ("percentage", "points"))
}
#: After a number they make it a rank.
RANKS = {"st", "nd", "rd", "th"}
#: After a number they make it an hour, which the other language may count otherwise.
HOURS = set(fold("am pm a.m p.m o'clock صباحا مساء ظهرا عصرا فجرا").split()) | {"a", "p", "oclock"}
PREFIXES = [fold(word) for word in ("و", "ف", "ب", "ل", "ك", "ال", "لل")]
#: Short words that are something else after these: «لست» is "I am not".
AMBIGUOUS = {fold(word) for word in "ست سبع تسع خمس عشر ثمان أربع".split()}
