"""What a run does and did, for whoever started it and for its ``run.json``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pipeline
from pipeline.export.folder import RUN_FILE

if TYPE_CHECKING:
    from pipeline.records import DocumentRows


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a run is: ``done`` of ``total`` in a ``phase``.

    In the phase ``reading`` documents are worked on; ``kept`` of the done ones were done by earlier runs, and
    ``failed`` could not be read. In the phase ``writing`` the tables are merged, file by file; there are more
    files than documents where some have the same bytes.
    """

    phase: str
    done: int
    total: int
    kept: int
    failed: int


Progress = Callable[[Advance], None]


@dataclass
class RunSummary:
    """Documents by status, rows by table, issues by severity, failures, seconds.

    ``worked`` is the number of documents that this run worked on; the rest was kept from earlier runs.
    ``unchanged`` says that the output was current already and nothing was written.
    """

    output: Path = field(default_factory=Path)
    documents: Counter[str] = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    issues: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, str]] = field(default_factory=list)
    characters: int = 0
    pages: int = 0
    seconds: float = 0.0
    worked: int = 0
    unchanged: bool = False

    def count(self, rows: DocumentRows) -> None:
        """Count one document and its issues."""
        for row in rows.tables["documents"]:
            values: dict[str, Any] = row.model_dump()
            self.documents[values["status"]] += 1
            self.characters += values["characters"]
            self.pages += values["pages"] or 0
            if values["status"] == "failed":
                causes = [i.model_dump() for i in rows.tables["issues"]]
                cause = next((i["message"] for i in causes if i["severity"] == "error"), "unknown")
                self.failures.append({"source_path": rows.source_path, "cause": cause})
        for issue in rows.tables["issues"]:
            self.issues[issue.model_dump()["severity"]] += 1

    def write(self, folder: Path, settings: Mapping[str, object]) -> None:
        """Write ``run.json``. What differs between runs over the same input stands in ``timings`` alone."""
        run = {
            "version": pipeline.__version__,
            "settings": settings,
            "models": [settings["recogniser"]] if settings.get("recogniser") else [],
            "documents": dict(sorted(self.documents.items())),
            "characters": self.characters,
            "pages": self.pages,
            "rows": self.rows,
            "issues": dict(sorted(self.issues.items())),
            "failures": self.failures,
            "timings": {"seconds": round(self.seconds, 3)},
        }
        text = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
        (folder / RUN_FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> RunSummary:
        """The summary of the run that wrote ``folder``, as an unchanged one."""
        run = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
        return cls(
            documents=Counter(run["documents"]),
            rows=run["rows"],
            issues=Counter(run["issues"]),
            failures=run["failures"],
            characters=run["characters"],
            pages=run["pages"],
            unchanged=True,
        )
