"""The pages in a browser: what their scripts add, what they weigh, and whether everyone can use them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.test_journey import active, element, until

pytestmark = pytest.mark.browser

PAGES = {
    "front": "/",
    "results": "/?q=jakarta&place=jakarta&-person=megawati",
    "nothing": '/?q=banjir+"kzxqjv"&match=all&place=jakarta',
    "list": "/facet/person?q=jakarta&by=name",
    "article": "/article/sampel-banjir-demak?q=banjir&at=2&names=1",
    "name": "/place/jakarta",
    "trends": "/trends?q=banjir&q=beras",
    "batch": "/batch?list=banjir%0Aberas&form=query",
    "problem": "/tidak-ada",
}
MOST_BYTES = 60_000
THEMES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
"""A theme changes colours alone, so the rules about all else are asked once."""
SHIFT = """
    const done = arguments[0];
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
"""


@pytest.fixture
def themed(browser: Chrome) -> Iterator[Chrome]:
    yield browser
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_any_page(themed: Chrome, site: str, theme: str, language: str) -> None:
    scheme = {"name": "prefers-color-scheme", "value": theme}
    themed.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    for name, path in PAGES.items():
        themed.get(f"{site}{path}{'&' if '?' in path else '?'}lang={language}")
        assert element(themed, "html").get_attribute("lang") == language
        themed.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
        found = Axe().run(themed, options={"runOnly": THEMES[theme], "resultTypes": ["violations"]})
        told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]
        assert (name, theme, language, told) == (name, theme, language, [])


def test_a_page_weighs_little_and_asks_for_its_own_files_only(browser: Chrome, site: str) -> None:
    for path in PAGES.values():
        browser.execute_cdp_cmd("Network.clearBrowserCache", {})
        browser.get(site + path)
        sizes: dict[str, int] = browser.execute_script(
            "return Object.fromEntries(performance.getEntriesByType('navigation')"
            ".concat(performance.getEntriesByType('resource')).map((e) => [e.name, e.transferSize]))"
        )
        assert [name for name in sizes if not name.startswith(site)] == []
        assert (path, sum(sizes.values()) <= MOST_BYTES, sum(sizes.values())) == (path, True, sum(sizes.values()))


def test_nothing_moves_while_a_page_is_shown(browser: Chrome, site: str) -> None:
    for path in PAGES.values():
        browser.get(site + path)
        assert (path, browser.execute_async_script(SHIFT)) == (path, 0)


def test_a_click_on_a_column_of_the_timeline_narrows_to_its_time(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/?q=jakarta")
    browser.execute_script("window.sameDocument = true")
    before = element(browser, "#status").text
    bar = browser.find_elements(By.CSS_SELECTOR, ".timeline svg a")[-1]
    href = str(bar.get_attribute("href") or bar.get_dom_attribute("href"))
    browser.execute_script(
        "arguments[0].querySelector('path').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))",
        bar,
    )
    until(browser, lambda b: "from=" in b.current_url)
    until(browser, lambda b: element(b, "#status").text != before)
    assert browser.current_url.endswith(href.partition("?")[2])
    assert browser.execute_script("return window.sameDocument") is True
    browser.back()
    until(browser, lambda b: element(b, "#status").text == before)


def test_what_is_typed_may_become_a_person_with_the_keyboard_alone(browser: Chrome, site: str) -> None:
    browser.get(site)
    box = element(browser, "#q")
    box.send_keys("banjir joko wid")
    WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#saran [role=option]"))
    assert box.get_attribute("aria-expanded") == "true"
    for _ in range(20):
        box.send_keys(Keys.ARROW_DOWN)
        chosen = element(browser, f"#{box.get_attribute('aria-activedescendant')}")
        if "Orang" in chosen.text:
            break
    assert chosen.get_attribute("aria-selected") == "true"
    box.send_keys(Keys.ENTER)
    until(browser, lambda b: "person=" in b.current_url)
    assert "Joko Widodo" in element(browser, ".chip").text
    assert element(browser, "#q").get_attribute("value") == "banjir"


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(browser: Chrome, site: str) -> None:
    browser.get(site)
    box = element(browser, "#q")
    box.send_keys("jakar")
    WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#saran [role=option]"))
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("value") == "jakar"


def test_a_search_within_a_facet_lists_the_names_that_hold_it(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/?q=jakarta")
    field = element(browser, "#dalam-person")
    field.send_keys("widodo")
    names = "#saring-person .lines label"
    until(browser, lambda b: all("Widodo" in e.text for e in b.find_elements(By.CSS_SELECTOR, names)))
    assert browser.find_elements(By.CSS_SELECTOR, names)
    assert active(browser) == field
    browser.find_elements(By.CSS_SELECTOR, "#saring-person .lines input")[0].click()
    until(browser, lambda b: "person=joko-widodo" in b.current_url)


def test_the_next_page_is_swapped_in_and_begins_at_its_top(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/?q=jakarta&size=5")
    browser.execute_script("window.sameDocument = true")
    first = element(browser, ".found h3").text
    element(browser, ".pager [rel=next]").click()
    until(browser, lambda b: element(b, ".found h3").text != first)
    assert "page=2" in browser.current_url
    assert browser.execute_script("return window.sameDocument") is True
    until(browser, lambda b: element(b, "#status").is_displayed() and b.execute_script("return scrollY") < 400)


def test_the_place_of_an_article_in_the_result_is_walked_along(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/?q=banjir")
    titles = [e.text for e in browser.find_elements(By.CSS_SELECTOR, ".found h3")]
    element(browser, ".found h3 a").click()
    for title in titles[1:3]:
        element(browser, ".way [rel=next]").click()
        until(browser, lambda b, title=title: element(b, "h1").text == title)  # type: ignore[misc]
    assert element(browser, ".way-place").text.startswith("3 dari")
