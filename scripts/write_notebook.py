"""Write docs/quickstart.ipynb: five questions to the tables of a run, each answered by a plot.

usage: write_notebook.py [--check]

With --check nothing is written; the exit code is 1 if the notebook is not current.
"""

import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NOTEBOOK = Path(__file__).parent.parent / "docs" / "quickstart.ipynb"


class Code(str):
    """A cell of code; all other cells are prose."""


CELLS = [
    """
# Five questions to trip reports

Taiwan's civil servants file a report (公務出國報告) after every mission abroad. `make extract` has turned a
folder of them into tables; this notebook puts five questions to the tables, each answered by a plot.
It needs pandas and matplotlib, and no knowledge of how the tables were made.

Run `make extract` first: ten invented sample reports make the tables in `outputs`. Every cell works
the same on your own reports, and answers become interesting from a few hundred of them on.
""",
    Code("""
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib import font_manager

import pipeline

OUTPUTS = next(p for p in (Path("outputs"), Path("../outputs")) if (p / "run.json").exists())
tables = pipeline.load_outputs(OUTPUTS)

# Plots need a font that has Chinese characters; any of these will do.
CHINESE = ["Noto Sans CJK TC", "Noto Sans CJK JP", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"]
installed = {font.name for font in font_manager.fontManager.ttflist}
plt.rcParams["font.family"] = [*[name for name in CHINESE if name in installed][:1], "DejaVu Sans"]

{name: len(table) for name, table in tables.items()}
"""),
    """
`tables` is a dictionary of pandas DataFrames. `documents` has a row for every report; all other
tables point to it by `document_id`. A report looks like this:
""",
    Code("""
documents = tables["documents"]
documents[["agency", "title", "destinations", "trip_start", "trip_end", "report_date"]].head()
"""),
    """
## 1. Who was met by which ministry?

`people` has a row for every person of every report. `side` says whether a person belongs to the
Taiwanese side (`home`) or to the hosts (`host`); where the text does not tell, `side` is empty, and
nobody has guessed. We keep the hosts, and look up whose report they stand in.
""",
    Code("""
people = tables["people"].merge(documents[["document_id", "agency"]], on="document_id")
met = people[(people["side"] == "host") & people["name"].notna()]

by_agency = met.groupby(["agency", "country"], dropna=False).size().unstack(fill_value=0)
by_agency = by_agency.loc[by_agency.sum(axis=1).sort_values().index[-12:]]
ax = by_agency.plot.barh(stacked=True, figsize=(9, 0.5 * len(by_agency) + 1.5), colormap="tab20")
ax.set(xlabel="people met", ylabel="", title="People met, by reporting agency and country")
ax.legend(title="country", ncols=2, frameon=False)
plt.show()
"""),
    """
Who they are, and where each name stands: `text` is the mention as written, `page` and `line` are
those of the original file.
""",
    Code("""
met[["agency", "name", "title", "organization", "country", "page", "line"]].head(8)
"""),
    """
## 2. How did trade with a partner develop?

`trade_figures` has a row for every amount, growth rate, share and rank. Amounts stand in whole units
of their currency. We take amounts of whole years (`period` is a year) for all goods (`product` is
empty), and the pair of countries about which there are most.
""",
    Code("""
figures = tables["trade_figures"].merge(documents[["document_id", "reference_date"]], on="document_id")
yearly = figures[
    (figures["kind"] == "amount")
    & figures["period"].str.fullmatch(r"\\d{4}").fillna(False)
    & figures["product"].isna()
    & figures["partner"].notna()
    & figures["value"].notna()
    & figures["metric"].isin(["trade_total", "exports", "imports", "trade_balance"])
    # What is said about a year after the report is a goal or a forecast.
    & (figures["period"].str[:4] <= figures["reference_date"].str[:4])
]
reporter, partner, unit = yearly.groupby(["reporter", "partner", "unit"])["period"].count().idxmax()
pair = yearly[
    (yearly["reporter"] == reporter) & (yearly["partner"] == partner) & (yearly["unit"] == unit)
].assign(year=lambda x: x["period"].astype(int), billion=lambda x: x["value"].astype(float) / 1e9)

# Several reports, or two sentences of one, may give the same figure: the median is a fair choice.
series = pair.pivot_table(index="year", columns="metric", values="billion", aggfunc="median")
ax = series.plot(marker="o", figsize=(9, 4))
ax.set(ylabel=f"billion {unit}", xlabel="", title=f"Trade of {reporter} with {partner}")
ax.set_xticks(series.index)
ax.legend(frameon=False)
ax.spines[["top", "right"]].set_visible(False)
plt.show()
"""),
    """
A line that surprises can be checked at once. Here is what the reports say, word for word, and by
which reasoning each figure got its year and its metric:
""",
    Code("""
pair.sort_values(["metric", "year"])[["metric", "year", "text", "value", "reason", "confidence"]].head(8)
"""),
    """
## 3. How long from return to report?

A report is due within months of the return. `trip_end` and `report_date` come from the cover or the
form (提要表).
""",
    Code("""
dated = documents.dropna(subset=["trip_end", "report_date"])
days = (dated["report_date"] - dated["trip_end"]).dt.days.rename("days")

fig, ax = plt.subplots(figsize=(9, 3.5))
ax.hist(days, bins=range(0, max(200, int(days.max()) + 15), 15), color="#4477aa", edgecolor="white")
ax.axvline(days.median(), color="#cc3311")
ax.margins(y=0.2)
ax.text(days.median() + 2, ax.get_ylim()[1] * 0.9, f"median {days.median():.0f} days", color="#cc3311")
ax.set(xlabel="days from return to report", ylabel="reports", title="How long it takes to report")
ax.spines[["top", "right"]].set_visible(False)
plt.show()
"""),
    """
## 4. Who sits at the table, by title?

`roles` has a row for every title that a person bears. Together with the side it shows whom a
delegation of directors (組長, 處長) gets to see.
""",
    Code("""
roles = tables["roles"].merge(tables["people"][["person_id", "side"]], on="person_id")
titles = (
    roles.assign(side=roles["side"].fillna("not said"))
    .groupby(["title", "side"])["person_id"]
    .nunique()
    .unstack(fill_value=0)
)
titles = titles.loc[titles.sum(axis=1).sort_values().index[-15:]]
colours = {"home": "#4477aa", "host": "#ee6677", "not said": "#bbbbbb"}
ax = titles.plot.barh(stacked=True, figsize=(9, 6), color=[colours[side] for side in titles.columns])
ax.set(xlabel="people", ylabel="", title="The most frequent titles")
ax.legend(title="side", frameon=False)
ax.spines[["top", "right"]].set_visible(False)
plt.show()
"""),
    """
## 5. What could not be told?

A value that the text does not settle stays empty, and `issues` says why. Before you count anything,
look at what is not there: here are the most frequent reasons, with an example of each.
""",
    Code("""
issues = tables["issues"]
codes = issues["code"].value_counts().sort_values()
ax = codes.plot.barh(figsize=(9, 0.4 * len(codes) + 1.2), color="#ccbb44")
ax.bar_label(ax.containers[0], padding=3)
ax.set(xlabel="issues", ylabel="", title="Issues by kind")
ax.spines[["top", "right"]].set_visible(False)
plt.show()

issues.groupby("code")[["source_path", "message"]].first()
"""),
    """
## Where to go from here

- From a row to its sentence: `text/<document_id>.txt` is the clean text, and `char_start` and `char_end`
  are the place.
- The same person or organization in several reports has the same `entity_id`.
- `confidence` is the probability that a row is right; filter by it where a count has to be clean.
- Every column is explained in the data dictionary, `docs/data_dictionary.md`.
""",
    Code("""
row = tables["dates"].iloc[0]
text = (OUTPUTS / "text" / f"{row['document_id']}.txt").read_text(encoding="utf-8")
assert text[row["char_start"] : row["char_end"]] == row["text"]
row["text"], row["value"], row["reason"]
"""),
]


def notebook() -> str:
    cells = []
    for at, source in enumerate(CELLS):
        new_cell = new_code_cell if isinstance(source, Code) else new_markdown_cell
        cell = new_cell(source.strip())
        # nbformat's ids are random; the same cells shall give the same file.
        cell["id"] = f"cell-{at:02d}"
        cells.append(cell)
    book = new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
    )
    nbformat.validate(book)
    return nbformat.writes(book) + "\n"


def main() -> int:
    if "--check" in sys.argv[1:]:
        return int(not NOTEBOOK.exists() or NOTEBOOK.read_text(encoding="utf-8") != notebook())
    NOTEBOOK.write_text(notebook(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
