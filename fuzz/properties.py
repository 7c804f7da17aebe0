"""What holds for whatever went in. Each check raises AssertionError with what broke."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import types
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Document, Mention, Source, check_mentions

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_CHANGING = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "os.truncate",
    "os.chmod",
)
_REACHING_OUT = ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork")

_guarded = [False]
_installed: list[bool] = []


def check_source(source: Source) -> None:
    """A source's lines lie in its text, in order; a failed one is empty and says why."""
    position = 0
    for line in source.lines:
        assert position <= line.start <= line.end <= len(source.text), "a line out of order"
        position = line.end
    for table in source.tables:
        assert all(table.start <= c.start <= c.end <= table.end for c in table.cells), (
            "a cell outside its table"
        )
    if source.status == "failed":
        assert not source.text
        assert any(i.severity == "error" for i in source.issues), "failed without a cause"
    else:
        assert source.text.strip(), "read, but empty"


def check_document(document: Document) -> None:
    """Every clean character is the source's own; blocks, fields and tables lie in the text, in order."""
    text, source = document.text, document.source.text
    assert len(document.offsets) == len(text)
    for start, origin, length in document.offsets.segments:
        clean, raw = text[start : start + length], source[origin : origin + length]
        if clean != raw:
            pairs = zip(clean, raw, strict=True)
            assert all(a == b or (a.isspace() and b.isspace()) for a, b in pairs), f"{clean!r} is not {raw!r}"
    for before, after in pairwise(document.blocks):
        assert before.start <= before.end <= after.start <= len(text), "blocks overlap"
    spans = [(s.start, s.end) for s in document.sections]
    spans += [(f.start, f.end) for f in document.fields]
    spans += [(t.start, t.end) for t in document.tables]
    assert all(0 <= start <= end <= len(text) for start, end in spans), "a part outside the text"
    for offset in range(0, len(text), max(len(text) // 20, 1)):
        line = document.line_at(offset)
        assert line is not None, "a character without a line"
        # The tabs between empty cells of a table belong to no line.
        inside = line.start <= document.offsets.to_source(offset) <= line.end
        assert inside or text[offset].isspace(), "a character outside its line"


def check_mentions_of(document: Document, mentions: Sequence[Mention]) -> None:
    """Every mention is the characters that it points to, without blank ends, and maps to the source."""
    check_mentions(document.text, mentions)
    for mention in mentions:
        assert mention.text, f"{mention.rule}: empty"
        assert mention.text == mention.text.strip(), f"{mention.rule}: blank ends in {mention.text!r}"
        assert 0.0 <= mention.confidence <= 1.0, f"{mention.rule}: confidence {mention.confidence}"
        start, end = document.offsets.span_to_source(mention.start, mention.end)
        assert 0 <= start < end <= len(document.source.text), f"{mention.rule}: not in the source"


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """AssertionError if the body takes longer. Only in the main thread of a system with alarms."""

    def ring(_number: int, _frame: types.FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def writing_nothing() -> Iterator[None]:
    """AssertionError at whatever in the body writes, moves or removes a file, or leaves the process."""
    _install()
    _guarded[0] = True
    try:
        yield
    finally:
        _guarded[0] = False


def _install() -> None:
    """Hook Python's own audit events, once: a hook cannot be taken out again."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_watch)


def _watch(event: str, details: tuple[object, ...]) -> None:
    if not _guarded[0]:
        return
    if event == "open":
        path, mode, flags = details
        writes = isinstance(flags, int) and flags & _WRITING
        # Python itself keeps compiled modules when one is first imported.
        if writes and "__pycache__" not in str(path):
            raise AssertionError(f"writes {path!r} ({mode})")
    elif event in _REACHING_OUT or (event in _CHANGING and "__pycache__" not in str(details)):
        raise AssertionError(f"{event} {details!r}")
