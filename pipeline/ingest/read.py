"""From a path to a Source: look at the file, choose the reader, and account for whatever went wrong."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Issue, Source
from pipeline.ingest import limits
from pipeline.ingest.formats import BINARY, LOCKED, Format, claimed, recognise
from pipeline.ingest.reading import InputFile, Reading, UnreadableError
from pipeline.vocabulary import IssueCode

_DIGEST_OF_NOTHING = hashlib.sha256().hexdigest()


def read_source(path: Path | str, *, ocr: bool = False) -> Source:
    """The text of the report at ``path`` with its lines and tables.

    Never raises for what the file is or holds, or because it cannot be opened: the status is then
    ``failed`` and an error issue names the file and the cause. ``partial`` means that some of the text
    could not be read. The digest of a file that cannot be opened is that of no bytes.

    With ``ocr``, scanned pages of a PDF are recognised; their lines have an ``ocr_confidence``. This needs
    the extra ``ocr`` and Tesseract; an issue says so where they are missing.
    """
    attempt = _Attempt(str(path), ocr)
    try:
        return attempt.run(Path(path))
    except UnreadableError as error:
        return attempt.failed(error.code, error.cause)
    except OSError as error:
        return attempt.failed("unreadable-file", error.strerror or str(error))
    except MemoryError:
        return attempt.failed("out-of-memory", "reading it takes more memory than there is")


@dataclass
class _Attempt:
    """What is known so far of a file that may turn out unreadable."""

    path: str
    ocr: bool
    sha256: str = _DIGEST_OF_NOTHING
    format: Format = BINARY
    issues: list[Issue] = field(default_factory=list)

    def run(self, path: Path) -> Source:
        """Read the file. UnreadableError or OSError if that cannot be done."""
        file = self._open(path)
        self.format = recognise(file)
        self._compare_extension(path)
        if self.format is LOCKED:
            raise UnreadableError("encrypted-file", "the file needs a password")
        if self.format.module is None:
            raise UnreadableError("unsupported-format", f"the file is {self.format.name}, which is not read")
        reading = self.format.reader()(file)
        return self._finished(reading)

    def failed(self, code: IssueCode, cause: str) -> Source:
        """A Source without text."""
        issue = Issue("ingest", code, "error", f"{self.path}: {cause}")
        return Source(
            self.path,
            self.sha256,
            self.format.media_type,
            "",
            (),
            status="failed",
            issues=(*self.issues, issue),
        )

    def _open(self, path: Path) -> InputFile:
        try:
            status = path.stat()
        except ValueError as error:
            raise UnreadableError("unreadable-file", f"no such name is possible ({error})") from error
        # A pipe or device would never end.
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("not-a-file", "it is a folder, pipe or device, not a file")
        if status.st_size > limits.MAX_FILE_BYTES:
            raise UnreadableError("file-too-large", f"more than {limits.MAX_FILE_BYTES // limits.MIB:,} MiB")
        with path.open("rb") as stream:
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        if status.st_size == 0:
            raise UnreadableError("empty-file", "the file is empty (0 bytes)")
        return InputFile(path, status.st_size, self.sha256, self.ocr)

    def _compare_extension(self, path: Path) -> None:
        promised = claimed(path.suffix)
        if promised is not None and promised is not self.format and self.format is not LOCKED:
            found = f"the extension {path.suffix} says {promised.name}, the content is {self.format.name}"
            self.issues.append(Issue("ingest", "wrong-extension", "info", f"{self.path}: {found}"))

    def _finished(self, reading: Reading) -> Source:
        self.issues.extend(
            Issue(i.stage, i.code, i.severity, f"{self.path}: {i.message}") for i in reading.issues
        )
        text = reading.text
        if not text.strip():
            return self.failed("no-text", "the file holds no text, only white space")
        return Source(
            self.path,
            self.sha256,
            self.format.media_type,
            text,
            tuple(reading.lines),
            tuple(reading.tables),
            reading.encoding,
            reading.pages,
            "ok" if reading.complete else "partial",
            tuple(self.issues),
        )
