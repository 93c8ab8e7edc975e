from contextlib import suppress

import pytest

from articles.importing.plain_text import Flag, Refusal, Refused, parse, read_text_file
from articles.richtext import clean_html, to_text

LEAD = "The regulator and the company said on Sunday that they would study the networks of the coming decade."
MORE = "Both of them will report on the results of the study to their boards before anything else is agreed."
LEAD_AR = "قالت الهيئة والشركة يوم الأحد إنهما ستدرسان معا شبكات العقد المقبل في جميع مناطق البلاد."
MORE_AR = "وسيرفع الطرفان نتائج الدراسة إلى مجلسي إدارتهما قبل الاتفاق على أي خطوة أخرى في هذا المجال."


def text(*lines, gap="\n"):
    return gap.join(lines)


def body(*lines, gap="\n"):
    """The body of a text with these lines below its headline."""
    return parse(text("A short headline", *lines, gap=gap)).body_html


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n \u00a0 \n", "\u2029"])
def test_parse_keeps_headline_and_paragraphs(gap):
    parsed = parse(text("Regulator and company to study networks", LEAD, MORE, gap=gap))

    assert parsed.language == "en"
    assert (parsed.headline, parsed.headline_derived) == ("Regulator and company to study networks", False)
    assert parsed.body_html == f"<p>{LEAD}</p><p>{MORE}</p>"
    assert (parsed.standfirst, parsed.source_name, parsed.byline, parsed.kind) == ("", "", "", "news")
    assert parsed.flags == ()


def test_parse_reads_arabic():
    parsed = parse(text("الهيئة والشركة تدرسان شبكات المستقبل.", LEAD_AR, MORE_AR))

    assert parsed.language == "ar"
    assert parsed.headline == "الهيئة والشركة تدرسان شبكات المستقبل"
    assert parsed.body_html == f"<p>{LEAD_AR}</p><p>{MORE_AR}</p>"
    assert parsed.flags == ()


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Networks are studied.", "Networks are studied"),
        ("Networks are studied...", "Networks are studied..."),
        ("Networks come to the U.S.", "Networks come to the U.S."),
        ("Mr. Yi and Col. Al-Essa meet.", "Mr. Yi and Col. Al-Essa meet"),
        ("Are networks studied?", "Are networks studied?"),
        ("Tests of 5.5G begin", "Tests of 5.5G begin"),
        ("هل تُدرس الشبكات؟ الهيئة تجيب", "هل تُدرس الشبكات؟ الهيئة تجيب"),
        ("The company _ a partner", "The company – a partner"),
        ("A\u00a0study\u00a0\u00a0of networks", "A study of networks"),
    ],
)
def test_parse_takes_the_first_line_as_headline(line, headline):
    parsed = parse(text(line, LEAD))
    assert (parsed.headline, parsed.headline_derived) == (headline, False)


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        (
            [LEAD, MORE],
            "The regulator and the company said on Sunday that they would study the networks of the",
        ),
        (
            [LEAD_AR, MORE_AR],
            "قالت الهيئة والشركة يوم الأحد إنهما ستدرسان معا شبكات العقد المقبل في جميع مناطق البلاد",
        ),
        (["One line alone."], "One line alone"),
        (["It began in May. It ended in June.", MORE], "It began in May"),
        (["and so it went on", MORE], "and so it went on"),
    ],
)
def test_parse_derives_a_missing_headline_and_says_so(lines, headline):
    parsed = parse(text(*lines))

    assert (parsed.headline, parsed.headline_derived) == (headline, True)
    assert len(parsed.headline) <= 90
    assert parsed.body_html == "".join(f"<p>{line}</p>" for line in lines)
    assert Flag.HEADLINE_DERIVED in parsed.flags


def test_parse_never_takes_a_date_for_anything():
    parsed = parse(text("Sunday 2 March 2024", "Networks are studied", LEAD))

    assert parsed.headline == "Networks are studied"
    assert parsed.body_html == f"<p>Sunday 2 March 2024</p><p>{LEAD}</p>"
    assert not [name for name in vars(parsed) if "date" in name or "published" in name]


