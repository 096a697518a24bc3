"""Headless Chromium over the site, served to it on the loopback interface. Skipped, loudly, where there is none."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

from search.backends import Searcher
from search.web import create_app

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=id",
    "--window-size=1280,1000",
)
NO_SCRIPT: dict[str, object] = {"profile.managed_default_content_settings.javascript": 2}


@pytest.fixture(scope="session")
def site(searcher: Searcher) -> Iterator[str]:
    """The address of the site over the sample archive."""
    server = make_server("127.0.0.1", 0, create_app(searcher=searcher), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium as readers have it."""
    yield from _chromium(tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def scriptless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium in which no page may run a script."""
    yield from _chromium(tmp_path_factory.mktemp("profile"), NO_SCRIPT)


def _chromium(profile: Path, preferences: dict[str, object] | None = None) -> Iterator[Chrome]:
    chromium, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("NO BROWSER TESTED: chromium and chromedriver are not installed (apt install chromium-driver)")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": "id", **(preferences or {})})
    browser = Chrome(options=options, service=Service(driver))
    browser.set_page_load_timeout(30)
    try:
        yield browser
    finally:
        browser.quit()
