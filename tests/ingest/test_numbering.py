"""Automatic numbers as they stand on the page."""

from __future__ import annotations

import pytest

from pipeline.ingest.numbering import WORD_FORMATS, format_number, join_label


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        *((1, "一", "一"), (10, "一", "十"), (11, "一", "十一"), (20, "一", "二十"), (21, "一", "二十一")),
        *((100, "一", "一百"), (105, "一", "一百零五"), (110, "一", "一百一十"), (1001, "一", "一千零一")),
        *((3, "壹", "參"), (10, "壹", "壹拾"), (12, "壹", "壹拾貳"), (25, "壹", "貳拾伍")),
        *((3, "甲", "丙"), (11, "甲", "11"), (12, "子", "亥"), (105, "〇一", "一〇五")),
        *((7, "1", "7"), (7, "01", "07"), (17, "１", "１７"), (20, "①", "⑳"), (3, "⑴", "⑶")),
        *((2, "A", "B"), (26, "a", "z"), (27, "a", "aa"), (4, "I", "IV"), (1999, "i", "mcmxcix")),
        *((0, "一", "0"), (10_000, "一", "10000"), (5, "unheard-of", "5")),
    ],
)
def test_numbers_in_their_formats(number: int, style: str, written: str) -> None:
    assert format_number(number, style) == written


@pytest.mark.parametrize("style", sorted({*WORD_FORMATS.values()}))
def test_every_format_counts_without_repeating(style: str) -> None:
    written = [format_number(n, style) for n in range(1, 500)]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(
    ("label", "joined"),
    [
        ("一、", "一、目的"),
        ("（二）", "（二）目的"),
        ("1.", "1. 目的"),
        ("1.1", "1.1 目的"),
        ("", "目的"),
        ("１．", "１．目的"),
    ],
)
def test_numbers_before_their_text(label: str, joined: str) -> None:
    assert join_label(label, "目的") == joined
