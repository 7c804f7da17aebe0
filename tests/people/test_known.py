"""Short forms and names that only the rest of the document decides."""

import pytest

from pipeline.people import find_people, resolve_people


def written(text):
    return [m.text for m in find_people(text)]


def links(text):
    resolution = resolve_people(find_people(text), text)
    return [resolution.people[k].name if k is not None else None for k in resolution.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("聯絡官紀文宏回報現況。會後請紀聯絡官轉菲方續查。", ["聯絡官紀文宏", "紀聯絡官"]),
        ("余承安商務秘書在座。余商務秘書返國後彙整意見。", ["余承安商務秘書", "余商務秘書"]),
        ("參事東海林稔說明。東海林參事答稱目前無此規定。", ["參事東海林稔", "東海林參事"]),
        ("林委員文郁、林委員美芳及林委員郁芬出席。", ["林委員文郁", "林委員美芳", "林委員郁芬"]),
        ("會後歐陽會長炫致歡迎詞。", ["歐陽會長炫"]),
    ],
)
def test_a_known_person_is_not_renamed_by_the_words_after_the_title(text, expected):
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由Petra Nilsson少校簡報。Nilsson少校並示範操作。", ["Petra Nilsson"] * 2),
        ("Jan de Boer博士導覽。de Boer博士並說明流程。", ["Jan de Boer"] * 2),
        ("由經理Marco Rossi接待。Rossi說明市場現況。", ["Marco Rossi"] * 2),
        ("處長皮特斯出席。皮特斯處長指出需求。", ["皮特斯"] * 2),
        ("曾代表文山設宴。曾大使表示歡迎。", ["曾文山"] * 2),
        ("副司長阮氏秋蘭與會。阮副司長首先致詞。", ["阮氏秋蘭"] * 2),
        ("柯副處長文彥與會，由柯團長代表發言。", ["柯文彥"] * 2),
    ],
)
def test_short_forms_link_to_the_one_they_mean(text, expected):
    assert links(text) == expected


def test_a_latin_surname_with_a_title_has_no_full_name():
    (mention,) = find_people("由Naidu處長接見。")
    assert (mention.name, mention.surname, mention.titles) == (None, "Naidu", ("處長",))


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("統括監視官岡田修引導參觀。", "岡田修", ("統括監視官",)),
        ("由齋藤防災監文雄接見。", "齋藤文雄", ("防災監",)),
        ("偵查正涂曉文在座。", "涂曉文", ("偵查正",)),
        ("博士生黃柏文座談。", "黃柏文", ("博士生",)),
        ("韓國觀光公社權泰民本部長回應。", "權泰民", ("本部長",)),
        ("科　　長　陳淑芬\n", "陳淑芬", ("科長",)),
        ("邦首席部長克里希那出席。", "克里希那", ("首席部長",)),
        ("會中克里希那首席部長致詞。", "克里希那", ("首席部長",)),
    ],
)
def test_titles_that_are_built_not_listed(text, name, titles):
    (mention,) = find_people(text)
    assert (mention.name, mention.titles) == (name, titles)


@pytest.mark.parametrize(
    "text",
    [
        "檢查正在進行。",
        "協調官方立場。",
        "美方資深官員曾向我方表示關切。",
        "總統大選結果揭曉。",
        "紐約甘迺迪、英國倫敦希斯洛及德國法蘭克福等機場。",
    ],
)
def test_what_only_looks_like_a_person(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("提案人：林文孟　　翁美珠　　黃志哲\n", "翁美珠"),
        ("出席委員：張文郡　　葉宜美　　盧佳辰\n", "盧佳辰"),
        ("邀請高文光、莊奕文與吳重文四位學者發表論文。", "莊奕文"),
        ("由蘇文達、陳淳文、蔡季文等來自甲大學的學者專家組成。", "陳淳文"),
    ],
)
def test_lists(text, name):
    assert name in [m.name for m in find_people(text)]
