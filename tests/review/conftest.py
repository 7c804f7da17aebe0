"""Small runs to review, made without worker processes, and a browser to review them in."""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from made_files import write_pdf

from pipeline.export.writer import RunWriter
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.records import DocumentRows, make_rows, stable_id
from pipeline.report import Report
from pipeline.review import Decision, DocumentReview, ReviewFile
from pipeline.schemas import TABLES

REPORT = """出國報告（出國類別：開會）

出席第四十屆臺日漁業會議報告

服務機關：農業部漁業署
姓名職稱：林秋霞組長
派赴國家：日本
出國期間：113年5月6日至5月10日
報告日期：113年7月1日

壹、過程
5月7日上午拜會日本水產廳，由高橋次郎長官接見，林組長秋霞以𩵋苗為例說明我國立場。
高橋長官表示，112年雙邊漁產品貿易總額為3億2,500萬美元，較上年成長4.1%。
次日參訪日本台灣交流協會，該會王建國主任簡報。

項目\t112年\t113年
出口\t1億美元\t1億2,000萬美元
"""

HOSTILE = """出國報告（出國類別：考察）
服務機關：經濟部"><img src=x onerror="window.hacked=1">
姓名職稱：陳大文<script>window.hacked=2</script>科長

</script><script>window.hacked=3</script><!-- <script>
113年5月6日，經濟部<b onmouseover=hacked=4>陳大文</b>科長"'`${hacked=5}`拜會日本經濟產業省{{7*7}}{% raw %}。
貿易總額為3億美元&lt;script&gt;&#60;]]></style></textarea></title>\u2028javascript:window.hacked=6
"""

DOUBTFUL = """出國報告（出國類別：開會）
服務機關：農業部漁業署
報告日期：113年7月1日

當日由高橋長官接見，該館王秘書作陪。
代表團於113年5月6日（星期三）抵達，113年5月10日至5月8日停留。
"""

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1300,900",
)


def as_html(report: str) -> str:
    """A web page of the report: lines with tabs are the rows of a table."""
    lines = [line for line in report.split("\n") if line]
    rows = "".join(f"<tr><td>{line.replace(chr(9), '</td><td>')}</td></tr>" for line in lines if "\t" in line)
    paragraphs = "".join(f"<p>{line}</p>" for line in lines if "\t" not in line)
    return f"<!doctype html><meta charset=utf-8><body>{paragraphs}<table>{rows}</table></body>"


def write_run(folder: Path, documents: list[DocumentRows]) -> Path:
    folder.mkdir()
    with RunWriter(folder) as writer:
        for rows in documents:
            writer.write(rows)
    return folder


def read_rows(path: Path) -> DocumentRows:
    return make_rows(Report(lay_out(read_source(path))), source_path=path.name)


def repeated(rows: DocumentRows, times: int) -> DocumentRows:
    """The same report over and over: every span moved, every id new."""
    large = DocumentRows(rows.document_id, rows.source_path, text=rows.text * times)
    for table, kept in rows.tables.items():
        if table == "documents":
            large.tables[table] = [kept[0].model_copy(update={"characters": len(large.text)})]
            continue
        large.tables[table] = [
            moved(row.model_dump(), table, part, part * len(rows.text))
            for part in range(times)
            for row in kept
        ]
    return large


def moved(values: dict[str, Any], table: str, part: int, shift: int) -> Any:
    for name in ("char_start", "char_end"):
        if values[name] is not None:
            values[name] += shift
    for name, value in values.items():
        if name.endswith("_id") and name not in ("document_id", "table_id") and value:
            values[name] = stable_id(value.partition("-")[0], value, part)
    return TABLES[table].model_validate(values)


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "fishery.html").write_text(as_html(REPORT), encoding="utf-8")
    (folder / 'a"><img src=x onerror=alert(1)>.txt').write_text(HOSTILE, encoding="utf-8")
    (folder / "doubtful.txt").write_text(DOUBTFUL, encoding="utf-8")
    return folder


@functools.cache
def _rows(path: Path) -> DocumentRows:
    return read_rows(path)


@pytest.fixture
def make_run(tmp_path: Path, sources: Path) -> Callable[..., Path]:
    """A run over one of the sources, by the beginning of its name."""

    def make(start: str = "fishery", *, times: int = 1, name: str = "run") -> Path:
        rows = _rows(next(p for p in sources.iterdir() if p.name.startswith(start)))
        return write_run(tmp_path / name, [repeated(rows, times) if times > 1 else rows])

    return make


