"""Derive pipeline/lexicons/countries.csv: names of countries, unions and cities with ISO 3166-1 alpha-3.

usage: derive_countries.py LEXICONS_DIR

Sources: Unicode CLDR (territories in zh_Hant_TW), the foreign ministry's list of countries and capitals,
and scripts/countries_by_hand.csv. A name listed by hand wins over CLDR, CLDR over the ministry.
"""

import csv
import re
import sys
from pathlib import Path

import pycountry

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "pipeline" / "lexicons" / "countries.csv"
NOTES = re.compile(r"（.*?）|\(.*?\)|[。，；].*$")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def main(lexicons: Path) -> None:
    found: dict[str, tuple[str, str, str]] = {}
    for row in rows(HERE / "countries_by_hand.csv"):
        found[row["name"]] = (row["alpha3"], row["kind"], "hand")
    by_alpha2 = {c.alpha_2: c.alpha_3 for c in pycountry.countries}
    for row in rows(lexicons / "cldr_territories_zh_Hant_TW.csv"):
        if row["code"] in by_alpha2:
            name = NOTES.sub("", row["zh_Hant_TW"]).removeprefix("中國") or row["zh_Hant_TW"]
            found.setdefault(name, (by_alpha2[row["code"]], "short", "cldr"))
    by_english = {
        row["en"].lower(): by_alpha2.get(row["code"])
        for row in rows(lexicons / "cldr_territories_zh_Hant_TW.csv")
    }
    for row in rows(lexicons / "mofa_countries.csv"):
        short, full = NOTES.sub("", row["short_name"]).strip(), NOTES.sub("", row["name"]).strip()
        known = found.get(short) or found.get(full)
        alpha3 = known[0] if known else None
        if alpha3 is None:
            try:
                alpha3 = (
                    by_english.get(row["name_in_en"].lower())
                    or pycountry.countries.search_fuzzy(row["name_in_en"])[0].alpha_3
                )
            except LookupError:
                print("no code for", row["name"], row["name_in_en"], file=sys.stderr)
                continue
        found.setdefault(full, (alpha3, "full", "mofa"))
        found.setdefault(short, (alpha3, "short", "mofa"))
        capital = re.sub(r"^首都：", "", NOTES.sub("", row["capital"])).strip()
        if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", capital):
            found.setdefault(capital, (alpha3, "city", "mofa"))
    with OUTPUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["name", "alpha3", "kind", "source"])
        writer.writerows((name, *values) for name, values in sorted(found.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
