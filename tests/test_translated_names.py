"""Guarantee 5: no expression names a translated field without its language.

modeltranslation rewrites ``filter(headline=…)`` to the active language, but reads the wrong column in
expressions, orderings and values, without a word. Columns are named: ``headline_ar``, ``headline_en``.
"""

import ast
import re
from pathlib import Path

import pytest
from modeltranslation.translator import translator

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    path for name in ("portal", "articles", "organizations") for path in (ROOT / name).rglob("*.py")
)
EXPRESSION = re.compile(
    r"F|Q|OuterRef|Lower|Upper|Length|Coalesce|Concat|Substr|Trim|Cast|Collate|Count|Max|Min|Sum|ArrayAgg"
    r"|StringAgg|SearchVector|TrigramSimilarity|order_by|values|values_list|distinct"
    r"|earliest|latest|dates|datetimes|only|defer|in_bulk|bulk_update"
)
# A line may say that its field only shares the name; Alias.name, for one, is not translated.
NOT_TRANSLATED = "# not translated:"


def translated_fields():
    models = translator.get_registered_models()
    return {name for model in models for name in translator.get_options_for_model(model).fields}


@pytest.mark.parametrize(
    "model", translator.get_registered_models(abstract=False), ids=lambda model: model._meta.label
)
def test_constraints_and_indexes_name_the_column_of_a_language(model):
    named = [name for rule in (*model._meta.constraints, *model._meta.indexes) for name in rule_fields(rule)]

    assert set(translator.get_options_for_model(model).fields).isdisjoint(named)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_expressions_name_the_column_of_a_language(module):
    assert bare_names(module.read_text(), translated_fields()) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("qs.order_by('-published_at')", ["line 1: -published_at"]),
        ("qs.order_by(F('published_at').desc())", ["line 1: published_at"]),
        ("qs.values_list('article__headline', flat=True)", ["line 1: article__headline"]),
        ("Q(headline__isnull=True)", ["line 1: headline__isnull"]),
        ("class Meta:\n    ordering = ['headline']", ["line 2: headline"]),
        ("qs.bulk_update(articles, fields=['slug', 'headline'])", ["line 1: headline"]),
        ("qs.order_by('-published_at_ar')", []),
        ("Q(headline_ar__isnull=True)", []),
        ("qs.values_list('headline')  # not translated: Draft.headline", []),
    ],
)
def test_expression_guard_sees(code, found):
    assert bare_names(code, {"headline", "published_at"}) == found


def rule_fields(rule):
    """The fields a constraint or an index stands on; those in its conditions are read from the code."""
    return [name.lstrip("-") for name in getattr(rule, "fields", ())]


def bare_names(code, fields):
    """Strings and keywords in ``code`` that put a translated field's bare name into an expression."""
    lines = code.splitlines()
    found = []
    for node in ast.walk(ast.parse(code)):
        for at, name in _names_in(node):
            if fields.intersection(name.lstrip("-").split("__")) and NOT_TRANSLATED not in lines[at - 1]:
                found.append(f"line {at}: {name}")
    return found


def _names_in(node):
    """The field paths that a call of an expression, or an ``ordering``, holds: (line, path)."""
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == "ordering":
        return _strings(node.value)
    if not isinstance(node, ast.Call) or not EXPRESSION.fullmatch(_called(node)):
        return []
    names = [name for argument in node.args for name in _strings(argument)]
    for keyword in node.keywords:
        if _called(node) == "Q" and keyword.arg:
            names.append((keyword.value.lineno, keyword.arg))
        if keyword.arg in {"fields", "include", "field_name"}:
            names += _strings(keyword.value)
    return names


def _called(node):
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def _strings(node):
    """Strings written in ``node`` itself; a call inside it is looked at on its own."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [(node.lineno, node.value)]
    if isinstance(node, ast.List | ast.Tuple):
        return [name for element in node.elts for name in _strings(element)]
    return []
