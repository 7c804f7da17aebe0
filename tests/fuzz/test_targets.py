"""Each fuzz target holds for a stated number of cases: mutated sample reports, text of odd pieces."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.seeds import seeds
from fuzz.targets import TARGETS, Target

CASES = {
    "plain": 300,
    "html": 300,
    "pdf": 250,
    "docx": 400,
    "odt": 400,
    "layout": 600,
    "dates": 1000,
    "organizations": 800,
    "people": 800,
    "trade": 1000,
    "records": 500,
    "numerals": 1000,
}
"""Cases of each target: about forty seconds in all on one core. ``make fuzz`` runs far longer."""

PIECES = [
    *"年月日時分至迄及與、，。；：（）()「」『』—-/.％%~～　 \t\n\r\f\v\0\ufeff\u200b\u2028\ud7ff\ue000",
    *[
        "106",
        "１０６",
        "二十二",
        "廿",
        "22",
        "2017",
        "30",
        "13",
        "0",
        "99999999999999999999999",
        "1,234.5",
        "½",
    ],
    *[
        "602億",
        "3.5兆",
        "美元",
        "元",
        "新臺幣",
        "成長",
        "減少",
        "占",
        "約",
        "百分之",
        "第3大貿易夥伴",
        "由",
        "率",
    ],
    *[
        "本部",
        "財政部",
        "公司",
        "日本台灣交流協會",
        "（以下簡稱兩會）",
        "WTO",
        "(OECD)",
        "駐日本代表處",
        "委員會",
    ],
    *[
        "邱",
        "會長",
        "義仁",
        "大橋",
        "光夫",
        "歐陽",
        "谷崎泰明",
        "Nancy Pelosi",
        "阮氏",
        "司長",
        "等3人",
        "博士",
        "‧",
    ],
    *[
        "同日",
        "前一日",
        "去年",
        "本年",
        "民國",
        "西元",
        "令和",
        "平成",
        "元年",
        "上旬",
        "第1季",
        "上半年",
        "以後",
        "迄今",
    ],
    *[
        "出口",
        "對日",
        "貿易總額",
        "目錄",
        "壹、",
        "一、",
        "（一）",
        "1.",
        "……",
        "....",
        "出國報告",
        "服務機關：",
        "姓名",
    ],
    *["\U0001f5fc", "\u0301", "A", "é", "ﷺ", "İ", "ß", "\u202e", "𠮷", "﨑", "⼀", "ﾊﾟ"],
]
MARKUP = [
    *[
        b"<table>",
        b"<tr>",
        b"<td colspan=9>",
        b"</td>",
        b"<p>",
        b"</p>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"&#0;",
    ],
    *[
        b"&lt;",
        b"<script>",
        b"<pre>",
        b"<ol>",
        b"<li>",
        b"<br/>",
        b"]]>",
        b"<?xml ?>",
        b"\xa4\xa4",
        b"\xff\xfe",
    ],
    *[
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"<w:tc>",
        b"<text:p>",
        b"<table:table>",
        b'w:val="-1"',
        b"99999999999",
    ],
    *[
        b"obj",
        b"endobj",
        b"stream",
        b"/Kids",
        b"/Count 9999",
        b"BT",
        b"ET",
        b"Tj",
        b"0 0 0 0 re",
        b"xref",
        b"%PDF-",
    ],
]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=80).map("".join)


@st.composite
def mutated(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    """A seed with stretches of it cut out, repeated, turned round or overwritten."""
    made = bytearray(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(made)))
        end = min(start + draw(st.sampled_from([1, 3, 9, 40, 300])), len(made))
        match draw(st.sampled_from(["cut", "repeat", "reverse", "overwrite", "insert"])):
            case "cut":
                del made[start:end]
            case "repeat":
                made[start:end] = bytes(made[start:end]) * draw(st.integers(2, 20))
            case "reverse":
                made[start:end] = bytes(reversed(made[start:end]))
            case "overwrite":
                made[start:end] = draw(st.binary(max_size=12))
            case _:
                made[start:start] = draw(st.sampled_from(MARKUP) | st.sampled_from(PIECES).map(str.encode))
    return bytes(made)


@st.composite
def rewritten(draw: st.DrawFn, originals: list[str]) -> bytes:
    """Passages of the seeds with characters lost, doubled and changed, and odd pieces in between."""
    made = ""
    for _ in range(draw(st.integers(1, 4))):
        passage = draw(st.sampled_from(originals))
        cut = draw(st.integers(0, len(passage)))
        piece = draw(st.sampled_from(PIECES))
        made += passage[:cut] + piece * draw(st.sampled_from([1, 1, 2, 30]))
        made += passage[cut + draw(st.integers(0, 5)) :] if draw(st.booleans()) else ""
    return made.encode("utf-8", "ignore")


@pytest.mark.parametrize("name", TARGETS)
def test_target_holds_for_its_seeds(name: str) -> None:
    found = seeds(name)
    assert found
    for seed in found[:40]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", ["plain", "html", "pdf", "docx", "odt"])
def test_any_file(name: str) -> None:
    hold(name, mutated(seeds(name)))


@pytest.mark.parametrize(
    "name", ["layout", "dates", "organizations", "people", "trade", "records", "numerals"]
)
def test_any_text(name: str) -> None:
    originals = [seed.decode() for seed in seeds(name)]
    hold(name, texts.map(lambda text: text.encode("utf-8", "ignore")) | rewritten(originals))


def hold(name: str, inputs: st.SearchStrategy[bytes]) -> None:
    """The target holds for as many inputs as ``CASES`` says."""
    target: Target = TARGETS[name]

    @settings(max_examples=CASES[name], deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(inputs)
    def every(data: bytes) -> None:
        target(data)

    every()
