"""Plain text in every encoding that reports come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import codes, lines

from pipeline.document import Source
from pipeline.ingest import read_source

REPORT = (
    "出國報告\n一、本部派員於 106 年 11 月 22 日赴東京出席會議，並拜會駐日代表處。\n\n"
    "二、心得及建議：持續交流。\n"
)


def read_bytes(folder: Path, data: bytes, name: str = "report.txt") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read_source(path)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REPORT.encode("utf-8"), "utf-8"),
        (REPORT.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + REPORT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + REPORT.encode("utf-16-be"), "utf-16-be"),
        (REPORT.encode("utf-16-le"), "utf-16-le"),
        (REPORT.encode("utf-16-be"), "utf-16-be"),
        (REPORT.encode("cp950"), "cp950"),
        (REPORT.encode("big5"), "cp950"),
    ],
)
def test_encoding_is_detected_and_recorded(tmp_path: Path, data: bytes, encoding: str) -> None:
    source = read_bytes(tmp_path, data)
    assert (source.text, source.encoding, source.status, source.issues) == (REPORT, encoding, "ok", ())


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "cp950"])
@pytest.mark.parametrize(
    "text",
    ["出國報告", "出席會議心得報告書", "Trip report, Tokyo 2017\n", "臺日（會議）紀錄\r\n", "１０６年　度"],
)
def test_short_texts_are_told_apart(tmp_path: Path, codec: str, text: str) -> None:
    assert read_bytes(tmp_path, text.encode(codec)).text == text


def test_long_text_without_any_ascii_in_utf16(tmp_path: Path) -> None:
    text = "本次會議由我方主持並就關務合作交換意見" * 500
    assert read_bytes(tmp_path, text.encode("utf-16-le")).text == text
    assert read_bytes(tmp_path, text.encode("utf-16-be")).text == text


def test_extensions_of_big5_are_read_beside_cp950(tmp_path: Path) -> None:
    # Circled digits and kana of the Eten extension; 碁 and 恒 are in CP950 too.
    text = "①碁峰公司恒常參訪ひらがな報告，會議結論如下，共計３項。"
    data = text.encode("big5hkscs")
    source = read_bytes(tmp_path, data)
    assert (source.text, source.encoding, source.status) == (text, "big5hkscs", "ok")


def test_undecodable_bytes_are_marked_and_counted(tmp_path: Path) -> None:
    data = REPORT.encode("cp950")
    source = read_bytes(tmp_path, data[:40] + b"\xff" + data[40:])
    assert source.status == "partial"
    assert codes(source) == ["undecodable-bytes"]
    assert "\ufffd" in source.text
    assert "report.txt" in source.issues[0].message
    assert source.text.endswith("心得及建議：持續交流。\n")


def test_damaged_utf8_stays_utf8(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, REPORT.encode()[:-5] + b"\xe5\x9b\n")
    assert source.encoding == "utf-8"
    assert source.status == "partial"
    assert source.text.startswith("出國報告\n一、本部派員")


def test_another_encoding_is_reported_not_guessed_silently(tmp_path: Path) -> None:
    text = "国际贸易局与会代表签署协议，双方对关税问题进行谈判。" * 20
    source = read_bytes(tmp_path, text.encode("gb18030"))
    assert source.status != "ok"


def test_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    text = "第一行\r\n\r\n第三行\r第四行\f第二頁　\t末行"
    source = read_bytes(tmp_path, text.encode())
    assert source.text == text
    assert lines(source) == ["第一行", "", "第三行", "第四行", "第二頁　\t末行"]
    assert [line.number for line in source.lines] == [1, 2, 3, 4, 5]
    assert [line.page for line in source.lines] == [1, 1, 1, 1, 2]
    assert source.pages == 2


def test_form_feed_at_the_start_of_a_line_is_no_line(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, "前頁\n\f後頁\n".encode())
    assert [(line.page, line.number) for line in source.lines] == [(1, 1), (2, 2)]


def test_text_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    source = read_bytes(tmp_path, REPORT.encode())
    assert source.pages is None
    assert {line.page for line in source.lines} == {None}
    assert {line.kind for line in source.lines} == {"printed"}
