"""Formats are recognised by content; the extension decides only between two that fit."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from made_files import codes, write_docx, write_odt, write_pdf

from pipeline.ingest import read_source
from pipeline.ingest.formats import KNOWN, READABLE

TEXT = "本次會議圓滿結束。"


def make(folder: Path, kind: str) -> Path:
    path = folder / f"made.{kind}"
    if kind == "pdf":
        return write_pdf(path, [[TEXT]])
    if kind == "docx":
        return write_docx(path)
    if kind == "odt":
        return write_odt(path)
    path.write_text(f"<html><body><p>{TEXT}</p></body></html>" if kind == "html" else TEXT, encoding="utf-8")
    return path


KINDS = ("txt", "pdf", "docx", "odt", "html")


@pytest.mark.parametrize("kind", KINDS)
def test_each_format_is_read(tmp_path: Path, kind: str) -> None:
    source = read_source(make(tmp_path, kind))
    assert (source.status, source.issues) == ("ok", ())
    assert source.text.strip() == TEXT
    assert source.path.endswith(f"made.{kind}")
    assert len(source.sha256) == 64


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("claimed", [*KINDS, "doc", "jpg"])
def test_wrong_extension_is_read_by_content_and_reported(tmp_path: Path, kind: str, claimed: str) -> None:
    path = make(tmp_path, kind)
    path = path.rename(path.with_name(f"renamed.{claimed}"))
    source = read_source(str(path))
    assert source.text.strip() == TEXT
    assert source.status == "ok"
    assert codes(source) == ([] if kind == claimed else ["wrong-extension"])
    if kind != claimed:
        (issue,) = source.issues
        names = {f.name for f in KNOWN if f.name in issue.message}
        assert len(names) == 2
        assert issue.severity == "info"


@pytest.mark.parametrize("kind", KINDS)
def test_missing_extension_is_no_issue(tmp_path: Path, kind: str) -> None:
    path = make(tmp_path, kind)
    source = read_source(path.rename(path.with_name("report")))
    assert (source.text.strip(), source.issues) == (TEXT, ())


def test_extension_decides_about_a_scrap_of_html(tmp_path: Path) -> None:
    scrap = "<p>本次會議<b>圓滿</b>結束。</p>"
    for name, expected in (("scrap.html", TEXT), ("scrap.txt", scrap)):
        (tmp_path / name).write_text(scrap, encoding="utf-8")
        assert read_source(tmp_path / name).text == expected


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + stream.encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("name", "data", "named"),
    [
        ("old.doc", ole("WordDocument"), "Word 97-2003"),
        ("old.xls", ole("Workbook"), "Excel 97-2003"),
        ("old.ppt", ole("PowerPoint Document"), "PowerPoint 97-2003"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(300), "JPEG"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(300), "PNG"),
        ("scan.tif", b"II*\0" + bytes(300), "TIFF"),
        ("note.rtf", rb"{\rtf1\ansi hello}", "RTF"),
        ("all.zip", b"PK\x05\x06" + bytes(18), "ZIP"),
        ("all.rar", b"Rar!\x1a\x07\0" + bytes(300), "RAR"),
        ("page.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "MHTML"),
        ("data.xml", b"<?xml version='1.0'?><data/>", "XML"),
        ("noise.bin", bytes(range(256)) * 40, "binary"),
    ],
)
def test_unsupported_formats_are_named(tmp_path: Path, name: str, data: bytes, named: str) -> None:
    (tmp_path / name).write_bytes(data)
    source = read_source(tmp_path / name)
    assert source.status == "failed"
    assert source.text == ""
    (issue,) = source.issues
    assert (issue.code, issue.severity, issue.stage) == ("unsupported-format", "error", "ingest")
    assert name in issue.message
    assert named in issue.message


def test_unsupported_content_under_a_readable_extension(tmp_path: Path) -> None:
    (tmp_path / "photo.pdf").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(300))
    source = read_source(tmp_path / "photo.pdf")
    assert codes(source) == ["wrong-extension", "unsupported-format"]


@pytest.mark.parametrize(("member", "named"), [("xl/workbook.xml", "XLSX"), ("ppt/slides.xml", "PPTX")])
def test_other_office_packages_are_named(tmp_path: Path, member: str, named: str) -> None:
    path = tmp_path / "other.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(member, "<x/>")
    source = read_source(path)
    assert codes(source)[-1] == "unsupported-format"
    assert named in source.issues[-1].message


def test_random_bytes_are_no_text(tmp_path: Path) -> None:
    for i in range(20):
        path = tmp_path / f"noise{i}.txt"
        path.write_bytes(b"\x00\x01" + os.urandom(5000))
        assert codes(read_source(path))[-1] == "unsupported-format"


def test_every_readable_format_has_a_reader_and_unique_extensions() -> None:
    assert all(callable(f.reader()) for f in READABLE)
    extensions = [e for f in KNOWN for e in f.extensions]
    assert len(extensions) == len(set(extensions))
    assert all(e == e.lower() and e.startswith(".") for e in extensions)