def test_parse_takes_a_clear_standfirst():
    standfirst = "Regulator and company agree to share what they learn in tests"
    parsed = parse(text("Networks are studied", standfirst, LEAD, MORE))

    assert parsed.standfirst == standfirst
    assert parsed.body_html == f"<p>{LEAD}</p><p>{MORE}</p>"


def test_parse_leaves_an_unclear_standfirst_in_the_body():
    assert parse(text("Networks are studied", "In brief", LEAD)).standfirst == ""
    assert (
        parse(text("Networks are studied", "One two three four five six seven eight nine")).standfirst == ""
    )


@pytest.mark.parametrize(
    "heading", ["What comes next", "المرحلة المقبلة", "What comes next?", "5.5G in Kuwait"]
)
def test_parse_finds_sub_headings_between_paragraphs(heading):
    assert body(LEAD, heading, MORE) == f"<p>{LEAD}</p><h2>{heading}</h2><p>{MORE}</p>"


@pytest.mark.parametrize(
    "line",
    [
        "It is short.",
        "He added:",
        "it goes on",
        "2 March 2024",
        "«هذا قول قصير كامل له»",
        "word " * 12 + "word",
    ],
)
def test_parse_takes_other_short_lines_for_no_sub_heading(line):
    assert "<h2>" not in body(LEAD, line, MORE)


def test_parse_finds_sub_headings_between_short_paragraphs():
    html = body("It began in May.", "What comes next", "It will end in June:", "1- Networks", "2- Centres")
    assert html == (
        "<p>It began in May.</p><h2>What comes next</h2><p>It will end in June:</p>"
        "<ol><li>Networks</li><li>Centres</li></ol>"
    )


def test_parse_takes_a_list_of_names_for_no_sub_headings():
    assert "<h2>" not in body("Present were", "Omar Al-Omar", "Steven Yi", "Hou Tao")


def test_parse_takes_no_last_line_for_a_sub_heading():
    assert body(LEAD, "The end") == f"<p>{LEAD}</p><p>The end</p>"


