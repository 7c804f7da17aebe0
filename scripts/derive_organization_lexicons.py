"""Derive the organization lexicons in pipeline/lexicons from the register, organic laws and gazette counts.

usage: derive_organization_lexicons.py DATA_DIR

Writes agencies.csv, missions.csv, organization_generics.csv, organization_heads.csv,
organization_names.csv, organization_units.csv and organization_scores.csv. Only names of public bodies and
counts of characters leave the data; facts that the data is too old for (names since 2013, foreign bodies,
media) come from organizations_by_hand.csv, organization_heads_by_hand.csv and
organization_generics_by_hand.csv. organizations_further_by_hand.csv holds names that are common knowledge,
most of them from abroad: they are looked up, but not counted, since what spells them says little of others.
"""

import csv
import json
import lzma
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.search import WordList

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "pipeline" / "lexicons"
SLICE = 4_000_000
# Slices of each gazette file that are counted for the scores.
SLICES = 3
SINGLE = "部署局處司廳省院所"
NAME = re.compile(r"[\u4e00-\u9fff]{2,30}")
# Two characters beside 委員 are a member's given name, not a word.
LEGISLATOR = re.compile(r"(?<=委員)(?!會)([\u4e00-\u9fff]{2})|([\u4e00-\u9fff]{2})(?=委員(?!會))")
# A unit that stands in every agency says nothing alone and is left to the grammar.
# A title that travellers wrote where the unit belongs.
NO_UNITS = frozenset({"工程司"})
COMMON_UNIT = re.compile(r"第[一二三四五六七八九十]+|.*(?:隊|課|長室|公所|國小|國中|小學|中學|高中|無|年班)$")
UNIT_HEADS = ("處", "司", "局", "署", "組", "科", "室", "中心", "委員會", "所", "會", "部", "院")
# A name must be this common among travellers before it is taken as an agency of its own.
OFFICE_MINIMUM = 20
UNIT_MINIMUM = 8
FALSE_ENDING_MINIMUM = 30
# A pair that is this common in running text and in no name speaks against a name.
COMMON_PAIR = 100
# A pair that is so common a word and still in no name ends the scan for a name; its score says so.
WORD_PAIR = 400
BARRIER = -8.0
# Least count and least pointwise mutual information of two characters that are not to be parted.
COHESION_COUNT, COHESION = 12, 2.0
# Characters that spell foreign names: least count in place names, and how much more common than elsewhere.
TRANSLITERATION, TRANSLITERATION_SHARE = 6, 4
# Words this common, and in no place name, make no name of a company or a bank.
COMMON_WORD = 200
# Weight of the one unseen event in the smoothed character model.
UNSEEN = 0.05


def fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace("台", "臺").replace(" ", "")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write(name: str, header: list[str], values: Iterable[tuple[str, ...]]) -> None:
    with (OUTPUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(values))


def gazette(data: Path, limit: int | None = None) -> Iterator[str]:
    """Folded slices of the gazette; ``limit`` slices of each compressed file, all if None."""
    yield fold((data / "text" / "executive_yuan_reports.txt").read_text(encoding="utf-8"))
    for name in ("gazette_committees", "gazette_plenary"):
        with lzma.open(data / "text" / f"{name}.txt.xz", "rt", encoding="utf-8") as stream:
            count = 0
            while (text := stream.read(SLICE)) and (limit is None or count < limit):
                count += 1
                yield fold(text)


def day(roc: str) -> str:
    """0961107 → 2007-11-07; empty for the register's null date."""
    roc = roc.strip()
    if not re.fullmatch(r"\d{7}", roc) or roc == "0000000":
        return ""
    return f"{int(roc[:3]) + 1911}-{roc[3:5]}-{roc[5:]}"


def agencies(data: Path) -> list[str]:
    """The register: one row per code. Returns the names."""
    out, names = {}, []
    for row in rows(data / "lexicons" / "agencies_register.csv"):
        name = unicodedata.normalize("NFKC", row["機關名稱"]).replace(" ", "")
        name = re.sub(r"\(.*?\)", "", name)
        code = row["機關代碼"].strip()
        if not code or not NAME.fullmatch(name) or row["機關名稱"].endswith(("用)", "）")):
            continue
        names.append(fold(name))
        # Schools and village bodies: found by the grammar, resolved by nobody; they would be half the file.
        if re.search(r"(?:長|國民小學|國民中學|代表會|清潔隊|托兒所|幼兒園|補校|當舖|零售市場|郵局)$", name):
            continue
        out[code] = (
            code,
            name,
            row["主管機關代碼"].strip(),
            row["新機關代碼"].strip(),
            day(row["機關生效日期"]),
            day(row["機關裁撤日期"]),
            "data.gov.tw/7307",
        )
    write("agencies", ["code", "name", "parent", "successor", "start", "end", "source"], out.values())
    return names


