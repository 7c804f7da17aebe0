"""Bodies abroad: names of common words behind a country, of unknown characters, of schools; what is none."""

import pytest

from pipeline.organizations import find_organizations, resolve_organizations


def texts(text: str) -> list[str]:
    return [m.text for m in find_organizations(text) if m.form != "deictic"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("拜會國際鐵路聯盟與世界漁業協會", ["國際鐵路聯盟", "世界漁業協會"]),
        ("由南非畜牧研究會及挪威土地住宅公社派員", ["南非畜牧研究會", "挪威土地住宅公社"]),
        ("拜會挪威邊境巡防署署長", ["挪威邊境巡防署"]),
        ("會晤挪威成衣製造暨出口商協會主席", ["挪威成衣製造暨出口商協會"]),
        ("拜會昆士蘭州貿易投資署", ["昆士蘭州貿易投資署"]),
        ("由巴伐利亞邦經濟部派員", ["巴伐利亞邦經濟部"]),
        ("建立國際策略聯盟", []),
        ("各國際漁業協會", []),
        ("泰國僑胞對外交部之期望", ["外交部"]),
        ("日本東北部及美國西部", []),
    ],
)
def test_bodies_of_a_country(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("拜會茨坦姆科學研究院。", ["茨坦姆科學研究院"]),
        ("赴薩茲維大學及弗倫堡醫院參訪", ["薩茲維大學", "弗倫堡醫院"]),
        ("參觀泰晤士水務公司，", ["泰晤士水務公司"]),
        ("拜會特送通關局局長", ["特送通關局"]),
        ("其中九大銀行及30家公司", []),
        ("上開公司與前開銀行", []),
        ("亟待衛生署協助", ["衛生署"]),
    ],
)
def test_names_of_unknown_characters(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("日新獨立中學及協和國民型小學", ["日新獨立中學", "協和國民型小學"]),
        ("一新中學董事長表示", ["一新中學"]),
        ("訪視尊孔獨立中學，", ["尊孔獨立中學"]),
        ("就讀明星高中、私立國中", []),
        ("芬蘭國小學生每班20人", []),
    ],
)
def test_schools(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青山集團及中國鋼鐵公司代表", ["青山集團", "中國鋼鐵公司"]),
        ("西門子能源公司及日月光半導體", ["西門子能源公司", "日月光半導體"]),
        ("西門子歌美颯公司", ["西門子歌美颯公司"]),
        ("中油四家公司", ["中油"]),
        ("中鋼子公司", ["中鋼"]),
        ("財團法人臺灣金融研訓院派員", ["財團法人臺灣金融研訓院"]),
        ("WTO爭端解決機構及聯合國安理會", ["WTO爭端解決機構", "聯合國安理會"]),
        ("加入世界貿易組織WTO後", ["世界貿易組織", "WTO"]),
        ("依聯合國海洋法公約規定", []),
        ("聯合國與各國簽署公約", ["聯合國"]),
    ],
)
def test_companies_and_superiors(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("前往莫斯科參加會議", []),
        ("步行至雪梨市中心", []),
        ("位於兩河交匯處", []),
        ("英國大學多由公司經營", []),
        ("首爾大學校長", ["首爾大學"]),
        ("依荷蘭海關統計", ["荷蘭海關"]),
        ("各國海關代表", []),
        ("兼怡保東區國會議員", []),
        ("內政部警政署臺中港務警察總隊總隊長", ["內政部警政署臺中港務警察總隊"]),
        ("該部首席經濟學家辦公室經理補充", ["首席經濟學家辦公室"]),
        ("該部大樓及辦公室", []),
    ],
)
def test_places_titles_and_offices(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_the_main_customs_house_of_a_port_is_that_ports() -> None:
    text = "參訪仁川海關。仁川本部海關設於該市。"
    resolution = resolve_organizations(find_organizations(text), text)
    assert len(resolution.organizations) == 1
