"""Under a prefix every link begins with it, whether the server before takes it off or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from index.settings import Settings
from search.backends import open_searcher
from search.web import create_app
from search.web.mounting import mount

HELD = re.compile(r"""(?:href|src|action)="([^"]*)"|<(?:link|id)>(http[^<]*)<""")


@pytest.fixture(scope="module")
def make(archive: Path) -> Iterator[Callable[[str, int], Flask]]:
    searcher = open_searcher(Settings(archive=archive))

    def made(prefix: str, proxies: int) -> Flask:
        app = create_app(searcher=searcher)
        mount(app, prefix, proxies)
        return app

    with closing(searcher):
        yield made


def links(text: str) -> list[str]:
    """Those that stay on the site."""
    found = [first or second for first, second in HELD.findall(text)]
    return [link for link in found if not link.startswith(("#", "https://", "mailto:")) and "example" not in link]


@pytest.mark.parametrize(
    "url", ["", "/", "/?q=banjir&place=jakarta", "/article/{id}", "/tidak-ada", "/export.atom?q=banjir"]
)
@pytest.mark.parametrize("is_stripped", [True, False])
def test_every_link_begins_with_the_prefix(make: Callable[[str, int], Flask], url: str, *, is_stripped: bool) -> None:
    client = make("/arsip", 0).test_client()
    id_ = client.get("/arsip/api/search?q=banjir").get_json()["hits"][0]["id"]
    answer = client.get(f"{'' if is_stripped else '/arsip'}{url.format(id=id_)}" or "/")
    found = [link.removeprefix("http://localhost") for link in links(answer.text)]
    assert found
    assert [link for link in found if not re.match(r"/arsip(?:[/?]|$)", link)] == []


def test_a_link_under_the_prefix_leads_somewhere(make: Callable[[str, int], Flask]) -> None:
    client = make("/arsip", 0).test_client()
    pages = {link.partition("#")[0] for link in links(client.get("/arsip/?q=banjir").text)}
    assert {client.get(page.replace("&amp;", "&")).status_code for page in sorted(pages)[:40]} == {200}


@pytest.mark.parametrize(("proxies", "expected"), [(0, "http://localhost/"), (1, "https://arsip.example/koran/")])
def test_what_a_proxy_says_is_believed_only_where_there_is_one(
    make: Callable[[str, int], Flask], proxies: int, expected: str
) -> None:
    told = {
        "X-Forwarded-Proto": "https", "X-Forwarded-Host": "arsip.example", "X-Forwarded-Prefix": "/koran",
        "X-Forwarded-For": "10.0.0.1",
    }  # fmt: skip
    feed = make("", proxies).test_client().get("/feed.atom?q=banjir&size=1", headers=told)
    assert f"<id>{expected}feed.atom" in feed.text


def test_a_path_that_only_looks_like_the_prefix_is_left_as_it_is(make: Callable[[str, int], Flask]) -> None:
    assert make("/arsip", 0).test_client().get("/arsipan").status_code == 404
