from __future__ import annotations

import pytest
from layout_sources import paragraphs, printed

from pipeline.layout import lay_out

BODY = [
    "　　本次考察以港口保全及貨櫃查驗為重點，先後拜會三個機關，並與當地業",
    "者座談，就風險管理、電子封條及非侵入式檢查設備之運用情形，逐一請教，",
    "獲益良多，相關資料並已攜回供本局參考，作為日後業務改進之依據，謹此說",
    "明如上，並對駐外館處之協助敬表謝忱，爾後如有機會當再派員前往研習。",
]


def pages(count: int, header: str = "", footer: str = "") -> str:
    parts = []
    for page in range(1, count + 1):
        lines = [header.format(page)] if header else []
        lines += [line[:-3] + "一二三四五六七八九"[page - 1] + line[-2:] for line in BODY]
        lines += [footer.format(page)] if footer else []
        parts.append("\n".join(lines))
    return "\n\f".join(parts)


@pytest.mark.parametrize(
    "footer",
    [
        "{}",
        "- {} -",
        "－ {} －",
        "第 {} 頁",
        "第 {} 頁，共 12 頁",
        "{}/12",
        "- {}/12 -",
        "Page {} of 12",
        "頁 {}",
        "~{}~",
    ],
)
def test_page_numbers_go(footer: str) -> None:
    text = lay_out(printed(pages(5, footer=footer))).text
    assert len(text.split("\n")) == 6
    assert "頁" not in text
    assert "12" not in text


def test_running_headers_and_footers_go() -> None:
    text = lay_out(printed(pages(6, "財政部關務署出國報告", "考察港口保全業務 {}"))).text
    assert text.count("關務署") == 1, "the first page keeps what may be the cover's own words"
    assert "考察港口保全業務" not in text


def test_a_header_on_the_first_page_stays_once() -> None:
    text = lay_out(printed(pages(6, "考察港口保全業務報告"))).text
    assert text.count("考察港口保全業務報告") == 1


def test_a_number_that_interrupts_a_sentence_goes_without_page_marks() -> None:
    lines = [*BODY[:2], "", "7", "", *BODY[2:], *BODY]
    document = lay_out(printed("\n".join(lines)))
    assert "逐一請教，獲益良多" in document.text


def test_a_column_of_numbers_stays() -> None:
    document = lay_out(printed("\n".join([*BODY, "年度", "105", "106", "107", "108", *BODY])))
    assert all(number in paragraphs(document) for number in ("105", "106", "107", "108"))


def test_a_heading_at_the_top_of_two_pages_stays() -> None:
    text = (
        "\n".join(["摘要", *BODY])
        + "\n\f"
        + "\n".join(["目次", "摘要", "壹、目的"])
        + "\n\f"
        + "\n".join(BODY)
    )
    assert lay_out(printed(text)).text.count("摘要") == 2


def test_a_date_in_a_cell_of_its_own_is_no_page_number() -> None:
    document = lay_out(printed("\n".join([*BODY, "4/14", "桃園", "4/15", "東京", "4/17", "返國", *BODY])))
    assert [line for line in paragraphs(document) if "/" in line] == ["4/14", "4/15", "4/17"]
