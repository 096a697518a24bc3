"""What a reader does in a browser: type, tick a person, narrow the date, open an article, go back, all as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from search.backends import Searcher
from search.request import SearchRequest, read_day
from search.service import find

pytestmark = pytest.mark.browser

QUERY = "jakarta"
WIDEST = """
    for (const details of document.querySelectorAll("details")) details.open = true;
    return document.documentElement.scrollWidth;
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is chosen on the way, and how many articles each step must leave."""

    person: str
    year: str
    typed: int
    ticked: int
    narrowed: int


@pytest.fixture(scope="module")
def plan(searcher: Searcher) -> Plan:
    """The most frequent person among the hits, and the year with fewest of that person's articles."""
    typed = find(SearchRequest(query=QUERY), searcher)
    person = typed.facets["person"][0]
    ticked = find(SearchRequest(query=QUERY, chosen=(("person", person.id),)), searcher)
    year = min((y for y in ticked.dates if y.value != "undated"), key=lambda y: y.count)
    assert typed.total > ticked.total > year.count > 0
    return Plan(person.id, year.value, typed.total, ticked.total, year.count)


def element(browser: Chrome, css: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, css)


def until(browser: Chrome, condition: Callable[[Chrome], bool]) -> None:
    """Wait for *condition*; what it looks at may be swapped away meanwhile."""
    WebDriverWait(browser, 10, 0.05, [StaleElementReferenceException]).until(condition)


def until_found(browser: Chrome, count: int) -> None:
    until(browser, lambda b: element(b, "#status").text.startswith(f"{count} artikel"))


def search(browser: Chrome, site: str) -> None:
    browser.get(site)
    box = element(browser, "#q")
    box.send_keys(QUERY, Keys.ENTER)
    until(browser, lambda b: "q=" in b.current_url)


def box_of(browser: Chrome, plan: Plan) -> WebElement:
    return browser.find_element(By.ID, f"person-{quote(plan.person, safe='')}")


def titles(browser: Chrome) -> list[str]:
    return [e.text for e in browser.find_elements(By.CSS_SELECTOR, ".found h3")]


def active(browser: Chrome) -> WebElement:
    return browser.switch_to.active_element


def as_narrowed(browser: Chrome, plan: Plan) -> bool:
    """The person is ticked, the year chosen, and the chips say both."""
    chips = [e.text for e in browser.find_elements(By.CSS_SELECTOR, ".chip")]
    chosen = element(browser, "#saring-date a[aria-current]").text
    return box_of(browser, plan).is_selected() and plan.year in chosen and len(chips) == 2


def test_everything_is_as_it_was_after_reading_an_article(browser: Chrome, site: str, plan: Plan) -> None:
    search(browser, site)
    until_found(browser, plan.typed)
    box_of(browser, plan).click()
    until_found(browser, plan.ticked)
    browser.find_element(By.PARTIAL_LINK_TEXT, f"{plan.year} (").click()
    until_found(browser, plan.narrowed)
    before, url = titles(browser), browser.current_url
    element(browser, ".found h3 a").click()
    until(browser, lambda b: "/article/" in b.current_url)
    assert element(browser, "h1").text == before[0]
    browser.back()
    until(browser, lambda b: b.current_url == url)
    until_found(browser, plan.narrowed)
    assert titles(browser) == before
    assert as_narrowed(browser, plan)


def test_the_same_journey_needs_no_script(scriptless: Chrome, site: str, plan: Plan) -> None:
    search(scriptless, site)
    until_found(scriptless, plan.typed)
    assert not element(scriptless, "#tampilkan").is_displayed()
    box_of(scriptless, plan).click()
    element(scriptless, ".by-hand").click()
    until_found(scriptless, plan.ticked)
    scriptless.find_element(By.PARTIAL_LINK_TEXT, f"{plan.year} (").click()
    until_found(scriptless, plan.narrowed)
    before, url = titles(scriptless), scriptless.current_url
    element(scriptless, ".found h3 a").click()
    until(scriptless, lambda b: "/article/" in b.current_url)
    element(scriptless, ".way-back").click()
    until(scriptless, lambda b: b.current_url == url)
    assert titles(scriptless) == before
    assert as_narrowed(scriptless, plan)


