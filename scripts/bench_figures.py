"""Accuracy and speed of find_figures on a list of amounts, beside JioNLP and Recognizers-Text.

usage: python scripts/bench_figures.py [AMOUNTS.csv] [--runs N] [--errors]

The list (default: bench_amounts.csv beside this script) gives each amount as official reports write it,
with its value in whole units (both ends of a range; nothing for what is no money) and its currency. All
read the same list in the same process. The others are made for Simplified characters: where JioNLP is
there, its own converter gives both of them the list in Simplified characters, outside of the measured time;
and 元 is taken for their word as much as for TWD. Speed is that of the search through the list
written as one text. A library that is not installed (dependency group
``bench``) is named as such.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import importlib
import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipeline.trade import find_figures

AMOUNTS = Path(__file__).parent / "bench_amounts.csv"
Money = tuple[Decimal, str]
Read = Callable[[str], list[Money]]
HOME = "TWD"
# What JioNLP and Recognizers-Text call the unit of a bare 元.
BARE = {"元", "CNY", HOME}
JIONLP_NAMES = {
    "元": HOME,
    "新台币": HOME,
    "台币": HOME,
    "人民币": "CNY",
    "美元": "USD",
    "美金": "USD",
    "日元": "JPY",
    "日圆": "JPY",
    "日币": "JPY",
    "欧元": "EUR",
    "英镑": "GBP",
    "韩元": "KRW",
    "韩圜": "KRW",
    "泰铢": "THB",
    "越南盾": "VND",
    "越盾": "VND",
    "印尼盾": "IDR",
    "比索": "PHP",
    "菲律宾比索": "PHP",
    "印度卢比": "INR",
    "卢比": "INR",
    "新加坡币": "SGD",
    "新加坡元": "SGD",
    "港币": "HKD",
    "港元": "HKD",
    "令吉": "MYR",
    "林吉特": "MYR",
    "瑞士法郎": "CHF",
    "法郎": "CHF",
    "澳元": "AUD",
    "澳币": "AUD",
    "新西兰元": "NZD",
    "加元": "CAD",
    "加拿大元": "CAD",
}
RECOGNIZERS_NAMES = {"Chinese yuan": "CNY", "Hong Kong dollar": "HKD", "Vietnamese dong": "VND"}


@dataclass(frozen=True)
class Amount:
    """One line of the list; ``values`` is empty for what is no money."""

    text: str
    values: list[Decimal]
    currency: str


@dataclass(frozen=True)
class Reader:
    """A library: how it reads one amount, how it searches a text, and the list in its characters."""

    read: Read
    scan: Callable[[str], object]
    texts: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("amounts", nargs="?", type=Path, default=AMOUNTS)
    parser.add_argument("--runs", type=int, default=5, help="timed runs, the best counts (default 5)")
    parser.add_argument("--errors", action="store_true", help="list what each one reads wrongly")
    options = parser.parse_args()
    amounts = read_amounts(options.amounts)
    characters = len(sentences([a.text for a in amounts]))
    out = sys.stdout.write
    out(f"{len(amounts)} amounts, {characters:,} characters\n\n")
    out(f"{'':18} {'value':>8} {'and currency':>13} {'characters/s':>14}\n")
    for name, make in (("find_figures", ours), ("jionlp", jionlp), ("recognizers-text", recognizers)):
        try:
            reader = make([a.text for a in amounts])
        except ImportError as error:
            out(f"{name:18} not installed ({error})\n")
            continue
        found = [reader.read(text) for text in reader.texts]
        right = [same_values(a, f) for a, f in zip(amounts, found, strict=True)]
        whole = [r and same_currency(a, f) for r, a, f in zip(right, amounts, found, strict=True)]
        speed = characters / best(reader, options.runs)
        out(f"{name:18} {rate(right):>8} {rate(whole):>13} {speed:14,.0f}\n")
        if options.errors:
            for amount, money, good in zip(amounts, found, whole, strict=True):
                if not good:
                    out(f"    {amount.text}: {', '.join(f'{v} {c}' for v, c in money) or 'nothing'}\n")
    return 0


def read_amounts(path: Path) -> list[Amount]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Amount(row["text"], [Decimal(v) for v in row["value"].split("|") if v], row["currency"])
            for row in csv.DictReader(stream)
        ]


def same_values(amount: Amount, found: list[Money]) -> bool:
    return [value for value, _ in found] == amount.values


def same_currency(amount: Amount, found: list[Money]) -> bool:
    accepted = BARE if amount.currency == HOME else {amount.currency}
    return all(currency in accepted for _, currency in found)


def rate(good: list[bool]) -> str:
    return f"{100 * sum(good) / len(good):.1f}%"


def ours(texts: list[str]) -> Reader:
    """find_figures on the list as it is written."""

    def read(text: str) -> list[Money]:
        found = [m for m in find_figures(text) if m.kind == "amount" and m.value is not None]
        return [(m.value, m.unit or "") for m in found if m.value is not None]

    return Reader(read, find_figures, texts)


def jionlp(texts: list[str]) -> Reader:
    """JioNLP's money parser, which wants the amount alone."""
    with contextlib.redirect_stdout(io.StringIO()):
        library = importlib.import_module("jionlp")

    def read(text: str) -> list[Money]:
        try:
            parsed = library.parse_money(text)
        except (ValueError, TypeError, KeyError, IndexError, InvalidOperation):
            return []
        numbers = parsed["num"] if isinstance(parsed["num"], list) else [parsed["num"]]
        currency = JIONLP_NAMES.get(parsed["case"], parsed["case"])
        # 「五百余亿」 comes as the span from 500 to 600 億: its lower end is what is written.
        kept = numbers[:1] if any(word in text for word in "余多几") else numbers
        return [(Decimal(number), currency) for number in kept if number != "null"]

    def scan(text: str) -> object:
        return library.ner.extract_money(text, with_parsing=True)

    return Reader(read, scan, simplified(texts))


def recognizers(texts: list[str]) -> Reader:
    """Recognizers-Text for currencies in Chinese."""
    recognize = importlib.import_module("recognizers_number_with_unit").recognize_currency
    culture = importlib.import_module("recognizers_text").Culture.Chinese

    def read(text: str) -> list[Money]:
        found = []
        for result in recognize(text, culture):
            value = (result.resolution or {}).get("value")
            if value is not None:
                unit = result.resolution.get("unit") or ""
                currency = result.resolution.get("isoCurrency") or RECOGNIZERS_NAMES.get(unit, unit)
                found.append((Decimal(value), currency))
        return found

    return Reader(read, lambda text: recognize(text, culture), simplified(texts))


def simplified(texts: list[str]) -> list[str]:
    """The list in Simplified characters and mainland words; as it is without JioNLP."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            convert = importlib.import_module("jionlp").tra2sim
    except ImportError:
        return texts
    words = (("馀", "余"), ("兆", "万亿"), ("日圆", "日元"), ("韩圜", "韩元"))
    converted = [convert(text) for text in texts]
    for taiwanese, mainland in words:
        converted = [text.replace(taiwanese, mainland) for text in converted]
    return converted


def sentences(texts: list[str]) -> str:
    return "".join(f"金額為{text}。" for text in texts)


def best(reader: Reader, runs: int) -> float:
    """The least processor time, in seconds, of a search through the list written as one text."""
    text = sentences(reader.texts)
    times = []
    for _ in range(runs):
        began = time.process_time()
        reader.scan(text)
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
