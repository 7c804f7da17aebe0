"""Hostile and damaged files: none may crash, hang, write anything, or take more than the stated memory."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from made_files import canvas, codes, lines, repack, write_docx, write_odt, write_pdf

from pipeline.document import Source
from pipeline.ingest import limits, read_source

MEASURE = """
import resource, sys
from pipeline.ingest import read_source
from pipeline.ingest.formats import READABLE
for form in READABLE:
    form.reader()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
source = read_source(sys.argv[1])
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
print(source.status, len(source.text), grown, *(issue.code for issue in source.issues))
"""


def measured(path: Path, seconds: float = 60) -> tuple[str, int, list[str]]:
    """Status, length and issue codes of a file read in a process of its own, within the memory limit."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=True,
    )
    status, length, grown, *found = done.stdout.split()
    assert int(grown) < limits.MEMORY_LIMIT
    return status, int(length), found


def read(folder: Path, name: str, data: bytes) -> Source:
    (folder / name).write_bytes(data)
    return read_source(folder / name)


# Nothing to read


@pytest.mark.parametrize("name", ["empty.txt", "empty.pdf", "empty.docx", "empty.odt", "empty.html", "empty"])
def test_zero_bytes(tmp_path: Path, name: str) -> None:
    source = read(tmp_path, name, b"")
    assert (source.status, codes(source), source.text) == ("failed", ["empty-file"], "")
    assert name in source.issues[0].message
    assert source.sha256 == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize(
    "data", [b" \n\t\r\n ", "\u3000\n\u3000".encode(), b"\n" * 1000, b"\xef\xbb\xbf", b"\f\f"]
)
def test_only_white_space(tmp_path: Path, data: bytes) -> None:
    source = read(tmp_path, "blank.txt", data)
    assert (source.status, codes(source), source.lines) == ("failed", ["no-text"], ())


@pytest.mark.parametrize("markup", ["", "<p> </p>", "<br>" * 1000, "<!-- nothing -->"])
def test_html_without_text(tmp_path: Path, markup: str) -> None:
    source = read(tmp_path, "a.html", f"<html><body>{markup}</body></html>".encode())
    assert codes(source) == ["no-text"]


def test_nul_bytes(tmp_path: Path) -> None:
    source = read(tmp_path, "nul.txt", "出國\0報告\n".encode())
    assert (source.status, codes(source), lines(source)) == ("partial", ["nul-bytes"], ["出國 報告"])
    source = read(tmp_path, "nul.html", "<html><p>出國\0報告</p>".encode())
    assert (source.status, codes(source), lines(source)) == ("partial", ["nul-bytes"], ["出國 報告"])
    assert read(tmp_path, "nuls.txt", bytes(5000)).status == "failed"


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert codes(read_source(tmp_path / "absent.txt")) == ["unreadable-file"]
    assert codes(read_source(tmp_path)) == ["not-a-file"]
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(read_source(tmp_path / "pipe.txt")) == ["not-a-file"]
    assert codes(read_source("no\0name")) == ["unreadable-file"]


@pytest.mark.parametrize(
    "name",
    [
        "with space.txt",
        "出國報告（終版）.txt",
        "📄 report 🇹🇼.txt",
        "..txt",
        "a..b...txt",
        "-rf.txt",
        "x;y|z&.txt",
        "%s%n.txt",
    ],
)
def test_file_names_are_only_names(tmp_path: Path, name: str) -> None:
    source = read(tmp_path, name, "正文".encode())
    assert (source.status, source.text) == ("ok", "正文")
    assert source.path == str(tmp_path / name)


