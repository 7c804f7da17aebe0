"""What counts as a figure: money always, percentages and ranks only where they are economic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, check_mentions
from pipeline.trade import find_figures
from trade.readings import figure, figures


def texts(sentence: str) -> list[str]:
    return [m.text for m in find_figures(sentence)]


def test_a_bilateral_sentence_gives_amounts_and_growth_rates() -> None:
    sentence = (
        "104年臺菲雙邊貿易額93.7億美元，較上年減少18.7%，其中我出口74.8億美元，減少21.4%；順差55.9億美元"
    )
    assert texts(sentence) == ["93.7億美元", "減少18.7%", "74.8億美元", "減少21.4%", "55.9億美元"]


@pytest.mark.parametrize(
    "sentence",
    [
        "本年訪臺旅客達23萬4,500人次，較上年成長7.7%",
        "受理申請案1,250件，較上年減少12.4%",
        "電子申辦比率由3.2%提升至90.3%",
        "法案以58%的得票率通過",
        "出席率約三分之二，工程進度達85%",
        "完成簽證文件35件，占全部件數之12%",
        "年息2%之貸款",
    ],
)
def test_percentages_about_people_cases_and_progress_are_left_out(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("投資金額18億美元，較上年減少51.3%", "減少51.3%"),
        ("來臺旅客成長3%，觀光外匯收入成長5.5%", "成長5.5%"),
        ("核准投資35件，金額2.4億美元，占投資總額的8.1%", "8.1%"),
        ("失業率為3.7%", "3.7%"),
    ],
)
def test_percentages_about_the_economy_are_kept(sentence: str, kept: str) -> None:
    assert kept in texts(sentence)


def test_coordinated_growth_shares_verb_and_sign() -> None:
    found = find_figures("出口及進口分別較去年同期減少27.2%及50.2%")
    assert [(m.kind, str(m.value)) for m in found] == [("growth", "-27.2"), ("growth", "-50.2")]


def test_what_a_rate_became_is_not_a_change() -> None:
    found = find_figures("市占率由27.9%大幅增加為35.3%，其他銀行降為64.7%")
    assert [(m.kind, str(m.value)) for m in found] == [
        ("share", "27.9"),
        ("share", "35.3"),
        ("share", "64.7"),
    ]


def test_money_is_a_figure_whatever_it_is_about() -> None:
    assert texts("機票每人約3萬5,000元") == ["3萬5,000元"]


def test_head_counts_floors_and_telephone_numbers_are_no_figures() -> None:
    assert texts("代表團15人於大倉飯店別館12樓會晤，電話03-3280-7811，共簽署60份文件") == []


def test_a_long_text_without_figures_gives_nothing() -> None:
    assert texts("雙方就智慧財產權之保護等議題充分討論，並簽署瞭解備忘錄。" * 50) == []


@given(
    st.text(
        alphabet="0123456789億萬元美%成長減少占(（）)，。；、：\n\t第大貿易夥伴出口我對日本年月", max_size=120
    )
)
def test_mentions_are_exact_in_any_text(text: str) -> None:
    check_mentions(text, find_figures(text))
    document = Document.from_text(text)
    check_mentions(text, find_figures(document))


def test_letters_within_an_amount_are_digits() -> None:
    found = find_figures("105年出口3O0萬美元，成長2S.8%。")
    assert [(m.text, int(m.value or 0)) for m in found] == [("3O0萬美元", 3_000_000), ("成長2S.8%", 25)]


def test_a_yearly_fall_is_negative() -> None:
    assert figure("105年8月出口總值246億美元，年減率4.2%", "4.2%").value == Decimal("-4.2")
    assert not [f for f in figures("修正條文增列第十四條之二") if f.kind == "rank"]
