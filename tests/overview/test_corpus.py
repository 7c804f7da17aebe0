"""The numbers of the page are those of the tables, counted here another way."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import pipeline

pytest.importorskip("duckdb")
pytest.importorskip("networkx")

from pipeline.overview import names, trade
from pipeline.overview.corpus import Corpus
from pipeline.overview.network import network


@pytest.fixture(scope="module")
def tables(written_run: Path) -> dict[str, pd.DataFrame]:
    return pipeline.load_outputs(written_run)


@pytest.fixture
def corpus(written_run: Path) -> Iterator[Corpus]:
    with Corpus(written_run) as opened:
        yield opened


def test_totals(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> None:
    totals = corpus.totals()
    assert totals["reports"] == 5
    assert totals["agencies"] == tables["documents"]["agency"].nunique()
    assert totals["countries"] == tables["documents"]["destinations"].explode().nunique()
    assert totals["organizations"] == tables["organizations"]["entity_id"].nunique()
    assert totals["organizations"] < len(tables["organizations"])


def test_reports_by_year_destination_and_category(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> None:
    documents = tables["documents"]
    years = Counter(str(day.year) for day in documents["trip_start"].dropna())
    assert Counter({c.name: 0 for c in corpus.years()}) + Counter(
        name for c in corpus.years() for name in [c.name] * c.n
    ) == Counter(years)
    assert {c.name: c.n for c in corpus.destinations()} == dict(
        documents["destinations"].explode().value_counts()
    )
    assert sum(c.n for c in corpus.categories()) == len(documents)
    assert [c.n for c in corpus.destinations()] == sorted((c.n for c in corpus.destinations()), reverse=True)


def test_trips_come_newest_first_with_their_length(corpus: Corpus) -> None:
    trips = corpus.trips()
    assert [t.start for t in trips] == sorted((t.start for t in trips), reverse=True)
    assert (trips[0].start.isoformat(), trips[0].days, trips[0].destinations) == ("2024-05-06", 5, ("JPN",))
    assert len(corpus.trips(2)) == 2


def test_most_named_organizations(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> None:
    home = names.organizations(corpus, abroad=False)
    found = tables["organizations"]
    expected = found[found["country"] == "TWN"].groupby("entity_id")["document_id"].nunique().max()
    assert home[0].reports == expected > 1
    assert len(home[0].places) == min(expected, 4)
    assert all(o.country != "TWN" for o in names.organizations(corpus, abroad=True))
    mentions = tables["organization_mentions"].set_index("mention_id")
    for organization in home:
        for place in organization.places:
            assert mentions.loc[place.mention_id, "document_id"] == place.document_id


def test_people_are_told_by_side(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> None:
    people = tables["people"].set_index("name")
    for person in names.people(corpus, home=False):
        assert set(people.loc[[person.name], "side"].dropna()) <= {"host"}
    assert {p.name for p in names.people(corpus, home=True)}.isdisjoint(
        p.name for p in names.people(corpus, home=False)
    )


def test_network_joins_people_to_their_organizations(corpus: Corpus) -> None:
    drawn = network(corpus)
    nodes = {node.id: node for node in drawn.nodes}
    assert drawn.edges
    for edge in drawn.edges:
        kinds = (nodes[edge.source].kind, nodes[edge.target].kind)
        assert kinds == ("person" if edge.kind == "role" else "organization", "organization")
    assert {e.source for e in drawn.edges} | {e.target for e in drawn.edges} == set(nodes)
    assert all(0 <= n.x <= 1 and 0 <= n.y <= 1 for n in drawn.nodes)
    # Nodes on top of one another could not be told apart.
    assert len({(round(n.x, 2), round(n.y, 2)) for n in drawn.nodes}) > 0.9 * len(nodes)


def test_network_does_not_depend_on_the_hash_seed(written_run: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.overview.corpus import Corpus; "
        "from pipeline.overview.network import network\n"
        "with Corpus(Path(sys.argv[1])) as c: print(network(c))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(written_run)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_trade_series_are_whole_years_without_forecasts(
    corpus: Corpus, tables: dict[str, pd.DataFrame]
) -> None:
    panels = trade.panels(corpus)
    india = next(p for p in panels if (p.reporter, p.partner, p.unit) == ("TWN", "IND", "USD"))
    figures = tables["trade_figures"].set_index("figure_id")
    for point in india.points:
        row = figures.loc[point.figure_id]
        assert (row["metric"], row["period"], row["text"]) == (point.metric, str(point.year), point.text)
        assert pd.isna(row["product"])
        assert point.low <= point.value <= point.high
    # The report of 2018 names a goal for 2020.
    assert max(p.year for p in india.points) <= 2018
    assert "2020" in set(figures["period"].dropna())
    amounts = (tables["trade_figures"]["kind"] == "amount").sum()
    assert 0 < trade.left_out(corpus) < amounts


def test_quality_counts_every_row(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> None:
    sure = Counter[str | None]()
    for count in corpus.confidences():
        sure[count.part] += count.n
    assert sure == {t: len(frame) for t, frame in tables.items() if "confidence" in frame}
    assert {c.name: c.n for c in corpus.issues()} == dict(tables["issues"]["code"].value_counts())
    filled = {(c.table, c.column): c.filled for c in corpus.coverage()}
    assert filled["people", "country"] == tables["people"]["country"].notna().sum()
    assert ("people", "text") not in filled


def test_an_empty_run_has_no_answers_but_no_error(empty_run: Path) -> None:
    with Corpus(empty_run) as corpus:
        assert corpus.totals()["reports"] == 0
        assert (corpus.years(), corpus.trips(), trade.panels(corpus), network(corpus).nodes) == (
            (),
            (),
            (),
            (),
        )
        assert names.people(corpus, home=True) == ()
