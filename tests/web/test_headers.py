"""Every answer, whatever it is, carries the same guard."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
ADDRESSES = {
    "/": 200,
    "/?q=banjir": 200,
    "/article/tidak-ada": 404,
    "/person/tidak-ada": 404,
    "/facet/person?q=banjir": 200,
    "/versions/tidak-ada": 404,
    "/api/search?q=banjir": 200,
    "/api/articles/tidak-ada": 404,
    "/api/tidak-ada": 404,
    "/healthz": 200,
    "/static/style.css": 200,
    "/static/tidak-ada.css": 404,
    "/tidak-ada": 404,
}


@pytest.mark.parametrize(("url", "status"), ADDRESSES.items())
def test_every_answer_is_guarded(client: FlaskClient, url: str, status: int) -> None:
    with client.get(url) as response:
        status_found, headers = response.status_code, response.headers
    assert status_found == status
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_route_answers_without_the_guard(app: Flask, client: FlaskClient) -> None:
    adapter = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        known = {name: getattr(one, "items", ("x",)) for name, one in rule._converters.items()}
        url = adapter.build(rule.endpoint, {name: next(iter(items)) for name, items in known.items()})
        with client.get(url) as response:
            assert (url, response.headers.get("Content-Security-Policy")) == (url, POLICY)


def test_a_page_is_asked_for_anew_and_a_versioned_file_is_kept(client: FlaskClient) -> None:
    with client.get("/?q=banjir") as page, client.get("/static/style.css") as file:
        assert page.headers["Cache-Control"] == "no-cache"
        assert "max-age=31536000" in file.headers["Cache-Control"]


def test_a_page_has_no_inline_script_and_no_inline_style(client: FlaskClient) -> None:
    page = client.get("/?q=banjir").text
    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=") == 2


def test_what_is_sent_to_the_site_is_limited(client: FlaskClient) -> None:
    assert client.post("/", data=b"x" * 70_000).status_code in {405, 413}