@pytest.fixture
def printed(tmp_path: Path) -> tuple[Path, Path]:
    """A PDF of three pages, the second without a mention, and a run over it."""
    lines = [line.replace("\t", " ") for line in REPORT.split("\n") if line]
    source = write_pdf(tmp_path / "printed.pdf", [lines[:6], ["本頁空白。"], lines[6:]])
    return source, write_run(tmp_path / "run", [read_rows(source)])


@pytest.fixture
def decide(tmp_path: Path) -> Callable[..., Path]:
    """A saved file of decisions on one document."""

    def make(document_id: str, *decisions: dict[str, Any], name: str = "saved.json") -> Path:
        review = DocumentReview(
            document_id=document_id, decisions=tuple(Decision.model_validate(d) for d in decisions)
        )
        file = ReviewFile(schema="trip-reports/review/1", reviews=(review,))
        path = tmp_path / name
        path.write_text(file.model_dump_json(by_alias=True), encoding="utf-8")
        return path

    return make


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="Selenium is not installed")
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("Chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    session = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    session.set_script_timeout(30)
    yield session
    session.quit()


class Page:
    """A review page in the browser, and shorthands for what a reader does there."""

    def __init__(self, chromium: Any, path: Path, downloads: Path) -> None:
        self.chromium = chromium
        self.path = path
        self.downloads = downloads
        downloads.mkdir(exist_ok=True)
        chromium.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
        )
        chromium.get("about:blank")
        for log in ("browser", "performance"):
            chromium.get_log(log)
        self.open()
        self.run("localStorage.clear()")
        self.open()

    def open(self, fragment: str = "") -> None:
        self.chromium.get("about:blank")
        self.chromium.get(self.path.as_uri() + fragment)

    def run(self, script: str, *arguments: object) -> Any:
        return self.chromium.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
        )

    def count(self, selector: str) -> int:
        return self.run("return document.querySelectorAll(arguments[0]).length", selector)

    def is_shown(self, selector: str) -> bool:
        return self.run("return document.querySelector(arguments[0]).checkVisibility()", selector)

    def click(self, selector: str) -> None:
        self.chromium.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.chromium.switch_to.active_element.send_keys(key)

    def type(self, selector: str, text: str) -> None:
        field = self.chromium.find_element("css selector", selector)
        field.clear()
        field.send_keys(text)

    def look_at(self, text: str, kind: str) -> None:
        """Open the card of the first mention of a kind with this text."""
        self.run("location.hash = arguments[0]", f"#mention-{self.mark(text, kind)}")
        self.wait(f"document.querySelector('mark.here')?.textContent === {json.dumps(text)}")

    def mark(self, text: str, kind: str) -> str:
        """The id of the first mention of a kind with this text."""
        found = self.run(
            "return [...document.querySelectorAll(`mark.${arguments[1]}`)]"
            ".find(m => m.textContent === arguments[0])?.dataset.m",
            text,
            kind,
        )
        assert found, f"no mark of {kind} {text}"
        return str(found)

    def select_text(self, text: str) -> None:
        """Select characters of one text node as with the mouse."""
        done = self.run(
            """
            const walker = document.createTreeWalker(document.getElementById("report"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf(arguments[0]);
              if (at < 0) continue;
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + arguments[0].length);
              node.parentElement.scrollIntoView({ block: "center" });
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              node.parentElement.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
              return true;
            }
            return false;""",
            text,
        )
        assert done, f"{text} is not in one piece in the report"

    def wait(self, script: str) -> Any:
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.chromium, 20, 0.05).until(lambda _: self.run(f"return {script}"))

    def saved(self) -> dict[str, Any]:
        """Press save, and read the file that the browser writes."""
        from selenium.webdriver.support.ui import WebDriverWait

        self.click("#save")
        files = WebDriverWait(self.chromium, 20, 0.05).until(lambda _: list(self.downloads.glob("*.json")))
        return dict(json.loads(files[0].read_text(encoding="utf-8")))

    def complaints(self) -> list[str]:
        """What the console said, and every request that was not for the page itself."""
        said = [entry["message"] for entry in self.chromium.get_log("browser")]
        messages = [json.loads(entry["message"])["message"] for entry in self.chromium.get_log("performance")]
        urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return said + [u for u in urls if not u.startswith((self.path.as_uri(), "data:", "blob:", "about:"))]


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Callable[[Path], Page]:
    def open_(path: Path) -> Page:
        return Page(chromium, path, tmp_path / "downloads")

    return open_
