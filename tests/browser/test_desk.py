"""The desk in a browser: every action with the keyboard and without a script, and nothing for axe to find."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver import Chrome, Keys
from werkzeug.serving import make_server

from index.settings import Settings
from search.web import create_app
from tests.browser.test_journey import active, element, until
from tests.browser.test_site import THEMES

pytestmark = pytest.mark.browser

ARTICLE = "sampel-banjir-demak"


@pytest.fixture(scope="module")
def desk(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that may be written to, over a copy of the sample archive."""
    copy = shutil.copytree(archive, tmp_path_factory.mktemp("desk") / "archive")
    app = create_app(Settings(archive=Path(copy)))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["kliping.archive"].close()


def test_an_article_goes_into_a_folder_and_a_search_is_kept_by_keyboard_without_a_script(
    scriptless: Chrome, desk: str
) -> None:
    browser = scriptless
    browser.get(f"{desk}/article/{ARTICLE}")
    element(browser, "a.button[href*='/keep/']").send_keys(Keys.ENTER)
    until(browser, lambda b: "/keep/" in b.current_url)
    element(browser, "[name=new]").send_keys("Banjir 2022" + Keys.TAB)
    active(browser).send_keys("Bandingkan dengan 2018." + Keys.TAB)
    active(browser).send_keys("banjir, Demak" + Keys.ENTER)
    until(browser, lambda b: "/folder/" in b.current_url)
    assert "Bandingkan dengan 2018." in element(browser, ".kept-note").text
    browser.get(f"{desk}/?q=banjir")
    element(browser, ".take .save").send_keys(Keys.ENTER)
    until(browser, lambda b: "/save?" in b.current_url)
    element(browser, "[name=name]").send_keys(Keys.ENTER)
    until(browser, lambda b: "/saved/banjir" in b.current_url)
    assert "Tidak ada yang berbeda" in element(browser, "[role=status]").text
    browser.get(f"{desk}/work")
    element(browser, "button[value=on]").send_keys(Keys.ENTER)
    until(browser, lambda b: bool(b.find_elements("css selector", "button[value=off]")))


def test_axe_finds_nothing_on_the_desk(browser: Chrome, desk: str) -> None:
    """After the test above, which has filled it."""
    browser.get(f"{desk}/work")
    element(browser, "button[value=on]").click()
    browser.get(f"{desk}/?q=banjir")
    pages = ("/work", "/folder/Banjir%202022", f"/keep/{ARTICLE}", "/save?q=banjir&place=jakarta", "/saved/banjir")
    for theme in THEMES:
        scheme = {"name": "prefers-color-scheme", "value": theme}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        for path in pages:
            browser.get(desk + path)
            browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
            found = Axe().run(browser, options={"runOnly": THEMES[theme], "resultTypes": ["violations"]})
            told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
            assert (path, theme, told) == (path, theme, [])
            width = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
            assert (path, width <= 0) == (path, True)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
