"""Takes the pictures of the README anew: a review page and the corpus page of the sample reports.

usage: python scripts/take_screenshots.py

Needs Chromium with its driver and the Noto CJK fonts. Pictures have few colours, so that they stay small.
"""

from __future__ import annotations

import base64
import io
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver

from pipeline.corpus import extract
from pipeline.overview import write_corpus_page
from pipeline.review import write_reviews
from pipeline.review.tables import read_run

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "corpus" / "reports"
IMAGES = ROOT / "docs" / "images"
REPORT, PERSON = "customs_tokyo_2018.pdf", "曾代表宏昌"
REVIEW, CORPUS = (1360, 860), (1240, 1590)
COLOURS = 128


def main() -> None:
    """Run the samples, open both pages and keep their pictures in docs/images."""
    with tempfile.TemporaryDirectory() as scratch:
        run = Path(scratch) / "outputs"
        extract(REPORTS, run)
        write_reviews(run, input=REPORTS)
        corpus = write_corpus_page(run)
        (review,) = (d["document_id"] for d in read_run(run).documents() if d["source_path"] == REPORT)
        browser = _browser(Path(scratch) / "profile")
        try:
            _open(browser, run / "review" / f"{review}.html", REVIEW)
            browser.execute_script(
                "const marks = [...document.querySelectorAll('mark.person')];"
                "marks.find((mark) => mark.textContent === arguments[0]).click();",
                PERSON,
            )
            _keep(browser, "review.png")
            _open(browser, corpus, CORPUS)
            _keep(browser, "report.png")
        finally:
            browser.quit()


def _browser(profile: Path) -> Any:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def _open(browser: Any, page: Path, size: tuple[int, int]) -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    light = {"features": [{"name": "prefers-color-scheme", "value": "light"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", light)
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    browser.get(page.as_uri())
    time.sleep(2)


def _keep(browser: Any, name: str) -> None:
    time.sleep(1)
    png = base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main()
