"""The store of finished documents: the rows of each, under a key that says what they were made from.

A document is worked on once. Whatever engine did it, its rows lie in the store, and the tables of a run
are merged from there; so an interrupted run loses only the documents that were under way.

An entry is one file: a mark, a checksum, a length and, compressed, the clean text, the rows as the tables
hold them (``pipeline.export.parts``), and what the merge has to look into. It appears whole or not at all,
and an entry that is torn, foreign or under a wrong name counts as absent: the document is worked on again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import uuid
from collections.abc import Collection, Iterator
from dataclasses import asdict
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
from fsspec.implementations.local import LocalFileSystem
from pydantic import TypeAdapter, ValidationError

from pipeline.corpus.link import LinkKeys, keys_of
from pipeline.export.parts import EncodedRows, Part, encode
from pipeline.records import DocumentRows
from pipeline.schemas import TABLES, Row

_MARK = b"trip-reports rows 3\n"
_LEVEL = 3
_SIZE_BYTES = 8
_LOOKED_INTO = ("documents", "issues")
"""The tables that the summary of a run counts; of all others it needs only what is written."""

_CHECKSUM_BYTES = 32
_SUFFIX = ".rows"
_TEMPORARY = ".part"


def key_of(sha256: str, name: str, fingerprint: str) -> str:
    """The key of a document: 64 hexadecimal digits.

    ``sha256`` is the hash of the file's bytes, ``name`` what the tables call it, ``fingerprint`` stands
    for code, lexicons and settings (``pipeline.corpus.fingerprint``).
    """
    return hashlib.sha256("\x1f".join((sha256, name, fingerprint)).encode()).hexdigest()


class Store:
    """Finished documents below ``url``: a local folder, or any address that fsspec knows (``s3://…``).

    Several processes may use one store at once: the same key always means the same rows. Writing raises
    OSError where the file system does (a full disk), and leaves no half entry behind.
    """

    def __init__(self, url: str | Path) -> None:
        self._fs: Any
        self._fs, root = fsspec.core.url_to_fs(os.fspath(url))
        self._root: str = root.rstrip("/")
        self._local = isinstance(self._fs, LocalFileSystem)

    def _path(self, key: str) -> str:
        # Two digits a folder: no folder of a run over 100,000 documents holds more than some 400 entries.
        return f"{self._root}/{key[:2]}/{key}{_SUFFIX}"

    def has(self, key: str) -> bool:
        """Whether there is an entry; only ``get`` knows whether it is sound."""
        return bool(self._fs.exists(self._path(key)))

    def keys(self) -> set[str]:
        """The keys of all entries, in one listing."""
        return {path.rpartition("/")[2].removesuffix(_SUFFIX) for path in self._files() if _is_entry(path)}

    def get(self, key: str) -> EncodedRows | None:
        """The rows under ``key``; None if there is no sound entry.

        All tables are there as parts, and as rows those alone that a run counts (documents, issues).
        """
        try:
            entry: bytes = self._fs.cat_file(self._path(key))
        except FileNotFoundError:
            return None
        return _decode(entry, key)

    def put(self, key: str, rows: DocumentRows) -> None:
        """Keep ``rows`` under ``key``. The same rows give the same bytes."""
        entry, path = _encode(rows, key), self._path(key)
        if not self._local:
            # An object store shows an object when it is whole; elsewhere the checksum tells a torn one.
            self._fs.pipe_file(path, entry)
            return
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{uuid.uuid4().hex}{_TEMPORARY}")
        try:
            part.write_bytes(entry)
            part.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise

    def remove(self, key: str) -> None:
        """Remove the entry under ``key`` if there is one."""
        with contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self._path(key))

    def remove_except(self, keys: Collection[str]) -> None:
        """Remove every entry whose key is not among ``keys``, and what killed processes left half written."""
        for path in self._files():
            name = path.rpartition("/")[2]
            if _is_entry(path) and name.removesuffix(_SUFFIX) in keys:
                continue
            if name.endswith((_SUFFIX, _TEMPORARY)):
                with contextlib.suppress(FileNotFoundError):
                    self._fs.rm_file(path)

    def _files(self) -> Iterator[str]:
        if self._local:
            # What fsspec lists of 10,000 local files takes more memory than all else that a run holds.
            for folder, _, names in os.walk(self._root):
                yield from (f"{folder}/{name}" for name in names)
        else:
            self._fs.invalidate_cache()
            yield from self._fs.find(self._root)


def _is_entry(path: str) -> bool:
    return path.endswith(_SUFFIX)


@cache
def _rows(table: str) -> TypeAdapter[list[Row]]:
    model: Any = TABLES[table]
    return TypeAdapter(list[model])


@cache
def _codec() -> pa.Codec:
    """Zstandard: seven times as fast as zlib at the same size."""
    return pa.Codec("zstd", compression_level=_LEVEL)


def _encode(rows: DocumentRows, key: str) -> bytes:
    """A line of JSON that says what follows and how long it is, then all that, one behind the other."""
    pieces = [rows.text.encode("utf-8", "surrogatepass")]
    pieces += (_rows(table).dump_json(rows.tables[table]) for table in _LOOKED_INTO)
    parts = {table: encode(table, rows.tables[table]) for table in TABLES}
    for part in parts.values():
        pieces += (part.csv.encode("utf-8", "surrogatepass"), part.batch)
    head = {
        "document_id": rows.document_id,
        "source_path": rows.source_path,
        "keys": asdict(keys_of(rows)),
        "counts": {table: part.count for table, part in parts.items()},
        "lengths": [len(piece) for piece in pieces],
    }
    line = json.dumps(head).encode() + b"\n"
    content = line + b"".join(pieces)
    packed: bytes = len(content).to_bytes(_SIZE_BYTES, "little") + _codec().compress(content, asbytes=True)
    return _MARK + _checksum(key, packed) + packed


def _decode(entry: bytes, key: str) -> EncodedRows | None:
    start = len(_MARK) + _CHECKSUM_BYTES
    packed = entry[start:]
    if not entry.startswith(_MARK) or entry[len(_MARK) : start] != _checksum(key, packed):
        return None
    try:
        size = int.from_bytes(packed[:_SIZE_BYTES], "little")
        content = _codec().decompress(packed[_SIZE_BYTES:], size, asbytes=True)
        position = content.index(b"\n") + 1
        head = json.loads(content[:position])
        ends = list(accumulate(head["lengths"], initial=position))
        # Each piece a copy of its own: what waits to be written must not hold all the rest in memory.
        pieces = (content[a:b] for a, b in pairwise(ends))
        rows = EncodedRows(head["document_id"], head["source_path"], keys=LinkKeys(**head["keys"]))
        rows.text = next(pieces).decode("utf-8", "surrogatepass")
        for table in _LOOKED_INTO:
            rows.tables[table] = _rows(table).validate_json(next(pieces))
        for table, count in head["counts"].items():
            lines = next(pieces).decode("utf-8", "surrogatepass")
            rows.parts[table] = Part(count, lines, next(pieces))
    except (ValueError, TypeError, KeyError, StopIteration, OSError, ValidationError):
        return None
    return rows


def _checksum(key: str, packed: bytes) -> bytes:
    """Binds the content to its key, so that an entry that was copied to another name is none."""
    return hashlib.sha256(key.encode() + packed).digest()