@pytest.mark.parametrize(
    "lines",
    [
        ("1- شبكات", "2- مراكز", "3- تدريب"),
        ("1. شبكات", "2. مراكز", "3. تدريب"),
        ("١- شبكات", "٢- مراكز", "٣- تدريب"),
        ("1-شبكات", "2-مراكز", "3-تدريب"),
        ("1) شبكات", "2) مراكز", "3) تدريب"),
        ("(1) شبكات", "(2) مراكز", "(3) تدريب"),
        ("1ـ شبكات", "2ـ مراكز", "3ـ تدريب"),
        ("1 – شبكات", "2 – مراكز", "3 – تدريب"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_parse_keeps_numbered_lists(lines, gap):
    html = body(LEAD, *lines, MORE, gap=gap)
    assert html == f"<p>{LEAD}</p><ol><li>شبكات</li><li>مراكز</li><li>تدريب</li></ol><p>{MORE}</p>"


def test_parse_keeps_the_numbers_of_an_interrupted_list():
    html = body("1- Networks", LEAD, "2- Centres", MORE)
    assert html == f'<ol><li>Networks</li></ol><p>{LEAD}</p><ol start="2"><li>Centres</li></ol><p>{MORE}</p>'


def test_parse_keeps_numbers_in_items():
    assert body("1- 3 zones", "2- 5,000 trainees") == "<ol><li>3 zones</li><li>5,000 trainees</li></ol>"


@pytest.mark.parametrize(
    "line", ["5.5G is tested.", "24 May 2023 was the day.", "3-4 years passed.", "7. alone", "1- alone."]
)
def test_parse_takes_other_numbers_for_no_list(line):
    assert body(LEAD, line) == f"<p>{LEAD}</p><p>{line}</p>"


@pytest.mark.parametrize("mark", ["•", "• ", "· ", "▪ ", "- ", "– ", "* ", "_ ", "-"])
def test_parse_keeps_bulleted_lists(mark):
    html = body(LEAD, f"{mark}Networks", f"{mark}Centres")
    assert html == f"<p>{LEAD}</p><ul><li>Networks</li><li>Centres</li></ul>"


def test_parse_takes_a_single_dash_for_speech():
    assert body("- So it is.", LEAD) == f"<p>- So it is.</p><p>{LEAD}</p>"


@pytest.mark.parametrize(
    "quotation", ["«هذه أول تجربة من نوعها»", "“This is the first test.”", '"This is the first test".']
)
def test_parse_keeps_quotations(quotation):
    assert body(LEAD, quotation) == f"<p>{LEAD}</p><blockquote><p>{quotation}</p></blockquote>".replace(
        "&quot;", '"'
    )


def test_parse_takes_a_title_for_no_quotation():
    assert body("«الجريدة»", LEAD) == f"<p>«الجريدة»</p><p>{LEAD}</p>"


@pytest.mark.parametrize(
    ("line", "flags"),
    [
        ("وقعت «» مذكرة تفاهم.", (Flag.EMPTY_QUOTATION,)),
        ("وقعت « » مذكرة تفاهم.", (Flag.EMPTY_QUOTATION,)),
        ('The "" signed it.', (Flag.EMPTY_QUOTATION,)),
        ("The “ ” signed it.", (Flag.EMPTY_QUOTATION,)),
        ("قال «إنها تجربة.", (Flag.UNBALANCED_QUOTATION,)),
        ("قال إنها» تجربة.", (Flag.UNBALANCED_QUOTATION,)),
        ('He called it "a test.', (Flag.UNBALANCED_QUOTATION,)),
        ("He called it a test”.", (Flag.UNBALANCED_QUOTATION,)),
        ('It is "a" "test".', ()),
        ("قال «إن «سجل» مفيد».", ()),
        ("He called it “a test”.", ()),
        ("For more, visit the official website.", (Flag.CLOSING_INVITATION,)),
        ("Please visit our website at www.example.com.", (Flag.CLOSING_INVITATION,)),
        ("للمزيد يرجى زيارة الموقع الإلكتروني الرسمي.", (Flag.CLOSING_INVITATION,)),
    ],
)
def test_parse_reports_damage_without_repairing_it(line, flags):
    parsed = parse(text("A short headline", LEAD, line))

    assert parsed.flags == flags
    assert to_text(parsed.body_html) == f"{LEAD}\n{line}"


def test_parse_accepts_a_quotation_of_several_paragraphs():
    assert parse(text("A short headline", "“It began in May.", "“It ended in June.”")).flags == ()
    assert parse(text("عنوان قصير", "«بدأ العمل في مايو.", "«وانتهى في يونيو».")).flags == ()


@pytest.mark.parametrize(
    "own_words",
    [
        ("I think that this is good.", "In my view it is not enough, and I have said so."),
        ("I’m sure of it.", "We need our own networks and I will say why."),
        ("أعتقد أن هذا جيد.", "وأرى أنه لا يكفي."),
        ("نحن نحتاج إلى المزيد لأن دولتنا تستحق.", "علينا أن نبدأ."),
    ],
)
def test_parse_proposes_opinion_and_misses_the_byline(own_words):
    parsed = parse(text("A short headline", *own_words))

    assert parsed.kind == "opinion"
    assert parsed.flags == (Flag.MISSING_BYLINE,)


@pytest.mark.parametrize(
    "words",
    [
        '"I think that this is good, and I know it," he said.',
        "قال: «أعتقد أن هذا جيد وأرى أنه يكفي، ونحن نؤيده».",
        "Elizabeth I and World War I are history.",
        "The company said that our networks grow.",
    ],
)
def test_parse_takes_the_words_of_others_for_no_opinion(words):
    assert parse(text("A short headline", LEAD, words)).kind == "news"


def test_parse_reads_a_label_as_opinion():
    parsed = parse(text("رأي", "عنوان المقال", "بقلم: سارة الأحمد", LEAD_AR))

    assert (parsed.kind, parsed.headline, parsed.byline, parsed.flags) == (
        "opinion",
        "عنوان المقال",
        "سارة الأحمد",
        (),
    )


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Sara Al-Ahmad", "Sara Al-Ahmad"),
        ("By: Sara Ahmad", "Sara Ahmad"),
        ("بقلم سارة الأحمد", "سارة الأحمد"),
        ("كتب: أحمد علي", "أحمد علي"),
        ("كتبت/ سارة الأحمد", "سارة الأحمد"),
        ("د. سارة الأحمد", "د. سارة الأحمد"),
    ],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_parse_takes_the_byline_out_of_the_body(line, byline, is_last):
    rest = [LEAD, MORE, MORE, MORE, line] if is_last else [line, LEAD, MORE, MORE, MORE]
    parsed = parse(text("A short headline", *rest))

    assert parsed.byline == byline
    assert byline not in parsed.body_html
    assert parsed.headline == "A short headline"


@pytest.mark.parametrize(
    "line", ["By January 2023 it was done.", "By land and sea", "كتب الوزير رسالة إلى الهيئة."]
)
def test_parse_takes_other_lines_for_no_byline(line):
    assert parse(text("A short headline", line, LEAD)).byline == ""


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("المصدر: جريدة الجريدة", "جريدة الجريدة", ""),
        ("المصدر : جريدة «الجريدة».", "جريدة «الجريدة»", ""),
        ("Source: Al-Jarida", "Al-Jarida", ""),
        ("SOURCE: Al-Jarida.", "Al-Jarida", ""),
        ("(Source: Al-Jarida)", "Al-Jarida", ""),
        ("Source:\nAl-Jarida", "Al-Jarida", ""),
        ("Source: Al-Jarida, https://example.com/a", "Al-Jarida", "https://example.com/a"),
        ("Source: https://example.com/a", "example.com", "https://example.com/a"),
    ],
)
def test_parse_keeps_the_source_line_as_source(line, name, url):
    parsed = parse(text("A short headline", LEAD, line))

    assert (parsed.source_name, parsed.source_url) == (name, url)
    assert parsed.body_html == f"<p>{LEAD}</p>"


