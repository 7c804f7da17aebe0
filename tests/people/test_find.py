"""What find_people promises for every text, and the names it must not see."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Cell, Document, Mention, Source, Table
from pipeline.people import find_people

WORDS = """林 陳 歐陽 大橋 阮氏 會長 副秘書長 前總統 代表 委員 國防部長 眾議員 明德 光夫 與 及 、 等
， 。 （ ） ( ) ‧ Dr. John Smith 駐日本代表處 主任委員會 張 103年 ｶﾂ 日方： 我方： 姓名
職稱 王小明 Lord WTO 女士 夫婦 一行5人"""
PIECES = st.sampled_from([*WORDS.split(), "\t", "\n", "\u3000", " "])


def names(text):
    return [m.name for m in find_people(text)]


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_mentions_are_exact_ordered_and_apart(text):
    mentions = find_people(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(0 <= m.confidence <= 1 for m in mentions)
    assert all(m.name or m.surname for m in mentions)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text):
    find_people(text)


@pytest.mark.parametrize(
    "text",
    [
        "主任委員會議決議通過。",
        "舉行部長級會議。",
        "高層代表出席。",
        "王道銀行總部。",
        "高雄市長致詞。",
        "金門縣議會議長接待。",
        "江蘇省、馬來西亞及越南代表出席。",
        "溫室氣體排放量減少。",
        "主席團成員及代表團團員。",
        "部長會議主席表示同意。",
        "擔任主任一職。",
        "任期屆滿後由委員互選。",
        "請各部會首長說明。",
        "經濟部國際貿易署於會中報告。",
    ],
)
def test_ordinary_words_are_no_names(text):
    assert names(text) == []


def test_a_conjunction_is_not_part_of_a_name():
    assert names("江委員成與林委員建宏出席。") == ["江成", "林建宏"]
    assert names("由大橋會長健一與谷口司長誠簽署。") == ["大橋健一", "谷口誠"]


def test_couples_and_parties_do_not_belong_to_a_name():
    assert names("總統卡洛斯伉儷、外長安東尼夫婦一行5人來訪。") == ["卡洛斯", "安東尼"]


def test_an_organization_before_the_title_is_its_organization():
    text = "由財政部關務署林署長文昌主持。"
    (mention,) = find_people(text, organizations=[Mention(1, 7, text[1:7], "test", 1.0)])
    assert (mention.text, mention.organization_text) == ("林署長文昌", "財政部關務署")


def test_without_the_organization_stage_the_run_before_the_title_is_read():
    (mention,) = find_people("另越南臺灣事務委員會主席武文福來訪。")
    assert mention.organization_text.endswith("委員會")


def test_a_ministers_title_names_the_ministry():
    (mention,) = find_people("索羅門群島司法部長陳學文來訪。")
    assert (mention.titles, mention.organization_text) == (("司法部長",), "司法部")


def test_an_organization_is_not_cut_for_a_name():
    text = "拜會林務局局長。"
    assert find_people(text, organizations=[Mention(2, 5, "林務局", "test", 1.0)]) == []


@pytest.mark.parametrize("dot", "‧·・．•")
def test_every_middle_dot_joins_a_name(dot):
    assert names(f"執行長約翰{dot}史密斯來訪。") == [f"約翰{dot}史密斯"]


def test_nobility_is_a_title():
    (mention,) = find_people("主席Lord Patterson致詞。")
    assert (mention.name, mention.latin_name) == ("Patterson", "Lord Patterson")
    assert mention.titles == ("主席", "Lord")


def test_table_cells_of_a_document():
    text = "姓名\t職稱\t機關\n林大明\t科長\t財政部\n"
    cells = tuple(
        Cell(row, column, text.index(value), text.index(value) + len(value))
        for row, line in enumerate(text.strip().split("\n"))
        for column, value in enumerate(line.split("\t"))
    )
    plain = Document.from_text(text)
    document = Document(
        Source("", "", "text/plain", text, ()), text, plain.offsets, tables=(Table(0, len(text), cells),)
    )
    (mention,) = find_people(document)
    assert (mention.name, mention.titles, mention.organization_text) == ("林大明", ("科長",), "財政部")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由植物保護司副司長Trần Thị Thu Hương主持會議。", ["Trần Thị Thu Hương"]),
        ("與會者Trương Văn Ơn局長及Şahin Öztürk處長。", ["Trương Văn Ơn", "Şahin Öztürk"]),
    ],
)
def test_latin_letters_with_any_mark_belong_to_the_name(text: str, names: list[str]) -> None:
    assert [m.name for m in find_people(text)] == names


def test_a_name_read_elsewhere_is_preferred_to_a_part_of_it():
    assert names("白雷登外長率團。外長白雷登已同意出席。") == ["白雷登", "白雷登"]


def test_the_party_of_a_member_of_congress_marks_a_name():
    assert names("另由Jorun Weiss(D-OR)主持。") == ["Jorun Weiss"]
    assert names("採用Jorun Weiss(R-AZ1)機型。") == []


def test_a_honorific_of_two_words_is_no_part_of_the_name():
    assert names("貿工部長Dato' Sri Azman Rahim來訪。") == ["Azman Rahim"]


def test_words_before_persons_are_no_names():
    assert names("非常感謝委員指教，並恭賀總統連任。") == []
    assert names("本席和陳院長會談。主席（簡委員明東代）。") == [None, "簡明東"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "所長Prof. dr. Hendrik van den Berg與drs. Anna de Wit會談。",
            ["Hendrik van den Berg", "Anna de Wit"],
        ),
        ("上議員Lord Hanson、Lady Morris及Dame Ellen Brook來訪。", ["Hanson", "Morris", "Ellen Brook"]),
        ("承攬商Jan Van Hool N.V.與Peter Bloemen B.V.簽約。", []),
        ("大和建設株式會社佐藤郁夫部長陪同。", ["佐藤郁夫"]),
    ],
)
def test_latin_honorifics_and_companies(text, names):
    assert [m.name for m in find_people(text)] == names