def test_the_same_journey_needs_only_a_keyboard(browser: Chrome, site: str, plan: Plan) -> None:
    browser.get(site)
    element(browser, "body").send_keys("/")
    active(browser).send_keys(QUERY, Keys.ENTER)
    until_found(browser, plan.typed)
    tab_to(browser, lambda e: e.get_attribute("id") == box_of(browser, plan).get_attribute("id"))
    active(browser).send_keys(Keys.SPACE)
    until_found(browser, plan.ticked)
    assert active(browser) == box_of(browser, plan)
    tab_to(browser, lambda e: e.tag_name == "a" and e.text.startswith(f"{plan.year} ("))
    active(browser).send_keys(Keys.ENTER)
    until_found(browser, plan.narrowed)
    tab_to(browser, lambda e: e.tag_name == "a" and e.text == titles(browser)[0])
    active(browser).send_keys(Keys.ENTER)
    until(browser, lambda b: "/article/" in b.current_url)


def tab_to(browser: Chrome, is_there: Callable[[WebElement], bool]) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(150):
        active(browser).send_keys(Keys.TAB)
        if is_there(active(browser)):
            return
    raise AssertionError("not reached in 150 steps")


def test_a_tick_swaps_the_results_without_loading_the_page_anew(browser: Chrome, site: str, plan: Plan) -> None:
    browser.get(f"{site}/?q={QUERY}")
    browser.execute_script("window.sameDocument = true")
    box_of(browser, plan).click()
    until_found(browser, plan.ticked)
    assert f"person={plan.person}" in browser.current_url
    assert active(browser) == box_of(browser, plan)
    assert browser.execute_script("return window.sameDocument") is True
    browser.back()
    until_found(browser, plan.typed)
    assert not box_of(browser, plan).is_selected()


def test_two_date_fields_narrow_the_search(browser: Chrome, site: str, plan: Plan, searcher: Searcher) -> None:
    first, last = read_day(plan.year), read_day(plan.year, last=True)
    browser.get(f"{site}/?q={QUERY}&from={first}&to={last}")
    assert element(browser, "#from").get_attribute("value") == f"{plan.year}-01-01"
    until_found(browser, find(SearchRequest(query=QUERY, first=first, last=last), searcher).total)
    element(browser, "#to").clear()
    element(browser, "#pakai").click()
    until(browser, lambda b: b.current_url == f"{site}/?q={QUERY}&from={first}")
    until_found(browser, find(SearchRequest(query=QUERY, first=first), searcher).total)


def test_nothing_is_refused_by_the_browser(browser: Chrome, site: str) -> None:
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    for path in ("/", f"/?q={QUERY}", "/place/jakarta"):
        browser.get(site + path)
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(browser: Chrome, site: str, width: int) -> None:
    browser.get(f"{site}/?q={QUERY}")
    article = str(element(browser, ".found h3 a").get_attribute("href")).removeprefix(site)
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        results = f"/?q={QUERY}&place=jakarta&-person=x&from=2010-01-01"
        for path in ("/", results, "/?q=kzxqjv", "/place/jakarta", article):
            browser.get(site + path)
            widest = browser.execute_script(WIDEST)
            assert (path, widest <= width, widest) == (path, True, widest)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_phone_the_filters_are_a_drawer_that_tells_how_many_hits_it_leaves(
    browser: Chrome, site: str, plan: Plan
) -> None:
    screen = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        browser.get(f"{site}/?q={QUERY}")
        assert not box_of(browser, plan).is_displayed()
        element(browser, "#laci > summary").click()
        box_of(browser, plan).click()
        until(browser, lambda b: element(b, "#tampilkan").text == f"Tampilkan {plan.ticked} hasil")
        element(browser, "#tampilkan").click()
        assert not box_of(browser, plan).is_displayed()
        assert element(browser, ".found h3").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


SMALL = """
    const inline = ".note a, .foot a, .took a, .glance a, .empty p a, .problem p a, .facts a";
    const targets = [...document.querySelectorAll("a, button, summary, label, input:not([type=hidden])")];
    return targets
        .filter((e) => e.checkVisibility() && !e.matches(inline) && !e.closest(".vh, .skip, .range p"))
        .filter((e) => e.type !== "checkbox" && e.getBoundingClientRect().height < 24)
        .map((e) => e.textContent.trim());
"""


def test_every_target_is_high_enough_to_be_hit(browser: Chrome, site: str) -> None:
    for path in ("/", f"/?q={QUERY}&place=jakarta&size=5", "/place/jakarta"):
        browser.get(site + path)
        browser.execute_script(WIDEST)
        small = browser.execute_script(SMALL)
        assert (path, small) == (path, [])
