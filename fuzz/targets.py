"""One target for each reader and each stage: bytes in, AssertionError if a property does not hold.

A target's input is what its reader or stage takes: a file, the main part of a package, or text as UTF-8.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pipeline
from fuzz.properties import check_document, check_mentions_of, check_source, within, writing_nothing
from pipeline.document import Document, Line, Source
from pipeline.records import make_rows

SECONDS = 20.0
"""What one input may take. Inputs have some thousand characters and take a hundredth of it."""

_DIGEST = "0" * 64
_PLAIN = "text/plain"

Target = Callable[[bytes], None]


def _read(suffix: str, data: bytes) -> Source:
    path = _folder() / f"input{suffix}"
    path.write_bytes(data)
    with within(SECONDS), writing_nothing():
        source = pipeline.read_source(path)
    check_source(source)
    return source


@cache
def _folder() -> Path:
    """A folder of this process for the files that readers are given."""
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _reader(suffix: str, data: bytes) -> None:
    source = _read(suffix, data)
    with within(SECONDS), writing_nothing():
        document = pipeline.lay_out(source)
    check_document(document)


def package(suffix: str, part: bytes) -> bytes:
    """A Word or ODT file with ``part`` as its main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if suffix == ".odt":
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
            archive.writestr("META-INF/manifest.xml", b"<manifest/>")
            archive.writestr("content.xml", part)
        else:
            archive.writestr("[Content_Types].xml", b"<Types/>")
            archive.writestr("word/document.xml", part)
    return buffer.getvalue()


def _package_reader(suffix: str, data: bytes) -> None:
    """A whole package as it is; anything else becomes a package's main part."""
    _reader(suffix, data if data.startswith(b"PK") else package(suffix, data))


def _clean(data: bytes) -> Document:
    """A document of text that needs no layout."""
    return Document.from_text(data.decode("utf-8", "ignore").replace("\r", "\n"))


def _printed(data: bytes) -> Document:
    """A document laid out from printed lines, as of a text file."""
    text = data.decode("utf-8", "ignore").replace("\r", "\n")
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(start, start + len(line), number=number))
        start += len(line) + 1
    source = Source("input.txt", _DIGEST, _PLAIN, text, tuple(lines))
    with within(SECONDS), writing_nothing():
        return pipeline.lay_out(source)


def _layout(data: bytes) -> None:
    check_document(_printed(data))


def _dates(data: bytes) -> None:
    document = _clean(data)
    with within(SECONDS), writing_nothing():
        mentions = pipeline.find_dates(document)
        resolved = pipeline.resolve_dates(mentions, document).dates
        for date in resolved:
            assert pipeline.explain(date)
    check_mentions_of(document, mentions)
    check_mentions_of(document, [d.mention for d in resolved])
    assert all(d.date_start <= d.date_end for d in resolved if d.date_start and d.date_end)


def _organizations(data: bytes) -> None:
    document = _clean(data)
    with within(SECONDS), writing_nothing():
        mentions = pipeline.find_organizations(document)
        resolution = pipeline.resolve_organizations(mentions, document)
    check_mentions_of(document, mentions)
    check_mentions_of(document, resolution.mentions)
    count = len(resolution.organizations)
    assert len(resolution.links) == len(resolution.mentions)
    assert all(0 <= i < count for link in resolution.links for i in link)


def _people(data: bytes) -> None:
    document = _clean(data)
    with within(SECONDS), writing_nothing():
        organizations = pipeline.resolve_organizations(pipeline.find_organizations(document), document)
        mentions = pipeline.find_people(document, organizations=organizations.mentions)
        resolution = pipeline.resolve_people(mentions, document, organizations)
    check_mentions_of(document, mentions)
    assert len(resolution.links) == len(mentions)
    assert all(link is None or 0 <= link < len(resolution.people) for link in resolution.links)


def _trade(data: bytes) -> None:
    document = _clean(data)
    with within(SECONDS), writing_nothing():
        dates = pipeline.resolve_dates(pipeline.find_dates(document), document).dates
        mentions = pipeline.find_figures(document)
        figures = pipeline.resolve_figures(mentions, document, dates=dates).figures
    check_mentions_of(document, mentions)
    check_mentions_of(document, [f.mention for f in figures])
    assert all(f.value is None or f.value.is_finite() for f in figures)


def _records(data: bytes) -> None:
    document = _printed(data)
    with within(SECONDS), writing_nothing():
        rows = make_rows(pipeline.Report(document))
    broken = [row for row in rows.tables["issues"] if getattr(row, "code", "") == "row-breaks-schema"]
    assert not broken, f"{broken[0]}"
    for table, found in rows.tables.items():
        ids = [getattr(row, _ID[table]) for row in found] if table in _ID else []
        assert len(ids) == len(set(ids)), f"{table}: an id twice"
        for row in found:
            if (text := getattr(row, "text", None)) is not None:
                assert rows.text[row.char_start : row.char_end] == text, f"{table}: {text!r} is elsewhere"  # type: ignore[attr-defined]


_ID = {"dates": "date_id", "people": "person_id", "organizations": "organization_id", "issues": "issue_id"}


def _numerals(data: bytes) -> None:
    with within(SECONDS):
        try:
            value = pipeline.parse_number(data.decode("utf-8", "ignore"))
        except ValueError:
            return
    assert value.is_finite()


TARGETS: dict[str, Target] = {
    "plain": partial(_reader, ".txt"),
    "html": partial(_reader, ".html"),
    "pdf": partial(_reader, ".pdf"),
    "docx": partial(_package_reader, ".docx"),
    "odt": partial(_package_reader, ".odt"),
    "layout": _layout,
    "dates": _dates,
    "organizations": _organizations,
    "people": _people,
    "trade": _trade,
    "records": _records,
    "numerals": _numerals,
}
"""Every target by its name."""

if __name__ == "__main__":
    sys.stdout.write("\n".join(TARGETS) + "\n")
