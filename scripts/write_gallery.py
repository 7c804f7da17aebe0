"""Writes docs/gallery.md and its pictures: trade series drawn from the figures of the sample reports.

usage: python scripts/write_gallery.py [--check]

With --check nothing is written; the exit status is 1 where page or pictures are not current. The pictures
carry no date and no random ids: the same reports give the same files.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from pipeline import read_report

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "corpus" / "reports"
PAGE = ROOT / "docs" / "gallery.md"
IMAGES = ROOT / "docs" / "images"
MILLION = 1_000_000
COLOURS = {
    "exports": "#1b6e8c",
    "imports": "#d1752a",
    "trade_total": "#5a5a5a",
    "trade_balance": "#8a9a3b",
}
NAMES = {
    "exports": "Exports",
    "imports": "Imports",
    "trade_total": "Total trade",
    "trade_balance": "Balance",
}
COUNTRIES = {"CHL": "Chile", "IDN": "Indonesia", "IND": "India", "JPN": "Japan", "VNM": "Viet Nam"}
STYLE = {
    "svg.hashsalt": "gallery",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e4e4e4",
    "axes.axisbelow": True,
}
INTRODUCTION = """# Gallery

This page and its pictures are written by `make docs` (`scripts/write_gallery.py`) from the sample reports in
`corpus/reports`: every point is a figure that the pipeline read, none is typed in. Amounts are in millions
of US dollars.

One line a figure, as a table of pandas:

```python
import pandas as pd
from pipeline import read_report

report = read_report("corpus/reports/trade_talks_india_2018.html")
figures = pd.DataFrame(
    {
        "year": f.period,
        "metric": f.metric,
        "kind": f.kind,
        "unit": f.unit,
        "reporter": f.reporter,
        "partner": f.partner,
        "value": float(f.value),
        "text": f.mention.text,
    }
    for f in report.figures
)
```
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    figures = bilateral(read_figures())
    series = figures[figures["partner"] == "IND"].pivot(index="year", columns="metric", values="value")
    totals = figures[figures["metric"] == "trade_total"].sort_values("value")
    files = {
        IMAGES / "trade_with_india.svg": draw(lambda axes: draw_series(axes, series)),
        IMAGES / "balance_with_india.svg": draw(lambda axes: draw_balance(axes, series)),
        IMAGES / "trade_by_partner.svg": draw(lambda axes: draw_partners(axes, totals)),
    }
    files[PAGE] = "\n".join(page(series, totals))
    stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    if parser.parse_args().check:
        sys.stdout.writelines(f"{path.relative_to(ROOT)} is not current\n" for path in stale)
        return int(bool(stale))
    IMAGES.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
    return 0


def read_figures() -> pd.DataFrame:
    """All figures of the sample reports, one a row."""
    reports = {path.name: read_report(path) for path in sorted(REPORTS.iterdir())}
    rows = [
        {
            "report": name,
            "written": report.reference.value[:4] if report.reference else "",
            "kind": f.kind,
            "metric": f.metric,
            "year": f.period,
            "unit": f.unit,
            "reporter": f.reporter,
            "partner": f.partner,
            "value": float(f.value) / MILLION,
            "tabled": f.table is not None,
            "text": f.mention.text,
        }
        for name, report in reports.items()
        for f in report.figures
        if f.value is not None
    ]
    return pd.DataFrame(rows)


def bilateral(figures: pd.DataFrame) -> pd.DataFrame:
    """The home country's trade with one partner in a whole year; a table's value before a rounded one.

    Years after the report are targets, not figures of trade.
    """
    chosen = figures[
        (figures["kind"] == "amount")
        & (figures["unit"] == "USD")
        & (figures["reporter"] == "TWN")
        & figures["metric"].isin(list(NAMES))
        & figures["partner"].isin(list(COUNTRIES))
        & figures["year"].str.fullmatch("[0-9]{4}").fillna(value=False)
        & (figures["year"].fillna("") <= figures["written"])
    ]
    ordered = chosen.sort_values(["tabled", "report"], ascending=[False, True], kind="stable")
    return ordered.drop_duplicates(["metric", "year", "partner"])


def draw(content: Callable[[Axes], None]) -> str:
    """A picture as SVG, the same for the same figures."""
    with mpl.rc_context(STYLE):
        picture = Picture(figsize=(7.2, 3.6), layout="constrained")
        content(picture.add_subplot())
        buffer = io.StringIO()
        picture.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def draw_series(axes: Axes, series: pd.DataFrame) -> None:
    for metric in ("trade_total", "exports", "imports"):
        line = series[metric].dropna()
        axes.plot(line.index, line, marker="o", color=COLOURS[metric], label=NAMES[metric])
    axes.set_ylim(bottom=0)
    axes.set_ylabel("million US dollars")
    axes.set_title("Taiwan's trade with India", loc="left")
    axes.legend(frameon=False)


def draw_balance(axes: Axes, series: pd.DataFrame) -> None:
    balance = series["trade_balance"].dropna()
    axes.bar(balance.index, balance, color=COLOURS["trade_balance"], width=0.6)
    axes.set_ylabel("million US dollars")
    axes.set_title("Taiwan's surplus with India", loc="left")


def draw_partners(axes: Axes, totals: pd.DataFrame) -> None:
    last = totals.sort_values("year").drop_duplicates("partner", keep="last").sort_values("value")
    names = [f"{COUNTRIES[row.partner]} ({row.year})" for row in last.itertuples()]
    axes.barh(names, last["value"], color=COLOURS["trade_total"], height=0.6)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel("million US dollars")
    axes.set_title("Total trade, last year that a report gives", loc="left")


def page(series: pd.DataFrame, totals: pd.DataFrame) -> Iterator[str]:
    yield INTRODUCTION
    yield "## Trade with India\n"
    yield "The table of one report, one cell a figure.\n"
    yield "![Taiwan's trade with India](images/trade_with_india.svg)\n"
    yield "![Taiwan's surplus with India](images/balance_with_india.svg)\n"
    metrics = [metric for metric in NAMES if metric in series]
    yield "| Year | " + " | ".join(NAMES[metric] for metric in metrics) + " |"
    yield "| --- |" + " ---: |" * len(metrics)
    for year, row in series.iterrows():
        cells = ["" if pd.isna(row[metric]) else f"{row[metric]:,.1f}" for metric in metrics]
        yield f"| {year} | " + " | ".join(cells) + " |"
    yield "\n## Total trade by partner\n"
    yield "Read from the sentences and tables of several reports.\n"
    yield "![Total trade by partner](images/trade_by_partner.svg)\n"
    yield "| Partner | Year | Total trade | As written | Report |"
    yield "| --- | --- | ---: | --- | --- |"
    for row in totals.sort_values(["partner", "year"]).itertuples():
        name = COUNTRIES[str(row.partner)]
        yield f"| {name} | {row.year} | {row.value:,.1f} | {row.text} | `{row.report}` |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
