"""Each template receives one documented dataclass: what is declared is what is used, and every field is explained."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields
from typing import get_args

import pytest
from flask import Flask
from jinja2 import meta, nodes

from search.web import page
from search.web.dossiers import DossierSheet
from search.web.sheets import Sheet

SHEETS = (*get_args(Sheet), DossierSheet)
LOOPED = {"line", "facet", "ranked", "_"}
"""What a template hands on to one it includes."""


def sources(app: Flask, name: str) -> dict[str, nodes.Template]:
    """The template and all it includes or extends."""
    found: dict[str, nodes.Template] = {}
    waiting = [name]
    while waiting:
        name = waiting.pop()
        assert app.jinja_env.loader is not None
        found[name] = app.jinja_env.parse(app.jinja_env.loader.get_source(app.jinja_env, name)[0])
        waiting += [other for other in meta.find_referenced_templates(found[name]) if other and other not in found]
    return found


def used(app: Flask, name: str) -> set[str]:
    """Attributes of ``page`` that the template reads."""
    return {
        node.attr
        for tree in sources(app, name).values()
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.template)
def test_a_template_uses_what_its_sheet_declares_and_nothing_else(app: Flask, sheet: type) -> None:
    assert used(app, sheet.template) == {field.name for field in fields(sheet)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.template)
def test_a_template_receives_nothing_beside_its_sheet(app: Flask, sheet: type) -> None:
    trees = sources(app, sheet.template).values()  # type: ignore[attr-defined]
    macros = {macro.name for tree in trees for macro in tree.find_all(nodes.Macro)}
    free = {name for tree in trees for name in meta.find_undeclared_variables(tree)} - macros
    assert free <= {"page", *LOOPED}


def test_every_template_belongs_to_a_sheet(app: Flask) -> None:
    reached = {name for sheet in SHEETS for name in sources(app, sheet.template)}
    assert {*app.jinja_env.list_templates()} == reached


def test_no_template_marks_text_as_safe(app: Flask) -> None:
    filters = {
        node.name
        for name in app.jinja_env.list_templates()
        for tree in sources(app, name).values()
        for node in tree.find_all(nodes.Filter)
    }
    assert filters <= {"tanggal", "terbit", "pukul", "angka", "sorot", "miring", "length", "lower", "tojson"}


def test_no_template_switches_escaping_off(app: Flask) -> None:
    assert app.jinja_env.loader is not None
    texts = [app.jinja_env.loader.get_source(app.jinja_env, name)[0] for name in app.jinja_env.list_templates()]
    assert [text for text in texts if "autoescape" in text] == []
    assert all(app.select_jinja_autoescape(name) for name in app.jinja_env.list_templates())


def test_every_class_of_the_sheets_says_what_it_is() -> None:
    tree = ast.parse(inspect.getsource(page))
    assert [node.name for node in tree.body if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)] == []
