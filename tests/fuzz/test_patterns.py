"""No regular expression of the package takes super-linear time: each is tried on text made against it."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

import pipeline
from fuzz.patterns import Found, attacks, grown, load
from fuzz.properties import within
from pipeline.layout import lay_out
from pipeline.records import make_rows

ROOT = Path(__file__).parents[2]
LENGTH = 100_000
SECONDS = 1.0
MOST_TIMES = 8.0
"""What a pattern may take for ``LENGTH`` characters, and how much longer than for a quarter of them."""

SCREEN = 1_000
TRIED = 1
"""All attacks are tried at this length, and so many that took longest at full length."""

BOUNDED = {
    "pipeline/layout/contents.py:_LEADER_TAIL": "entries of a contents list; see the guard on their length",
    "pipeline/layout/contents.py:_PAGE_TAIL": "applied to rows less than 90 wide",
    "pipeline/layout/cover.py:_ANCHOR": "applied to lines of at most 70 characters",
    "pipeline/people/surroundings.py:RUN_BEFORE": "searched in some 30 characters before a title",
    "pipeline/dates/scan.py:134": "tried at one place at a time; linear there",
    "pipeline/organizations/kinds.py:37": "applied to the names of bodies, some 40 characters",
}
"""Patterns whose text is short by construction, and why. Each of them is still slow on long text."""


@cache
def patterns() -> list[Found]:
    """All patterns, found in a process of its own: nothing may have been compiled before."""
    command = [sys.executable, "-m", "fuzz.patterns"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return list(load(found))


def seconds(found: Found, text: str, limit: float) -> float:
    began = time.perf_counter()
    try:
        with within(limit):
            found.run(text)
    except AssertionError:
        return limit
    return time.perf_counter() - began


def slowness(found: Found) -> str | None:
    """How a pattern is too slow, or None."""
    screened = []
    for head, unit in attacks(found):
        taken = seconds(found, grown(head, unit, SCREEN), SECONDS)
        screened.append((taken, head, unit))
        if taken >= SECONDS:
            break
    for _, head, unit in sorted(screened, reverse=True)[:TRIED]:
        whole = seconds(found, grown(head, unit, LENGTH), 2 * SECONDS)
        if whole < SECONDS / MOST_TIMES:
            continue
        # A busy machine slows one measurement, hardly three.
        quarter = min(seconds(found, grown(head, unit, LENGTH // 4), SECONDS) for _ in range(2))
        whole = min(whole, *(seconds(found, grown(head, unit, LENGTH), 2 * SECONDS) for _ in range(2)))
        if whole >= SECONDS or whole / quarter > MOST_TIMES:
            return f"{found.site}: {whole:.2f} s, {whole / quarter:.1f} times a quarter, {head!r} + {unit!r}…"
    return None


def test_most_patterns_are_found() -> None:
    found = patterns()
    assert len(found) > 400
    assert {f.file.split("/")[1] for f in found} >= {"dates", "people", "organizations", "trade", "layout"}
    assert sum(f.use == "at a place" for f in found) > 50


@pytest.mark.parametrize(
    ("pattern", "use", "slow"),
    [
        (r"\s*$", "anywhere", True),
        (r"(?:a|aa)*b", "at a place", True),
        (r"[ ]{0,9}年", "anywhere", False),
        (r"\s*x", "at a place", False),
    ],
)
def test_slow_patterns_are_told_from_others(pattern: str, use: str, slow: bool) -> None:
    found = Found(pattern, 0, "made.py", 1, "MADE", "anywhere" if use == "anywhere" else "at a place")
    assert (slowness(found) is not None) == slow


def test_no_pattern_is_super_linear() -> None:
    slow = [fault for found in patterns() if found.site not in BOUNDED and (fault := slowness(found))]
    assert not slow, "\n".join(slow)


def test_exceptions_are_still_patterns() -> None:
    assert set(BOUNDED) <= {found.site for found in patterns()}


HOSTILE = {
    "digits": "1",
    "years": "年",
    "brackets": "（",
    "latin brackets": "()",
    "names": "王小明",
    "titled names": "王司長、",
    "titles": "董事長",
    "characters": "中",
    "capitals": "A",
    "initials": "A.",
    "latin names": "Ab Cd ",
    "dots": ".",
    "commas": "，",
    "quotes": "「",
    "months": "11月",
    "roc years": "106年",
    "dates": "106年11月22日",
    "slashes": "1/",
    "thousands": "1,",
    "percents": "%",
    "amounts": "約1億元",
    "addresses": "www.",
    "hyphens": "a-",
    "deictics": "去年",
}
DOCUMENT_SECONDS = 30.0


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_done_in_time(unit: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    times = []
    for length in (LENGTH // 4, LENGTH):
        path.write_text(unit * (length // len(unit)) + " -\n會議圓滿結束。", encoding="utf-8")
        began = time.process_time()
        with within(DOCUMENT_SECONDS):
            make_rows(pipeline.Report(lay_out(pipeline.read_source(path))))
        times.append(time.process_time() - began)
    assert times[1] < 1.0 or times[1] / times[0] <= MOST_TIMES


def test_a_page_of_comments_is_recognised_at_once(tmp_path: Path) -> None:
    """Once each comment could end at any later one: four kilobytes took for ever."""
    path = tmp_path / "comments.html"
    path.write_text("<html>" + "<!---->" * 600 + "<body></body></html>", encoding="utf-8")
    with within(SECONDS):
        assert pipeline.read_source(path).status == "failed"
