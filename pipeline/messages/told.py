"""What the command line says, in English and in Traditional Chinese, by the language of the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal

from pipeline.messages.sentences import in_chinese

Language = Literal["en", "zh"]

MESSAGES: dict[str, tuple[str, str]] = {
    "all-right": ("{place}: all is right", "{place}：檢查無誤"),
    "and": (", ", "、"),
    "applied": ("{counts}; tables in {place}", "{counts}；表格在 {place}"),
    "bad-decisions": ("{cause}", "判定檔無法使用：{cause}"),
    "bad-model": ("{cause}", "辨識模型無法使用：{cause}"),
    "bad-output": ("{cause}", "輸出資料夾無法使用：{cause}"),
    "by-the-second": ("{count:.1f} documents/s", "每秒 {count:.1f} 件"),
    "character": ("character {position}: …{near}…", "第 {position} 字：…{near}…"),
    "counted": ("{count:,} {what}", "{what} {count:,}"),
    "docbin": ("{count} documents in {place}", "{count} 件文件寫入 {place}"),
    "documents": (
        "documents  {counts} ({pages:,} pages, {characters:,} characters)",
        "文件       {counts}（{pages:,} 頁，{characters:,} 字）",
    ),
    "failed": ("  failed   {cause}", "  失敗     {cause}"),
    "failed-more": ("  …and {count} more in issues.csv", "  ……另有 {count} 件，見 issues.csv"),
    "gold": ("{count} gold files in {place}", "{count} 個標註檔在 {place}"),
    "here": ("here", "已備妥"),
    "how-far": (
        "{phase} {done:,} of {total:,}  {details}",
        "{phase} {total:,} 件中的 {done:,} 件  {details}",
    ),
    "issues": ("issues     {counts}", "問題       {counts}"),
    "kept": (
        "{cause}. What is done is kept; run the same command again to go on",
        "{cause}。已完成的部分已保存，再執行同一指令即可繼續",
    ),
    "left": ("{span} left", "尚餘 {span}"),
    "look-at": (
        "look at    {place}/people.csv, dates.csv, trade_figures.csv, issues.csv",
        "請看       {place}/people.csv、dates.csv、trade_figures.csv、issues.csv",
    ),
    "missing": ("missing", "缺少"),
    "no-extra": (
        "{cause}. Install what it needs: pip install 'trip-reports[report,packages]'",
        "{cause}。請安裝所需套件：pip install 'trip-reports[report,packages]'",
    ),
    "no-gold": ("no gold files (*.json) in {place}", "{place} 沒有標註檔（*.json）"),
    "no-input": ("{cause}", "找不到輸入：{cause}"),
    "no-place": (
        "{place} does not stand in the {count:,} characters of {document}",
        "{document} 全文 {count:,} 字，沒有「{place}」",
    ),
    "no-report": ("no report at {place}", "{place} 沒有報告"),
    "no-run": ("{cause}", "{cause}"),
    "none": ("none", "無"),
    "not-applied": ("  not applied: {what}: {cause}", "  未套用：{what}：{cause}"),
    "not-fetched": ("not fetched", "未下載"),
    "nothing-applied": ("nothing to apply", "沒有可套用的決定"),
    "nothing-changed": (
        "nothing has changed since the last run; the output is as it was",
        "自上次執行以來沒有變動，輸出維持原狀",
    ),
    "nothing-found": ("nothing was found here", "此處沒有擷取到任何項目"),
    "review-pages": ("{count} review pages in {place}", "{count} 個檢視頁在 {place}"),
    "rows": ("rows", "筆數"),
    "stopped": (
        "stopped. {done}The output is as it was; run the same command again to go on",
        "已停止。{done}輸出維持原狀，再執行同一指令即可繼續",
    ),
    "stopped-done": (
        "{done:,} of {total:,} documents are done and kept. ",
        "{total:,} 件中已完成並保存 {done:,} 件。",
    ),
    "table": ("table", "表格"),
    "time": ("time       {seconds:.1f} s", "時間       {seconds:.1f} 秒"),
    "too-long": ("{cause}", "活頁簿放不下：{cause}"),
    "unwritten": ("could not be written: {cause}", "無法寫入：{cause}"),
    "weighed": ("weighed:", "比較過的解讀："),
    "worked-on": (
        "worked on  {count:,} of {total:,} (the others were done before)",
        "本次處理   {total:,} 件中的 {count:,} 件（其餘先前已完成）",
    ),
}
"""Every message by its name: English, Chinese. Names of tables, columns and codes are never translated."""


def language() -> Language:
    """The language of the terminal: ``PIPELINE_LANG``, else what the locale variables name, else English."""
    for variable in ("PIPELINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def tell(name: str, **values: object) -> str:
    """The message ``name`` with its values, in the language of the terminal.

    The value ``cause`` is an error or a sentence of a stage, and is said in that language as well.
    """
    english, chinese = MESSAGES[name]
    if "cause" in values:
        values["cause"] = said(str(values["cause"]))
    return (chinese if language() == "zh" else english).format(**values)


def counted(counts: Iterable[tuple[str, int]]) -> str:
    """Numbers of things, as ``3 done, 1 failed``; empty if there are none."""
    parts = (tell("counted", what=said(what), count=count) for what, count in counts)
    return tell("and").join(parts)


def said(sentence: str) -> str:
    """A sentence of a stage (an issue's message, a reason, a word) in the language of the terminal."""
    return in_chinese(sentence) if language() == "zh" else sentence
