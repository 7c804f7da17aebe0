from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_sources import check_offsets, paragraphs, printed, set_in_print

from pipeline.layout import lay_out

SHARED = Path(__file__).resolve().parents[3] / "shared"

SENTENCES = (
    "本次會議由主辦國輪值主席致開幕詞，各國代表依序就關務程序簡化提出國家報告。",
    "我方代表於106年11月22日上午10時30分拜會該國海關總署，雙方就情資交換充分討論。",
    "據統計，該國出口總額為884.9億美元，較上年同期成長5.3%，進口總額為729億美元。",
    "雙方同意設立聯絡窗口，並於每年第3季輪流舉行工作階層會議，檢討執行成效。",
    "World Customs Organization（下稱WCO）秘書處並派員說明Authorized Economic Operator制度之最新進展。",
    "與會人員對於我國推動單一窗口之成果表示肯定，咸認可作為區域內其他國家之參考。",
    "建議持續派員參加此類會議，以掌握國際趨勢，並與各國海關建立長期之合作關係。",
    "駐地代表處亦協助安排參訪自由貿易港區，實地瞭解其保稅倉儲及轉運作業之管理方式。",
)


def wrap(paragraph: str, columns: int, indent: str) -> list[str]:
    """Cut a paragraph at a column, anywhere, as a printed page does."""
    lines, line, width = [], indent, 2 * len(indent)
    for char in paragraph:
        advance = 1 if char.isascii() else 2
        if width + advance > columns:
            lines.append(line)
            line, width = "", 0
        line += char
        width += advance
    return [*lines, line]


def squeeze(text: str) -> str:
    return "".join(text.split())


@st.composite
def wrapped_texts(draw: st.DrawFn) -> tuple[list[str], str]:
    """Paragraphs, and the same text as printed: any width, indents, blank lines, page numbers between."""
    whole = draw(
        st.lists(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=7), min_size=3, max_size=8)
    )
    texts = ["".join(sentences) for sentences in whole]
    columns = draw(st.integers(42, 90))
    indent = draw(st.sampled_from(["", "　　"]))
    blank_after_line = draw(st.booleans())
    blank_after_paragraph = draw(st.booleans()) or not indent
    page_length = draw(st.sampled_from([0, 11, 17, 26]))
    dashed = draw(st.booleans())
    lines: list[str] = []
    printed_lines, page = 0, 0
    for text in texts:
        for line in wrap(text, columns, indent):
            lines += [line, *([""] if blank_after_line else [])]
            printed_lines += 1
            if page_length and printed_lines % page_length == 0:
                page += 1
                lines += ["", f"- {page} -" if dashed else str(page), ""]
        if blank_after_paragraph and not blank_after_line:
            lines.append("")
    return texts, "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(wrapped_texts())
def test_a_wrapped_text_comes_back_whole(case: tuple[list[str], str]) -> None:
    texts, source = case
    document = lay_out(printed(source))
    check_offsets(document)
    assert squeeze(document.text) == squeeze("".join(texts))
    ends = {len(squeeze("".join(texts[: k + 1]))) for k in range(len(texts))}
    sentence_ends = {k for k, char in enumerate(squeeze("".join(texts)), 1) if char == "。"}
    reached = 0
    for paragraph in paragraphs(document):
        reached += len(squeeze(paragraph))
        assert reached in sentence_ends, f"broken in the middle of a sentence: {paragraph[-20:]}"
    assert reached == max(ends)


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet="一二三、（）()12. \t\n\f\r\u3000\u200b。，：abc-—│┌─1壹目次摘要服務機關：□■", max_size=400
    )
)
def test_any_text_keeps_its_offsets(text: str) -> None:
    document = lay_out(printed(text))
    for offset, char in enumerate(document.text):
        original = text[document.offsets.to_source(offset)]
        assert char == original or char in " \t\n"


def test_one_cut_sentence_among_lines_that_all_end_at_the_margin() -> None:
    whole = "本次會議由主辦國輪值主席致開幕詞，各國代表依序就關務程序簡化提出國家報告。\n"
    cut = "我方代表隨後前往該國海關總署拜會，與署長就風險管理及情資交換進行充分討論與交\n流。\n"
    document = lay_out(printed(whole * 8 + cut))
    assert "討論與交流。" in document.text


def test_names_and_dates_are_joined_across_lines() -> None:
    text = (
        "　　本次簽署儀式由我方代表團團長王大明與日方代表團團長大橋會長\n"
        "光夫於 106 年 11 月 22 日共同主持，會中並就後續合作事項交換意見，雙\n"
        "方均表示滿意，並訂於次年再行集會檢討，相關經費由各自負擔之。\n"
    )
    document = lay_out(printed(text))
    assert "大橋會長光夫於" in document.text
    assert "雙方均表示滿意" in document.text
    assert document.text.count("\n") == 1


