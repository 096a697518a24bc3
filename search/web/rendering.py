"""Sheets through their templates, in one environment a language: texts without values are set when it is compiled.

Most of what a page says never changes; looking it up hundreds of times a page cost a fifth of its time.
"""

from __future__ import annotations

import re
from functools import partial
from typing import ClassVar

from flask import Flask, current_app
from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import escape

from search.web import language
from search.web.sheets import Sheet

_TEXT = re.compile(r"""\{\{ _\((?:"([^"]*)"|'([^']*)')\) \}\}""")
KEY = "kliping.templates"


class _Indonesian(Extension):
    """Puts the texts of a language in the place of ``{{ _("…") }}``."""

    language: ClassVar[str] = language.INDONESIAN

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Escaped, as they would be when they are looked up."""
        return _TEXT.sub(lambda found: str(escape(language.text_in(self.language, found[1] or found[2] or ""))), source)


class _English(_Indonesian):
    language = "en"


def register(app: Flask) -> None:
    """Make the environments of *app*, after all else that its own one needs is set."""
    kinds = {one.language: one for one in (_Indonesian, _English)}
    app.extensions[KEY] = {code: _environment(app.jinja_env, kinds[code]) for code in language.LANGUAGES}


def _environment(whole: Environment, kind: type[_Indonesian]) -> Environment:
    made = whole.overlay(extensions=[kind])
    made.filters = whole.filters | {"angka": partial(language.number_in, kind.language)}
    return made


def warm(app: Flask) -> None:
    """Compile all templates, before the first reader waits for it."""
    for environment in app.extensions[KEY].values():
        for name in environment.list_templates():
            environment.get_template(name)


def written(sheet: Sheet) -> str:
    """The page of a *sheet*, which is all that its template receives, in the language of the request."""
    environment: Environment = current_app.extensions[KEY][language.current()]
    return environment.get_template(sheet.template).render(page=sheet)
