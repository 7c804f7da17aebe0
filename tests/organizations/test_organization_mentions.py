"""Boundaries and offsets of organization mentions."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, check_mentions
from pipeline.organizations import find_organizations, resolve_organizations

NAMES = (
    "外交部",
    "經濟部國際貿易局",
    "日本台灣交流協會",
    "中央通訊社",
    "世界貿易組織",
    "駐日本代表處",
    "國立臺灣大學",
    "台灣電力公司",
)
BEFORE = ("由", "與", "及", "率", "赴", "邀請", "拜會", "參訪", "經", "在", "會同", "、", "「", "，")
AFTER = ("派員", "表示", "舉行", "之", "的", "、", "」", "，", "。", "共同", "王大明", "均")


def texts(text: str) -> list[str]:
    return [m.text for m in find_organizations(text)]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("name", NAMES)
def test_words_before_a_name_do_not_belong_to_it(before: str, name: str) -> None:
    assert texts(f"本次活動{before}{name}辦理") == [name]


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("name", NAMES)
def test_words_after_a_name_do_not_belong_to_it(after: str, name: str) -> None:
    assert texts(f"拜會{name}{after}") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("外交部及財政部", ["外交部", "財政部"]),
        ("聯合報、中國時報等媒體", ["聯合報", "中國時報"]),
        ("外交部王部長大明", ["外交部"]),
        ("監察院陳副院長小華", ["監察院"]),
        ("漁業署署長", ["漁業署"]),
        ("國防部長李大明", ["國防部"]),
        ("泰國商務部貿易談判廳廳長", ["泰國商務部貿易談判廳"]),
        ("外交部與會人員", ["外交部"]),
        ("臺北市議會議長", ["臺北市議會"]),
        ("第42屆臺日經濟貿易會議", []),
        ("主任委員會同各司處長", []),
        ("全部內容於內部公布", []),
    ],
)
def test_names_lists_and_titles(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_names_set_wide_keep_their_spaces() -> None:
    text = "服務機關：財 政 部 關 務 署\n姓名"
    (mention,) = find_organizations(text)
    assert mention.text == "財 政 部 關 務 署"
    assert text[mention.start : mention.end] == mention.text


def test_full_width_letters_count_like_half_width_ones() -> None:
    assert texts("加入ＷＴＯ後") == ["ＷＴＯ"]


def test_empty_text() -> None:
    assert find_organizations("") == []
    assert resolve_organizations([], "").organizations == ()


PIECES = st.sampled_from(
    (*NAMES, *BEFORE, *AFTER, "(WTO)", "（以下簡稱兩會）", "日商", "Inc.", "本部", " ", "\n", "長", "會")
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    mentions = find_organizations(text)
    check_mentions(text, mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    resolution = resolve_organizations(mentions, Document.from_text(text), agency="財政部")
    check_mentions(text, resolution.mentions)
    assert all(0 <= n < len(resolution.organizations) for link in resolution.links for n in link)
    assert all(o.mentions for o in resolution.organizations)


@given(st.sampled_from(NAMES))
def test_variant_characters_are_folded_for_matching_only(name: str) -> None:
    for variant in (name.replace("台", "臺"), name.replace("臺", "台")):
        assert texts(f"拜會{variant}。") == [variant]


def test_a_long_run_without_punctuation_takes_linear_time() -> None:
    find_organizations("外交部")
    seconds = []
    for size in (20_000, 40_000):
        start = time.perf_counter()
        find_organizations("國際合作發展委員會及經濟部" * (size // 13))
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 5 * seconds[0] + 0.5
