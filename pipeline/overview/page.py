"""``report.html``: everything the page shows, put together and written at once."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.overview import charts, labels, names, network_chart, trade, trade_chart
from pipeline.overview.corpus import TOP_REPORTS, TOP_TRIPS, Corpus, Count, Trip
from pipeline.overview.drawing import Link, Spec
from pipeline.overview.network import network
from pipeline.packaging.tables import read_run, replacing

PAGE = "report.html"

SECTIONS = (
    ("reports", "Reports"),
    ("names", "Who"),
    ("network", "Network"),
    ("trade", "Trade"),
    ("quality", "Quality"),
)

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""Head and rows of the numbers behind a chart."""


def write_corpus_page(run_folder: Path | str) -> Path:
    """Write ``report.html`` into a run folder and return its path.

    One file that opens offline and loads nothing: reports by year, agency, destination and category, all
    trips, who is named most with links to the review pages, the network of people and organizations, trade
    series, and quality. A link leads to ``review/<document_id>.html#mention-<id>`` if that page is there,
    else to the clean text. The page stands still in size however large the corpus is; the same tables give
    the same bytes. NotARunError if a table is missing; ImportError without the libraries of the page.
    """
    folder = Path(run_folder)
    run = read_run(folder)
    with Corpus(folder) as corpus:
        page = _page(corpus, folder, str(run.get("version", "unknown")))
    target = folder / PAGE
    with replacing(target) as scratch:
        scratch.write_text(page, encoding="utf-8")
    return target