def missions(data: Path) -> list[str]:
    """Missions abroad, their formal names and the country they are in. Returns the names."""
    out, names = {}, []
    for row in rows(data / "lexicons" / "missions_register.csv"):
        text = unicodedata.normalize("NFKC", row["館處中文名稱"]).replace(" ", "")
        short, _, formal = text.partition("(駐")
        formal = "駐" + formal.rstrip(")") if formal else ""
        if not formal:
            short, _, formal = text.partition("(臺")
            formal = "臺" + formal.rstrip(")") if formal else ""
        if not formal:
            short, _, formal = text.partition("(台")
            formal = "台" + formal.rstrip(")") if formal else ""
        if not formal:
            short, _, formal = text.partition("(中華民國")
            formal = "中華民國" + formal.rstrip(")").replace("(台灣", "(台灣)") if formal else ""
            formal = formal.replace("))", ")").replace("(台灣)", "")
        out.setdefault(short, (short, formal, row["國家名稱"], "data.gov.tw/6119"))
        names += [fold(short), *([fold(formal)] if formal else [])]
    write("missions", ["name", "formal", "host", "source"], out.values())
    return names


def organic_laws(data: Path) -> dict[str, list[str]]:
    """Agency to units, of the organic laws of central agencies."""
    laws = json.loads((data / "lexicons" / "organic_laws.json").read_text(encoding="utf-8"))
    return {
        fold(name): [fold(u) for u in law.get("子單位", []) if NAME.fullmatch(u)]
        for name, law in laws.items()
        if not re.search(r"法院$|各|駐外", name)
    }