def test_parse_keeps_a_source_in_brackets_at_an_end():
    parsed = parse(text("A short headline", LEAD + " (Source: Al-Jarida)", MORE))

    assert parsed.source_name == "Al-Jarida"
    assert parsed.body_html == f"<p>{LEAD}</p><p>{MORE}</p>"


def test_parse_leaves_other_sources_in_the_body():
    assert parse(text("A short headline", "Sources said that it is open source.")).source_name == ""


@pytest.mark.parametrize(
    "furniture",
    [
        "Leave a comment",
        "Leave a Reply Cancel reply\nYour email address will not be published. Required fields are marked *\n"
        "Comment *\nName *\nEmail *\nWebsite\nSave my name, email, and website in this browser "
        "for the next time I comment.\nPost Comment",
        "Your email address will not be published. Required fields are marked *",
        "Share this:\nFacebook\nTwitter\nWhatsApp",
        "شاركها.",
        "شاركها",
        "اترك تعليقاً إلغاء الرد\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *\n"
        "التعليق *\nالاسم *\n"
        "البريد الإلكتروني *\nالموقع الإلكتروني\nاحفظ اسمي، بريدي الإلكتروني، والموقع في هذا المتصفح.",
        "شارك هذا الموضوع:\nفيسبوك\nتويتر",
        "Name *   Email *   Website",
    ],
)
def test_parse_drops_page_furniture(furniture):
    assert body(LEAD, furniture) == f"<p>{LEAD}</p>"
    assert body(furniture, LEAD) == f"<p>{LEAD}</p>"


