"""The language a page is written in: Indonesian, unless ``lang=`` or the browser asks for English.

Texts stand in the templates in Indonesian and are looked up in ``translations/en.po``, which is read as it is: no
compiling. A text that it lacks stays Indonesian; a test says so before a reader does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from flask import g, has_request_context, request

from search.results import Diagnostic

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
"""What readers may choose; the first is what they get unasked."""
INDONESIAN = "id"
TRANSLATIONS = Path(__file__).with_name("translations")

Catalogue = dict[tuple[str, str], tuple[str, ...]]
"""(context, Indonesian text) -> the text for one, and the text for many."""


def asked() -> str:
    """The language that the URL asks for; ``""`` when it asks for none, or for one there is not."""
    wish = request.args.get("lang", "") if has_request_context() else ""
    return wish if wish in LANGUAGES else ""


def current() -> str:
    """The language of this page."""
    if not has_request_context():
        return INDONESIAN
    known: str | None = g.get("kliping.language")  # asked for hundreds of times by every page
    return known or str(g.setdefault("kliping.language", asked() or _accepted()))


def _accepted() -> str:
    """Indonesian where the browser knows it at all: many a newsroom's browser is an English one."""
    wishes = [wish.partition("-")[0].lower() for wish in request.accept_languages.values()]
    return "en" if "en" in wishes and INDONESIAN not in wishes else INDONESIAN


def kept() -> tuple[tuple[str, str], ...]:
    """What every link of this page carries on: the language where it was asked for."""
    if not has_request_context():
        return ()
    known: tuple[tuple[str, str], ...] | None = g.get("kliping.kept")
    if known is None:
        wish = asked()
        known = g.setdefault("kliping.kept", (("lang", wish),) if wish else ())
    return known


def text(indonesian: str, n: int | None = None, **values: object) -> str:
    """*indonesian* in the language of this page, with *values* in the places named ``%(name)s``.

    With *n*, the form for so many, and ``%(n)s`` is that number as it is written.
    """
    forms = catalogue(current()).get(("", indonesian), (indonesian,))
    chosen = forms[0] if n in (None, 1) else forms[-1]
    if n is not None:
        values["n"] = number(n)
    return chosen % values if values else chosen


def remark(diagnostic: Diagnostic) -> str:
    """A remark in the language of this page. It has values in it, so its kind is what is translated."""
    forms = catalogue(current()).get(("remark", diagnostic.kind))
    return forms[0] if forms else diagnostic.message


def text_in(code: str, indonesian: str) -> str:
    """*indonesian* in the language *code*."""
    return catalogue(code).get(("", indonesian), (indonesian,))[0]


def number(n: int) -> str:
    """``1.234``, or ``1,234`` in English."""
    return number_in(current(), n)


def number_in(code: str, n: int) -> str:
    """The same in the language *code*."""
    if -1000 < n < 1000:
        return str(n)
    return f"{n:,}" if code == "en" else f"{n:,}".replace(",", ".")


@cache
def catalogue(language: str) -> Catalogue:
    """All texts of *language*; none for Indonesian, in which they are written."""
    if language == INDONESIAN:
        return {}
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        return {_key(message.id, message.context): _forms(message.string) for message in read_po(file) if message.id}


def _key(id: str | list[str] | tuple[str, ...], context: str | None) -> tuple[str, str]:  # noqa: A002 (Babel's word)
    return context or "", id if isinstance(id, str) else id[0]


def _forms(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)
