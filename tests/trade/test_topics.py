"""Whom a sentence goes on about, where its figure names nobody."""

import pytest

from trade.readings import figure, parties, resolve

_POLAND = "波蘭為歐盟第4大牛乳生產國，2015年乳製品出口總值達16.8億歐元"
_WEST_AFRICA = "布吉納法索地處西非，塞內加爾為其鄰國。\n"


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        (_POLAND, "16.8億歐元", ("POL", "WLD")),
        ("日本為我國第3大貿易夥伴，2015年貿易總額602億美元", "602億美元", ("TWN", "JPN")),
        ("美國經濟成長率預測為2.7%，我國為3.1%", "3.1%", ("TWN", None)),
        ("日本失業率為2.5%，我國則約3.4%", "3.4%", ("TWN", None)),
        ("日本失業率為2.5%，較我國低0.9個百分點", "0.9個百分點", ("JPN", None)),
        ("平陽省位於越南，該省累計吸引臺商投資逾53億美元", "53億美元", ("VNM", "TWN")),
        ("去年吸引越南臺商回流投資53億美元", "53億美元", ("TWN", "VNM")),
        ("臺商在越南累計投資逾53億美元", "53億美元", ("TWN", "VNM")),
        ("該公司將在雲林擴建玻璃基板產線，投資額約120億日圓", "120億日圓", ("TWN", "JPN")),
        ("該公司將在大阪擴建玻璃基板產線，投資額約120億日圓", "120億日圓", ("JPN", None)),
        ("捷克位於中歐。委員感謝捷方於98年8月風災後捐助賑災款10萬美元", "10萬美元", ("CZE", "TWN")),
        ("我國感謝日本於去年3月捐款10億日圓", "10億日圓", ("JPN", "TWN")),
        ("我國捐款海地10萬美元", "10萬美元", ("TWN", "HTI")),
        (_WEST_AFRICA + "布國人口約1,200萬人，農業產值占國內生產毛額之38%", "38%", ("BFA", None)),
        (_WEST_AFRICA + "塞國經濟情況較布國為佳，2003年經濟成長率6.3%", "6.3%", ("SEN", None)),
        (_WEST_AFRICA + "布國人士表示，我國經濟成長率6.3%", "6.3%", ("TWN", None)),
        ("巴拉圭降低關稅；巴方允諾將我國輪胎適用稅率由15%調降至5%", "15%", ("PRY", "TWN")),
    ],
)
def test_whom_a_sentence_goes_on_about(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert parties(figure(text, written)) == expected


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("我國對布吉納法索農業技術合作經費計1億2,600萬元，本年度編列1億3,500萬元，增加約7%", ["aid"] * 3),
        ("我國對布吉納法索援款1億元，外交部編列會議預算3億元", ["aid", "budget"]),
        ("國合會與巴拉圭公共工程部續辦計畫，經費計850萬美元，巴方配合款120億瓜拉尼", ["aid", "budget"]),
        ("巴拉圭公共工程部續辦計畫，經費計850萬美元", ["budget"]),
    ],
)
def test_what_is_spent_on_another_country_is_aid(text: str, metrics: list[str]) -> None:
    assert [f.metric for f in resolve(text).figures] == metrics


@pytest.mark.parametrize(
    ("written", "unit"), [("120億瓜拉尼", "PYG"), ("3億格查爾", "GTQ"), ("5億雷亞爾", "BRL")]
)
def test_a_currency_without_the_name_of_its_country(written: str, unit: str) -> None:
    assert figure(f"該國預算為{written}", written).unit == unit