def test_paths_with_dots_are_kept_as_given(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
    given = f"{tmp_path}/sub/../a.txt"
    assert (read_source(given).path, read_source(given).text) == (given, "正文")


def test_nothing_is_written(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.docx")
    write_odt(tmp_path / "b.odt")
    write_pdf(tmp_path / "c.pdf", [["正文"]])
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as archive:
        archive.writestr("../../escaped.txt", "x")
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}
    for path in list(before):
        assert read_source(path).status == "ok"
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == before
    assert not (tmp_path.parent.parent / "escaped.txt").exists()


# Too much to read


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "cp950"])
def test_one_gigantic_line(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(("臺日關務互助協定簽署報告" * 400_000).encode(codec))
    assert measured(path) == ("ok", 4_800_000, [])


def test_too_many_lines_are_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(b"ab\n" * (limits.MAX_LINES + 10))
    status, length, found = measured(path)
    assert (status, found) == ("partial", ["text-truncated"])
    assert length == 3 * limits.MAX_LINES


def test_files_over_the_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write("報告".encode())
        file.truncate(limits.MAX_TEXT_BYTES + 1)
    assert measured(path)[2] == ["file-too-large"]
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    started = time.perf_counter()
    assert codes(read_source(path)) == ["file-too-large"]
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "markup",
    [
        "<p>中" * (limits.MAX_TAGS - 10),
        "<p " + " ".join(f"a{i}" for i in range(1_000_000)) + ">中",
        "<table>" + "<tr><td colspan=100 rowspan=9999>中" * 200_000,
        "<b>" * 900_000 + "中",
        "<ol>" * 300_000 + "<li>中",
        "中" * 8_000_000,
        "<script>" + "x<y;" * 900_000,
    ],
    ids=["paragraphs", "attributes", "spans", "depth", "lists", "text", "script"],
)
def test_html_made_to_swell(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "swell.html"
    path.write_text(f"<html><body>{markup}", encoding="utf-8")
    assert measured(path)[0] in ("ok", "partial", "failed")


# Packages


def body(inner: str) -> bytes:
    return f"<w:document {nsdecls('w')}><w:body>{inner}</w:body></w:document>".encode()


def test_zip_bomb_in_the_text(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "bomb.docx")
    repack(path, {"word/document.xml": body("<w:p><w:r><w:t>" + "0" * 60_000_000 + "</w:t></w:r></w:p>")})
    assert path.stat().st_size < 200_000
    assert measured(path) == ("failed", 0, ["zip-bomb"])
    path = write_odt(tmp_path / "bomb.odt")
    repack(path, {"content.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
    assert measured(path) == ("failed", 0, ["zip-bomb"])


def test_packing_beyond_any_real_text(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "packed.docx")
    repack(path, {"word/document.xml": body("<w:p/>" * 3_000_000)})
    assert codes(read_source(path)) == ["zip-bomb"]


def test_bombs_that_are_not_text_are_never_unpacked(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "media.docx", ["正文"])
    repack(path, {"word/media/image1.bmp": bytes(300_000_000)})
    assert measured(path) == ("ok", 2, [])


def test_a_package_of_too_many_members(tmp_path: Path) -> None:
    path = tmp_path / "many.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(limits.MAX_PACKAGE_MEMBERS + 1):
            archive.writestr(f"word/{i}", b"")
    assert codes(read_source(path)) == ["zip-bomb"]


def test_markup_made_to_swell(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "markup.docx")
    noise = "".join(
        f'<w:p w:rsidR="{os.urandom(4).hex()}"><w:r><w:t>中</w:t></w:r></w:p>' for _ in range(240_000)
    )
    repack(path, {"word/document.xml": body(noise)})
    assert measured(path)[2] == ["too-much-markup"]


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "中中中中中中中中中中">'
    + "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("doctype", "inner"),
    [
        (ENTITIES, "&i;"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "正文"),
        ('<!doctype x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', "正文"),
    ],
    ids=["billion laughs", "file", "network", "parameter"],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(tmp_path: Path, doctype: str, inner: str, codec: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{codec}"?>'
    document = body(f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>").decode()
    word = write_docx(tmp_path / "a.docx")
    repack(word, {"word/document.xml": (declaration + doctype + document).encode(codec)})
    open_document = write_odt(tmp_path / "a.odt")
    repack(open_document, {"content.xml": (declaration + doctype + f"<text>{inner}</text>").encode(codec)})
    for path in (word, open_document):
        source = read_source(path)
        assert source.status == "failed"
        assert codes(source)[0] in ("forbidden-xml", "broken-file")
        assert "root:" not in source.text


def test_entities_in_html_do_not_expand(tmp_path: Path) -> None:
    source = read(tmp_path, "a.html", (ENTITIES.replace("x [", "html [") + "<html><p>正文 &i;</p>").encode())
    assert len(source.text) < 5_000


def test_xml_nested_too_deep(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "deep.docx")
    for depth in (200, 100_000):
        nested = (
            "<w:sdt><w:sdtContent>" * depth
            + "<w:p><w:r><w:t>深處</w:t></w:r></w:p>"
            + "</w:sdtContent></w:sdt>" * depth
        )
        repack(path, {"word/document.xml": body(nested)})
        assert read_source(path).status == "failed"
    repack(
        path,
        {
            "word/document.xml": body(
                "<w:sdt><w:sdtContent>" * 100
                + "<w:p><w:r><w:t>深處</w:t></w:r></w:p>"
                + "</w:sdtContent></w:sdt>" * 100
            )
        },
    )
    assert lines(read_source(path)) == ["深處"]


@pytest.mark.parametrize("cells", [2, 40])
def test_tables_in_tables(tmp_path: Path, cells: int) -> None:
    inner = "<w:p><w:r><w:t>中</w:t></w:r></w:p>"
    for _ in range(60):
        inner = (
            f"<w:tbl><w:tr>{f'<w:tc>{inner}</w:tc>' if cells == 2 else ''}<w:tc><w:p/></w:tc></w:tr></w:tbl>"
        )
    path = write_docx(tmp_path / "nested.docx")
    repack(path, {"word/document.xml": body(inner + "<w:p><w:r><w:t>末</w:t></w:r></w:p>")})
    assert "末" in read_source(path).text


def test_a_package_with_a_large_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_DIRECTORY_BYTES", 100)
    assert codes(read_source(write_docx(tmp_path / "a.docx"))) == ["zip-bomb"]


# PDF


def test_text_beyond_the_limits_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [["本次會議圓滿結束"] * 5] * 4)
    docx = write_docx(tmp_path / "a.docx", ["本次會議圓滿結束"] * 20)
    text = tmp_path / "a.txt"
    text.write_text("本次會議圓滿結束\n" * 20, encoding="utf-8")
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 100)
    for path in (pdf, docx, text):
        source = read_source(path)
        assert (source.status, codes(source)) == ("partial", ["text-truncated"])
        assert 80 < len(source.text) <= 110
        assert source.lines[-1].end <= len(source.text)
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 10_000)
    monkeypatch.setattr(limits, "MAX_PAGE_CHARACTERS", 25)
    source = read_source(pdf)
    assert (source.status, codes(source)) == ("partial", ["page-truncated"])
    assert "1-4" in source.issues[0].message


def test_glyphs_that_stand_for_no_known_letter(tmp_path: Path) -> None:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Length 46 >>\nstream\nBT /F1 12 Tf 72 700 Td <0101010201030104> Tj ET\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    ]
    body = "".join(f"{i} 0 obj\n{content}\nendobj\n" for i, content in enumerate(objects, 1))
    path = tmp_path / "glyphs.pdf"
    path.write_text(f"%PDF-1.4\n{body}trailer << /Size 7 /Root 1 0 R >>\n%%EOF")
    source = read_source(path)
    assert source.status != "ok"
    assert set(codes(source)) <= {"unmapped-glyphs", "no-text-layer"}


def test_a_pdf_of_five_thousand_pages(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    made = canvas(path)
    for page in range(1, 5001):
        made.setFont("MSung-Light", 12)
        made.drawString(72, 700, f"第 {page} 頁")
        made.setFont("Helvetica", 12)
        for i in range(5):
            made.drawString(72, 600 - 20 * i, f"page {page} line {i} of a very long report about nothing")
        made.showPage()
    made.save()
    status, length, found = measured(path, seconds=120)
    assert (status, found) == ("ok", [])
    assert length > 1_000_000


def test_a_pdf_page_of_one_gigantic_line(tmp_path: Path) -> None:
    made = canvas(tmp_path / "line.pdf")
    for i in range(200):
        made.drawString(72 + 200 * i, 700, "臺日關務互助協定" * 200)
    made.save()
    status, _, found = measured(tmp_path / "line.pdf", seconds=120)
    assert status in ("ok", "partial")
    assert set(found) <= {"page-truncated"}


def test_a_page_drawn_too_richly_for_tables(tmp_path: Path) -> None:
    made = canvas(tmp_path / "map.pdf")
    for i in range(limits.MAX_PAGE_OBJECTS + 100):
        made.line(i % 500, i % 700, i % 500 + 9, i % 700)
    made.drawString(72, 700, "正文")
    made.save()
    source = read_source(tmp_path / "map.pdf")
    assert (source.status, codes(source), lines(source)) == ("ok", ["tables-not-sought"], ["正文"])


def test_a_grid_of_many_lines_ends_soon(tmp_path: Path) -> None:
    made = canvas(tmp_path / "grid.pdf")
    for i in range(900):
        made.line(10, 10 + 0.9 * i, 500, 10 + 0.9 * i)
        made.line(10 + 0.5 * i, 10, 10 + 0.5 * i, 800)
    for i in range(2000):
        made.drawString(10 + i % 40 * 12, 20 + i // 40 * 14, "中")
    made.save()
    started = time.perf_counter()
    assert read_source(tmp_path / "grid.pdf").text.count("中") == 2000
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("seed", range(8))
def test_a_pdf_with_damaged_bytes(tmp_path: Path, seed: int) -> None:
    path = write_pdf(tmp_path / "bits.pdf", [["本次會議圓滿結束。"] * 10] * 3)
    data = bytearray(path.read_bytes())
    for place in range(seed * 7 + 20, len(data), 97):
        data[place] = (data[place] * 31 + seed) % 256
    path.write_bytes(bytes(data))
    source = read_source(path)
    assert source.status in ("ok", "partial", "failed")
    assert source.status != "failed" or source.issues
