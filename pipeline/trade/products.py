"""Which goods a figure is about: 「半導體出口」, 「電子零組件製造業52.76億美元」."""

from __future__ import annotations

import re

from pipeline.trade.model import FigureMention, Metric
from pipeline.trade.passages import Passage

_GOODS = (
    r"[\u4e00-\u9fff、]{0,14}?(?:製造業|零售業|服務業|輔助業|投資業|業|製品|產品|零組件|農產品|設備|機械|半導體|面板|食品|鋼鐵|"
    r"汽車|石油|化學品|紡織品|工具機|積體電路|手機|原油|電腦|塑膠|藥品|水果|漁產|茶葉|稻米|遊艇|自行車|晶片)"
)
_LABEL = re.compile(rf"(?:以|為|及|與|和|、|，|,|：|；|^)(?P<goods>{_GOODS})(?:金額|總額|為|達|約|計)?$")
_TRADED = re.compile(
    rf"(?:以|為|及|與|和|、|，|：|；|我國|我|對[^，。]{{1,6}}|^)(?P<goods>{_GOODS})(?:之|的)?(?:出口|進口|輸出|輸入|外銷|投資|訂單|產值)"
)
_LEADING = re.compile(r"^[、及與和]*(?:其中|其餘|主要|包括|係|以)*")
_REACH = 24


def read_product(mention: FigureMention, passage: Passage, metric: Metric) -> str | None:
    """The goods or the industry that the words right before the figure name; None where there are none."""
    if metric in ("gdp", "budget", "aid"):
        return None
    start = max(passage.clause_start(mention.start), mention.start - _REACH)
    before = passage.folded[start : mention.start]
    match = _LABEL.search(before) or _TRADED.search(before)
    return _LEADING.sub("", match.group("goods")) or None if match else None
