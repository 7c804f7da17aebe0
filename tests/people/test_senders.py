"""Whose people are those that a body sends, that an aide serves, or that a report calls again."""

import pytest

from people.readings import organizations_of
from pipeline.report import read_text


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        ("亞洲開發銀行（ADB）駐菲代表林文昌出席。", "林文昌", "亞洲開發銀行"),
        ("駐菲律賓代表林文昌出席。", "林文昌", "駐菲律賓代表處"),
        ("視察駐貝里斯技術團，聽取林團長文昌簡報。", "林文昌", "駐貝里斯技術團"),
        ("視察挪威海事協會後返國，林司長文昌於機場說明。", "林文昌", None),
        ("拜會主辦單位挪威海事協會，由董事Jan Vries接待。", "Jan Vries", "挪威海事協會"),
        ("參觀臺商海風成衣公司。該公司總經理林文昌說明。", "林文昌", "海風成衣公司"),
        ("參觀海風電子公司。灰石精密工業公司協理林文昌說明。", "林文昌", "灰石精密工業公司"),
        (
            "拜會農林水產省消費安全局。由植物防疫課課長西村勝彥、檢疫對策室長大橋由紀夫及課長輔佐小林真理接待。",
            "小林真理",
            "農林水產省消費安全局植物防疫課",
        ),
        ("拜會香港貿易發展局，由副總裁林文昌接見。", "林文昌", "香港貿易發展局"),
        ("其中包括美國前猶他州州長Jan Vries。", "Jan Vries", "猶他州"),
        (
            "拜會深圳市經濟貿易和信息化委員會，該會副主任林文昌說明。",
            "林文昌",
            "深圳市經濟貿易和信息化委員會",
        ),
        ("由副主任林大同、對臺經貿處處長林文昌說明。", "林文昌", "對臺經貿處"),
        ("駐貝里斯技術團成立已久。該團團長林文昌說明。", "林文昌", "駐貝里斯技術團"),
        ("海風集團成立已久。該團團長林文昌說明。", "林文昌", None),
        ("挪威食品安全署派駐該廠獸醫師Nora Berg說明。", "Nora Berg", "挪威食品安全署"),
        (
            "與加拿大食品檢驗署會談，我衛生福利部食品藥物管理署提出說明。該署處長Nora Berg回應。",
            "Nora Berg",
            "加拿大食品檢驗署",
        ),
        (
            "與加拿大食品檢驗署會談，我衛生福利部食品藥物管理署提出說明。該署處長林文昌回應。",
            "林文昌",
            "衛生福利部食品藥物管理署",
        ),
        ("拜訪灰石博物館，由學藝部長山田健一接待。", "山田健一", "灰石博物館"),
        ("挪威銀行（NB）能源處處長Jan Vries表示。", "Jan Vries", "挪威銀行能源處"),
        ("IMF 亞太部副主任 Jan Vries 預估。", "Jan Vries", "IMF亞太部"),
        ("亞太部副主任 Jan Vries 預估。", "Jan Vries", "亞太部"),
        ("與Al Badr Foods Trading採購經理Jan Vries簽約。", "Jan Vries", "AlBadrFoodsTrading"),
        ("轉赴國會，會晤第二副議長馬丁尼茲（Jan Martinez）。", "馬丁尼茲", "國會"),
        ("我國國會關切，第二副議長馬丁尼茲（Jan Martinez）來訪。", "馬丁尼茲", None),
        ("國家安全局處長林文昌代表局長王大同說明。", "林文昌", "國家安全局"),
        ("由財政部關務署彭署長英明解說，並與林主任秘書文昌座談。", "林文昌", "財政部關務署"),
    ],
)
def test_who_sends_or_is_served(text: str, name: str, organization: str | None) -> None:
    assert organizations_of(text, name) == ({organization} if organization else set())


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("財政部高科長立偉出席。我方表示關切，高科長回應。", ["高科長立偉", "高科長"]),
        ("部長亞格拉莫說明，亞部長盼擴大採購。", ["部長亞格拉莫", "亞部長"]),
        ("謝謝主席林文昌說明。", ["主席林文昌"]),
        ("部長亞格拉莫說明，東亞部長會議登場。", ["部長亞格拉莫"]),
        ("由林文昌、王大同兩委員出席。", ["林文昌", "王大同"]),
        ("訪賓包括森喜朗、山田太郎兩前首相。", ["森喜朗", "山田太郎"]),
        ("我與總統歐巴馬代表國務卿柯琳頓會談。", ["總統歐巴馬", "國務卿柯琳頓"]),
        ("我駐泰代表公使林文昌出席。", ["代表公使林文昌"]),
        ("向委員大同發言。部長：向委員報告。", ["向委員大同"]),
        ("應董事長大同發言。請林董事長及應董事長說明。", ["應董事長大同", "林董事長", "應董事長"]),
        ("曾政務次長大同率團。下午，曾次長由代表陪同。", ["曾政務次長大同", "曾次長"]),
        ("拜會泛美洲監察使聯盟。", []),
        ("拜會馬丁尼茲監察使。", ["馬丁尼茲監察使"]),
        ("與Nordlys Foods經理Jan Vries簽約。", ["經理Jan Vries"]),
        ("由Jan Vries經理及Nora Berg處長接待。", ["Jan Vries經理", "Nora Berg處長"]),
        ("美國國際開發總署署長沙赫（Rajiv Shah）來訪。", ["署長沙赫"]),
    ],
)
def test_who_is_called_again_or_listed(text: str, mentions: list[str]) -> None:
    assert [m.text for m in read_text(text).person_mentions] == mentions


def test_title_in_a_row_of_a_table_goes_on_into_no_other_cell() -> None:
    rows = "姓名\t職稱\t單位\n林大同\t總經理\t海穗食品股份有限公司\n王文昌\t處長\t杜拜市政府"
    assert [m.text for m in read_text(rows).person_mentions] == ["林大同", "王文昌"]
    assert [m.text for m in read_text("總經理\t林大同").person_mentions] == ["總經理\t林大同"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("由主任Omar Al Badr接見。Al Badr主任說明。", 1),
        ("由主任Omar Al Badr接見。Al Safa主任說明。", 2),
        ("由主任Omar Al Badr及處長Ali Al Badr接見。Al Badr主任說明。", 3),
        ("拜會部長亞格拉莫(Ramiro Agramo)。亞部長表示歡迎。", 1),
        ("拜會部長亞格拉莫(Ramiro Agramo)。林部長表示歡迎。", 2),
    ],
)
def test_surname_with_its_particle_or_first_character_is_the_same_person(text: str, people: int) -> None:
    assert len(read_text(text).person_resolution.people) == people
