"""Who is named in most reports: people and organizations across the corpus, with the way to their pages."""

from __future__ import annotations

from collections import defaultdict

from pipeline.overview.corpus import LINKS_PER_NAME, TOP_NAMES, Corpus, Named, Place

HOME = "TWN"


def organizations(corpus: Corpus, *, abroad: bool) -> tuple[Named, ...]:
    """The organizations that most reports name: those of Taiwan, or all others."""
    where = f"country IS DISTINCT FROM '{HOME}'" if abroad else f"country = '{HOME}'"
    return _named(corpus, "organization", "organizations", "name", "type", where)


def people(corpus: Corpus, *, home: bool) -> tuple[Named, ...]:
    """The people with a full name that most reports name: those of the Taiwanese side, or of another.

    Those whose side nothing tells are in neither list.
    """
    side = "home" if home else "host"
    where = f"""
        name IS NOT NULL AND '{side}' = coalesce(
            side, CASE WHEN country = '{HOME}' THEN 'home' WHEN country IS NOT NULL THEN 'host' END)"""
    note = "nullif(concat_ws(' ', organization, title), '')"
    return _named(corpus, "person", "people", "name", note, where)


def _named(corpus: Corpus, kind: str, table: str, name: str, note: str, where: str) -> tuple[Named, ...]:
    top = corpus.rows(
        f"""
        SELECT entity_id, count(DISTINCT document_id), CAST(sum(mentions) AS BIGINT)
        FROM {table} WHERE {where}
        GROUP BY ALL ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?""",
        TOP_NAMES,
    )
    entities = [entity for entity, _, _ in top]
    words = {
        entity: rest
        for entity, *rest in corpus.rows(
            f"""
            SELECT entity_id, {name}, {note} AS note, max(country), count(*) AS n FROM {table}
            WHERE {where} AND entity_id IN (SELECT unnest(?)) GROUP BY entity_id, {name}, note
            QUALIFY row_number() OVER (
                PARTITION BY entity_id ORDER BY n DESC, (note IS NULL), {name}, note) = 1""",
            entities,
        )
    }
    places: dict[str, list[Place]] = defaultdict(list)
    for entity, document_id, title, mention in corpus.rows(
        f"""
        WITH best AS (
            SELECT entity_id, document_id, {kind}_id AS id, mentions FROM {table}
            WHERE {where} AND entity_id IN (SELECT unnest(?))
            QUALIFY row_number() OVER (
                PARTITION BY entity_id ORDER BY mentions DESC, document_id, id) <= {LINKS_PER_NAME}
        ), first AS (
            SELECT {kind}_id AS id, arg_min(mention_id, (char_start, mention_id)) AS mention_id
            FROM {kind}_mentions WHERE {kind}_id IN (SELECT id FROM best) GROUP BY ALL
        )
        SELECT entity_id, best.document_id, coalesce(title, source_path), mention_id
        FROM best JOIN documents USING (document_id) LEFT JOIN first USING (id)
        ORDER BY mentions DESC, best.document_id, id""",
        entities,
    ):
        places[entity].append(Place(document_id, title, mention))
    return tuple(
        Named(words[e][0], words[e][1], words[e][2], reports, mentions, tuple(places[e]))
        for e, reports, mentions in top
    )
