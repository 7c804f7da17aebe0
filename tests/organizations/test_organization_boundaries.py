"""Where a name begins: words of running text, titles, topics and places before it."""

import pytest

from pipeline.organizations import find_organizations


def texts(text: str) -> list[str]:
    return [m.text for m in find_organizations(text)]


@pytest.mark.parametrize(
    "word",
    [
        "例如",
        "經由",
        "並邀",
        "本年",
        "下屆",
        "選為",
        "委託",
        "接受",
        "稱",
        "派",
        "偕",
        "同時",
        "上午",
        "前往",
        "由",
        "及",
    ],
)
@pytest.mark.parametrize("name", ["移民局", "臺灣護理協會", "維吉尼亞港務局", "植物保護司", "晨安貨櫃公司"])
def test_words_of_running_text_end_a_name(word: str, name: str) -> None:
    assert texts(f"會議{word}{name}派員") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("國際暨新創部部長", ["國際暨新創部"]),
        ("拜會智利農業、漁業暨觀光部", ["智利農業、漁業暨觀光部"]),
        ("韓國中小企業暨新創部室長", ["韓國中小企業暨新創部"]),
        ("赴平順省農業暨農村發展廳座談", ["平順省農業暨農村發展廳"]),
        ("同奈省人民委員會", ["同奈省人民委員會"]),
        ("1月6日本處派員", []),
    ],
)
def test_topics_and_provinces_belong_to_the_name(text: str, names: list[str]) -> None:
    assert [t for t in texts(text) if t != "本處"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由駐美國代表處交通組林組長大明陪同", ["駐美國代表處交通組"]),
        ("駐德國代表處教育組陳組長表示", ["駐德國代表處教育組"]),
        ("國立中興大學國際事務處王大明組員", ["國立中興大學國際事務處"]),
        ("波蘭衛生部次長來訪", ["波蘭衛生部"]),
        ("輔仁大學校長致詞", ["輔仁大學"]),
        ("捷克眾院友臺小組主席", ["捷克眾院友臺小組"]),
        ("會計處三任處長", []),
    ],
)
def test_a_title_is_no_part_of_the_name(text: str, names: list[str]) -> None:
    assert [t for t in texts(text) if t != "會計處"] == names


@pytest.mark.parametrize(
    "text",
    [
        "查獲跨國詐騙集團",
        "公私立大學校院均可申請",
        "各工業區管理委員會",
        "設置專責機構辦理",
        "國防、經濟、交通三委員會聯席會議",
        "簽署航空情報交換協議",
        "透過工作小組和委員會討論",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "東京稅關",
        "臺北關",
        "菲律賓國家警察",
        "韓國觀光公社",
        "馬尼拉公報",
        "碧捷航空",
        "刑事警察局偵查第三大隊",
    ],
)
def test_kinds_of_bodies(name: str) -> None:
    assert texts(f"參訪{name}。") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("拜會SME Corp. Borneo及", ["SME Corp. Borneo"]),
        ("（Agreement of the Council for Trade）", []),
        ("Member of the Commission", []),
        ("the Paul H. Marsh School of Trade", ["Paul H. Marsh School of Trade"]),
    ],
)
def test_latin_names(text: str, names: list[str]) -> None:
    assert texts(text) == names
