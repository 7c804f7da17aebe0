"""Short names that a text declares or makes: two at once, units behind them, first characters, 立國."""

import pytest

from pipeline.report import read_text


def names_of(text: str, written: str) -> list[str]:
    """What each mention with this text means."""
    r = read_text(text).organization_resolution
    pairs = zip(r.mentions, r.links, strict=True)
    return [r.organizations[n].name for m, link in pairs if m.text == written for n in link]


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("匈牙利國家鐵路公司（Magyar Rt.，以下簡稱匈鐵或MÁV）改制。匈鐵表示", "匈鐵", "匈牙利國家鐵路公司"),
        ("匈牙利國家鐵路公司（Magyar Rt.，以下簡稱匈鐵或MÁV）改制。MÁV表示", "MÁV", "匈牙利國家鐵路公司"),
        ("財團法人車輛安全審驗中心派員。車安中心說明", "車安中心", "財團法人車輛安全審驗中心"),
        ("拜會立陶宛企業聯合會。立國企業聯合會表示", "立國企業聯合會", "立陶宛企業聯合會"),
    ],
)
def test_a_short_name_means_the_body(text: str, written: str, name: str) -> None:
    assert set(names_of(text, written)) == {name}


def test_a_unit_behind_a_declared_short_name() -> None:
    text = "經濟暨創新部（以下簡稱經創部）主辦。由經創部創新政策司司長Tomas Vaitkus簡報。"
    assert names_of(text, "經創部創新政策司") == ["經創部創新政策司"]
    assert names_of("經濟暨創新部（以下簡稱經創部）主辦。經創部司長簡報。", "經創部司") == []


def test_other_characters_make_no_short_name() -> None:
    text = "財團法人車輛安全審驗中心派員。輛全中心說明"
    assert names_of(text, "輛全中心") in ([], ["輛全中心"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("及其在臺代理商隆昌貿易股份有限公司在場。", "隆昌貿易股份有限公司"),
        ("參訪國內耐斯集團。", "耐斯集團"),
        ("拜會岡山榮譽國民之家。", "岡山榮譽國民之家"),
        ("拜會臺北工務段。", "臺北工務段"),
    ],
)
def test_where_a_name_begins(text: str, name: str) -> None:
    assert [o.name for o in read_text(text).organizations] == [name]


def test_a_hall_is_no_organization() -> None:
    assert "工商部會議廳" not in {o.name for o in read_text("假工商部會議廳舉行。").organizations}
