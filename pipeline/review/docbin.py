"""Reviewed reports as a spaCy DocBin, to train a recogniser on."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.review.apply import merged_documents
from pipeline.review.decisions import kept_reviews
from pipeline.review.merge import DocumentTables
from pipeline.review.tables import read_run

LABELS = {
    "dates": "DATE",
    "person_mentions": "PERSON",
    "organization_mentions": "ORG",
    "trade_figures": "FIGURE",
}
SPANS_KEY = "reviewed"


def write_docbin(run_folder: Path | str, path: Path | str) -> int:
    """Write the documents with decisions as a DocBin; their number.

    All mentions that are not rejected stand in ``doc.spans["reviewed"]``, nested ones too; ``doc.ents`` has
    the longest of those that overlap. A token is a character, as in spaCy's blank Chinese pipeline.
    """
    from spacy import blank
    from spacy.tokens import Doc, DocBin
    from spacy.util import filter_spans

    vocab = blank("zh").vocab
    bin_ = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=False)
    documents = merged_documents(read_run(run_folder), kept_reviews(run_folder))
    for document in documents:
        doc = Doc(vocab, words=list(document.text), spaces=[False] * len(document.text))
        spans = [
            span
            for start, end, label in _spans(document)
            if (span := doc.char_span(start, end, label=label)) is not None
        ]
        doc.spans[SPANS_KEY] = spans
        doc.ents = tuple(filter_spans(spans))
        bin_.add(doc)
    path = Path(path)
    temporary = path.parent / f".{path.name}.{os.getpid()}"
    try:
        bin_.to_disk(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return len(documents)


def _spans(document: DocumentTables) -> list[tuple[int, int, str]]:
    found = {
        (row.char_start, row.char_end, label)
        for table, label in LABELS.items()
        for row in document.kept(table)
        if hasattr(row, "char_start") and hasattr(row, "char_end")
    }
    return sorted(found)
