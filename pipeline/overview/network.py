"""The network of people and organizations: who holds an office where, and whom an agency deals with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from pipeline.overview.corpus import Corpus
from pipeline.overview.names import HOME

MAX_ROLES = 70
MAX_CONTACTS = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A person or an organization, at a place between 0 and 1 in both directions."""

    id: str
    name: str
    kind: Literal["person", "organization"]
    home: bool
    reports: int
    document_id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A person's office at a body (``role``), or an agency whose reports name a body abroad (``report``)."""

    source: str
    target: str
    kind: Literal["role", "report"]
    reports: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges; every edge joins two of the nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(corpus: Corpus) -> Network:
    """The strongest ties of the corpus, laid out in the plane; the same tables give the same places."""
    contacts = _contacts(corpus)
    around = sorted({end for edge in contacts for end in (edge.source, edge.target)})
    edges = _joined((*contacts, *_roles(corpus, around)))
    if not edges:
        return Network((), ())
    places = _layout(edges)
    described = _described(corpus, list(places))
    nodes = tuple(Node(node, *described[node], *places[node]) for node in sorted(places))
    return Network(nodes, edges)


def _joined(edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """Without the edges that stand alone: one person at one body is a row of a list, not a network."""
    ties = Counter(end for edge in edges for end in (edge.source, edge.target))
    return tuple(edge for edge in edges if ties[edge.source] > 1 or ties[edge.target] > 1)


def _contacts(corpus: Corpus) -> tuple[Edge, ...]:
    found = corpus.rows(
        f"""
        SELECT a.entity_id, b.entity_id, count(DISTINCT d.document_id) AS n
        FROM documents d
        JOIN organizations a ON a.document_id = d.document_id
            AND (a.name = d.agency OR list_contains(a.aliases, d.agency))
        JOIN organizations b ON b.document_id = d.document_id
            AND b.entity_id <> a.entity_id AND b.country IS DISTINCT FROM '{HOME}'
        GROUP BY ALL ORDER BY n DESC, sum(b.mentions) DESC, 1, 2 LIMIT ?""",
        MAX_CONTACTS,
    )
    return tuple(Edge(source, target, "report", n) for source, target, n in found)


def _roles(corpus: Corpus, around: list[str]) -> tuple[Edge, ...]:
    """People at the given organizations first, so that agencies, bodies and people hang together."""
    found = corpus.rows(
        """
        SELECT p.entity_id, o.entity_id, count(DISTINCT p.document_id) AS n,
               list_contains(?::VARCHAR[], o.entity_id) AS near
        FROM people p JOIN organizations o ON o.organization_id = p.organization_id
        WHERE p.name IS NOT NULL
        GROUP BY ALL
        ORDER BY near DESC, n DESC, sum(p.mentions) DESC, 1, 2 LIMIT ?""",
        around,
        MAX_ROLES,
    )
    return tuple(Edge(source, target, "role", n) for source, target, n, _ in found)


def _described(
    corpus: Corpus, ids: list[str]
) -> dict[str, tuple[str, Literal["person", "organization"], bool, int, str]]:
    described: dict[str, tuple[str, Literal["person", "organization"], bool, int, str]] = {}
    kinds: tuple[tuple[Literal["person", "organization"], str, str], ...] = (
        ("organization", "organizations", f"country = '{HOME}'"),
        ("person", "people", "side = 'home'"),
    )
    for kind, table, home in kinds:
        for entity, name, is_home, reports, document_id in corpus.rows(
            f"""
            SELECT entity_id, arg_max(name, (mentions, name)), bool_or(coalesce({home}, false)),
                   count(DISTINCT document_id), arg_max(document_id, (mentions, document_id))
            FROM {table} WHERE entity_id IN (SELECT unnest(?)) AND name IS NOT NULL GROUP BY ALL""",
            ids,
        ):
            described[entity] = (name, kind, is_home, reports, document_id)
    return described


def _layout(edges: tuple[Edge, ...]) -> dict[str, tuple[float, float]]:
    """Each connected part drawn for itself by its springs, and the parts side by side, largest first."""
    import networkx as nx  # type: ignore[import-untyped]

    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        graph.add_edge(edge.source, edge.target, weight=1.0 if edge.kind == "role" else 0.5)
    places: dict[str, tuple[float, float]] = {}
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    left, top, height = 0.0, 0.0, 0.0
    for part in parts:
        # Room in proportion to the number of nodes; a row of parts is as wide as 1.
        size = (len(part) / len(graph)) ** 0.5
        if left + size > 1.0 + 1e-9 and left > 0:
            left, top, height = 0.0, top + height, 0.0
        # A subgraph keeps the hash order of the part's set, which differs from run to run.
        ordered: nx.Graph[str] = nx.Graph()
        ordered.add_nodes_from(sorted(part))
        ordered.add_edges_from(
            sorted((*sorted(e[:2]), {"weight": e[2]}) for e in graph.edges(part, data="weight"))
        )
        drawn = nx.spring_layout(ordered, seed=7, iterations=150, k=2.2 / len(part) ** 0.5)
        for node, (x, y) in drawn.items():
            # spring_layout fills -1 to 1; a rim keeps neighbouring parts apart.
            places[node] = (left + size * (0.5 + 0.44 * float(x)), top + size * (0.5 + 0.44 * float(y)))
        left, height = left + size, max(height, size)
    width = max(x for x, _ in places.values())
    depth = max(y for _, y in places.values())
    return {n: (round(x / width, 4), round(y / depth, 4)) for n, (x, y) in places.items()}
