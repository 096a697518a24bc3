"""Nothing that an article, a facet or a reader brings in becomes an element, an attribute or a script of the page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from search.background import Background
from search.request import SearchRequest
from search.results import Listing
from search.web import listing, present, reading
from search.web.reading import Way
from search.web.rendering import written
from search.web.sheets import Sheet
from tests.web.document import Document, read
from tests.web.values import (
    DAY,
    article,
    article_page,
    background,
    facet_page,
    hit,
    lacks,
    neighbours,
    nothing,
    search_page,
)

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '" style="position:fixed',
    "` onclick=alert(1) `",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>klik</a>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<base href=//jahat.example>",
    "<meta http-equiv=refresh content='0;url=//jahat.example'>",
    "<form action=//jahat.example><button>",
    "<!--<img src=x onerror=alert(1)>-->",
    "--><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;script&#x3E;",
    "{{ 7 * 7 }}{% for x in () %}",
    "${7*7}<%= 7*7 %>",
    "<mark><b>tebal</b></mark>",
    "\u202e<script>\u0000alert(1)</script>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//jahat.example>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><use href=data:image/svg+xml,x>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext>",
    "</ul></fieldset></form><script>alert(1)</script>",
    "</main><main>",
    "<ins><del>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    '=HYPERLINK("//jahat.example")',
    "%(n)s %(x)s %s {0} {page.frame}",
    "]]></script><script>alert(1)</script>",
]

HARMLESS = "polos"
META = ("meta", ("content", "name"))
"""One for each of an article's writers, and a byline may hold several."""


def sheets(text: str) -> list[Sheet]:
    """Every sheet that shows text from outside, with *text* wherever it can stand."""
    fields = ("person", "place", "organisation", "source", "section", "author")
    request = SearchRequest(
        query=text, chosen=tuple((f, text) for f in fields), excluded=(("person", "x" + text), ("place", "x" + text))
    )
    return [
        present.landing(search_page(text), DAY),
        present.results(request, search_page(text), DAY, lacks(text)),
        present.results(request, nothing(text), DAY, lacks(text)),
        listing.facet(request, "person", Listing(holding=text), facet_page(text)),
        reading.article(
            Way(request, 2, with_names=True, similar=(hit(text),), near=neighbours(text)),
            article_page(text),
            background(text),
            DAY,
        ),
        reading.versions(article_page(text), background(text), (article(text), article(text)), (1, 2)),
        reading.tombstone(text, background(text)),
        present.name("person", text, search_page(text)),
        present.problem(503, text, text),
    ]


def rendered(app: Flask, text: str) -> list[Document]:
    with app.test_request_context("/"):
        return [read(written(sheet)) for sheet in sheets(text)]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_element_and_no_attribute(app: Flask, payload: str) -> None:
    for hostile, harmless in zip(rendered(app, payload), rendered(app, HARMLESS), strict=True):
        assert [one for one in hostile.shape() if one != META] == [one for one in harmless.shape() if one != META]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_it_was_written(app: Flask, payload: str) -> None:
    written = " ".join(payload.split())
    for document in rendered(app, payload):
        assert written in document.one("main").text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_link_stays_within_the_site(app: Flask, payload: str) -> None:
    links = [link.href for document in rendered(app, payload) for link in document.all("a")]
    assert [link for link in links if not link.startswith(("/", "#")) or link.startswith("//")] == []


def test_an_address_with_quotation_marks_stays_one_attribute(app: Flask) -> None:
    url = "https://contoh.example/\"onmouseover=alert(1) x='<b>"
    with app.test_request_context("/"):
        sheet = reading.article(Way(SearchRequest()), article_page(url), Background(), DAY)
        document = read(written(sheet))
    link = document.one("a", rel="noopener noreferrer")
    assert {**link.attrs} == {"class": "outside", "href": url, "rel": "noopener noreferrer"}


def ask(client: FlaskClient, payload: str) -> list[TestResponse]:
    text = quote(payload, safe="")
    return [
        client.get(f"/?q={text}"),
        client.get(f"/?q={text}&person={text}&-place={text}&source={text}&from={text}&sort={text}&page={text}"),
        client.get(f"/article/{text}?q={text}"),
        client.get(f"/person/{text}"),
        client.get(f"/{text}"),
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_addresses_are_answered_without_new_scripts_or_handlers(client: FlaskClient, payload: str) -> None:
    for response in ask(client, payload):
        document = read(response.text)
        assert response.status_code in {200, 404}
        assert {e.attrs.get("src", "")[:8] for e in document.all("script")} == {"/static/"}
        assert [e.attrs for e in document.elements if any(n.startswith("on") or n == "style" for n in e.attrs)] == []
        assert [e.tag for e in document.elements if e.tag in {"img", "iframe", "base", "math", "style", "embed"}] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_json_interface_never_answers_as_a_page(client: FlaskClient, payload: str) -> None:
    text = quote(payload, safe="")
    for url in (f"/api/search?q={text}&person={text}", f"/api/articles/{text}", f"/api/{text}"):
        response = client.get(url)
        assert response.mimetype in {"application/json", "application/problem+json"}
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.is_json
