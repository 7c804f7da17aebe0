"""Derive currencies.csv (names, symbols and codes of currencies) and currency_countries.csv of the lexicons.

usage: derive_currencies.py LEXICONS_DIR

Sources: Unicode CLDR (currencies in zh_Hant_TW), the active codes of ISO 4217 (by pycountry) and
scripts/currencies_by_hand.csv (Taiwanese usage: 美金, 日幣, 披索 …). What is listed by hand wins. A
``generic`` name stands for several currencies; the first code is the usual one in Taiwan. Whose a currency
is follows from ISO 4217 itself: its code begins with the ISO 3166-1 alpha-2 code. The US dollar is left
out, it is counted in everywhere; the euro is the money of the members of the euro area (European Central
Bank, 2023).
"""

import csv
import sys
from pathlib import Path

import pycountry

HERE = Path(__file__).parent
LEXICONS = HERE.parent / "pipeline" / "lexicons"
SHARED = {"USD", "EUR"}
EURO_AREA = "AUT BEL CYP DEU ESP EST FIN FRA GRC HRV IRL ITA LTU LUX LVA MLT NLD PRT SVK SVN"
# Codes that are also English words or the names of meetings and grades (TOP 10, COP 21).
WORDS = {"ALL", "AMD", "BAM", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "PEN", "SOS", "TOP"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def main(lexicons: Path) -> None:
    found: dict[str, tuple[str, str, str]] = {}
    for row in rows(HERE / "currencies_by_hand.csv"):
        found[row["name"]] = (row["code"], row["kind"], "hand")
    active = {c.alpha_3 for c in pycountry.currencies if not c.alpha_3.startswith("X")}
    for row in rows(lexicons / "cldr_currencies_zh_Hant_TW.csv"):
        name = row["zh_Hant_TW"].strip()
        if row["code"] in active and name != row["code"] and "（" not in name and "(" not in name:
            found.setdefault(name, (row["code"], "name", "cldr"))
    for code in sorted(active - WORDS):
        found.setdefault(code, (code, "code", "iso4217"))
    write("currencies", ["name", "code", "kind"], [(name, *values) for name, values in found.items()])
    owners = {code: pycountry.countries.get(alpha_2=code[:2]) for code in active - SHARED}
    users = [(code, owner.alpha_3, "iso4217") for code, owner in owners.items() if owner]
    users += [("EUR", member, "ecb") for member in EURO_AREA.split()]
    write("currency_countries", ["code", "alpha3"], users)


def write(name: str, columns: list[str], values: list[tuple[str, ...]]) -> None:
    with (LEXICONS / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*columns, "source"])
        writer.writerows(sorted(values))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
