"""HTML: what a browser shows as text; tables as grids; nothing of scripts and styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import codes, lines, rows

from pipeline.document import Source
from pipeline.ingest import read_source


def read_html(folder: Path, body: str | bytes, head: str = '<meta charset="utf-8">') -> Source:
    data = (
        body if isinstance(body, bytes) else f"<html><head>{head}</head><body>{body}</body></html>".encode()
    )
    (folder / "a.html").write_bytes(data)
    return read_source(folder / "a.html")


def test_blocks_and_headings(tmp_path: Path) -> None:
    source = read_html(
        tmp_path,
        "<h1>出國報告</h1><h2>壹、<b>目的</b></h2><p>本次會議<i>圓滿</i>結束。<br>特此報告。</p>"
        "<div>前言<p>段落</p>後語</div>",
    )
    assert lines(source) == [
        "出國報告",
        "壹、目的",
        "本次會議圓滿結束。",
        "特此報告。",
        "前言",
        "段落",
        "後語",
    ]
    assert [(line.kind, line.level) for line in source.lines][:3] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", None),
    ]


def test_scripts_styles_and_hidden_text_are_dropped(tmp_path: Path) -> None:
    source = read_html(
        tmp_path,
        "<script>var a = '<p>腳本</p>';</script><style>p { color: red }</style><noscript>無腳本</noscript>"
        "<template>樣板</template><p hidden>隱藏</p><p style='display: none'>不顯示</p><!-- 註解 -->"
        "<svg><text>圖</text></svg><select><option>選項</option></select><p onclick='alert(1)'>正文</p>",
        "<title>標題列</title>",
    )
    assert lines(source) == ["正文"]


def test_space_is_read_as_browsers_show_it(tmp_path: Path) -> None:
    source = read_html(
        tmp_path,
        "<p>  臺日關務\n   互助協定 於 2017\n年簽署，World\nCustoms&nbsp;Organization&#12288;年會  </p>",
    )
    assert lines(source) == ["臺日關務互助協定 於 2017 年簽署，World Customs Organization　年會"]


def test_preformatted_text_keeps_its_lines(tmp_path: Path) -> None:
    source = read_html(tmp_path, "<pre>第一行\n  第二行\n\n第四行</pre>")
    assert lines(source) == ["第一行", "第二行", "第四行"]
    assert {line.kind for line in source.lines} == {"printed"}


def test_list_items_carry_their_numbers(tmp_path: Path) -> None:
    source = read_html(
        tmp_path,
        "<ol><li>甲</li><li value=5>乙<ol type=a><li>丙</li></ol></li><li>丁</li></ol>"
        "<ul><li>無號</li></ul><ol start=3 style='list-style-type: cjk-ideographic'><li>戊</li></ol>",
    )
    assert lines(source) == ["1. 甲", "5. 乙", "a. 丙", "6. 丁", "無號", "三、戊"]
    assert [(line.kind, line.level) for line in source.lines][2] == ("list_item", 2)


def test_tables_with_spans(tmp_path: Path) -> None:
    source = read_html(
        tmp_path,
        "<table><caption>表一</caption><thead><tr><th rowspan=2>年別</th><th colspan=2>出口</th></tr>"
        "<tr><th>金額</th><th>年增</th></tr></thead><tbody><tr><td>104年<td>195.9<td>-1.6<br>註</tr></table>",
    )
    (table,) = source.tables
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        *((0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)),
        *((2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)),
    ]
    assert rows(source, table) == [["年別", "出口"], ["金額", "年增"], ["104年", "195.9", "-1.6\n註"]]
    assert lines(source)[0] == "表一"


def test_tables_that_only_arrange_the_page(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    source = read_html(
        tmp_path, f"<table><tr><td>導覽</td><td><h1>標題</h1><p>正文</p>{inner}</td></tr></table>"
    )
    assert lines(source)[:3] == ["導覽", "標題", "正文"]
    (table,) = source.tables
    assert rows(source, table) == [["甲", "乙"], ["丙", "丁"]]


@pytest.mark.parametrize(
    ("declared", "codec", "recorded"),
    [
        ("big5", "cp950", "cp950"),
        ("BIG5", "cp950", "cp950"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
        ("utf-8", "cp950", "cp950"),
        ("big5", "utf-8", "utf-8"),
        ("no-such-thing", "utf-8", "utf-8"),
    ],
)
def test_charset_is_declared_or_found(tmp_path: Path, declared: str, codec: str, recorded: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>'
    page += "<body><p>本次會議圓滿結束，經費共計五百萬元。</p></body></html>"
    source = read_html(tmp_path, page.encode(codec))
    assert lines(source) == ["本次會議圓滿結束，經費共計五百萬元。"]
    assert source.encoding == recorded


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_wins(tmp_path: Path, codec: str) -> None:
    page = '<html><head><meta charset="big5"></head><body><p>圓滿結束</p></body></html>'
    assert lines(read_html(tmp_path, page.encode(codec))) == ["圓滿結束"]


def test_page_full_of_script_has_no_text(tmp_path: Path) -> None:
    source = read_html(tmp_path, "<script>document.write('x');</script>" * 5000)
    assert (source.status, codes(source)) == ("failed", ["no-text"])


def test_spans_cannot_swell(tmp_path: Path) -> None:
    row = "<tr>" + "<td colspan=99999 rowspan=65534>甲</td>" * 50 + "</tr>"
    source = read_html(tmp_path, f"<table>{row * 50}</table>")
    assert source.status == "ok"
    assert source.text.count("甲") == 2500
    assert source.tables == ()


def test_deep_nesting_is_no_danger(tmp_path: Path) -> None:
    source = read_html(tmp_path, "<div>" * 50_000 + "深處" + "</div>" * 50_000 + "<p>之後</p>")
    assert lines(source) == ["深處", "之後"]


def test_tags_left_open_and_wrong(tmp_path: Path) -> None:
    source = read_html(tmp_path, "<p>甲<p>乙</div></table><b>丙<p>丁</p><td>戊")
    assert "".join(lines(source)) == "甲乙丙丁戊"
