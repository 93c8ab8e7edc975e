"""The Arabic catalogue is complete and compiled, checked without gettext: a machine need not have it."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "portal" / "locale" / "ar" / "LC_MESSAGES" / "django.po"
FOLDERS = [ROOT / name for name in ("portal", "articles", "organizations", "templates")]
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:,\s*{STRING})*)")
PYTHON_CALL = re.compile(r"(n?p?gettext)(?:_lazy|_noop)?|_")
CONTEXT = "\x04"
ARABIC_FORMS = 6


def strings_in(entry, keyword):
    """The unescaped strings of a ``.po`` entry that stand after ``keyword``, continuation lines joined."""
    found = re.findall(rf'^{keyword}((?:\s*"(?:[^"\\]|\\.)*")+)', entry, re.MULTILINE)
    return [
        "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', text)) for text in found
    ]


def read_catalogue(text):
    """What ``msgfmt`` would compile: singular messages by id, plural ones by (id, form)."""
    messages = {}
    for entry in re.split(r"\n{2,}", text):
        live = "\n".join(line for line in entry.splitlines() if not line.startswith("#"))
        for message in strings_in(live, "msgid"):
            key = CONTEXT.join([*strings_in(live, "msgctxt"), message])
            if plural := strings_in(live, r"msgstr\[\d\]"):
                messages |= {(key, form): value for form, value in enumerate(plural)}
            else:
                messages[key] = strings_in(live, "msgstr")[0]
    return messages


def message_of(function, arguments):
    """The catalogue's key for a call: a context comes first, a plural second."""
    return CONTEXT.join(arguments[:2]) if function in {"pgettext", "npgettext"} else arguments[0]


def messages_of_template(source):
    for function, arguments in TEMPLATE_CALL.findall(templatize(source)):
        yield message_of(function, [ast.literal_eval(text) for text in re.findall(STRING, arguments)])


def messages_of_module(source):
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = PYTHON_CALL.fullmatch(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))
        arguments = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if called and arguments:
            yield message_of(called[1] or "", arguments)


def used_messages():
    for folder in FOLDERS:
        for path in folder.rglob("*.py"):
            yield from messages_of_module(path.read_text())
        for path in [*folder.rglob("*.html"), *folder.rglob("*.txt")]:
            yield from messages_of_template(path.read_text())


@pytest.fixture
def catalogue():
    return read_catalogue(CATALOGUE.read_text())


def test_catalogue_has_exactly_the_messages_in_use(catalogue):
    held = {key[0] if isinstance(key, tuple) else key for key in catalogue}

    assert held - {""} == set(used_messages())


def test_every_message_is_translated(catalogue):
    assert [key for key, value in catalogue.items() if not value] == []


def test_no_translation_is_a_guess():
    assert "#, fuzzy" not in CATALOGUE.read_text()


def test_counts_have_all_arabic_forms(catalogue):
    forms = {}
    for key in catalogue:
        if isinstance(key, tuple):
            forms.setdefault(key[0], set()).add(key[1])

    assert {key: found for key, found in forms.items() if found != set(range(ARABIC_FORMS))} == {}


def test_translations_keep_their_placeholders(catalogue):
    """The plural forms for none, one and two may say the number as a word."""
    placeholder = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    spoilt = [
        key
        for key, value in catalogue.items()
        if isinstance(key, str) and key and set(placeholder.findall(key)) != set(placeholder.findall(value))
    ]

    assert spoilt == []


def test_compiled_catalogue_is_in_step(catalogue):
    catalogue[""] = re.sub(r"POT-Creation-Date:.*\n", "", catalogue[""])  # msgfmt leaves it out
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    assert compiled == catalogue


def test_reader_understands_the_format():
    text = (
        'msgid ""\nmsgstr "Language: ar\\n"\n\n#: a.py\nmsgid "one"\nmsgstr ""\n"wa"\n"hid"\n\n'
        'msgctxt "verb"\nmsgid "open"\nmsgstr "a \\"b\\""\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "x"\nmsgstr[1] "y"\n\n'
        '#~ msgid "old"\n#~ msgstr "z"\n'
    )

    assert read_catalogue(text) == {
        "": "Language: ar\n",
        "one": "wahid",
        "verb\x04open": 'a "b"',
        ("%(n)s day", 0): "x",
        ("%(n)s day", 1): "y",
    }


def test_messages_are_found_in_templates_and_code():
    template = (
        '{% translate "One" %}{% translate "May" context "verb" %}{{ _("Two") }}'
        "{% blocktranslate trimmed count n=n %}\n {{ n }} day\n{% plural %}\n {{ n }} days\n"
        "{% endblocktranslate %}"
    )
    code = (
        '_("Three"); pgettext("verb", "Open"); ngettext_lazy("%(n)s item", "%(n)s items", "n"); other("no")'
    )

    assert list(messages_of_template(template)) == ["One", "verb\x04May", "Two", "%(n)s day"]
    assert list(messages_of_module(code)) == ["Three", "verb\x04Open", "%(n)s item"]
