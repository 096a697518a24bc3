"""A browser follows the link of an article whatever its id holds, and shows that article."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from werkzeug.serving import make_server

from index.settings import Settings
from search.backends import open_searcher
from search.web import create_app
from tests.archives import add, write_jsonl

pytestmark = pytest.mark.browser

ODD = (
    "a/b",
    "..",
    ".",
    "a/../b",
    "x?y#z",
    "%2e%2e",
    "%252e%252e",
    ".%2E",
    "/a",
    "a//b",
    "a/",
    "a\\..\\b",
    "..;a",
    "é %",
)
TITLES = {key: f"Judul nomor {n} di Bogor" for n, key in enumerate(ODD)}


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose articles have odd ids."""
    place = tmp_path_factory.mktemp("ganjil")
    rows = [{"id": key, "title": title, "body": "Isi berita."} for key, title in TITLES.items()]
    add(place / "archive", write_jsonl(place / "berita.jsonl", rows))
    with closing(open_searcher(Settings(archive=place / "archive"))) as searcher:
        server = make_server("127.0.0.1", 0, create_app(searcher=searcher), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("key", ODD)
def test_the_link_of_an_odd_id_leads_to_its_article(browser: Chrome, odd_site: str, key: str) -> None:
    browser.get(f"{odd_site}/?q=judul&size=50")
    browser.find_element(By.LINK_TEXT, TITLES[key]).click()
    assert browser.find_element(By.TAG_NAME, "h1").text == TITLES[key]
    assert key in [code.text for code in browser.find_elements(By.CSS_SELECTOR, ".facts code")]
