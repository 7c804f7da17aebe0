"""Families of names whose bounds other words share: parties, chambers, joint ministries, forums, missions."""

import pytest

from pipeline.organizations import find_organizations, resolve_organizations


def texts(text: str) -> list[str]:
    return [m.text for m in find_organizations(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("進步黨籍國會議員來訪", ["進步黨"]),
        ("無黨籍議員與執政黨籍委員", []),
        ("大致維持共和黨掌控眾院之情勢", ["共和黨", "眾院"]),
        ("來訪之約旦前國會議長", []),
        ("訪問三國國會議員一行", []),
        ("拜會社會黨主席", ["社會黨"]),
        ("反對黨及多數黨領袖", []),
    ],
)
def test_parties_and_chambers(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("次日與桑塔納部長簽署", []),
        ("馬塔部長表示", []),
        ("農業部長表示", ["農業部"]),
        ("漁業局代局長說明", ["漁業局"]),
        ("率資訊中心林處長文彬", []),
        ("104 年 2 月 13 日加拿大食品檢驗署通報", ["加拿大食品檢驗署"]),
        ("104年2月13日日本厚生勞動省通報", ["日本厚生勞動省"]),
        ("由中鋼公司梁處長美琪", ["中鋼公司"]),
        ("國家公園管理處長陳大明", ["國家公園管理處"]),
        ("拜會農業林業及漁業部官員", ["農業林業及漁業部"]),
    ],
)
def test_ministries_and_ministers(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("、首爾海洋事務論壇會長", ["首爾海洋事務論壇"]),
        ("出席海洋事務論壇會場", []),
        ("本次論壇主席為王大明", []),
        ("為亞洲第一個海洋基金會", []),
    ],
)
def test_forums_with_officers(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_missions_with_abridged_country_are_known_by_their_full_name() -> None:
    short, full = find_organizations("駐美代表處與駐美國代表處")
    assert short.known_as == full.known_as


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由財團法人糧食事業發展中心設置", ["財團法人糧食事業發展中心"]),
        ("協助財團法人設置獎學金", []),
        ("輔導財團法人醫院及學校", []),
        ("各財團法人研究中心", []),
        ("擔任海天人壽董事長", ["海天人壽"]),
        ("包括海天人壽、青葉商銀等", ["海天人壽", "青葉商銀"]),
        ("青葉證券副董事長", ["青葉證券"]),
        ("訂立人壽保險契約", []),
        ("核准產險業送審之商品", []),
        ("開放三商銀民營化", []),
        ("允許購買有價證券", []),
    ],
)
def test_legal_forms_and_firms_of_finance(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("拜會自由黨主席", ["自由黨"]),
        ("自由黨及保守黨議員", ["自由黨", "保守黨"]),
        ("經由黨團協商", []),
        ("祖國陣線中央委員會外事委員會委員", ["祖國陣線中央委員會外事委員會"]),
        ("結成統一陣線", []),
    ],
)
def test_parties_and_fronts(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("勞工委員會補助彰化縣政府", ["勞工委員會", "彰化縣政府"]),
        ("教育部補助國立臺灣大學", ["教育部", "國立臺灣大學"]),
        ("經濟部國際貿易局", ["經濟部國際貿易局"]),
        ("、總理府秘書長", ["總理府"]),
        ("召開政務委員會報", []),
        ("列入紀錄並刊登公報", []),
        ("輔導上市櫃公司", []),
        ("參觀開票中心", []),
    ],
)
def test_verbs_between_bodies_and_common_nouns(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由大和建設株式會社佐藤郁夫部長陪同", ["大和建設株式會社"]),
        ("在臺子公司海風能源股份有限公司開發", ["海風能源股份有限公司"]),
        ("訪臺商寶華國際集團", ["寶華國際集團"]),
        ("於東京總公司召開會議，赴香港子公司", []),
        ("旭硝子公司與群聯電子公司", ["旭硝子公司", "群聯電子公司"]),
        ("因病住院，教授來院演講", []),
        ("木原事務局長說明", []),
        ("三菱重工業與川崎重工", ["三菱重工業", "川崎重工"]),
    ],
)
def test_where_companies_end_and_persons_begin(text, names):
    assert [m.text for m in find_organizations(text) if m.form != "deictic"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("行政院及所屬各機關出國報告提要", []),
        ("行政院暨所屬各級機關公務出國報告", []),
        ("行政院函復", ["行政院"]),
        ("供本總處業務參考", []),
        ("本市航空園區計畫", []),
    ],
)
def test_formulas_and_references_are_no_names(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("拜會岜芹市警察局", ["岜芹市警察局"]),
        ("由內政部入出國及移民署派員", ["內政部入出國及移民署"]),
        ("智利前司法部長來訪", []),
        ("挪威水產廳審議官高木誠及課長", ["挪威水產廳"]),
        ("拜會聯邦財政部", ["聯邦財政部"]),
        ("設有加工出口區管理處於該地", ["加工出口區管理處"]),
        ("參加Blue Ocean Forum", []),
        ("訪臺灣松下電器", ["臺灣松下電器"]),
    ],
)
def test_bounds(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_cities_of_one_country_have_governments_of_their_own() -> None:
    text = "拜會橫濱市政府。次日拜會大阪市政府。"
    assert len(resolve_organizations(find_organizations(text), text).organizations) == 2


def test_initials_and_new_names_are_one_body() -> None:
    for text in ("拜會Norvik Harbour 公司。NH 公司說明", "巴西觀光處更名為「巴西臺北辦事處」"):
        assert len(resolve_organizations(find_organizations(text), text).organizations) == 1, text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("訪視光明中學及大安國小", ["光明中學", "大安國小"]),
        ("國立花蓮高中校長致詞", ["國立花蓮高中"]),
        ("補助各中小學與高中生", []),
        ("寮國臺灣商會聯合總會總會長致詞", ["寮國臺灣商會聯合總會"]),
        ("寮國臺灣商會聯合總會劉總會長明仁致詞", ["寮國臺灣商會聯合總會"]),
    ],
)
def test_schools_and_the_heads_of_federations(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("並檢視駐史瓦帝尼技術團執行成果", ["駐史瓦帝尼技術團"]),
        ("與駐帛琉農業技術團及駐諾魯技術團座談", ["駐帛琉農業技術團", "駐諾魯技術團"]),
        ("派駐當地技術團隊協助", []),
        ("由方副總工程司率正工程司二人", []),
        ("拜會農業局及衛生局同仁", ["農業局", "衛生局"]),
        ("為挪威第 2 大乳品合作社", []),
        ("我商青石精密公司在當地設廠", ["青石精密公司"]),
        ("由挪威展覽公司執行長致詞", ["挪威展覽公司"]),
        ("與挪威展覽公司洽談", []),
        ("通過ISO 17025及ISO/IEC 27001認證", []),
        ("我國參加ISO會議", ["ISO"]),
        ("拜會國家農業信用銀行，總經理說明", ["國家農業信用銀行"]),
        ("拜會獨立行政法人河川資源機構", ["獨立行政法人河川資源機構"]),
        ("挪威地處北歐", []),
        ("第5次聯合委員會會議", []),
    ],
)
def test_teams_ranks_and_firms(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_a_division_of_a_firm_is_no_reference() -> None:
    assert [m.text for m in find_organizations("營業本部長與事業本部主管") if m.form == "deictic"] == []
    assert [m.text for m in find_organizations("由本部長官主持，本部派員") if m.form == "deictic"]


def test_the_declared_short_form_of_a_country_begins_names() -> None:
    assert "巴國工商發展部" in texts("巴拉圭（下稱巴國）為友邦。拜會巴國工商發展部官員。")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由植物防疫課課長接待", ["植物防疫課"]),
        ("與植物防疫課課長或局長聯絡", []),
        ("包括榮民服務處處長5人", []),
        ("於是水利科科長表示", []),
        ("法務部代表檢察司司長說明", ["法務部", "檢察司"]),
        ("國際貨幣基金（IMF）市場處處長", ["國際貨幣基金", "IMF", "市場處"]),
        ("世界核能發電協會（WANO）派遣專家小組，協助評估", ["世界核能發電協會", "WANO"]),
        ("與漁船救助案件處處長及", ["漁船救助案件處"]),
        ("，對臺經貿處處長說明", ["對臺經貿處"]),
        ("由國際經濟課參事官白鳥誠一郎接見", ["國際經濟課"]),
        ("由工作組組長及漁民小組組長說明", []),
        ("他是標準二組組長", []),
        ("我做過養蜂司司長", ["養蜂司"]),
        ("是全國各處處長", []),
        ("拜會大臣官房國際部", ["大臣官房國際部"]),
        ("由農林大臣主持", []),
        ("率國際及執法事務組葉組長", ["國際及執法事務組"]),
        ("率教育組及新聞組葉組長", ["教育組", "新聞組"]),
        ("國際貨幣基金(IMF)市場處顧問", ["國際貨幣基金", "IMF", "市場處"]),
        ("秉持世界貿易組織(WTO)規範公平處理", ["世界貿易組織", "WTO"]),
    ],
)
def test_units_that_officers_and_brackets_tell(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由我常駐WTO代表團及駐世界貿易組織代表團", ["常駐WTO代表團", "駐世界貿易組織代表團"]),
        ("各會員國駐聯合國代表團", ["聯合國"]),
        ("拜會駐日本代表處臺灣文化中心", ["駐日本代表處臺灣文化中心"]),
        ("拜會遠東貿易服務中心駐香港辦事處", ["遠東貿易服務中心駐香港辦事處"]),
        ("外交部與駐香港辦事處", ["外交部", "駐香港辦事處"]),
        ("韓國農林畜產檢疫本部課長", ["韓國農林畜產檢疫本部"]),
        ("拜會深圳市經濟貿易和信息化委員會", ["深圳市經濟貿易和信息化委員會"]),
        ("發展和改革的成果", []),
        ("由下薩克森邦經濟部次長致詞", ["下薩克森邦經濟部"]),
        ("拜會深圳市機構", []),
    ],
)
def test_missions_and_agencies_abroad(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("與胡志明市與越南臺灣商會聯合總會座談", ["越南臺灣商會聯合總會"]),
        ("建議經濟部駐外人員與李處長聯繫", ["經濟部"]),
        ("建議交通部會同環保署研議", ["交通部", "環保署"]),
        ("各部會同步辦理", []),
        ("司法院及行政院會銜送立法院審議", ["司法院", "行政院", "立法院"]),
        ("查獲跨境犯罪集團及電信詐欺集團", []),
        ("文化部推動博物館交流", ["文化部"]),
        ("在IMF總部舉行", ["IMF"]),
        ("中國以商圍政、以商逼政", []),
    ],
)
def test_what_stands_beside_a_name(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_a_firm_and_its_group_are_one() -> None:
    text = "海岬港口倉儲公司(HHPX)營運。HHPX集團營業額。"
    assert len(resolve_organizations(find_organizations(text), text).organizations) == 1
    text = "拜會HHPX公司。ZZQ集團說明。"
    assert len(resolve_organizations(find_organizations(text), text).organizations) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("與衛星影像同化聯合中心（JCSX）科學家討論", ["衛星影像同化聯合中心"]),
        ("參展業者永岳茶業公司總經理表示", ["永岳茶業公司"]),
        ("加入「南島海洋監察使聯盟」（FIX）", ["南島海洋監察使聯盟"]),
        ("以及宏國高等審計法院等機關", ["宏國高等審計法院"]),
        ("轉往門司植物防疫所拜會", ["門司植物防疫所"]),
        ("與當地學研機構座談", []),
        ("訪視家樂福賣場及愛國超市", ["家樂福"]),
        ("訪問巴拉圭及巴拿馬，在巴國外交部簽署", ["外交部"]),
        ("向FAO 漁業部門及AI 研究中心", ["FAO"]),
        ("瓜地馬拉「自由新聞報」(La Prensa)報導", ["自由新聞報"]),
    ],
)
def test_bodies_by_their_trade_and_their_region(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("台岳投資管理顧問股份有限公司來訪。投資基金委託台岳公司管理。", 1),
        ("拜訪海岳能源公司。在臺子公司海岳能源股份有限公司簡報。", 2),
        ("台岳投資股份有限公司與台岳物流有限公司簽約，台岳公司表示", 3),
    ],
)
def test_short_forms_of_firms(text: str, count: int) -> None:
    assert len(resolve_organizations(find_organizations(text), text).organizations) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("服務機關：外交部\n訪問巴拉圭，拜會巴國外交部。", {"外交部": "TWN", "巴國外交部": "PRY"}),
        (
            "服務機關：外交部\n訪問聖露西亞（下稱露國），拜會露國外交部。",
            {"外交部": "TWN", "露國外交部": "LCA"},
        ),
        ("訪問巴拉圭，拜會巴國財政部。巴拉圭財政部同意。", {"巴拉圭財政部": "PRY"}),
        ("訪問塞內加爾，拜會塞國農業暨畜牧部。", {"塞國農業暨畜牧部": "SEN"}),
        ("立國企業聯合會與立陶宛企業聯合會", {"立陶宛企業聯合會": "LTU"}),
        ("服務機關：外交部\n拜會克國外交部。外交部李司長說明。", {"外交部": "TWN"}),
    ],
)
def test_ministries_of_a_country_by_its_first_character(text: str, expected: dict[str, str]) -> None:
    found = resolve_organizations(find_organizations(text), text).organizations
    assert {o.name: o.country for o in found} == expected


@pytest.mark.parametrize("text", ["農公會", "訓醫院", "紙廳", "科學研究院", "大大學", "會", ""])
def test_a_text_of_nothing_but_a_head_and_a_topic(text: str) -> None:
    """Looking back from a head must not begin anew from the end of a short text."""
    assert all(text[m.start : m.end] == m.text for m in find_organizations(text))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("訪問印尼。印方出席者有工業部司長", "IDN"),
        ("訪問印度。印方出席者有工業部司長", "IND"),
    ],
)
def test_whose_side_sits_at_the_table(text: str, country: str) -> None:
    (found,) = [
        o for o in resolve_organizations(find_organizations(text), text).organizations if "部" in o.name
    ]
    assert found.country == country
