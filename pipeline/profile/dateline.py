"""The line that dates a text without a cover: 「發文日期：98年5月27日」, or a day alone under the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.document import Document

if TYPE_CHECKING:
    from pipeline.dates import ResolvedDate

# Letters and releases call the day so (文書處理手冊: 發文日期). A meeting's 時間 is no day of writing.
_LABEL = re.compile(
    r"[\s(（【\[]*(?:發布|發佈|發文|公布|公佈|刊登|張貼|上架|更新|製表|填表|填報|資料|撰寫|撰稿|彙整|新聞)?(?:日期|時間|日)[\s:：]*"
)
_NO_LABEL = re.compile(r"[\s(（【\[]*")
_REST = re.compile(r"[\s)）】\]。.]*")
_LABELLED_LINES = 15
_TITLE_LINES = 4
_CLOSING_LINES = 2


def find_dateline(document: Document, dates: Sequence[ResolvedDate]) -> str | None:
    """The day that such a line gives, as EDTF; None if no line is one.

    With a label it may stand anywhere at the beginning. Alone it counts right under the title or as the
    last line: further down, a day alone is the heading of an itinerary.
    """
    lines = [
        (m.start(), m.end()) for m in re.finditer(r"[^\n]+", document.text) if m.group().strip(" \t\u3000")
    ]
    titles, closing = lines[:_TITLE_LINES], lines[max(_TITLE_LINES, len(lines) - _CLOSING_LINES) :]
    for found in dates:
        if found.basis != "explicit" or found.precision not in ("day", "minute") or found.value is None:
            continue
        if "/" in found.value:
            continue
        mention = found.mention
        line = next(((a, b) for a, b in lines if a <= mention.start < b), None)
        if line is None or not _REST.fullmatch(document.text, mention.end, line[1]):
            continue
        if line in lines[:_LABELLED_LINES] and _LABEL.fullmatch(document.text, line[0], mention.start):
            return found.value.split("T")[0]
        alone = line in titles or line in closing
        if (
            alone
            and not _has_weekday(mention.text)
            and _NO_LABEL.fullmatch(document.text, line[0], mention.start)
        ):
            return found.value.split("T")[0]
    return None


def _has_weekday(text: str) -> bool:
    """A day with its weekday is the heading of an itinerary."""
    return text.endswith((")", "）")) or "星期" in text
