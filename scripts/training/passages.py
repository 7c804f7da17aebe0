"""Real text in runs of sentences that a small model can take."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

LONGEST, SHORTEST = 200, 12
_SENTENCE = re.compile(r"[^。！？；]{1,250}[。！？；」]*")


def passages(paths: Sequence[Path]) -> Iterator[str]:
    """Runs of sentences of at most LONGEST characters, each once, without markup."""
    seen: set[str] = set()
    for path in paths:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                if "<" in line:
                    continue
                run = ""
                for match in _SENTENCE.finditer(line.strip()):
                    if run and len(run) + len(match.group()) > LONGEST:
                        if len(run) >= SHORTEST and run not in seen:
                            seen.add(run)
                            yield run
                        run = ""
                    run += match.group()
                if len(run) >= SHORTEST and run not in seen:
                    seen.add(run)
                    yield run
