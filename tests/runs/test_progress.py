"""What a waiting person sees, and what a log keeps."""

import io

import pytest
from rich.console import Console

from pipeline.corpus.progress import ProgressDisplay, describe
from pipeline.corpus.summary import Advance


def show(advances: list[tuple[float, Advance]], *, terminal: bool) -> str:
    stream, now = io.StringIO(), [0.0]
    console = Console(file=stream, force_terminal=terminal, width=100)
    with ProgressDisplay(console, clock=lambda: now[0]) as display:
        for seconds, advance in advances:
            now[0] = seconds
            display(advance)
    return stream.getvalue()


def reading(done: int, *, total: int = 1000, kept: int = 0, failed: int = 0) -> Advance:
    return Advance("reading", done, total, kept, failed)


@pytest.mark.parametrize(
    ("advance", "seconds", "text"),
    [
        (reading(0), 0.0, ""),
        (reading(100), 10.0, "10.0 documents/s, 1:30 left"),
        (reading(100, failed=3), 10.0, "10.0 documents/s, 3 failed, 1:30 left"),
        (reading(600, kept=500), 10.0, "10.0 documents/s, 500 kept from before, 0:40 left"),
        (reading(500, kept=500), 10.0, "500 kept from before"),
        (reading(1000), 100.0, "10.0 documents/s"),
        (reading(100, total=100_000), 10.0, "10.0 documents/s, 2:46:30 left"),
    ],
)
def test_rate_failures_and_time_left(advance: Advance, seconds: float, text: str) -> None:
    assert describe(advance, seconds) == text


def test_a_log_gets_a_line_at_the_start_every_ten_seconds_and_at_the_end() -> None:
    log = show([(n / 10, reading(n)) for n in range(1001)], terminal=False)
    lines = log.splitlines()
    assert lines[0] == "reading 0 of 1,000"
    assert lines[-1] == "reading 1,000 of 1,000  10.0 documents/s"
    assert len(lines) == 11
    assert "\x1b" not in log


def test_a_terminal_gets_one_bar_that_goes_away() -> None:
    printed = show([(n / 10, reading(n, failed=2)) for n in range(1001)], terminal=True)
    assert "\x1b[" in printed
    assert "reading 0 of" not in printed
