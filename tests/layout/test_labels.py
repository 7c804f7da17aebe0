"""Labels of the cover with a damaged character, and words that only look like them."""

import pytest
from layout_sources import printed

from pipeline.layout import lay_out
from pipeline.layout.labels import is_label_line, labels_in


@pytest.mark.parametrize("line", ["姓及職稱：科長 戴志豪", "姓名及稱：科長 戴志豪", "姓上職稱：科長 戴志豪"])
def test_a_damaged_label_is_read(line: str) -> None:
    whole = labels_in("姓名職稱：科長 戴志豪")[0]
    found = labels_in(line)
    assert [(label.name, label.strong, label.end) for label in found] == [
        (whole.name, whole.strong, whole.end)
    ]
    assert is_label_line(line)


@pytest.mark.parametrize(
    "line", ["服務機構：財政部", "主席致詞：感謝各位", "會議結論：同意辦理", "列席機關：財政部"]
)
def test_another_word_before_a_colon_is_no_damaged_label(line: str) -> None:
    assert labels_in(line) == []


def test_each_agency_keeps_its_traveller() -> None:
    first = "服務機關：交通部航港局\n姓名及稱：技正 鄔佩珊\n"
    text = first + "服務機關：財政部關務署\n姓名職稱：科長 戴志豪\n派赴國家：美國\n"
    fields = lay_out(printed(text)).fields
    assert [f.name for f in fields if f.name == "agency"] == ["agency", "agency"]
    assert sum(f.name in ("traveller", "traveller_name") for f in fields) == 2
