"""An article's link leads to it, whatever its id holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.web import create_app, urls

MakeArchive = Callable[[Sequence[dict[str, Any]]], Path]

ODD = ("a/b", "..", ".", "a/../b", "x?y#z", "%2e%2e", "%252e", ".%2E", "/a", "a//b", "a/", "a b", "é/%", "a\\..\\b")
AMBIGUOUS = {".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"}
"""Segments that a browser resolves."""

keys = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.lists(st.sampled_from([".", "..", "%2e", "%2E%2e", "%252e.", "a", ""]), min_size=1).map("/".join).filter(bool),
)


def path_of(key: str) -> str:
    return urlsplit(urls.article_url(key, SearchRequest())).path


@pytest.fixture(scope="module", autouse=True)
def within_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@given(keys)
@example("a\n")
@example("/")
def test_an_id_survives_the_way_through_its_link(app: Flask, key: str) -> None:
    adapter = app.url_map.bind("localhost")
    assert adapter.match(unquote(path_of(key))) == ("site.article", {"id": key})


@given(keys)
def test_no_browser_resolves_a_segment_of_a_link(app: Flask, key: str) -> None:
    assert AMBIGUOUS.isdisjoint(segment.lower() for segment in path_of(key).split("/"))


@given(st.lists(keys, min_size=2, max_size=2, unique=True))
def test_two_ids_have_two_links(pair: list[str]) -> None:
    assert path_of(pair[0]) != path_of(pair[1])


@pytest.mark.parametrize("address", ["/article/", "/api/articles/"])
def test_every_odd_id_is_served_at_its_link(make_archive: MakeArchive, address: str) -> None:
    titles = {key: f"Judul nomor {n} di Bogor" for n, key in enumerate(ODD)}
    directory = make_archive([{"id": key, "title": title, "body": "Isi."} for key, title in titles.items()])
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        client = create_app(searcher=searcher).test_client()
        answers = {key: client.get(path_of(key).replace("/article/", address, 1)) for key in ODD}
    assert [key for key, answer in answers.items() if titles[key] not in answer.text] == []
