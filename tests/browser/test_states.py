"""Pages of what became of an article, and pages as some readers have them: enlarged, still, on paper."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver import Chrome
from werkzeug.serving import make_server

from index.archive import Kind, Ruling, open_archive
from index.settings import Settings
from search.web import create_app
from tests.browser.test_journey import WIDEST, element
from tests.browser.test_site import PAGES, THEMES
from tests.publishing.small import bring_up, put, row

pytestmark = pytest.mark.browser

VERSIONS, TOMBSTONE = "/versions/a", "/article/b"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an article of two versions, and one that was withdrawn."""
    directory: Path = tmp_path_factory.mktemp("states") / "archive"
    put(directory, row("a", "Banjir melanda Bekasi."), row("b", "Harga beras naik."))
    put(directory, row("a", "Banjir melanda Bekasi dan Bogor.", section="Daerah"))
    with open_archive(directory) as archive:
        batch = archive.begin_batch("decide")
        archive.decide("b", Ruling(Kind.WITHDRAWAL, "Putusan 1/2026", "Sari", message="Dicabut oleh redaksi."), batch)
        archive.finish_batch(batch, {})
    bring_up(directory)
    app = create_app(Settings(archive=directory))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["kliping.archive"].close()


@pytest.fixture
def plain(browser: Chrome) -> Iterator[Chrome]:
    yield browser
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_versions_and_tombstones(plain: Chrome, history: str, theme: str) -> None:
    scheme = {"name": "prefers-color-scheme", "value": theme}
    plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    for path in (VERSIONS, TOMBSTONE):
        plain.get(history + path)
        found = Axe().run(plain, options={"runOnly": THEMES[theme], "resultTypes": ["violations"]})
        told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
        assert (path, theme, told) == (path, theme, [])


def test_a_tombstone_says_who_decided_on_what_ground_and_shows_no_text(plain: Chrome, history: str) -> None:
    plain.get(history + TOMBSTONE)
    said = element(plain, "main").text
    assert "Dicabut oleh redaksi." in said
    assert "Putusan 1/2026" in said
    assert "beras" not in plain.page_source


def test_no_page_scrolls_sideways_when_enlarged_to_twice_its_size(plain: Chrome, site: str) -> None:
    """1280 pixels at 200 % are 640 of the page's own."""
    twice = {"width": 640, "height": 500, "deviceScaleFactor": 2, "mobile": False}
    plain.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", twice)
    for path in PAGES.values():
        plain.get(site + path)
        assert (path, plain.execute_script(WIDEST) <= 640) == (path, True)


def test_nothing_moves_for_readers_who_want_it_still(plain: Chrome, site: str) -> None:
    asked = "return getComputedStyle(document.getElementById('hasil')).transitionDuration"
    for value, moves in (("reduce", False), ("no-preference", True)):
        wish = {"name": "prefers-reduced-motion", "value": value}
        plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [wish]})
        plain.get(f"{site}/?q=banjir")
        assert (value, plain.execute_script(asked) != "0s") == (value, moves)


def test_an_article_on_paper_is_its_text_without_what_can_only_be_clicked(plain: Chrome, site: str) -> None:
    plain.get(site + PAGES["article"])
    plain.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert element(plain, "#teks").is_displayed()
    for css in (".search", ".way", ".foot", ".records"):
        assert (css, element(plain, css).is_displayed()) == (css, False)
