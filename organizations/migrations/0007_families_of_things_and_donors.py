"""Families that readers missed: broken plurals of things, donors and gifts, irregular English verbs."""

import re
from importlib import import_module

from django.db import migrations

ARABIC_FORMS = """
    متبرع متبرعون تبرع تبرعات تبرعت يتبرع; متطوع متطوعون تطوع تطوعي تطوعت يتطوع; تذكرة تذاكر; غشاء أغشية
    موجة موج أمواج; صاحب أصحاب; جار جيران; شاعر شعراء; شهاب شهب; نيزك نيازك; محضر محاضر; حصان أحصنة; طائر طيور
    قلم أقلام; دفتر دفاتر; حصيلة حصائل; تصريح تصاريح; ترجمة ترجمات تراجم; سائح سياح; طبق أطباق; شمعة شموع
    كأس كؤوس; جمهور جماهير; حشد حشود; مطر أمطار; غيمة غيوم; رعد رعود; ثلج ثلوج; بركان براكين; نخلة نخيل; تمر تمور
    قبطان قباطنة; مرسى مراسي مراس; لؤلؤة لآلئ; تلميذ تلاميذ; ولد أولاد; فتاة فتيات; بنت بنات; كلب كلاب
    شرطة شرطي; ملحق ملاحق; توقيع تواقيع; ختم أختام; قلعة قلاع; شباك شبابيك; مصعد مصاعد; خاتم خواتم; ثوب أثواب
    حذاء أحذية; إصبع أصابع; عظم عظام; دماغ أدمغة; مملكة ممالك; قنصل قناصل; ميثاق مواثيق; وادي واد أودية
    نبع ينابيع; كيس أكياس; وزن أوزان; عمق أعماق; متر أمتار; ميل أميال; حاج حجاج
"""
ENGLISH_FORMS = """
    donate donation donations donor donors; suggest suggestion suggestions; run ran runs running
    understand understood; stand stood; hear heard hearing; feel felt; catch caught; throw threw thrown
    ride rode ridden; hide hid hidden; forget forgot forgotten; feed fed; lend lent; deal dealt; sink sank sunk
    shrink shrank shrunk; sing sang sung; swim swam swum; wear wore worn; spread spreads; knife knives
    tooth teeth; mouse mice; wolf wolves; diagnosis diagnoses diagnose; bacterium bacteria; radius radii
    stimulus stimuli; science scientist scientists scientific
"""
_BEFORE = import_module("organizations.migrations.0006_more_word_families")
_FIRST = import_module("organizations.migrations.0003_first_word_families")
_FAMILY = re.compile(r"[;\n]+")


def add_families(apps, schema_editor):
    """As before: what editors have written stays, and only a family that is as it was shipped is added to."""
    families = apps.get_model("organizations", "WordFamily").objects
    for language, shipped, listed in (
        ("ar", _BEFORE.ARABIC_FORMS, ARABIC_FORMS),
        ("en", _BEFORE.ENGLISH_FORMS, ENGLISH_FORMS),
    ):
        separator = _BEFORE.SEPARATORS[language]
        as_shipped = {*_FIRST.FORMS[language], *(separator.join(words) for words in _listed(shipped))}
        stored = families.filter(language=language, is_spelling=False)
        new = _BEFORE._fitted(_listed(listed), stored, as_shipped, separator)
        families.bulk_create(families.model(language=language, words=words) for words in new)


def _listed(families):
    return [family.split() for family in _FAMILY.split(families) if family.strip()]


class Migration(migrations.Migration):
    dependencies = [("organizations", "0006_more_word_families")]

    # Backwards nothing is taken away: editors may have made these words their own.
    operations = [migrations.RunPython(add_families, migrations.RunPython.noop)]
