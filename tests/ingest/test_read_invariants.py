"""What holds for every Source, whatever was in the file."""

from __future__ import annotations

import io
import re
import tempfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import canvas, odt_table, write_docx, write_odt, write_pdf
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from pipeline.document import Source
from pipeline.ingest import read_source

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BETWEEN_LINES = re.compile(r"[\t\n\r\f]*")
ROOT = Path(__file__).parents[2]

WORDS = st.text(st.sampled_from("臺日會議１２a1 ，。（）\t　"), max_size=12)
LINES = st.lists(WORDS, max_size=8)
GRIDS = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=4)
)


HTML_PIECES = [
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<p>",
    "</p>",
    "<li>",
    "<ol>",
    "</ol>",
    "<ul>",
    "<h1>",
    "</h1>",
    "<br>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "</div>",
    "甲",
    "乙",
    "&amp;",
    "&#0;",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<caption>",
    "<th rowspan=2>",
    "<td colspan=3>",
    "<div hidden>",
]


def check(source: Source) -> None:
    """Lines and cells lie in the text, in order, without overlap, and nothing is outside of them."""
    text = source.text
    position = 0
    for line in source.lines:
        assert position <= line.start <= line.end <= len(text)
        assert BETWEEN_LINES.fullmatch(text, position, line.start)
        assert not set(text[line.start : line.end]) & set("\n\r\f")
        position = line.end
    assert BETWEEN_LINES.fullmatch(text, position, len(text))
    for before, after in pairwise(source.tables):
        assert before.end <= after.start
    for table in source.tables:
        assert 0 <= table.start <= table.end <= len(text)
        assert table.cells
        position = table.start
        for cell in table.cells:
            assert position <= cell.start <= cell.end <= table.end
            assert set(text[position : cell.start]) <= set("\t\n")
            assert cell.row >= 0 <= cell.column
            assert cell.row_span >= 1 <= cell.column_span
            assert "\t" not in text[cell.start : cell.end]
            position = cell.end
        assert position == table.end
        places = [(c.row, c.column) for c in table.cells]
        assert places == sorted(set(places))
    pages = [line.page for line in source.lines]
    if source.pages is not None:
        numbered = [(line.page, line.number) for line in source.lines]
        assert all(p is not None and 1 <= p <= source.pages for p in pages)
        assert pages == sorted(pages, key=lambda p: p or 0)
        assert all(number is not None and number >= 1 for _, number in numbered)
    assert len(source.sha256) == 64
    assert all(issue.stage == "ingest" and issue.message for issue in source.issues)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", issue.code) for issue in source.issues)
    if source.status == "failed":
        assert (text, source.lines, source.tables) == ("", (), ())
        assert any(issue.severity == "error" for issue in source.issues)
    else:
        assert text.strip()
        assert (source.status == "partial") == any(i.severity == "warning" for i in source.issues)


def from_bytes(data: bytes, name: str) -> Source:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        first, second = read_source(path), read_source(path)
    assert first == second
    check(first)
    return first


@SETTINGS
@given(
    st.text(st.sampled_from("出國報告a1 \t\n\r\f\0\u3000"), max_size=60),
    st.sampled_from(["utf-8", "utf-16-le", "cp950"]),
)
def test_plain_text(text: str, codec: str) -> None:
    source = from_bytes(text.encode(codec), "a.txt")
    if source.status == "ok" and codec == "utf-8" and "\0" not in text:
        assert source.text == text


@SETTINGS
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.odt", "a.html", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    from_bytes(data, name)


@SETTINGS
@given(
    st.lists(
        st.sampled_from(HTML_PIECES),
        max_size=40,
    )
)
def test_any_html(pieces: list[str]) -> None:
    from_bytes(("<html>" + " ".join(pieces)).encode(), "a.html")


@SETTINGS
@given(LINES, GRIDS, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=2))
def test_any_docx(texts: list[str], grid: list[list[str]], merge: list[tuple[int, int]]) -> None:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    table = made.add_table(len(grid), len(grid[0]))
    for i, row in enumerate(grid):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    (a, b), (c, d) = ((i % len(grid), j % len(grid[0])) for i, j in merge)
    table.cell(min(a, c), min(b, d)).merge(table.cell(max(a, c), max(b, d)))
    buffer = io.BytesIO()
    made.save(buffer)
    source = from_bytes(buffer.getvalue(), "a.docx")
    inked = "".join("".join([*texts, *(t for row in grid for t in row)]).split())
    assert sorted("".join(source.text.split())) == sorted(inked)


@SETTINGS
@given(LINES, GRIDS)
def test_any_odt(texts: list[str], grid: list[list[str]]) -> None:
    made = OpenDocumentText()
    for text in texts:
        made.text.addElement(odf_text.P(text=text))
    made.text.addElement(odt_table(grid))
    buffer = io.BytesIO()
    made.write(buffer)
    source = from_bytes(buffer.getvalue(), "a.odt")
    inked = "".join("".join([*texts, *(t for row in grid for t in row)]).split())
    assert "".join(source.text.split()) == inked


@SETTINGS
@given(
    st.lists(
        st.tuples(
            st.integers(20, 500),
            st.integers(20, 800),
            st.text(st.sampled_from("臺日會議12a　 "), min_size=1, max_size=15),
            st.sampled_from([0, 0, 0, 90, 45]),
        ),
        max_size=25,
    ),
    st.lists(
        st.tuples(st.integers(20, 300), st.integers(20, 500), st.integers(1, 4), st.integers(1, 4)),
        max_size=2,
    ),
)
def test_any_pdf(texts: list[tuple[int, int, str, int]], grids: list[tuple[int, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        made = canvas(path)
        for x, y, text, turn in texts:
            made.saveState()
            made.translate(x, y)
            made.rotate(turn)
            made.drawString(0, 0, text)
            made.restoreState()
        for x, y, columns, rows in grids:
            made.grid([x + 60 * i for i in range(columns + 1)], [y + 40 * i for i in range(rows + 1)])
        made.showPage()
        made.setFont("MSung-Light", 12)
        made.drawString(72, 700, "末頁")
        made.save()
        data = path.read_bytes()
    source = from_bytes(data, "a.pdf")
    # PDFium itself drops a character printed twice in one place; nothing else may be lost.
    expected = "".join("".join(t for _, _, t, _ in texts).split()) + "末頁"
    assert set("".join(source.text.split())) == set(expected)


@SETTINGS
@given(st.data())
def test_damaged_files(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["docx", "odt", "pdf"]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        if kind == "pdf":
            write_pdf(path, [["本次會議圓滿結束。"] * 3])
        else:
            (write_docx if kind == "docx" else write_odt)(path, ["本次會議圓滿結束。"] * 3)
        whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(whole) // 2, len(whole)))
    from_bytes(bytes(whole[:cut]), f"a.{kind}")


CORPUS = sorted((ROOT / "corpus" / "reports").iterdir())


@pytest.mark.skipif(not CORPUS, reason="the sample corpus is not there")
@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_sample_reports(path: Path) -> None:
    source = read_source(path)
    check(source)
    assert source.status == "ok"
    assert len(source.text) > 500
    assert "\ufffd" not in source.text


GOLD = sorted((ROOT.parent / "shared" / "gold" / "docs").glob("*.txt"))


@pytest.mark.skipif(not GOLD, reason="the shared gold documents are not there")
def test_gold_documents_are_kept_to_the_letter() -> None:
    for path in GOLD:
        source = read_source(path)
        check(source)
        assert source.text == path.read_bytes().decode("utf-8")
