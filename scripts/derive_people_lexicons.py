"""Derive the people lexicons: surnames, name characters, ordinary text, name ends, titles and prefixes.

usage: derive_people_lexicons.py DATA_DIR [NAME ...]

NAME is the name of a lexicon, one of STEPS; all by default, in that order.

DATA_DIR holds ``lexicons/``, ``travellers.csv.gz`` and ``text/``. Only statistics of characters leave this
script, never a person's name: characters counted fewer than three times are dropped.
"""

import csv
import gzip
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "pipeline" / "lexicons"
CJK = "\u4e00-\u9fff"
MIN_CHARACTER = 3
MIN_BIGRAM = 10
MIN_TITLE = 5
MIN_DOMAIN = 3
SAMPLE_EVERY = 9
TITLE_END = "長員師官士授任書事理監表使顧佐正審席監譯參督稽察幹務政卿"
RANKS = "前副|前|副|代理|常務|政務|榮譽|首席|主任"
HEADS = (
    "召集委員|委員|部長|院長|局長|署長|處長|主委|次長|總統|縣長|市長|會長|代表|司長|董事長|主任委員|"
    "教授|大使|議員|主席|科長|組長|主任|秘書長|理事長|董事|先生|女士|小姐|校長|法官|檢察官|檢察長|博士|執行長|總經理"
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def by_hand(name: str) -> Iterator[tuple[str, str]]:
    """(kind, entry) pairs of a hand-made list: one row a kind, entries separated by blanks."""
    for row in rows(HERE / f"{name}_by_hand.csv"):
        kind, entries = row.values()
        for entry in entries.split():
            yield kind, entry


def write(name: str, header: list[str], table: Iterable[Iterable[object]]) -> None:
    with (OUTPUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(([str(v) for v in row] for row in table), key=lambda row: row[0]))


@cache
def taiwanese_forms() -> dict[int, str]:
    return {ord(r["japanese"]): r["taiwanese"] for r in rows(HERE / "japanese_character_forms.csv")}


def surnames(data: Path) -> None:
    """Counts of people by surname; a rare character counts only where the classical list knows it."""
    known: dict[str, set[str]] = {}
    for kind, entry in by_hand("surnames"):
        known.setdefault(entry, set()).add(kind)
    classical = {s for s, kinds in known.items() if kinds & {"chinese", "compound"}}
    chinese: Counter[str] = Counter(dict.fromkeys(classical, 1))
    for row in rows(data / "lexicons" / "surnames_roc.csv"):
        count = int(row["distinct_people"])
        if row["surname"] in classical or (count >= 30 and len(row["surname"]) == 1):
            chinese[row["surname"]] = count
    japanese: Counter[str] = Counter()
    for row in csv.reader((data / "lexicons" / "surnames_japanese.csv").open(encoding="utf-8")):
        for form in {row[0], row[0].translate(taiwanese_forms())}:
            japanese[form] = max(japanese[form], int(row[1]))
    names = set(chinese) | set(japanese) | set(known)
    table = []
    for name in names:
        source = "+".join(
            s
            for s, has in (
                ("travellers+classical", name in chinese),
                ("japanese-personal-names", name in japanese),
            )
            if has
        )
        kinds = known.get(name, set())
        table.append(
            [
                name,
                chinese[name],
                japanese[name],
                int("korean" in kinds),
                int("vietnamese" in kinds),
                source or "hand",
            ]
        )
    write("surnames", ["surname", "chinese", "japanese", "korean", "vietnamese", "source"], table)


def foreign_strings(data: Path) -> Counter[str]:
    """Transliterations: countries, capitals and both sides of a middle dot in the gazette."""
    found: Counter[str] = Counter()
    for row in rows(data / "lexicons" / "cldr_territories_zh_Hant_TW.csv"):
        found[re.sub(r"[（(].*|群島|共和國|王國|聯邦|島$", "", row["zh_Hant_TW"])] += 1
    for row in rows(data / "lexicons" / "mofa_countries.csv"):
        found[re.sub(r"[（(].*|群島|共和國|王國|聯邦|島$", "", row["short_name"])] += 1
        found[re.sub(r"[（(].*|^首都：|[市島]$", "", row["capital"])] += 1
    dotted = re.compile(rf"(?<![{CJK}])([{CJK}]{{2,5}})[‧·・．•]([{CJK}]{{2,5}})(?![{CJK}])")
    near_latin = re.compile(
        rf"(?:長|席|員|使|表|授|士|官|領|理)([{CJK}]{{2,6}})[ ]?[(（](?:[A-Z][a-zé.\-]+ ){{1,3}}[A-Z]"
    )
    for line in gazette(data, every=1):
        if "‧" in line or "·" in line or "・" in line or "．" in line:
            for match in dotted.finditer(line):
                found.update(match.groups())
        if "(" in line or "（" in line:
            found.update(near_latin.findall(line))
    return Counter({s: min(n, 5) for s, n in found.items() if re.fullmatch(rf"[{CJK}]{{2,6}}", s)})


def name_characters(data: Path) -> None:
    """How often a character stands at each place of a name: Chinese, Japanese, and transliterated."""
    tables: dict[str, Counter[str]] = {}

    def count(column: str, character: str, n: int = 1) -> None:
        tables.setdefault(column, Counter())[character] += n

    with gzip.open(data / "travellers.csv.gz", "rt", encoding="utf-8") as stream:
        people = {row["member_name"] for row in csv.DictReader(stream)}
    known = {s for kind, s in by_hand("surnames") if kind in ("chinese", "compound")}
    for name in people:
        if not re.fullmatch(rf"[{CJK}]{{2,4}}", name) or name[0] not in known:
            continue
        given = name[2:] if name[:2] in known and len(name) > 2 else name[1:]
        if len(given) == 2:
            count("given_first", given[0])
            count("given_second", given[1])
        elif len(given) == 1:
            count("given_single", given)
    for row in csv.reader((data / "lexicons" / "surnames_japanese.csv").open(encoding="utf-8")):
        surname = row[0].translate(taiwanese_forms())
        if re.fullmatch(rf"[{CJK}]{{2,4}}", surname):
            count("japanese_surname_first", surname[0])
            for c in surname[1:]:
                count("japanese_surname_rest", c)
    for file in ("given_names_japanese_m.csv", "given_names_japanese_f.csv"):
        for row in csv.reader((data / "lexicons" / file).open(encoding="utf-8")):
            for form in {f.translate(taiwanese_forms()) for f in row[2:]}:
                if re.fullmatch(rf"[{CJK}]{{1,3}}", form):
                    count("japanese_given_first", form[0])
                    for c in form[1:]:
                        count("japanese_given_rest", c)
    for text, n in foreign_strings(data).items():
        count("foreign_first", text[0], n)
        for c in text[1:]:
            count("foreign_rest", c, n)
    columns = sorted(tables)
    kept = {c for t in tables.values() for c, n in t.items() if n >= MIN_CHARACTER}
    write(
        "name_characters",
        ["character", *columns, "source"],
        (
            [
                c,
                *(tables[k][c] if tables[k][c] >= MIN_CHARACTER else 0 for k in columns),
                "travellers+japanese-personal-names+cldr+mofa+gazette",
            ]
            for c in kept
        ),
    )


def gazette(data: Path, every: int) -> Iterator[str]:
    """Lines of the gazette and of the government's reports, one in ``every``."""
    with (data / "text" / "executive_yuan_reports.txt").open(encoding="utf-8") as stream:
        yield from stream
    for name in ("gazette_committees", "gazette_plenary"):
        with lzma.open(data / "text" / f"{name}.txt.xz", "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream):
                if number % every == 0:
                    yield line


def infix_pattern() -> re.Pattern[str]:
    known = {s for kind, s in by_hand("surnames") if kind == "chinese"}
    return re.compile(rf"[{''.join(sorted(known))}](?:{RANKS})?(?:{HEADS})[{CJK}]{{2}}")


@cache
def frequent_names(data: Path) -> tuple[frozenset[str], re.Pattern[str]]:
    """Names that the gazette itself repeats after surname + title, to keep them out of the counts."""
    found: Counter[str] = Counter()
    infix = infix_pattern()
    for line in gazette(data, 3):
        for match in infix.finditer(line):
            found[match.group()[0] + match.group()[-2:]] += 1
    names = frozenset(n for n, k in found.items() if k >= 4) | names_before_titles(data)
    known = infix.pattern.removesuffix(f"[{CJK}]{{2}}")
    return names, re.compile("|".join(sorted(names)) + rf"|{known}(?:[{CJK}]{{2}})?")


def names_before_titles(data: Path) -> frozenset[str]:
    """Repeated runs of a frequent surname and two characters that stand directly before or after a title."""
    frequent = "".join(s["surname"] for s in rows(OUTPUT / "surnames.csv") if int(s["chinese"]) >= 100)
    name = rf"([{frequent}][{CJK}][{CJK}])"
    before = re.compile(rf"(?={name}(?:{HEADS}))")
    closed = re.compile(rf"(?:{HEADS}){name}(?=[、，。；）)」])")
    found: Counter[str] = Counter()
    for line in gazette(data, 5):
        found.update(closed.findall(line))
        found.update(n for n in before.findall(line) if n[-1] not in "市縣局會院部署處科組國")
    return frozenset(n for n, k in found.items() if k >= 4)


def without_names(text: str, names: frozenset[str], pattern: re.Pattern[str]) -> str:
    """``text`` with a circle for each repeated name and for each surname + title."""

    def circle(match: re.Match[str]) -> str:
        found = match.group()
        if (len(found) == 3 and found in names) or found[0] + found[-2:] in names:
            return "\u25cb"
        return "\u25cb" + (found[-2:] if re.search(f"(?:{HEADS})..$", found) else "")

    return pattern.sub(circle, text)


def plain(character: str) -> str:
    """The class a character is counted in: 0 for digits, A for Latin letters, one width of punctuation."""
    if character.isdigit():
        return "0"
    if re.match(r"[A-Za-zＡ-Ｚａ-ｚÀ-ž]", character):
        return "A"
    return {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "\n": "¶"}.get(character, character)


def ordinary_text(data: Path) -> None:
    """Characters and pairs of characters of ordinary text, names that the text repeats left out."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    names, pattern = frequent_names(data)
    wanted = re.compile(rf"[{CJK}、，。；：「」『』（）？！《》〈〉¶0A]")
    for line in gazette(data, SAMPLE_EVERY):
        text = without_names(re.sub(rf"^[{CJK}]{{2,7}}：", "", line), names, pattern)
        text = "".join(map(plain, text))
        single.update(text)
        pairs.update(a + b for a, b in pairwise(text))
    following: dict[str, list[tuple[int, str]]] = {}
    for pair, n in pairs.items():
        if n >= MIN_BIGRAM and wanted.match(pair[0]) and wanted.match(pair[1]):
            following.setdefault(pair[0], []).append((n, pair[1]))
    write(
        "ordinary_text",
        ["character", "count", "following", "source"],
        (
            [
                c,
                n,
                "".join(f"{b}:{k} " for k, b in sorted(following.get(c, []), reverse=True)).strip(),
                "gazette",
            ]
            for c, n in single.items()
            if n >= MIN_BIGRAM and wanted.match(c)
        ),
    )


def name_ends(data: Path) -> None:
    """What follows surname + title + two characters, in the reports and repeatedly in the gazette."""
    after: dict[str, Counter[str]] = {}
    pattern = re.compile(infix_pattern().pattern + r"(?=(.|\n))")
    for line in gazette(data, 3):
        for match in pattern.finditer(line):
            after.setdefault(match.group(), Counter())[plain(match.group(1))] += 1
    total: Counter[str] = Counter()
    with (data / "text" / "executive_yuan_reports.txt").open(encoding="utf-8") as stream:
        for line in stream:
            total.update(plain(m.group(1)) for m in pattern.finditer(line))
    for counts in after.values():
        if sum(counts.values()) >= 5 and len(counts) >= 4:
            total.update(counts.keys())
    write(
        "name_ends",
        ["character", "count", "source"],
        ([c, n, "gazette"] for c, n in total.items() if n >= MIN_CHARACTER and not c.isspace()),
    )


def title_followers(data: Path) -> None:
    """Words that follow surname + title (表示, 首先): after many surnames, and no likely given names."""
    table = rows(OUTPUT / "name_characters.csv")
    first = {r["character"]: int(r["given_first"]) for r in table}
    second = {r["character"]: int(r["given_second"]) for r in table}
    total = sum(first.values()) * sum(second.values())
    surnames_of: dict[str, set[str]] = {}
    count: Counter[str] = Counter()
    infix = infix_pattern()
    for line in gazette(data, 3):
        for match in infix.finditer(line):
            word = match.group()[-2:]
            surnames_of.setdefault(word, set()).add(match.group()[0])
            count[word] += 1
    found = {word: "hand" for _, word in by_hand("title_followers")}
    for word, n in count.items():
        likely = first.get(word[0], 0) * second.get(word[1], 0) / total
        if n >= 4 and len(surnames_of[word]) >= 4 and likely < 1e-6:
            found.setdefault(word, "gazette")
    write(
        "title_followers", ["word", "count", "source"], ((w, count[w], source) for w, source in found.items())
    )


def titles(data: Path) -> None:
    """Titles by hand, and those of travellers and organic laws that end like a title and name no unit."""
    found: dict[str, tuple[str, int, str]] = {}
    counts = {r["member_job"]: int(r["n"]) for r in rows(data / "lexicons" / "titles.csv")}
    for kind, title in by_hand("titles"):
        found.setdefault(title, (kind, counts.get(title, 0), "hand"))
    laws = json.loads((data / "lexicons" / "organic_laws.json").read_text(encoding="utf-8"))
    in_law = {p["職稱"] for unit in laws.values() for p in unit.get("人事", []) if p.get("職稱")}
    unit = re.compile(
        rf"[室館處組科課會局院所系部園班隊廠站校庫場][{CJK}]{{2,}}|.*[兼及暨或、0-9 ].*|.*[等級]$"
    )
    heads = tuple(t for t, (kind, _, _) in found.items() if kind != "courtesy")
    generic = {
        "管理",
        "會員",
        "學員",
        "審核",
        "學生代表",
        "簡任",
        "職員",
        "股東",
        "家長",
        "北一女中教師",
        "秘書回部辦事",
        "自然科任",
    }
    other = re.compile(
        r"(?:其中|其餘|並得|得用|酌用).*|.{2,}(?<!副)(?:[局處課組股隊市縣段館]長|首長|家長|市議員|民代表|意代表)|中心.*"
    )
    for title in sorted(in_law | {t for t, n in counts.items() if n >= MIN_TITLE}):
        if (
            title in found
            or title in generic
            or not re.fullmatch(rf"[{CJK}]{{2,7}}", title)
            or title[-1] not in TITLE_END
        ):
            continue
        if (
            unit.fullmatch(title)
            or other.fullmatch(title)
            or any(title.endswith(h) and unit.search(title) for h in heads)
        ):
            continue
        found[title] = ("staff", counts.get(title, 0), "law" if title in in_law else "travellers")
    write(
        "titles",
        ["title", "kind", "count", "source"],
        ([t, *values] for t, values in found.items()),
    )


def title_domains(data: Path) -> None:
    """Fields of work that make a title with an office (檢疫 + 官), as in the travellers' titles."""
    found: Counter[str] = Counter()
    for row in rows(data / "lexicons" / "titles.csv"):
        match = re.fullmatch(
            rf"(?:副|助理|高級|資深|主任|首席)?([{CJK}]{{2}}|[{CJK}]{{4}})[官監正員師佐士]", row["member_job"]
        )
        if match and not re.search("[長任兼聘級等副科課組室處局]", match.group(1)):
            found[match.group(1)] += int(row["n"])
    table = {d: (n, "travellers") for d, n in found.items() if n >= MIN_DOMAIN}
    for _, domain in by_hand("title_domains"):
        table.setdefault(domain, (found[domain], "hand"))
    write("title_domains", ["domain", "count", "source"], ([d, *values] for d, values in table.items()))


def title_prefixes(_data: Path) -> None:
    write(
        "title_prefixes",
        ["prefix", "kind", "source"],
        ([p, kind, "hand"] for p, kind in {p: k for k, p in by_hand("title_prefixes")}.items()),
    )


def places(data: Path) -> None:
    """Places that a name must not cut through: counties and townships, prefectures, provinces, states."""
    found = {place: "hand" for _, place in by_hand("places")}
    for row in rows(data / "lexicons" / "agencies_register.csv"):
        match = re.fullmatch(rf"(?:[{CJK}]{{2}}[縣市])?([{CJK}]{{2,3}}[鄉鎮市區])公所", row["機關名稱"])
        if match:
            found.setdefault(match.group(1).replace("台", "臺"), "register")
    write("places", ["place", "source"], found.items())


def ministry_domains(_data: Path) -> None:
    write("ministry_domains", ["domain", "source"], {(d, "hand") for _, d in by_hand("ministry_domains")})


def latin_given_names(_data: Path) -> None:
    write("latin_given_names", ["name", "source"], {(n, "hand") for _, n in by_hand("latin_given_names")})


def latin_words(_data: Path) -> None:
    """Honorifics, titles of nobility, legal forms, and words that no name holds; _ stands for a blank."""
    found = sorted({(w.replace("_", " "), kind) for kind, w in by_hand("latin_words")})
    write("latin_words", ["word", "kind", "source"], ((w, kind, "hand") for w, kind in found))


def latin_titles(_data: Path) -> None:
    write(
        "latin_titles", ["word", "kind", "source"], {(w, kind, "hand") for kind, w in by_hand("latin_titles")}
    )


def title_exceptions(_data: Path) -> None:
    """What makes a title another word when it follows (代表團, 博士班)."""
    table = rows(HERE / "title_exceptions_by_hand.csv")
    write("title_exceptions", ["title", "followers", "source"], ((*r.values(), "hand") for r in table))


def title_abbreviations(_data: Path) -> None:
    """Titles as they are said in short, with the full one (主委: 主任委員)."""
    table = rows(HERE / "title_abbreviations_by_hand.csv")
    write("title_abbreviations", ["abbreviation", "title", "source"], ((*r.values(), "hand") for r in table))


STEPS = [
    surnames,
    name_characters,
    ordinary_text,
    name_ends,
    title_followers,
    titles,
    title_domains,
    title_prefixes,
    places,
    ministry_domains,
    latin_given_names,
    latin_words,
    latin_titles,
    title_exceptions,
    title_abbreviations,
]

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for step in STEPS:
        if len(sys.argv) == 2 or step.__name__ in sys.argv[2:]:
            step(Path(sys.argv[1]))
