"""How much F1 falls when the same reports arrive in other dress (wrapped, paged, re-spelled, as PDF, DOCX …).

Usage: python scripts/robustness.py [--gold FOLDER ...] [--variant NAME ...] [--seed N] [--errors]

Every gold folder holds ``*.json`` and the texts they were written on in ``docs/``. Without ``--gold``:
corpus/gold, and ../shared/gold where it is there. The variants: ``robustness_variants.py``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from robustness_variants import VARIANTS, Variant, convert, has_office

from pipeline import extract, lay_out, read_source
from pipeline.evaluation import Scores, score_run
from pipeline.evaluation.tally import LABELS

ROOT = Path(__file__).resolve().parent.parent
SEED = 20171122


@dataclass
class Sample:
    """Gold documents: each report's paragraphs by stem, and the gold files."""

    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    gold: dict[str, Path] = field(default_factory=dict)
    texts: dict[str, Path] = field(default_factory=dict)

    def add(self, folder: Path, stems: Sequence[str] = ()) -> None:
        """Take over the reports of a gold folder, or those of its ``stems``."""
        for path in sorted(folder.glob("*.json")):
            if stems and path.stem not in stems:
                continue
            text = folder / "docs" / f"{path.stem}.txt"
            clean = lay_out(read_source(text)).text
            self.paragraphs[path.stem] = clean.rstrip("\n").split("\n")
            self.gold[path.stem] = path
            self.texts[path.stem] = text


def measure(sample: Sample, variant: Variant | None, folder: Path, seed: int = SEED) -> Scores:
    """Score a run over the files of a variant (None: the gold texts themselves), all made in ``folder``.

    ``seed`` decides where lines are cut and which characters are misread.
    """
    reports, gold, docs = folder / "reports", folder / "gold", folder / "docs"
    for each in (reports, gold, docs):
        each.mkdir(parents=True)
    retell: Callable[[str], str] = variant.retell if variant else str
    made: list[Path] = []
    for stem, paragraphs in sample.paragraphs.items():
        docs.joinpath(f"{stem}.txt").write_text(retell(sample.texts[stem].read_text("utf-8")), "utf-8")
        told = _retold(json.loads(sample.gold[stem].read_text("utf-8")), retell)
        gold.joinpath(f"{stem}.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        if variant is None:
            shutil.copyfile(sample.texts[stem], reports / f"{stem}.txt")
        else:
            made.append(variant.make(paragraphs, random.Random(f"{seed} {stem}"), reports / f"{stem}.made"))
    if variant is not None and variant.convert:
        office = folder / "office"
        office.mkdir()
        convert(made, variant.convert, office)
        reports = office
    extract(reports, folder / "run")
    return score_run(folder / "run", gold, docs)


def _retold(value: object, retell: Callable[[str], str], key: str = "") -> object:
    """A gold file with its quotations of the text changed as the text was; values stay."""
    if isinstance(value, dict):
        return {k: _retold(v, retell, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_retold(v, retell, key) for v in value]
    quoted = key in ("text", "name", "names", "titles", "organizations", "mentions", "surname", "latin")
    return retell(value) if quoted and isinstance(value, str) else value


def falls(base: Scores, scores: Scores) -> dict[str, float]:
    """By how many points each label's F1 fell (a rise is negative)."""
    return {label: 100 * (base.labels[label].f1 - scores.labels[label].f1) for label in LABELS}


def main() -> None:
    """Print F1 per label on the unchanged texts, then per variant how it changes."""
    parser = argparse.ArgumentParser(description="Measure how robust the tables are.")
    parser.add_argument("--gold", type=Path, action="append", metavar="FOLDER")
    parser.add_argument("--variant", action="append", choices=[v.name for v in VARIANTS])
    parser.add_argument("--seed", type=int, default=SEED, help="where to cut, what to misread")
    parser.add_argument("--stem", action="append", default=[], help="only this report")
    parser.add_argument("--errors", action="store_true", help="list what went wrong only in a variant")
    parser.add_argument("--keep", type=Path, help="keep the files and runs in this folder")
    options = parser.parse_args()
    folders = options.gold or [ROOT / "corpus" / "gold", ROOT.parent / "shared" / "gold"]
    sample = Sample()
    for folder in folders:
        sample.add(folder, options.stem)
    with tempfile.TemporaryDirectory() as temporary:
        root = options.keep or Path(temporary)
        base = measure(sample, None, root / "unchanged")
        known = set(base.errors)
        print(f"{'F1 of ' + str(base.documents) + ' reports':18}", *(f"{label:>13}" for label in LABELS))
        print(f"{'unchanged':18}", *(f"{100 * base.labels[label].f1:13.2f}" for label in LABELS))
        for variant in VARIANTS:
            if options.variant and variant.name not in options.variant:
                continue
            if variant.convert and not has_office():
                print(f"{variant.name:18} left out: LibreOffice is not installed")
                continue
            scores = measure(sample, variant, root / variant.name, options.seed)
            fallen = falls(base, scores)
            cells = (f"{-v:+12.2f}{'!' if v > variant.fall else ' '}" for v in fallen.values())
            print(f"{variant.name:18}", *cells, flush=True)
            if options.errors:
                for error in scores.errors:
                    if error not in known:
                        print("   ", error.document, error.kind, error.detail)


if __name__ == "__main__":
    main()
