"""Units that are named without their agency: 經濟組王秘書, 監視課課長."""

from __future__ import annotations

from pipeline.organizations.commons import JOINTS, is_generic, is_ordinary_unit, surnames
from pipeline.organizations.surroundings import Surroundings
from pipeline.organizations.words import EDGE, FREE, STOP, WORD

# Units that are named without their agency, and how long their names are without the head.
_LONE_UNITS = frozenset(("組", "科", "課", "大隊", "學系", "分局", "分處", "分署", "出張所"))
_LONE_UNITS |= {"推進室", "對策室", "推進課", "對策課", "振興課"}
_UNIT_WORDS = (2, 8)
_AFTER_UNITS = "長副及、,;。()」\t\n"


def stands_alone(around: Surroundings, i: int, head_start: int, end: int) -> bool:
    """Whether a unit is named without its agency: words bounded on the left, a title or a break after.

    經濟組王秘書, 監視課課長; not 三組, 本課程.
    """
    text, words = around.text, around.words
    length = head_start - i
    if not _UNIT_WORDS[0] <= length <= _UNIT_WORDS[1] or text[head_start:end] not in _LONE_UNITS:
        return False
    before_it = text[i - 1 : i]
    if before_it == ")":
        return False
    bounded = not before_it or words[i - 1] in (STOP, EDGE) or not "\u4e00" <= before_it <= "\u9fff"
    if not bounded or words[i] not in (FREE, WORD) or any(c in JOINTS for c in text[i:end]):
        return False
    if any(words[k] in (STOP, EDGE) for k in range(i, head_start)):
        return False
    name = text[i:end]
    if is_generic(name, text[head_start:end]) or is_ordinary_unit(name, text[head_start:end]):
        return False
    following = text[end : end + 1]
    bounded = following in surnames() or following in _AFTER_UNITS or words[end] == STOP
    return bounded or text[end : end + 2] in ("同仁", "人員", "代表", text[end - 1] + "長")
