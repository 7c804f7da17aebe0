"""Write docs/data_dictionary.md from the schemas.

usage: write_data_dictionary.py [--check]

With --check nothing is written; the exit code is 1 if the page is not current.
"""

import sys
from pathlib import Path

from pipeline.export.columns import columns
from pipeline.schemas import TABLES

PAGE = Path(__file__).parent.parent / "docs" / "data_dictionary.md"

HEAD = """# Data dictionary

Written by `make docs` from the models in `pipeline/schemas`; do not edit by hand.

Every table is a CSV file (UTF-8, RFC 4180, a missing value is an empty cell, a list is a JSON array)
and a Parquet file with the same columns. `clean_text[char_start:char_end] == text` holds for every
row that has these columns; the clean text is `text/<document_id>.txt`.
"""


def page() -> str:
    parts = [HEAD]
    for table, model in TABLES.items():
        parts.append(f"\n## {table}\n\n{(model.__doc__ or '').strip()}\n\n")
        parts.append("| column | type | null | meaning |\n|---|---|---|---|\n")
        for c in columns(table):
            kind = str(c.type).replace("element: ", "").replace("date32[day]", "date")
            meaning = c.description or ("Id of the row." if c.name.endswith("_id") else "")
            values = f" One of: {', '.join(c.values)}." if c.values else ""
            parts.append(f"| {c.name} | {kind} | {'yes' if c.nullable else 'no'} | {meaning}{values} |\n")
    return "".join(parts)


def main() -> int:
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