def _page(corpus: Corpus, folder: Path, version: str) -> str:
    import jinja2
    from markupsafe import Markup

    here = Path(__file__).parent
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(here),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["show"] = lambda x: f"{x:,}" if isinstance(x, int) else "" if x is None else str(x)
    environment.filters["country"] = labels.country
    style, script = ((here / f"page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    library = _library()
    content = _content(corpus, _linker(folder))
    # Only these scripts run, nothing is loaded from anywhere, whatever a report's text may hold.
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {_digest(library)} {_digest(script)}"
    )
    return environment.get_template("page.html").render(
        **content,
        title="公務出國報告 Official trip reports at a glance",
        sections=SECTIONS,
        version=version,
        policy=policy,
        specs=Markup(_json(content["charts"])),
        style=Markup(style),
        script=Markup(script),
        library=Markup(library),
    )


def _content(corpus: Corpus, link: Link) -> dict[str, Any]:
    trips = corpus.trips()
    totals = corpus.totals()
    years, agencies, destinations = corpus.years(), corpus.agencies(), corpus.destinations()
    categories, issues, sure = corpus.categories(), corpus.issues(), corpus.confidences()
    named = tuple(Count(labels.country(c.name), c.n) for c in destinations)
    drawn, panels = network(corpus), trade.panels(corpus)
    specs: dict[str, Spec | None] = {
        "years": charts.years(years) if years else None,
        "agencies": charts.bars(agencies, "reports") if agencies else None,
        "destinations": charts.bars(named, "reports") if named else None,
        "categories": charts.bars(categories, "reports") if categories else None,
        "trips": charts.trips(trips, link) if trips else None,
        "network": network_chart.network(drawn, link) if drawn.nodes else None,
        "issues": charts.issues(issues) if issues else None,
        "confidence": charts.confidences(sure) if sure else None,
    }
    ties = {node.id: node.name for node in drawn.nodes}
    data: dict[str, Table | None] = {
        "years": (("year", "category", "reports"), [(c.name, c.part, c.n) for c in years]),
        "agencies": (("agency", "reports"), [(c.name, c.n) for c in agencies]),
        "destinations": (("country", "reports"), [(c.name, c.n) for c in named]),
        "categories": (("category", "reports"), [(c.name or "not said", c.n) for c in categories]),
        "trips": None,
        "network": (
            ("who", "tied to", "reports"),
            [(ties[e.source], ties[e.target], e.reports) for e in drawn.edges],
        ),
        "issues": (("code", "severity", "issues"), [(c.name, c.part, c.n) for c in issues]),
        "confidence": (("table", "from", "rows"), [(c.part, c.name, c.n) for c in sure]),
    }
    heads: list[tuple[str, str, str, str]] = []
    for at, panel in enumerate(panels):
        key = f"trade-{at}"
        specs[key] = trade_chart.trade(panel, link)
        data[key] = (
            ("measure", "year", panel.unit),
            [(labels.METRICS[p.metric], str(p.year), f"{p.value:,.0f}") for p in panel.points],
        )
        pair = " – ".join(labels.country(c) or "?" for c in (panel.reporter, panel.partner))
        years_told = sorted({p.year for p in panel.points})
        when = f"{years_told[0]} to {years_told[-1]}" if len(years_told) > 1 else str(years_told[0])
        # The first panel fills what would stay empty in the last row of three.
        width = ("", "wide", "double")[len(panels) % 3] if at == 0 else ""
        heads.append((key, pair, f"{when}, {panel.unit}", width))
    return {
        "lead": _lead(totals, trips, destinations),
        "totals": [(name, f"{totals[name]:,}") for name in ("reports", "agencies", "countries")]
        + [("people", f"{totals['people']:,}"), ("organizations", f"{totals['organizations']:,}")]
        + [("trade figures", f"{totals['figures']:,}")],
        "charts": {key: spec for key, spec in specs.items() if spec is not None},
        "data": data,
        "trips": trips[:TOP_REPORTS],
        "trips_note": _trips_note(trips),
        "organizations_abroad": names.organizations(corpus, abroad=True),
        "organizations_home": names.organizations(corpus, abroad=False),
        "people_host": names.people(corpus, home=False),
        "people_home": names.people(corpus, home=True),
        "panels": heads,
        "left_out": trade.left_out(corpus),
        "coverage": [(t, list(found)) for t, found in groupby(corpus.coverage(), key=lambda c: c.table)],
        "failures": corpus.failures(),
        "link": link,
    }


def _lead(totals: Mapping[str, int], trips: tuple[Trip, ...], destinations: tuple[Count, ...]) -> str:
    reports, agencies = totals["reports"], totals["agencies"]
    text = f"{reports:,} {'report' if reports == 1 else 'reports'}"
    if agencies:
        text += f" by {agencies:,} {'agency' if agencies == 1 else 'agencies'}"
    if destinations:
        most = [labels.country_name(c.name or "") for c in destinations if c.n == destinations[0].n]
        often = f", most often to {' and '.join(most)}" if len(most) < 3 < len(destinations) else ""
        text += f" on missions to {totals['countries']:,} countries{often}"
    if trips and len(trips) < TOP_TRIPS:
        first, last = trips[-1].start.year, trips[0].start.year
        text += f", {first}" + (f" to {last}" if last != first else "")
    return text


def _trips_note(trips: tuple[Trip, ...]) -> str:
    note = "A mark is a trip, larger for a longer stay. Point at it for the title, click to read the report."
    return note + (f" The latest {TOP_TRIPS} trips only." if len(trips) == TOP_TRIPS else "")


def _linker(folder: Path) -> Link:
    @cache
    def page(document_id: str) -> str | None:
        for path in (f"review/{document_id}.html", f"text/{document_id}.txt"):
            if (folder / path).is_file():
                return path
        return None

    def link(document_id: str, row_id: str | None) -> str | None:
        path = page(document_id)
        return f"{path}#mention-{row_id}" if path and row_id and path.endswith(".html") else path

    return link


@cache
def _library() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that defines ``vegaEmbed``."""
    import vl_convert as vlc

    bundle: str = vlc.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # Inside a script element only these would end or hide it.
    return bundle.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that may stand in a script element: no ``<`` is left in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace(
        "<", "\\u003c"
    )