def test_lines_of_very_different_length_are_paragraphs() -> None:
    lines = [
        "一、加強國際合作：",
        "(一)" + "本期積極推動與友邦之各項合作計畫，並依計畫期程辦理。" * 3,
        "(二)" + "協助我國廠商拓展海外市場，辦理多場說明會及洽談會。" * 9,
        "(三)參與國際組織：",
        "我國代表出席年會並發言，會後並拜會秘書處。" * 5,
        "另與多國代表團進行雙邊會談，成果豐碩。" * 2,
    ]
    document = lay_out(printed("\n".join(lines) + "\n"))
    assert paragraphs(document) == lines


def test_blank_lines_after_every_line_do_not_part_a_paragraph() -> None:
    lines = wrap("".join(SENTENCES[:4]), 60, "")
    document = lay_out(printed(" \n\n".join(["壹、目的", *lines, "貳、過程", *lines]) + " \n\n"))
    assert paragraphs(document) == ["壹、目的", "".join(SENTENCES[:4]), "貳、過程", "".join(SENTENCES[:4])]


def test_a_heading_is_not_joined_with_the_text_below() -> None:
    body = wrap("".join(SENTENCES[:4]), 60, "　　")
    document = lay_out(printed("\n".join(["參、過程", "一、拜會海關總署", *body, "二、參訪港口", *body])))
    assert paragraphs(document)[:2] == ["參、過程", "一、拜會海關總署"]
    assert "二、參訪港口" in paragraphs(document)


def test_a_line_that_begins_like_a_list_in_the_middle_of_a_sentence_goes_on() -> None:
    text = (
        "本計畫經費分年編列，其中第一年用於設備採購，第二年用於人員訓練，第\n"
        "三、四年則用於系統維護，各年度經費均循預算程序辦理，並依規定核銷之\n"
        "後續將視執行成效滾動檢討，並適時調整年度計畫內容，以符合實際之需。\n"
    )
    assert lay_out(printed(text)).text.count("\n") == 1


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (
            "the annual meeting of the World Customs Organization was",
            "held in Brussels and attended by",
            "was held",
        ),
        (
            "the ministers adopted a statement on the future of Asia-",
            "Pacific cooperation and agreed to",
            "Asia-Pacific",
        ),
        (
            "the committee considered the report on international co-",
            "operation and cooperation in the",
            "international cooperation",
        ),
        (
            "further details of the meeting are at https://www.wcoomd.org/",
            "en/topics/facilitation which is",
            "org/en/topics",
        ),
    ],
)
def test_words_meet_with_a_space_and_hyphens_with_care(above: str, below: str, joined: str) -> None:
    filler = "and the delegations exchanged views on the agenda items of"
    document = lay_out(printed("\n".join([filler, above, below + " all the members present."])))
    assert joined in document.text


def test_geometry_tells_a_full_line_from_a_short_one() -> None:
    full, rows = "本次會議由主辦國輪值主席致詞各國代表依序提出國家報告並進行討論", []
    for _ in range(4):
        rows += [
            ("　　" + full[:-2], 114.0, 474.0, 12.0),
            (full, 90.0, 474.0, 12.0),
            ("並作成結論。", 90.0, 162.0, 12.0),
        ]
    document = lay_out(set_in_print(rows))
    assert paragraphs(document) == [full[:-2] + full + "並作成結論。"] * 4


def test_larger_print_is_not_joined_with_the_text_below() -> None:
    full = "本次會議由主辦國輪值主席致詞各國代表依序提出國家報告並進行討論"
    rows = [("考察日本海關查緝制度及風險管理作業報告", 90.0, 470.0, 20.0)]
    rows += [(full, 90.0, 474.0, 12.0)] * 5 + [("並作成結論。", 90.0, 162.0, 12.0)]
    assert paragraphs(lay_out(set_in_print(rows)))[0] == "考察日本海關查緝制度及風險管理作業報告"


def test_printed_lines_pasted_into_a_word_file_are_joined() -> None:
    source = printed(
        "\n".join(line for k in range(4) for line in wrap("".join(SENTENCES[k : k + 4]), 64, "　　"))
    )
    pasted = replace(source, lines=tuple(replace(line, kind="paragraph") for line in source.lines))
    assert paragraphs(lay_out(pasted)) == ["".join(SENTENCES[k : k + 4]) for k in range(4)]


def test_real_paragraphs_of_a_word_file_stay() -> None:
    source = printed("\n".join(SENTENCES * 2))
    whole = replace(source, lines=tuple(replace(line, kind="paragraph") for line in source.lines))
    assert paragraphs(lay_out(whole)) == list(SENTENCES * 2)


@pytest.mark.skipif(not (SHARED / "gold" / "docs").is_dir(), reason="shared gold documents are not here")
def test_the_gold_documents() -> None:
    docs = SHARED / "gold" / "docs"
    for name in ("d1_foreign098.txt", "d2_trade098.txt"):
        text = (docs / name).read_text(encoding="utf-8")
        assert lay_out(printed(text)).text.rstrip("\n") == text.rstrip("\n"), (
            "one paragraph a line must stay so"
        )
    document = lay_out(printed((docs / "d0_customs_agreement.txt").read_text(encoding="utf-8")))
    check_offsets(document)
    assert all(b.end - b.start < 60 or document.text[b.end - 1] in "。" for b in document.blocks)
