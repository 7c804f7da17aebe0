"""A run: a folder of reports in, an output folder with all tables out."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pipeline
from pipeline.corpus.discover import discover, source_name
from pipeline.corpus.engine import MEMORY_LIMIT, TIMEOUT, Task, work_all
from pipeline.corpus.link import LINKED_TABLES, Linker
from pipeline.document import Issue, Reference
from pipeline.export.folder import RUN_FILE, check_output, staged
from pipeline.export.writer import RunWriter
from pipeline.records import DocumentRows

Progress = Callable[[int, int], None]
"""Called with the number of documents done and of all documents."""


@dataclass
class RunSummary:
    """What a run did: documents by status, rows by table, issues by severity, failures, seconds."""

    output: Path
    documents: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    issues: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, str]] = field(default_factory=list)
    characters: int = 0
    pages: int = 0
    seconds: float = 0.0


def extract(
    input: Path | str,
    output: Path | str,
    *,
    workers: int | None = None,
    reference: Reference | None = None,
    progress: Progress | None = None,
) -> RunSummary:
    """Read every report below ``input`` (a file or a folder) and write all tables to ``output``.

    The output folder changes in one step at the end; an interrupted run leaves the old one as it was.
    Files that cannot be read become ``failed`` documents with an issue that says why. ``reference``
    overrides what deictic years resolve against in every report.

    Raises FileNotFoundError if there is nothing at ``input`` or no file in it, OutputFolderError if
    ``output`` holds something that no run wrote.
    """
    began = time.perf_counter()
    root, output = Path(input), Path(output)
    check_output(output)
    paths = discover(root, without=output)
    if not paths:
        raise FileNotFoundError(f"no files in {root}")
    tasks = [Task(path, source_name(path, root), reference) for path in paths]
    summary = RunSummary(output)
    with staged(output) as staging:
        with RunWriter(staging, held=LINKED_TABLES) as writer:
            linker = Linker()
            first_with: dict[str, str] = {}
            results = work_all(tasks, workers=min(workers or os.cpu_count() or 1, len(tasks)))
            for done, rows in enumerate(results, 1):
                original = first_with.setdefault(rows.document_id, rows.source_path)
                if original != rows.source_path:
                    rows = _duplicate(rows, original)
                else:
                    _count(summary, rows)
                linker.add(rows)
                writer.write(rows)
                if progress:
                    progress(done, len(tasks))
            writer.release(linker.link())
        summary.rows = writer.counts
        summary.seconds = time.perf_counter() - began
        _write_run_file(staging, summary, reference)
    return summary


def _duplicate(rows: DocumentRows, original: str) -> DocumentRows:
    """Of a file whose bytes came before, only the issue that says so."""
    duplicate = DocumentRows(rows.document_id, rows.source_path, text=rows.text)
    duplicate.add_issue(
        Issue("corpus", "duplicate-file", "info", f"{rows.source_path} has the same bytes as {original}")
    )
    return duplicate


def _count(summary: RunSummary, rows: DocumentRows) -> None:
    for row in rows.tables["documents"]:
        values: dict[str, Any] = row.model_dump()
        summary.documents[values["status"]] += 1
        summary.characters += values["characters"]
        summary.pages += values["pages"] or 0
        if values["status"] == "failed":
            causes = [i.model_dump() for i in rows.tables["issues"]]
            cause = next((i["message"] for i in causes if i["severity"] == "error"), "unknown")
            summary.failures.append({"source_path": rows.source_path, "cause": cause})
    for issue in rows.tables["issues"]:
        summary.issues[issue.model_dump()["severity"]] += 1


def _write_run_file(folder: Path, summary: RunSummary, reference: Reference | None) -> None:
    run = {
        "version": pipeline.__version__,
        "settings": {
            "reference": reference.value if reference else None,
            "timeout_seconds": TIMEOUT,
            "memory_limit_bytes": MEMORY_LIMIT,
        },
        "models": [],
        "documents": dict(sorted(summary.documents.items())),
        "characters": summary.characters,
        "pages": summary.pages,
        "rows": summary.rows,
        "issues": dict(sorted(summary.issues.items())),
        "failures": summary.failures,
        "timings": {"seconds": round(summary.seconds, 3)},
    }
    text = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
    (folder / RUN_FILE).write_text(text, encoding="utf-8")
