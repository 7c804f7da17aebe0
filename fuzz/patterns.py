"""Every regular expression that the package compiles, how it is used, and text made to slow it down.

``python -m fuzz.patterns`` writes what it finds as JSON: it has to run before anything is compiled.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

PACKAGE = Path(__file__).parents[1] / "pipeline"

Use = Literal["anywhere", "at a place"]

_AT_A_PLACE = {"match", "fullmatch"}
_ANYWHERE = {"search", "finditer", "findall", "sub", "subn", "split"}
_EACH_SITE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, the file and line that compile it, the name it is given, and how the code applies it."""

    pattern: str
    flags: int
    file: str
    line: int
    name: str | None
    use: Use

    @property
    def site(self) -> str:
        """Where to look: file, and name or line."""
        return f"{self.file}:{self.name or self.line}"

    def run(self, text: str) -> None:
        """Apply the pattern as the code does: to all of the text, or at its beginning and in its midst."""
        compiled = re.compile(self.pattern, self.flags)
        if self.use == "anywhere":
            deque(compiled.finditer(text), maxlen=0)
        else:
            for start in (0, len(text) // 2):
                compiled.match(text, start)
                compiled.fullmatch(text, start)


def collect(work: Callable[[], object]) -> list[Found]:
    """What the package compiles while it is imported and while ``work`` runs."""
    sites: dict[tuple[str, int], dict[tuple[str, int], None]] = {}
    original = compiler.compile

    def record(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        made: re.Pattern[Any] = original(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and Path(frame.f_code.co_filename).parent == Path(re.__file__).parent:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        if isinstance(pattern, str) and file.is_relative_to(PACKAGE):
            here = sites.setdefault((file.relative_to(PACKAGE.parent).as_posix(), frame.f_lineno), {})
            if len(here) < _EACH_SITE:
                here[pattern, made.flags] = None
        return made

    compiler.compile = record
    try:
        for module in pkgutil.walk_packages([str(PACKAGE)], "pipeline."):
            # These two need other libraries, and have no patterns.
            if not module.name.endswith(("spacy_components", "ckip")):
                importlib.import_module(module.name)
        work()
    finally:
        compiler.compile = original
    return [
        Found(pattern, flags, file, line, *_applied(file, line))
        for (file, line), patterns in sorted(sites.items())
        for pattern, flags in patterns
    ]


def _applied(file: str, line: int) -> tuple[str | None, Use]:
    """The name that the pattern on a line is given, and how all code applies that name."""
    names, calls = _reading(PACKAGE.parent / file)
    name = names.get(line)
    methods = _methods().get(_scoped(file, name), set()) if name else calls.get(line, set())
    return name, "at a place" if methods and methods <= _AT_A_PLACE else "anywhere"


@cache
def _reading(path: Path) -> tuple[dict[int, str], dict[int, set[str]]]:
    """By line of a module: the name assigned there, and the methods of ``re`` called there."""
    names: dict[int, str] = {}
    calls: dict[int, set[str]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                names[line] = node.targets[0].id
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "re":
                calls.setdefault(node.lineno, set()).add(node.func.attr)
    return names, {line: found - {"compile", "escape"} for line, found in calls.items()}


@cache
def _methods() -> dict[str, set[str]]:
    """By scoped name: the methods of a pattern that are called on it."""
    methods: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in _AT_A_PLACE | _ANYWHERE:
                owner = node.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", None)
                if name is not None:
                    file = path.relative_to(PACKAGE.parent).as_posix()
                    methods.setdefault(_scoped(file, name), set()).add(node.attr)
    return methods


def _scoped(file: str, name: str) -> str:
    """A private name belongs to its module; any other may be used by all."""
    return f"{file}:{name}" if name.startswith("_") else name


_OF_CATEGORY = {
    constants.CATEGORY_DIGIT: "7",
    constants.CATEGORY_SPACE: " ",
    constants.CATEGORY_WORD: "a",
    constants.CATEGORY_NOT_WORD: "-",
}
_USUAL = "9年月日一中 \u3000\n\t(（「Aa.,:"
_MOST_UNITS = 20
_MOST_LETTERS = 12


@dataclass
class _Shape:
    """A pattern taken apart: its characters, its repeated parts and what leads there, a text it matches."""

    pattern: str
    flags: int
    letters: dict[str, None] = field(default_factory=dict)
    repeated: dict[tuple[str, str], None] = field(default_factory=dict)
    example: str = ""

    def __post_init__(self) -> None:
        self.example = self._sequence(parser.parse(self.pattern, self.flags), "")

    def _sequence(self, tree: Any, before: str) -> str:
        text = ""
        for operation, value in tree:
            text += self._one(operation, value, before + text)
        return text

    def _one(self, operation: Any, value: Any, before: str) -> str:
        match operation:
            case constants.LITERAL:
                return self._letter(chr(value))
            case constants.NOT_LITERAL | constants.ANY:
                return self._letter("x" if value == ord("中") else "中")
            case constants.IN:
                members = [self._letter(c) for c in _members(value)]
                return members[0]
            case constants.MAX_REPEAT | constants.MIN_REPEAT | constants.POSSESSIVE_REPEAT:
                least, most, body = value
                unit = self._sequence(body, before)
                if most >= 3 and unit:
                    self.repeated[before, unit] = None
                if most >= 3 and len(body) == 1 and body[0][0] is constants.IN:
                    self.repeated |= dict.fromkeys((before, c) for c in _members(body[0][1])[:6])
                return unit * int(least)
            case constants.SUBPATTERN:
                return self._sequence(value[3], before)
            case constants.ATOMIC_GROUP:
                return self._sequence(value, before)
            case constants.BRANCH:
                branches = [self._sequence(branch, before) for branch in value[1]]
                return branches[0]
            case constants.ASSERT | constants.ASSERT_NOT:
                self._sequence(value[1], before)
        return ""

    def _letter(self, letter: str) -> str:
        self.letters[letter] = None
        return letter


def _members(items: Any) -> list[str]:
    """Some characters of a set: those it names, or common ones that a negated set does not name."""
    members: list[str] = []
    for operation, value in items:
        if operation is constants.LITERAL:
            members.append(chr(value))
        elif operation is constants.RANGE:
            members += [chr(value[0]), chr(sum(value) // 2)]
        elif operation is constants.CATEGORY:
            members.append(_OF_CATEGORY.get(value, "x"))
    if items[0][0] is constants.NEGATE:
        return [c for c in "中a9x（年\n-\U0001f600" if c not in members]
    return members


def attacks(found: Found) -> list[tuple[str, str]]:
    """Heads and units: text of a head and very many units is what may cost a pattern much time."""
    shape = _Shape(found.pattern, found.flags)
    made: dict[tuple[str, str], None] = {}
    for before, unit in list(shape.repeated)[:_MOST_UNITS]:
        for head, body in ((before, unit), ("", before + unit), ("", unit), ("", before + unit * 30)):
            made[head, body] = None
    letters = list(shape.letters)
    made |= dict.fromkeys([("", shape.example), ("", shape.example[:-1])])
    made |= dict.fromkeys(("", c) for c in letters[:: max(1, len(letters) // _MOST_LETTERS)])
    made |= dict.fromkeys(("", a + b) for a, b in pairwise(letters[:_MOST_LETTERS]))
    made |= dict.fromkeys(("", c) for c in _USUAL)
    return [(head, unit) for head, unit in made if unit]


def grown(head: str, unit: str, length: int) -> str:
    """An attack of so many characters, and an end that no repetition goes through."""
    return (head + unit * (length // len(unit) + 1))[:length] + "\u3000\0x"


def _read_everything() -> None:
    import pipeline
    from fuzz.seeds import REPORTS
    from pipeline.records import make_rows

    for path in sorted(REPORTS.iterdir()):
        make_rows(pipeline.read_report(path))


def load(text: str) -> Iterator[Found]:
    """What ``python -m fuzz.patterns`` wrote."""
    return (Found(**entry) for entry in json.loads(text))


if __name__ == "__main__":
    json.dump([asdict(found) for found in collect(_read_everything)], sys.stdout)
