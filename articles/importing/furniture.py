"""What a copied page holds besides its story: comment forms, sharing buttons. Patterns read folded text."""

import re
from itertools import dropwhile

from portal.bilingual.arabic import fold

_ALWAYS = re.compile(
    "|".join(
        [
            r"leave a (?:comment|reply)(?: below| here| cancel reply)?",
            r"cancel reply|(?:add|post|write) a? ?comment|(?:no|\d+) comments?",
            r"your e-?mail address will not be published.*",
            r"required fields are marked.*",
            r"save my name,? (?:and )?e-?mail.*",
            r"share(?: this| it)?(?: article| post| story| page| news)?(?: (?:on|via|with)\W*)?",
            r"click to share .*|like this|loading|tweet|print|related(?: posts| articles| news)?",
            r"read (?:more|also)(?::.*)?|see also",
            r"ا?ترك (?:تعليقا?|ردا?)(?: الغاء الرد)?|ا?ضف تعليقا?ك?|الغاء الرد|ارسال التعليق|لا توجد تعليقات",
            r"لن يتم نشر (?:عنوان )?(?:بريدك|البريد).*",
            r"(?:الحقول الالزاميه|الحقول المطلوبه).*",
            r"احفظ اسمي.*",
            r"شارك(?:ها|ه|وها|نا)?|شارك (?:هذا|هذه|علي|عبر|المقال|الخبر|الموضوع).{0,40}",
            r"مشاركه(?: المقال| الخبر)?|انقر للمشاركه.*|طباعه|(?:مواضيع|اخبار|مقالات) ذات صله",
            r"ا?قرا ايضا(?::.*)?",
        ]
    )
)
_FORM = re.compile(r"comment|reply|e-?mail address|required fields|تعليق|الرد|بريدك|الحقول")
_SHARE = re.compile(r"share|شارك|مشارك")
_FORM_LABELS = re.compile(
    r"(?:(?:your )?(?:name|e-?mail(?: address)?|website|comment)"
    r"|الاسم|البريد الالكتروني|الموقع(?: الالكتروني)?|التعليق|تعليق)"
)
_NETWORKS = re.compile(
    r"facebook|twitter|x|whatsapp|linkedin|telegram|e-?mail|print|pinterest|copy link"
    r"|فيسبوك|تويتر|واتساب|لينكد ?ا?ن|تيليجرام|تلغرام|نسخ الرابط|بريد|طباعه"
)
_LABEL_END = " .:*!…|-"
_PARTS = re.compile(r"(?<=[.!?؟*])\s+")


def drop_furniture(lines: list[str]) -> list[str]:
    """Return the lines of the story. Labels of fields and networks go only behind their form or button."""
    story, in_form, in_share = [], False, False
    for line in lines:
        kept = _without_furniture(line)
        dropped = fold(line) if kept != line else ""
        in_form = in_form or bool(_FORM.search(dropped))
        in_share = bool(_SHARE.search(dropped)) or (in_share and _is_label(line, _NETWORKS))
        if kept and not _is_field(line, in_form) and not (in_share and _is_label(line, _NETWORKS)):
            story.append(kept)
    return story


def _without_furniture(line):
    """Take furniture off both ends, where copying has glued it to a sentence."""
    parts = _PARTS.split(line)
    while parts and _is_furniture(parts[-1]):
        parts.pop()
    return " ".join(dropwhile(_is_furniture, parts))


def _is_furniture(part):
    return len(part) < 300 and bool(_ALWAYS.fullmatch(fold(part).strip(_LABEL_END)))


def _is_field(line, in_form):
    return (in_form or "*" in line) and _is_label(line, _FORM_LABELS)


def _is_label(line, labels):
    if len(line) > 80:
        return False
    rest = labels.sub("", fold(line))
    return rest != fold(line) and not rest.strip(_LABEL_END)
