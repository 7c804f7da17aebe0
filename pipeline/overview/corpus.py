"""Questions to the tables of a run, answered by aggregates: no table ever stands in memory whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.columns import columns
from pipeline.schemas import TABLES

if TYPE_CHECKING:
    import duckdb

TOP_BARS = 15
TOP_NAMES = 20
TOP_TRIPS = 400
TOP_REPORTS = 200
LINKS_PER_NAME = 4

YEAR = "year(coalesce(trip_start, report_date))"
DAY = "coalesce(trip_start, report_date)"


@dataclass(frozen=True, slots=True)
class Count:
    """How many reports or rows a name has; ``part`` splits it (a category, a severity, a table)."""

    name: str | None
    n: int
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """One report with its first and last day abroad; ``days`` counts both."""

    document_id: str
    title: str | None
    agency: str | None
    category: str | None
    start: date
    days: int | None
    destinations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to see a mention: the report, its title, and the id of the first mention in it."""

    document_id: str
    title: str | None
    mention_id: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an organization across the corpus, and the reports that name it most often."""

    name: str
    note: str | None
    country: str | None
    reports: int
    mentions: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """In how many of a table's rows an optional column holds a value."""

    table: str
    column: str
    filled: int
    rows: int


class Corpus:
    """The tables of one run folder, open for questions. Use it in a ``with`` statement.

    Every list comes in a fixed order: by number, then by name or id.
    """

    def __init__(self, folder: Path) -> None:
        import duckdb
        import pyarrow.dataset as ds

        self._connection: duckdb.DuckDBPyConnection = duckdb.connect()
        for table in TABLES:
            # Arrow datasets take a path as it is; DuckDB would read * and [ in it as a pattern.
            self._connection.register(table, ds.dataset(folder / f"{table}.parquet", format="parquet"))

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(query, list(values)).fetchall()

    def counts(self, query: str, *values: object) -> tuple[Count, ...]:
        """The rows of a query for name, n and, if it has one, part."""
        return tuple(Count(*row) for row in self.rows(query, *values))

    def totals(self) -> dict[str, int]:
        """Reports, agencies, countries, people, organizations, figures, dates; entities are counted once."""
        [values] = self.rows("""
            SELECT (SELECT count(*) FROM documents),
                   (SELECT count(DISTINCT agency) FROM documents),
                   (SELECT count(DISTINCT d) FROM (SELECT unnest(destinations) AS d FROM documents)),
                   (SELECT count(DISTINCT entity_id) FROM people),
                   (SELECT count(DISTINCT entity_id) FROM organizations),
                   (SELECT count(*) FROM trade_figures),
                   (SELECT count(*) FROM dates)""")
        names = ("reports", "agencies", "countries", "people", "organizations", "figures", "dates")
        return dict(zip(names, values, strict=True))

    def years(self) -> tuple[Count, ...]:
        """Reports by year of the trip (else of the report) and category; those without a day left out."""
        return self.counts(f"""
            SELECT CAST({YEAR} AS VARCHAR), count(*), category FROM documents WHERE {DAY} IS NOT NULL
            GROUP BY ALL ORDER BY 1, 3 NULLS LAST""")

    def agencies(self) -> tuple[Count, ...]:
        """The agencies with most reports."""
        return self.counts(
            "SELECT agency, count(*) FROM documents WHERE agency IS NOT NULL "
            "GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT ?",
            TOP_BARS,
        )

    def destinations(self) -> tuple[Count, ...]:
        """The countries that most reports are about."""
        return self.counts(
            "SELECT country, count(*) FROM "
            "(SELECT unnest(list_distinct(destinations)) AS country FROM documents) "
            "GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT ?",
            TOP_BARS,
        )

    def categories(self) -> tuple[Count, ...]:
        """Reports by category; None counts those that name none."""
        return self.counts(
            "SELECT category, count(*) FROM documents GROUP BY ALL ORDER BY 2 DESC, 1 NULLS LAST"
        )

    def trips(self, limit: int = TOP_TRIPS) -> tuple[Trip, ...]:
        """The most recent reports that say when the trip was, newest first."""
        found = self.rows(
            f"""
            SELECT document_id, title, agency, category, {DAY},
                   date_diff('day', trip_start, trip_end) + 1, destinations
            FROM documents WHERE {DAY} IS NOT NULL ORDER BY 5 DESC, 1 LIMIT ?""",
            limit,
        )
        return tuple(
            Trip(identity, title, agency, category, start, days, tuple(codes))
            for identity, title, agency, category, start, days, codes in found
        )

    def issues(self) -> tuple[Count, ...]:
        """The most frequent kinds of issue, with their severity."""
        return self.counts(
            "SELECT code, count(*), severity FROM issues GROUP BY ALL ORDER BY 2 DESC, 1, 3 LIMIT ?", 25
        )

    def failures(self) -> list[tuple[str, str]]:
        """Files of which something could not be read, and why."""
        found = self.rows(
            "SELECT coalesce(source_path, ''), min(message) FROM issues WHERE severity = 'error' "
            "GROUP BY 1 ORDER BY 1 LIMIT ?",
            TOP_NAMES,
        )
        return [(path, message) for path, message in found]

    def confidences(self) -> tuple[Count, ...]:
        """Rows by confidence in steps of 0.05 (the name is the lower bound) and table."""
        tables = [t for t in TABLES if any(c.name == "confidence" for c in columns(t))]
        query = " UNION ALL ".join(
            f"SELECT least(floor(confidence * 20 + 1e-9), 19) AS bin, '{t}' AS part, count(*) AS n "
            f"FROM {t} GROUP BY ALL"
            for t in tables
        )
        found = self.rows(f"SELECT bin, n, part FROM ({query}) ORDER BY part, bin")
        return tuple(Count(f"{bin_ / 20:.2f}", n, part) for bin_, n, part in found)

    def coverage(self) -> tuple[Coverage, ...]:
        """How often the optional columns hold a value, table by table."""
        found = []
        for table in TABLES:
            optional = [c.name for c in columns(table) if c.nullable]
            if optional:
                counts = ", ".join(f'count("{name}")' for name in optional)
                [(rows, *filled)] = self.rows(f"SELECT count(*), {counts} FROM {table}")
                found += [Coverage(table, c, n, rows) for c, n in zip(optional, filled, strict=True)]
        return tuple(found)
