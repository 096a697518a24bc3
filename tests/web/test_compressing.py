"""Packed answers are the same answers."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

PACKED = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("url", ["/api/articles/sampel-banjir-demak", "/versions/tidak-ada", "/static/search.js"])
def test_a_packed_answer_is_the_same_answer(client: FlaskClient, url: str) -> None:
    with client.get(url) as plain, client.get(url, headers=PACKED) as packed:
        body = packed.data
        assert (gzip.decompress(body) if packed.headers.get("Content-Encoding") else body) == plain.data
        assert plain.headers.get("Content-Encoding") is None
        assert packed.content_length == len(body)


def test_a_page_of_results_becomes_much_smaller(client: FlaskClient) -> None:
    plain, packed = client.get("/?q=banjir"), client.get("/?q=banjir", headers=PACKED)
    assert packed.headers.get("Content-Encoding") == "gzip"
    assert 4 * len(packed.data) < len(plain.data)
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_an_export_is_a_stream_as_it_was(client: FlaskClient) -> None:
    with client.get("/export.jsonl?q=banjir", headers=PACKED) as response:
        assert response.headers.get("Content-Encoding") is None
        assert response.data.startswith(b"{")