def name_lists(data: Path, laws: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Agencies and units. Returns the names of both for the character model."""
    names = {}
    for agency in laws:
        names[agency] = (agency, "", "government", "TWN", "tw-gov-org")
    for row in rows(data / "lexicons" / "offices.csv"):
        office = fold(row["member_office"])
        common = int(row["n"]) >= OFFICE_MINIMUM
        if common and NAME.fullmatch(office) and len(office) >= 4 and office[-1] != "長":
            names.setdefault(office, (office, "", "", "TWN", f"offices {row['n']}"))
    for row in rows(HERE / "organizations_by_hand.csv"):
        key = fold(row["name"]) if re.search(r"[\u4e00-\u9fff]", row["name"]) else row["name"]
        names[key] = (row["name"], row["full"], row["type"], row["country"], "hand")
    further = {fold(r["name"]): r for r in rows(HERE / "organizations_further_by_hand.csv")}
    known = [
        (r["name"], r["full"], r["type"], r["country"], "hand") for k, r in further.items() if k not in names
    ]
    write("organization_names", ["name", "full", "type", "country", "source"], [*names.values(), *known])

    units: dict[str, tuple[str, str, str, str]] = {}
    owners: dict[str, set[str]] = {}
    for agency, subunits in laws.items():
        for unit in subunits:
            if not COMMON_UNIT.fullmatch(unit):
                owners.setdefault(unit, set()).add(agency)
    for row in rows(data / "lexicons" / "units.csv"):
        unit, n = fold(row["member_unit"]), int(row["n"])
        if (
            n >= UNIT_MINIMUM
            and NAME.fullmatch(unit)
            and 3 <= len(unit) <= 12
            and unit.endswith(UNIT_HEADS)
            and not COMMON_UNIT.fullmatch(unit)
            and unit not in names
            and unit not in NO_UNITS
        ):
            units[unit] = (unit, "", str(n), "travellers")
    for unit, held in owners.items():
        if unit not in names:
            count = units.get(unit, ("", "", "0", ""))[2]
            units[unit] = (unit, next(iter(held)) if len(held) == 1 else "", count, "tw-gov-org")
    write("organization_units", ["unit", "agency", "count", "source"], units.values())
    return list(names), list(units)


def place_names(data: Path) -> list[str]:
    """Territories, countries, cities, and the counties that have a government."""
    register = (row["機關名稱"] for row in rows(data / "lexicons" / "agencies_register.csv"))
    counties = [name[:-2] for name in register if re.fullmatch(r"..[縣市]政府", name)]
    territories = [row["zh_Hant_TW"] for row in rows(data / "lexicons" / "cldr_territories_zh_Hant_TW.csv")]
    return [*territories, *(row["name"] for row in rows(OUTPUT / "countries.csv")), *counties]


def traveller_names(data: Path, column: str) -> list[dict[str, str]]:
    return rows(data / "lexicons" / {"member_office": "offices.csv", "member_unit": "units.csv"}[column])


def listed_names(data: Path, heads: list[str]) -> Counter[str]:
    """Names that the gazette bounds on both sides by a list comma, bracket or quotation mark."""
    long = "|".join(sorted((h for h in heads if len(h) > 1), key=len, reverse=True))
    bounded = re.compile(rf"(?<=[、「：；(])([\u4e00-\u9fff]{{2,20}}(?:{long}|[{SINGLE}]))(?=[、」()；])")
    found: Counter[str] = Counter()
    for text in gazette(data):
        found.update(bounded.findall(text))
    return found


def members(text: str) -> Iterator[str]:
    """The pairs of characters beside 委員 that are a member's given name."""
    return (a or b for a, b in LEGISLATOR.findall(text))


def generics(data: Path, heads: list[str], names: Iterable[str]) -> None:
    """Words that make no name, by hand, and false endings (內部, 簽署) by count.

    A false ending is a frequent pair of running text whose second character is a one-character head and
    that ends no known name. Words that only begin with the head (部分) do not count.
    """
    by_hand = {row["word"]: row["kinds"] for row in rows(HERE / "organization_generics_by_hand.csv")}
    out = {word: (word, kinds, "hand") for word, kinds in by_hand.items()}
    single = {h for h in heads if len(h) == 1}
    continued = "|".join(sorted(w[1:] for w, k in by_hand.items() if "continuation" in k and w[0] in single))
    pair = re.compile(rf"(?=([\u4e00-\u9fff][{''.join(sorted(single))}])(?!{continued}))")
    seen: Counter[str] = Counter()
    single_count: Counter[str] = Counter()
    pair_count: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for text in gazette(data, limit=1):
        seen.update(pair.findall(text))
        single_count.update(text)
        pair_count.update(map("".join, pairwise(text)))
        people.update(members(text))
    total = sum(single_count.values())
    proper = {"".join(p) for n in place_names(data) for p in pairwise(fold(n))}
    for word, count in pair_count.items():
        if count < COMMON_WORD or word in out or word in proper or not NAME.fullmatch(word):
            continue
        together = math.log(count * total / single_count[word[0]] / single_count[word[1]])
        if together >= COHESION and people[word] <= count / 20:
            out[word] = (word, "common", f"counted {count}")
    real = Counter(n[-2:] for n in names)
    for word, count in seen.items():
        if count >= FALSE_ENDING_MINIMUM and not real[word] and word not in out:
            out[word] = (word, "ending", f"counted {count}")
        elif count >= FALSE_ENDING_MINIMUM and not real[word] and "common" in out[word][1]:
            out[word] = (word, "common ending", f"counted {count}")
    write("organization_generics", ["word", "kinds", "source"], out.values())


def weighted(names: Iterable[str], weight: float, out: Counter[str]) -> None:
    """Adds names so that no ending (小學, 事務所) outweighs the rest."""
    names = list(dict.fromkeys(n for n in names if n))
    endings = Counter(n[-2:] for n in names)
    for n in names:
        out[n] += weight * min(1.0, 60 / endings[n[-2:]])


def scores(data: Path, training: Counter[str], lexicon: list[str], every_pair: set[str]) -> None:
    """Log-odds, in hundredths, of characters inside, at the ends of and around names against running text.

    Keys: ``^x`` first character, ``xy`` inside, ``x$`` last, ``<x`` and ``<xy`` before, ``>x`` and
    ``>xy`` after a name; ``=x`` any character inside, for pairs that were never seen; ``|xy`` how firmly
    two characters belong together in running text; ``~x`` how much a character spells foreign names.
    """
    single: Counter[str] = Counter()
    pair: Counter[str] = Counter()
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    known = WordList(dict.fromkeys(lexicon))
    matches = 0
    for text in gazette(data, limit=SLICES):
        single.update(text)
        pair.update(map("".join, pairwise(text)))
        for s, e, _ in known.longest(text):
            matches += 1
            before.update((text[s - 1 : s], text[s - 2 : s]))
            after.update((text[e : e + 1], text[e : e + 2]))
    total = sum(single.values())

    inside: Counter[str] = Counter()
    context: Counter[str] = Counter()
    unigram: Counter[str] = Counter()
    for name, weight in training.items():
        marked = f"^{name}$"
        for a, b in pairwise(marked):
            inside[a + b] += weight
            context[a] += weight
        for c in name:
            unigram[c] += weight
    mass = sum(unigram.values())
    followers = Counter(key[0] for key in inside)

    def background(a: str, b: str) -> float:
        """P(b | a) in running text, Witten–Bell by count."""
        share = single[a] / (single[a] + 50)
        return share * pair[a + b] / max(single[a], 1) + (1 - share) * (single[b] + 0.5) / total

    def name_model(a: str, b: str) -> float:
        back = (unigram[b] + UNSEEN) / (mass + 1)
        kinds = followers[a] * UNSEEN * 20
        return (inside[a + b] + kinds * back) / (context[a] + kinds) if context[a] else back

    out: dict[str, float] = {}
    for key, count in inside.items():
        a, b = key
        if count < 0.5:
            continue
        if a == "^":
            out[key] = math.log(name_model(a, b) / ((single[b] + 1) / total))
        elif b == "$":
            out[key] = math.log((count + 0.02) / context[a] / 0.02)
        else:
            out[key] = math.log(name_model(a, b) / background(a, b))
    people: Counter[str] = Counter()
    for text in gazette(data, limit=SLICES):
        people.update(members(text))
    for key, n in pair.items():
        if not re.fullmatch(r"[\u4e00-\u9fff]{2}", key) or people[key] > n / 20:
            continue
        together = math.log(n * total / single[key[0]] / single[key[1]])
        if n >= COHESION_COUNT and together >= COHESION:
            out["|" + key] = together
        if n >= WORD_PAIR and together >= COHESION and key not in every_pair:
            out[key] = BARRIER
    foreign = Counter("".join(map(fold, place_names(data))))
    for c, n in foreign.items():
        ratio = n / foreign.total() / ((single[c] + 1) / total)
        if n >= TRANSLITERATION and NAME.fullmatch(c * 2) and ratio > TRANSLITERATION_SHARE:
            out["~" + c] = math.log(ratio)
    for key, n in pair.items():
        if n >= COMMON_PAIR and key not in out and re.fullmatch(r"[\u4e00-\u9fff]{2}", key):
            out[key] = math.log(name_model(*key) / background(*key))
    for c, n in single.items():
        if n >= 20 and "\u4e00" <= c <= "\u9fff":
            out["=" + c] = math.log((unigram[c] + UNSEEN) / mass / (n / total))
    for mark, seen in (("<", before), (">", after)):
        for key, count in seen.items():
            base = single[key] if len(key) == 1 else pair[key]
            if key and "\n" not in key and base >= 100 and (len(key) == 1 or count >= 4):
                # A pair is only trusted as far as it was seen around names at all.
                out[mark + key] = math.log((count + 0.5) / matches / (base / total))
        for c, n in single.items():
            if n >= 200 and mark + c not in out and c != "\n":
                out[mark + c] = math.log(0.5 / matches / (n / total))
        for key, n in pair.items():
            # Frequent pairs that never touch a name: where a word ends that no name follows.
            if n >= 600 and "\n" not in key and key not in seen and "\u4e00" <= key[0] <= "\u9fff":
                out[mark + key] = math.log(0.5 / matches / (n / total))
    values = ((key, str(round(100 * v)), "counts") for key, v in out.items() if not re.search(r"\s", key))
    write("organization_scores", ["key", "score", "source"], values)


def main(data: Path) -> None:
    hand = rows(HERE / "organization_heads_by_hand.csv")
    heads = [row["head"] for row in hand]
    registered, abroad = agencies(data), missions(data)
    laws = organic_laws(data)
    names, units = name_lists(data, laws)
    repeated = [n for n, count in listed_names(data, heads).items() if count >= 2]
    training: Counter[str] = Counter()
    weighted(registered, 0.5, training)
    weighted(abroad, 1, training)
    weighted(names, 2, training)
    weighted(units, 1, training)
    weighted(repeated, 1.5, training)
    weighted((r["member_unit"] for r in traveller_names(data, "member_unit")), 0.3, training)
    training = Counter({fold(n): w for n, w in training.items() if NAME.fullmatch(fold(n))})
    ends = Counter()
    for name in training:
        for size in range(1, 6):
            ends[name[-size:]] += 1
    write(
        "organization_heads",
        ["head", "type", "kind", "count", "source"],
        ((r["head"], r["type"], r["kind"], str(ends[fold(r["head"])]), "hand, counted") for r in hand),
    )
    generics(data, heads, [*registered, *names, *units, *repeated])
    evidence = [*registered, *training, *map(fold, place_names(data)), *repeated]
    evidence += [fold(r[k]) for k in ("member_office", "member_unit") for r in traveller_names(data, k)]
    every_pair = {"".join(p) for n in evidence for p in pairwise(n)}
    scores(data, training, [n for n in names if len(n) >= 3 and NAME.fullmatch(n)], every_pair)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
