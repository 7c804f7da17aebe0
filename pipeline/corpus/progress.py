"""Shows how far a run is: a bar on a terminal, plain lines elsewhere (a log file, a batch system)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.corpus.summary import Advance
from pipeline.messages import counted, said, tell

SECONDS_A_LINE = 10.0
"""How often a log line is written."""


class ProgressDisplay:
    """Is called with every ``Advance`` of a run, inside its ``with`` block. ``last`` is the last one of all.

    ``clock`` gives seconds from any start.
    """

    def __init__(self, console: Console, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._phase = ""
        self._began = self._told = 0.0
        self.last: Advance | None = None
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[details]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(said("looking"), total=None, details="")

    def __enter__(self) -> ProgressDisplay:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, advance: Advance) -> None:
        """Show ``advance``."""
        now = self._clock()
        begins = advance.phase != self._phase
        if begins:
            self._phase, self._began = advance.phase, now
        if advance.phase == "reading":
            self.last = advance
        details = describe(advance, now - self._began)
        self._bar.update(
            self._task,
            description=said(advance.phase),
            completed=advance.done,
            total=advance.total,
            details=details,
        )
        ends = advance.done == advance.total
        if not self._console.is_terminal and (begins or ends or now - self._told >= SECONDS_A_LINE):
            self._told = now
            # Short lines: a log is no place for line breaks at the width of some terminal.
            line = tell(
                "how-far",
                phase=said(advance.phase),
                done=advance.done,
                total=advance.total,
                details=details,
            )
            self._console.print(
                line.rstrip(),
                markup=False,
                highlight=False,
                soft_wrap=True,
            )


def describe(advance: Advance, seconds: float) -> str:
    """Documents a second, failures, and the time left, as far as they are known after ``seconds``."""
    parts = []
    kept = advance.kept if advance.phase == "reading" else 0
    rate = (advance.done - kept) / seconds if seconds > 0 else 0.0
    if rate:
        parts.append(tell("by-the-second", count=rate))
    if advance.failed and advance.phase == "reading":
        parts.append(counted([("failed", advance.failed)]))
    if kept:
        parts.append(counted([("kept from before", kept)]))
    if rate and advance.done < advance.total:
        parts.append(tell("left", span=_span((advance.total - advance.done) / rate)))
    return tell("and").join(parts)


def _span(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