def test_parse_drops_furniture_glued_to_a_sentence():
    assert body(f"{LEAD} Leave a comment") == f"<p>{LEAD}</p>"
    assert body(f"{LEAD_AR} شاركها.") == f"<p>{LEAD_AR}</p>"


@pytest.mark.parametrize(
    "line",
    [
        "Share prices rose.",
        "The name of the company is Huawei.",
        "Name and email are asked for.",
        "شارك الوزير في المؤتمر.",
        "Facebook opened an office.",
        "Readers may leave a comment period of ten days open.",
        "Website",
    ],
)
def test_parse_keeps_sentences_that_resemble_furniture(line):
    assert line in body(LEAD, line)


def test_parse_refuses_what_the_cleaner_refuses():
    with pytest.raises(Refused) as refused:
        parse("«" * 200_001)
    assert refused.value.refusal == Refusal.TOO_LONG


def test_parse_keeps_all_lines_but_furniture():
    story = ["A short headline", "By Sara Al-Ahmad", LEAD, "Source: Al-Jarida"]
    assert parse(text(*story, "Leave a comment", gap="\n\n")).lines == tuple(story)


def test_parse_escapes_markup_and_removes_overrides():
    assert (
        body("<script>alert(1)</script> AT&T \u202egnp\u202c &nbsp; x")
        == "<p>&lt;script&gt;alert(1)&lt;/script&gt; AT&amp;T gnp x</p>"
    )


def test_parse_gives_a_body_that_cleaning_leaves_alone():
    html = body(LEAD, "What comes next", "1. one", "2. two", "«هذه أول تجربة من نوعها»", "· b")
    assert clean_html(html) == html


@pytest.mark.parametrize("nothing", ["", " \n\u00a0", "Leave a comment", "Source: Al-Jarida"])
def test_parse_refuses_a_text_without_a_story(nothing):
    with pytest.raises(Refused) as refused:
        parse(nothing)
    assert refused.value.refusal == Refusal.NO_TEXT


@pytest.mark.parametrize(
    "unit", ["x", "x. ", "(source: ", "«", '"', "1- ", "\u0651\u064b", "By A ", "* ", "\n"]
)
def test_parse_ends_on_long_texts(unit):
    with suppress(Refused):
        parse("Headline\n" + unit * (400_000 // len(unit)) + "\nend")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b" \r\n\t\n", Refusal.EMPTY),
        (b"\xef\xbb\xbf\xc2\xa0", Refusal.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Refusal.BINARY),
        (b"text\x00text", Refusal.BINARY),
        ("نص".encode("cp1256"), Refusal.NOT_UTF_8),
        ("text".encode("utf-16"), Refusal.NOT_UTF_8),
        (b"x" * 2_000_001, Refusal.TOO_LARGE),
    ],
)
def test_read_text_file_refuses_with_a_reason(tmp_path, content, refusal):
    path = tmp_path / "text.txt"
    path.write_bytes(content)

    with pytest.raises(Refused) as refused:
        read_text_file(path)

    assert refused.value.refusal == refusal


def test_read_text_file_refuses_what_it_cannot_open(tmp_path):
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(Refused) as refused:
            read_text_file(path)
        assert refused.value.refusal == Refusal.UNREADABLE


def test_read_text_file_drops_the_byte_order_mark(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes("نص".encode("utf-8-sig"))
    assert read_text_file(str(path)) == "نص"


def test_read_text_file_accepts_two_megabytes(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(b"word " * 400_000)
    assert parse(read_text_file(path)).headline_derived


def test_parse_makes_no_embed_of_markup_in_a_text():
    line = '<figure data-embed="https://youtu.be/abcdefghijk"></figure> was shown there by both of them.'

    imported = body(LEAD, line, MORE)

    assert "<figure" not in imported
    assert line in to_text(imported)
