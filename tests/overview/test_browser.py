"""The page in a browser: charts are drawn, links open, nothing is loaded and nothing of a report runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
webdriver = pytest.importorskip("selenium.webdriver")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

from pipeline.overview import write_corpus_page  # noqa: E402

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver (Debian: chromium, chromium-driver)"
)

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def address(written_run: Path) -> str:
    return write_corpus_page(written_run).as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Any:
    _resize(browser, 1400)
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(address)
    WebDriverWait(browser, 30).until(_is_drawn)
    return browser


def _resize(browser: Any, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def _is_drawn(browser: Any) -> bool:
    drawn: bool = browser.execute_script("return document.documentElement.dataset.charts === 'drawn'")
    return drawn


def test_all_charts_are_drawn_without_a_word_in_the_console(opened: Any) -> None:
    places = opened.find_elements(By.CSS_SELECTOR, "[data-chart]")
    assert len(places) >= 9
    for place in places:
        assert place.find_elements(By.CSS_SELECTOR, "svg path"), place.get_attribute("data-chart")
    assert opened.get_log("browser") == []


def test_nothing_is_asked_of_a_network(opened: Any) -> None:
    messages = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
    asked = {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith(("file:", "data:", "chrome:"))} == set()


def test_nothing_of_a_report_runs(opened: Any) -> None:
    for mark in opened.find_elements(By.CSS_SELECTOR, ".names a, #list a")[:5]:
        webdriver.ActionChains(opened).move_to_element(mark).perform()
    assert opened.execute_script("return window.hacked === undefined")


def test_a_mark_of_the_timeline_opens_the_report(opened: Any) -> None:
    mark = opened.find_element(By.CSS_SELECTOR, "[data-chart=trips] .mark-symbol.role-mark path")
    opened.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    webdriver.ActionChains(opened).move_to_element(mark).click().perform()
    WebDriverWait(opened, 10).until(lambda b: "/review/" in b.current_url)
    assert opened.title == "review"


def test_a_name_opens_its_mention(opened: Any) -> None:
    link = opened.find_element(By.CSS_SELECTOR, ".names .who a")
    assert "/review/" in link.get_attribute("href")
    assert "#mention-" in link.get_attribute("href")


def test_find_narrows_the_list_and_takes_both_forms_of_tai(opened: Any) -> None:
    field = opened.find_element(By.ID, "find")
    for query, shown in (("經濟對話", 1), ("台印度", 1), ("日本", 2), ("沒有這個", 0)):
        field.clear()
        field.send_keys(query)
        rows = opened.find_elements(By.CSS_SELECTOR, "#list tbody tr")
        assert sum(row.is_displayed() for row in rows) == shown, query
        assert opened.find_element(By.ID, "found").text == f"{shown} of {len(rows)} reports"


def test_a_long_list_unfolds(opened: Any) -> None:
    button = next(b for b in opened.find_elements(By.CSS_SELECTOR, ".unfold") if b.is_displayed())
    items = button.find_element(By.XPATH, "preceding-sibling::ol").find_elements(By.TAG_NAME, "li")
    assert sum(item.is_displayed() for item in items) == 10
    opened.execute_script("arguments[0].click()", button)
    assert all(item.is_displayed() for item in items)


def test_theme_changes_and_charts_follow(opened: Any) -> None:
    label = "[data-chart=agencies] .role-axis-label text"

    def ink() -> str:
        colour: str = opened.execute_script(
            "return document.querySelector(arguments[0]).getAttribute('fill')", label
        )
        return colour

    before, paper = ink(), opened.find_element(By.TAG_NAME, "body").value_of_css_property("background-color")
    opened.find_element(By.ID, "theme").click()
    WebDriverWait(opened, 10).until(lambda _: ink() != before)
    assert opened.find_element(By.TAG_NAME, "body").value_of_css_property("background-color") != paper


@pytest.mark.parametrize("width", [390, 768, 1400])
def test_nothing_hangs_over_the_edge(browser: Any, address: str, width: int) -> None:
    _resize(browser, width)
    browser.get(address)
    WebDriverWait(browser, 30).until(_is_drawn)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    wide = browser.execute_script(
        "return [...document.querySelectorAll('.chart svg')]"
        ".filter(s => s.getBoundingClientRect().width > s.closest('.chart').clientWidth + 1).length"
    )
    assert wide == 0


@pytest.mark.parametrize("width", [390, 1400])
def test_no_number_is_cut_and_no_name_covers_another(browser: Any, address: str, width: int) -> None:
    _resize(browser, width)
    browser.get(address)
    WebDriverWait(browser, 30).until(_is_drawn)
    cut = """
        const shown = (text) => text.getAttribute("opacity") !== "0";
        return [...document.querySelectorAll(".chart svg .role-mark text")].filter(shown).filter((text) => {
          const [a, b] = [text, text.ownerSVGElement].map((e) => e.getBoundingClientRect());
          return a.left < b.left - 1 || a.right > b.right + 1;
        }).map((text) => text.textContent);"""
    assert browser.execute_script(cut) == []
    names = """
        const shown = [...document.querySelectorAll("[data-chart=network] .role-mark text")]
          .filter((t) => t.getAttribute("opacity") !== "0" && !t.getAttribute("stroke"))
          .map((t) => [t.textContent, t.getBoundingClientRect()]);
        const across = (a, b) => a.left < b.right && b.left < a.right;
        const meet = (a, b) => across(a, b) && a.top < b.bottom - 3 && b.top < a.bottom - 3;
        const isCovered = ([name, box]) => shown.some(([other, b]) => other !== name && meet(box, b));
        return [shown.length, shown.filter(isCovered).map(([name]) => name)];"""
    count, covered = browser.execute_script(names)
    assert count >= 3
    assert covered == []


def test_print_is_light_whatever_the_screen_was(opened: Any) -> None:
    opened.execute_script("document.documentElement.dataset.theme = 'dark'")
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        dark = (27, 36, 48)
        for selector, name in (
            ("h1", "color"),
            (".card h3", "color"),
            ("[data-chart=agencies] .role-axis-label text", "fill"),
        ):
            colour = opened.find_element(By.CSS_SELECTOR, selector).value_of_css_property(name)
            assert colour.removeprefix("rgba(").removeprefix("rgb(").startswith(", ".join(map(str, dark))), (
                selector
            )
    finally:
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
