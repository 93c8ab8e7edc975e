"""The words of both languages that say numbers, months and units, folded as the texts are."""

from decimal import Decimal

from portal.bilingual.arabic import fold

from .facts import PERCENT


def _spelled(words: dict) -> dict:
    """From the spellings of each value: each spelling with its value."""
    return {fold(word): value for value, spellings in words.items() for word in spellings.split()}


def _set(words: str) -> set[str]:
    return {fold(word) for word in words.split()}


def _pairs(words: dict) -> dict:
    """The same for spellings of two words, of which commas stand between several."""
    pairs = {}
    for value, spellings in words.items():
        pairs |= {tuple(fold(word) for word in pair.split()): value for pair in spellings.split(",")}
    return pairs


UNITS = _spelled(
    {
        1: "one واحد واحدة أحد إحدى",
        2: "two اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
        3: "three ثلاثة ثلاث",
        4: "four أربعة أربع",
        5: "five خمسة خمس",
        6: "six ستة ست",
        7: "seven سبعة سبع",
        8: "eight ثمانية ثماني ثمان",
        9: "nine تسعة تسع",
    }
)
#: Ten, and in Arabic the last part of eleven to nineteen.
TEN = _spelled({10: "ten عشرة عشر"})
ENGLISH_TEENS = _spelled(
    {11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen"}
    | {16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen"}
)
TENS = _spelled(
    {
        20: "twenty عشرون عشرين",
        30: "thirty ثلاثون ثلاثين",
        40: "forty أربعون أربعين",
        50: "fifty خمسون خمسين",
        60: "sixty ستون ستين",
        70: "seventy سبعون سبعين",
        80: "eighty ثمانون ثمانين",
        90: "ninety تسعون تسعين",
    }
)
HUNDREDS = _spelled(
    {
        200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        300: "ثلاثمئة ثلاثمائة",
        400: "أربعمئة أربعمائة",
        500: "خمسمئة خمسمائة",
        600: "ستمئة ستمائة",
        700: "سبعمئة سبعمائة",
        800: "ثمانمئة ثمانمائة ثمانيمئة",
        900: "تسعمئة تسعمائة",
    }
)
SMALL = UNITS | TEN | ENGLISH_TEENS | TENS | HUNDREDS

SCALES = _spelled(
    {
        100: "hundred مئة مائة",
        1_000: "thousand k ألف ألفا آلاف",
        1_000_000: "million m mn mln مليون مليونا ملايين",
        1_000_000_000: "billion bn مليار مليارا مليارات بليون بلايين",
        1_000_000_000_000: "trillion tn تريليون تريليونا تريليونات ترليون",
    }
)
#: Scales that say a number where one stands before them only: "thousands of readers" says none.
NEEDING_NUMBER = _set("k m mn mln bn tn ألفا آلاف مليونا ملايين مليارا مليارات بلايين تريليونا تريليونات")
#: Scales that are as often a way of speaking: "a hundred reasons".
WEAK_ALONE = _set("hundred مئة مائة thousand ألف")
#: Twice a scale, in one word.
DUALS = _spelled(
    {
        2_000: "ألفان ألفين ألفي",
        2_000_000: "مليونان مليونين مليوني",
        2_000_000_000: "ملياران مليارين ملياري",
    }
)
PARTS = _spelled({Decimal("0.5"): "half نصف", Decimal("0.25"): "quarter ربع"})
#: Words from which a number may be meant: ranks, sets, spans of time.
LOOSE = _spelled(
    {
        1: "first once أول أولى",
        2: "second both twice double pair ثاني ثانية ثنائي ثنائية كلا كلتا ضعف",
        3: "third thirds triple trilateral tripartite trio ثالث ثالثة ثلاثي ثلاثية ثلث ثلثا ثلثي ثلثين",
        4: "fourth quadruple quarters quarter رابع رابعة رباعي رباعية ربع أرباع",
        5: "fifth fifths خامس خامسة خماسي خماسية أخماس",
        6: "sixth سادس سادسة سداسي سداسية",
        7: "seventh سابع سابعة سباعي سباعية",
        8: "eighth ثامن ثامنة",
        9: "ninth تاسع تاسعة",
        10: "tenth decade decades عاشر عاشرة عقد عقدا عقود",
        11: "eleventh حادي حادية",
        12: "twelfth dozen",
        13: "thirteenth",
        14: "fourteenth",
        15: "fifteenth",
        16: "sixteenth",
        17: "seventeenth",
        18: "eighteenth",
        19: "nineteenth",
        20: "twentieth عقدين عقدان",
        30: "thirtieth",
        100: "century hundredth قرن قرنا",
    }
)
#: What a share means in per cent.
SHARES = _spelled(
    {
        50: "half نصف",
        25: "quarter ربع",
        33: "third ثلث",
        20: "fifth",
        100: "double doubled doubling all ضعف ضعفي مضاعفة تضاعف كامل جميع",
    }
)

MONTHS = _spelled(
    {
        1: "january jan يناير",
        2: "february feb فبراير شباط",
        3: "march mar مارس آذار",
        4: "april apr أبريل نيسان",
        5: "may مايو أيار",
        6: "june jun يونيو يونيه حزيران",
        7: "july jul يوليو يوليه تموز",
        8: "august aug أغسطس آب",
        9: "september sept sep سبتمبر أيلول",
        10: "october oct أكتوبر",
        11: "november nov نوفمبر",
        12: "december dec ديسمبر",
    }
)
LONG_MONTHS = _pairs({1: "كانون الثاني", 10: "تشرين الأول", 11: "تشرين الثاني", 12: "كانون الأول"})
#: Words that are a month beside a number only; in English also where they are written large.
UNLIKELY_MONTHS = _set("may march mar jan dec sep آب")
HIJRI = _set(
    "محرم صفر ربيع جمادى رجب شعبان رمضان شوال القعدة الحجة هـ هجري هجرية "
    "muharram safar rabi jumada rajab shaban ramadan shawwal dhu ah hijri"
)
#: What stands between a day, its month and its year.
OF = _set("of من شهر عام سنة لعام")

CURRENCIES = _spelled(
    {
        "dinar": "دينار دينارا دنانير دينارين dinar dinars kd kwd bhd jod iqd",
        "dollar": "دولار دولارا دولارات دولارين dollar dollars usd us$ $",
        "euro": "يورو euro euros eur €",
        "riyal": "ريال ريالا ريالات riyal riyals rial rials sar qar omr",
        "dirham": "درهم درهما دراهم dirham dirhams aed",
        "pound": "إسترليني pound pounds sterling gbp £",
        "yuan": "يوان yuan rmb cny",
    }
)
PERCENTS = _spelled({PERCENT: "% percent pc بالمئة بالمائة مئوية"})
LONG_PERCENTS = _pairs({PERCENT: "في المئة,في المائة,per cent,percentage point,percentage points"})
#: After a number they make it a rank.
RANKS = {"st", "nd", "rd", "th"}
#: After a number they make it an hour, which the other language may count otherwise.
HOURS = _set("am pm a p oclock صباحا مساء ظهرا عصرا فجرا")
#: Between two numbers that share what follows the second.
LINKS = _set("to and or و إلى أو - –")
AND = _set("and و")
#: What Arabic writes to the front of a word, in the order in which it stands there.
PREFIXES = (("و", "ف"), ("ب", "ل", "ك"), ("ال", "لل"))
#: Short words that are something else after the second of these: «لست» is "I am not".
AMBIGUOUS = _set("ست سبع تسع خمس عشر ثمان أربع")
