"""What the process that workers are forked from has loaded: the stages with all lexicons, and the export.

Imported there alone (``pipeline.corpus.server``). A worker, and one that takes the place of a killed
worker, then begins with its first document at once, and all share the memory of what they only read.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import replace

import pyarrow as pa

from pipeline.corpus.engine import settle
from pipeline.document import Document
from pipeline.export.parts import encode
from pipeline.layout import lay_out
from pipeline.records import make_rows
from pipeline.report import Report

_SAMPLE = """出國報告（出國類別：考察）
服務機關：財政部關務署
姓名職稱：李雅晶司長
派赴國家：日本
出國期間：106年11月20日至11月24日
報告日期：107年2月21日
壹、目的
臺灣日本關係協會邱會長義仁與日方於本年11月22日簽署協定，經濟部國際貿易局王局長（Wang Ming）陪同。
105年臺日雙邊貿易總額602億美元，較上年增加5.3％，日本為我第2大進口來源。
"""


def _load() -> None:
    _keep_pandas_out()
    source = replace(Document.from_text(_SAMPLE).source, sha256="0" * 64)
    for table, rows in make_rows(Report(lay_out(source))).tables.items():
        encode(table, rows)
    settle()


class _Absent:
    """Finds no pandas, installed or not."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def _keep_pandas_out() -> None:
    """Arrow looks for pandas with the first array that is made of Python values; workers need none of it.

    It would cost each run half a second before its first document, and 40 MiB.
    """
    sys.meta_path.insert(0, _Absent)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(_Absent)


gc.disable()  # What is loaded stays: the collector would only walk through it again and again.
try:
    _load()
except Exception as error:  # Of no import error the server dies; each document will say what is wrong.
    raise ImportError(str(error)) from error
finally:
    gc.enable()
