"""Writing the clean text: pieces of the source in order, with the exact way back for each character."""

from __future__ import annotations

from pipeline.document import OffsetMap


class CleanText:
    """Grows a clean text out of pieces of ``source`` and remembers where each character came from."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._segments: list[tuple[int, int, int]] = []
        self.length = 0

    def copy(self, start: int, end: int) -> None:
        """Append ``source[start:end]`` as it stands."""
        if end > start:
            self._parts.append(self._source[start:end])
            self._segments.append((self.length, start, end - start))
            self.length += end - start

    def stand_for(self, char: str, position: int) -> None:
        """Append ``char`` for the white space, rule or break at ``position`` of the source."""
        self._parts.append(char)
        self._segments.append((self.length, position, 1))
        self.length += 1

    def finish(self) -> tuple[str, OffsetMap]:
        """The text and its map, neighbouring segments run together."""
        merged: list[tuple[int, int, int]] = []
        for clean, source, length in self._segments:
            if merged:
                last_clean, last_source, last_length = merged[-1]
                if last_source + last_length == source:
                    merged[-1] = (last_clean, last_source, last_length + length)
                    continue
            merged.append((clean, source, length))
        return "".join(self._parts), OffsetMap(merged)
