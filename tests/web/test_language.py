"""Indonesian unless English is asked for; every text has its English."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import nodes

from index.schema import FIELDS
from search.web import problems, reading
from search.web.language import catalogue
from search.web.present import SORT_LABELS
from tests.web.document import VOID, read

ROOT = Path(__file__).parents[2]
ENGLISH = catalogue("en")


def in_templates(app: Flask) -> set[str]:
    """Texts that templates look up."""
    assert app.jinja_env.loader is not None
    sources = [app.jinja_env.loader.get_source(app.jinja_env, name)[0] for name in app.jinja_env.list_templates()]
    calls = [call for source in sources for call in app.jinja_env.parse(source).find_all(nodes.Call)]
    return {call.args[0].as_const() for call in calls if isinstance(call.node, nodes.Name) and call.node.name == "_"}


def in_code() -> set[str]:
    """Texts that the site's code looks up, and the tables of texts that are looked up by key."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "search/web").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = {"text", "translated"}
    texts = {
        str(call.args[0].value)
        for call in calls
        if (getattr(call.func, "id", "") in named or getattr(call.func, "attr", "") == "text")
        and isinstance(call.args[0], ast.Constant)
    }
    labels = re.findall(
        r'return "[a-z]+", "([^"]+)"', (ROOT / "search/query/understood.py").read_text(encoding="utf-8")
    )
    own = (*SORT_LABELS.values(), *reading.TITLES.values(), *reading.NOTES.values())
    tables = [*labels, *own, *(field.label for field in FIELDS)]
    return (
        texts | {*tables} | {one for pair in (*problems.TEXTS.values(), problems.OTHER, problems.LATE) for one in pair}
    )


def kinds() -> set[str]:
    """Kinds of remarks, wherever they are made."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "search").rglob("*.py"))
    return {*re.findall(r'[dD]iagnostic\(\s*"([a-z-]+)"', sources)}


def test_every_text_of_the_site_has_its_english_and_no_other_is_kept(app: Flask) -> None:
    known = {text for context, text in ENGLISH if not context}
    assert known == in_templates(app) | in_code()


def test_every_remark_on_a_query_has_its_english() -> None:
    assert kinds() - {text for context, text in ENGLISH if context == "remark"} == set()


def test_a_translation_has_the_same_values_in_it() -> None:
    for (_, text), forms in ENGLISH.items():
        for form in forms:
            assert {*re.findall(r"%\(\w+\)s", form)} == {*re.findall(r"%\(\w+\)s", text)}


class _Words(HTMLParser):
    """The words that stand in a template as they are, outside of ``{{ }}`` and of code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.found += [v or "" for n, v in attrs if n in {"aria-label", "placeholder", "title"} if v]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"kbd", "code", "i"} & {*self.open}:
            self.found.append(data)


def test_no_template_has_a_text_that_is_not_looked_up() -> None:
    names = {"Kliping", "Atom", "RSS", "CSV"}
    for path in (ROOT / "templates").iterdir():
        reader = _Words()
        written = re.sub(r"\{% block kind %\}\w+", "", path.read_text(encoding="utf-8"))
        reader.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|&\w+;", " ", written, flags=re.DOTALL))
        left = {word for text in reader.found for word in re.findall(r"[^\W\d_]{2,}", text)} - names
        assert (path.name, left) == (path.name, set())


def language(client: FlaskClient, url: str, accepted: str = "") -> str:
    page = read(client.get(url, headers={"Accept-Language": accepted} if accepted else {}).text)
    return page.one("html").attrs["lang"]


@pytest.mark.parametrize(
    ("url", "accepted", "expected"),
    [
        ("/", "", "id"),
        ("/", "en-US,en;q=0.9", "en"),
        ("/", "en-US,en;q=0.9,id;q=0.8", "id"),
        ("/", "nl,de", "id"),
        ("/?lang=en", "id", "en"),
        ("/?lang=id", "en", "id"),
        ("/?q=banjir&lang=xx", "", "id"),
        ("/tidak-ada?lang=en", "", "en"),
    ],
)
def test_the_language_is_indonesian_unless_english_alone_is_wanted(
    client: FlaskClient, url: str, accepted: str, expected: str
) -> None:
    assert language(client, url, accepted) == expected


def test_a_language_asked_for_is_kept_by_every_link_and_form(client: FlaskClient) -> None:
    page = read(client.get("/?q=banjir&lang=en").text)
    links = [e.href for e in page.all("a") if e.href.startswith("/") and e.attrs.get("hreflang") != "id"]
    assert len(links) > 50
    assert [link for link in links if "lang=en" not in link] == []
    hidden = [e for e in page.all("input", type="hidden") if e.attrs["name"] == "lang"]
    assert [e.attrs["value"] for e in hidden] == ["en", "en"]


def test_a_page_can_be_had_in_the_other_language(client: FlaskClient) -> None:
    page = read(client.get("/?q=banjir&place=jakarta").text)
    assert page.link("English") == "/?q=banjir&place=jakarta&lang=en"
    assert read(client.get(page.link("English")).text).one("p", role="status").text.split()[1].startswith("article")


def test_a_page_says_that_it_depends_on_the_language_of_the_browser(client: FlaskClient) -> None:
    response = client.get("/")
    assert "Accept-Language" in response.headers["Vary"]
    assert response.headers["Content-Language"] == "id"
