"""Every mention ever produced is exactly the characters it points to, in the clean text and in the source."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.document import Document, OffsetMap, check_mentions
from pipeline.report import Report

REPORTS = sorted((Path(__file__).parents[1] / "corpus" / "reports").iterdir())

PIECES = [
    *"年月日上下午時分至及與、，。；：（）「」—-/.％%　 \t",
    *[
        "106",
        "１０６",
        "二十二",
        "22",
        "2017",
        "602 億",
        "3.5兆",
        "美元",
        "元",
        "成長",
        "減少",
        "占",
        "第3大貿易夥伴",
    ],
    *[
        "本部",
        "財政部",
        "國際財政司",
        "日本台灣交流協會",
        "（以下簡稱兩會）",
        "由",
        "率",
        "WTO",
        "(OECD)",
        "駐日本代表處",
    ],
    *[
        "邱",
        "會長",
        "義仁",
        "大橋",
        "光夫",
        "歐陽",
        "理事長",
        "谷崎泰明",
        "Nancy Pelosi",
        "阮氏",
        "司長",
        "等3人",
        "博士",
    ],
    *[
        "同日",
        "簽署前一日",
        "去年",
        "本年",
        "第42屆",
        "出口",
        "對日",
        "貿易總額",
        "\U0001f5fc",
        "\u0301",
        "A",
        "1",
    ],
]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=60).map("".join)


def every_mention(report: Report) -> list[pipeline.Mention]:
    return [
        *(d.mention for d in report.dates),
        *report.organization_resolution.mentions,
        *report.person_mentions,
        *(f.mention for f in report.figures),
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_every_mention_of_any_text_is_where_it_says(text: str) -> None:
    report = pipeline.read_text(text)
    mentions = every_mention(report)
    check_mentions(report.text, mentions)
    assert all(m.text and m.text == m.text.strip() for m in mentions), "a mention is empty or has blank ends"
    assert all(0.0 <= m.confidence <= 1.0 and m.rule for m in mentions)


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.name)
def test_every_mention_of_the_samples_maps_back_to_the_source(path: Path) -> None:
    report = pipeline.read_report(path)
    document = report.document
    mentions = every_mention(report)
    check_mentions(report.text, mentions)
    for m in mentions:
        line = document.line_at(m.start)
        assert line is not None
        for offset in range(m.start, m.end):
            clean, source = document.text[offset], document.source.text[document.offsets.to_source(offset)]
            assert clean == source or (clean.isspace() and source.isspace()), f"{m.text} at {offset}"


segments = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), max_size=20)


@given(segments)
def test_offset_map_leads_each_character_to_its_own(parts: list[tuple[int, int]]) -> None:
    clean, source, made = 0, 0, []
    expected = []
    for length, skipped in parts:
        source += skipped
        made.append((clean, source, length))
        expected += range(source, source + length)
        clean, source = clean + length, source + length
    offsets = OffsetMap(made)
    assert [offsets.to_source(i) for i in range(len(offsets))] == expected
    assert offsets.segments == made


@pytest.mark.parametrize("broken", [[(1, 0, 2)], [(0, 0, 2), (3, 5, 1)], [(0, 0, 0)]])
def test_offset_map_refuses_gaps(broken: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match="segment"):
        OffsetMap(broken)


def test_offsets_outside_the_text_are_refused() -> None:
    with pytest.raises(IndexError):
        OffsetMap.identity(3).to_source(3)
    with pytest.raises(ValueError, match="empty"):
        OffsetMap.identity(3).span_to_source(2, 2)


def test_sections_and_blocks_are_found_by_offset() -> None:
    document = Document.from_text("第一段\n\n第二段")
    assert document.block_at(0) != document.block_at(6)
    assert document.block_at(4) is None
    assert document.section_at(0) is None
