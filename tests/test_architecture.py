"""Guards of the shape of the code. What imports what is ``lint-imports``' work (``make check``)."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = [ROOT / name for name in ("portal", "articles", "organizations")]
MODULES = sorted(path for package in PACKAGES for path in package.rglob("*.py"))
TEMPLATES = sorted(path for folder in (*PACKAGES, ROOT / "templates") for path in folder.rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
STYLESHEETS = sorted((ROOT / "portal" / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "portal" / "static").rglob("*.js"))

# A relation may point to its own floor or further down, never up.
FLOOR = {
    "accounts": 0,
    "bilingual": 0,
    "index": 0,
    "mail": 0,
    "organizations": 1,
    "partnerships": 2,
    "articles": 3,
    "pages": 4,
    "announcing": 4,
}
DRAWER = re.compile(r"utils?|helpers?|common|core|misc|services?|managers?")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
OTHER_HOST = re.compile(
    r"""(?:\bsrc=|\bhref=|url\(|@import|\bimport\b|\bfrom\b)\s*["'(]*\s*(?:https?:)?//[a-z0-9]"""
)
UNSAFE_MARKUP = {
    "inline style": re.compile(r"\sstyle\s*=|<style\b"),
    "inline script": re.compile(r"<script\b[^>]*>\s*[^\s<]"),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "safe filter": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "HTML comment": re.compile(r"<!--"),
    "untrimmed blocktranslate": re.compile(r"\{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)"),
}


def our_models():
    names = tuple(f"{package.name}." for package in PACKAGES)
    return [model for model in apps.get_models() if model.__module__.startswith(names)]


def relative(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_point_downwards(model):
    upwards = [
        field.name
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if FLOOR.get(field.related_model._meta.app_label, 0) > FLOOR[model._meta.app_label]
    ]

    assert upwards == []


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_module_is_named_for_what_it_holds(module):
    parts = module.relative_to(ROOT).with_suffix("").parts

    assert [part for part in parts if DRAWER.fullmatch(part)] == []


@pytest.mark.parametrize("sheet", STYLESHEETS, ids=relative)
def test_stylesheet_is_direction_agnostic(sheet):
    assert PHYSICAL.findall(sheet.read_text()) == []


@pytest.mark.parametrize("rule", ["margin-left: 0", "left: 0", "float: right", "border-top-left-radius: 0"])
def test_direction_guard_sees_physical_rules(rule):
    assert PHYSICAL.search(f"a {{ {rule} }}")


@pytest.mark.parametrize("source", [*STYLESHEETS, *SCRIPTS, *TEMPLATES], ids=relative)
def test_page_source_names_no_other_host(source):
    assert OTHER_HOST.findall(source.read_text()) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=relative)
def test_script_is_short(script):
    assert len(script.read_text().splitlines()) <= 80


@pytest.mark.parametrize("template", TEMPLATES, ids=relative)
def test_template_has_nothing_inline(template):
    text = template.read_text()

    assert [name for name, pattern in UNSAFE_MARKUP.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<p style="color: red">', "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<a href="/" onclick="x()">', "inline handler"),
        ("{{ article.body|safe }}", "safe filter"),
        ("<!-- note -->", "HTML comment"),
        ("{% blocktranslate count n=n %}", "untrimmed blocktranslate"),
    ],
)
def test_template_guard_sees(markup, name):
    assert [found for found, pattern in UNSAFE_MARKUP.items() if pattern.search(markup)] == [name]


@pytest.mark.parametrize("component", COMPONENTS, ids=relative)
def test_component_opens_with_its_variables(component):
    assert re.match(r"(\{% load [^%]*%\}\s*)?\{% comment %\}\n\S", component.read_text())


@pytest.mark.parametrize("template", TEMPLATES, ids=relative)
def test_components_are_included_with_only(template):
    includes = re.findall(r"""\{% include ["']components/[^%]*%\}""", template.read_text())

    assert [include for include in includes if not include.endswith(" only %}")] == []


#: Writing where a text stands; a filter that asks for it has no ``update`` or assignment.
STANDING = re.compile(
    r"update\([^)]*\b(?:stage|published_at|withdrawn_at)\w*\s*="
    r"|\.(?:stage|published_at\w*|withdrawn_at\w*)(?:,[^=\n]+)?\s=\s"
    r"|setattr\([^)]*(?:published_at|withdrawn_at)"
)
#: The verbs; what they write; copies on links; an archive made in bulk; a page shown as if it were published.
MAY_WRITE_STANDING = {
    "articles/workflow.py",
    "articles/steps.py",
    "articles/live_text.py",
    "articles/models/live_link.py",
    "articles/previews.py",
    "portal/load/editions.py",
}


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_where_a_text_stands_is_written_by_the_verbs_alone(module):
    if relative(module) not in MAY_WRITE_STANDING and "migrations" not in module.parts:
        assert STANDING.search(module.read_text()) is None


@pytest.mark.parametrize(
    "code",
    [
        "rows.update(stage=Stage.DRAFT)",
        "revision.stage = transition.to",
        "revision.stage, revision.published_at = stage, now",
        'setattr(article, f"published_at_{language}", now)',
        "article.withdrawn_at_ar = now",
    ],
)
def test_guard_of_the_verbs_sees(code):
    assert STANDING.search(code)
