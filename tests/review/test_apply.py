"""Decisions in the tables: what each does, and what becomes of it when the report is read anew."""

import csv
import json
import runpy
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.review import ReviewError, apply_review, reviewed_path, reviews_path, write_docbin, write_gold
from pipeline.review.changes import date_values
from pipeline.review.tables import read_run

MakeRun = Callable[..., Path]
Decide = Callable[..., Path]


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return list(pq.read_table(folder / f"{table}.parquet").to_pylist())


def find(run: Path, table: str, text: str) -> dict[str, Any]:
    return next(r for r in rows(run, table) if r["text"] == text)


def decision(row: dict[str, Any], table: str, action: str, **more: Any) -> dict[str, Any]:
    row_id = row.get("date_id") or row.get("figure_id") or row["mention_id"]
    return {"action": action, "table": table, "row_id": row_id, "span": span(row), **more}


def span(row: dict[str, Any]) -> dict[str, Any]:
    return {"start": row["char_start"], "end": row["char_end"], "text": row["text"]}


def span_of(run: Path, document_id: str, words: str) -> dict[str, Any]:
    start = read_run(run).text(document_id).index(words)
    return {"start": start, "end": start + len(words), "text": words}


def test_accepted_and_rejected_rows_say_so_and_all_others_say_nothing(
    make_run: MakeRun, decide: Decide
) -> None:
    run = make_run()
    first, second = rows(run, "dates")[:2]
    saved = decide(
        first["document_id"], decision(first, "dates", "accepted"), decision(second, "dates", "rejected")
    )
    applied = apply_review(run, [saved])
    assert applied.counts == {"accepted": 1, "rejected": 1}
    assert applied.outdated == ()
    status = {r["date_id"]: r["review_status"] for r in rows(applied.folder, "dates")}
    assert status.pop(first["date_id"]) == "accepted"
    assert status.pop(second["date_id"]) == "rejected"
    assert set(status.values()) == {None}
    with (applied.folder / "dates.csv").open(encoding="utf-8") as stream:
        assert {r["date_id"]: r["review_status"] for r in csv.DictReader(stream)}[
            second["date_id"]
        ] == "rejected"


def test_the_run_itself_is_left_alone(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    before = {p.name: p.read_bytes() for p in run.iterdir() if p.is_file()}
    date = rows(run, "dates")[0]
    apply_review(run, [decide(date["document_id"], decision(date, "dates", "rejected"))])
    assert {p.name: p.read_bytes() for p in run.iterdir() if p.is_file()} == before


def test_a_changed_date_brings_its_days_and_precision(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    date = find(run, "dates", "次日")
    change = decision(date, "dates", "changed", values={"value": "2024-05"})
    folder = apply_review(run, [decide(date["document_id"], change)]).folder
    after = find(folder, "dates", "次日")
    assert (after["value"], str(after["date_start"]), str(after["date_end"])) == (
        "2024-05",
        "2024-05-01",
        "2024-05-31",
    )
    assert after["precision"] == "month"
    assert after["review_status"] == "changed"


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2017", "2017-01-01", "2017-12-31", "year"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2017-11-20/2017-11-24", "2017-11-20", "2017-11-24", "day"),
        ("2017-11-22T10:30", "2017-11-22", "2017-11-22", "minute"),
        ("2015-05-18/..", "2015-05-18", "None", "day"),
        ("../2015", "None", "2015-12-31", "year"),
    ],
)
def test_days_follow_from_a_value(value: str, first: str, last: str, precision: str) -> None:
    values = date_values(value)
    assert (str(values["date_start"]), str(values["date_end"]), values["precision"]) == (
        first,
        last,
        precision,
    )


def test_a_changed_boundary_moves_the_row_and_keeps_its_id(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    organization = next(r for r in rows(run, "organization_mentions") if r["text"].endswith("交流協會"))
    shorter = {
        **span(organization),
        "start": organization["char_start"] + 2,
        "text": organization["text"][2:],
    }
    change = decision(organization, "organization_mentions", "changed", new_span=shorter)
    folder = apply_review(run, [decide(organization["document_id"], change)]).folder
    after = next(
        r for r in rows(folder, "organization_mentions") if r["mention_id"] == organization["mention_id"]
    )
    assert after["text"] == organization["text"][2:]
    text = read_run(run).text(organization["document_id"])
    assert text[after["char_start"] : after["char_end"]] == after["text"]


def test_an_added_person_is_linked_to_the_one_of_that_name(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    person = next(p for p in rows(run, "people") if p["name"] == "林秋霞")
    where = span_of(run, person["document_id"], "我國立場")
    added = {"action": "added", "table": "person_mentions", "span": where, "values": {"name": "林秋霞"}}
    applied = apply_review(run, [decide(person["document_id"], added)])
    assert applied.outdated == ()
    folder = applied.folder
    mention = find(folder, "person_mentions", "我國立場")
    assert (mention["person_id"], mention["rule"]) == (person["person_id"], "review.added")
    after = next(p for p in rows(folder, "people") if p["person_id"] == person["person_id"])
    assert after["mentions"] == person["mentions"] + 1


def test_an_added_organization_of_a_new_name_gets_a_row(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    document_id = rows(run, "documents")[0]["document_id"]
    added = {
        "action": "added",
        "table": "organization_mentions",
        "span": span_of(run, document_id, "漁業會議"),
        "values": {"name": "臺日漁業會議", "type": "international"},
    }
    folder = apply_review(run, [decide(document_id, added)]).folder
    new = next(o for o in rows(folder, "organizations") if o["name"] == "臺日漁業會議")
    assert (new["type"], new["mentions"], new["review_status"]) == ("international", 1, "added")
    assert find(folder, "organization_mentions", "漁業會議")["organization_id"] == new["organization_id"]


def test_a_mention_given_to_another_person_takes_its_title_along(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    role = next(r for r in rows(run, "roles") if r["title"] == "主任")
    mention = next(m for m in rows(run, "person_mentions") if m["mention_id"] == role["mention_id"])
    change = decision(mention, "person_mentions", "changed", values={"name": "王建邦"})
    folder = apply_review(run, [decide(role["document_id"], change)]).folder
    new = next(p for p in rows(folder, "people") if p["name"] == "王建邦")
    after = next(r for r in rows(folder, "roles") if r["mention_id"] == role["mention_id"])
    assert (after["person_id"], after["entity_id"]) == (new["person_id"], new["entity_id"])
    assert {p["name"]: p["review_status"] for p in rows(folder, "people")}["王建國"] == "rejected"


def test_a_person_without_mentions_left_is_rejected_with_the_roles(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    person = next(p for p in rows(run, "people") if p["name"] == "王建國")
    mentions = [m for m in rows(run, "person_mentions") if m["person_id"] == person["person_id"]]
    saved = decide(person["document_id"], *(decision(m, "person_mentions", "rejected") for m in mentions))
    folder = apply_review(run, [saved]).folder
    assert {p["name"]: p["review_status"] for p in rows(folder, "people")}["王建國"] == "rejected"
    roles = [r["review_status"] for r in rows(folder, "roles") if r["person_id"] == person["person_id"]]
    assert set(roles) <= {"rejected"}


def test_amounts_stay_exact(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    figure = next(f for f in rows(run, "trade_figures") if f["unit"] == "USD")
    change = decision(figure, "trade_figures", "changed", values={"value": "325000000.10", "unit": "EUR"})
    folder = apply_review(run, [decide(figure["document_id"], change)]).folder
    after = next(f for f in rows(folder, "trade_figures") if f["figure_id"] == figure["figure_id"])
    assert (after["value"], after["unit"]) == (Decimal("325000000.1"), "EUR")


def test_a_value_that_no_row_may_have_is_not_applied(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    date = rows(run, "dates")[0]
    wrong = decision(date, "dates", "changed", values={"value": "next spring"})
    applied = apply_review(run, [decide(date["document_id"], wrong)])
    assert [o.decision.row_id for o in applied.outdated] == [date["date_id"]]
    assert "EDTF" in applied.outdated[0].reason
    assert find(applied.folder, "dates", date["text"])["value"] == date["value"]


def test_decisions_outlive_a_rerun(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    date = rows(run, "dates")[0]
    apply_review(run, [decide(date["document_id"], decision(date, "dates", "accepted"))])
    for path in run.rglob("*"):
        if path.is_file():
            path.unlink()
    again = make_run(name="again")
    for path in again.rglob("*"):
        if path.is_file():
            path.replace(run / path.relative_to(again))
    applied = apply_review(run)
    assert applied.counts == {"accepted": 1}
    assert find(applied.folder, "dates", date["text"])["review_status"] == "accepted"


def test_a_decision_on_characters_that_have_changed_is_kept_but_not_applied(
    make_run: MakeRun, decide: Decide
) -> None:
    run = make_run()
    date = rows(run, "dates")[0]
    other = decision(date, "dates", "rejected")
    other["span"] = {**other["span"], "text": "舊" * len(date["text"])}
    applied = apply_review(run, [decide(date["document_id"], other)])
    assert applied.counts == {}
    assert "no longer" in applied.outdated[0].reason
    assert len(json.loads(reviews_path(run).read_text())["reviews"][0]["decisions"]) == 1


def test_the_later_of_two_decisions_counts(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    date = rows(run, "dates")[0]
    first = decide(date["document_id"], decision(date, "dates", "accepted"), name="1.json")
    second = decide(date["document_id"], decision(date, "dates", "rejected"), name="2.json")
    assert apply_review(run, [first, second]).counts == {"rejected": 1}
    assert apply_review(run, [first]).counts == {"accepted": 1}


def test_a_decision_can_be_taken_back(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    date = rows(run, "dates")[0]
    apply_review(run, [decide(date["document_id"], decision(date, "dates", "rejected"), name="1.json")])
    withdrawn = decide(date["document_id"], decision(date, "dates", "withdrawn"), name="2.json")
    applied = apply_review(run, [withdrawn])
    assert applied.counts == {}
    assert find(applied.folder, "dates", date["text"])["review_status"] is None
    assert apply_review(run).counts == {}


@pytest.mark.parametrize(
    "content",
    [
        "not JSON",
        '{"schema": "other", "reviews": []}',
        '{"schema": "trip-reports/review/1", "reviews": [{"document_id": "../../etc", "decisions": []}]}',
    ],
)
def test_a_file_that_holds_no_decisions_is_refused_and_nothing_written(
    make_run: MakeRun, tmp_path: Path, content: str
) -> None:
    run = make_run()
    path = tmp_path / "bad.json"
    path.write_text(content)
    with pytest.raises(ReviewError, match=r"bad\.json"):
        apply_review(run, [path])
    assert not reviewed_path(run).exists()
    assert not reviews_path(run).exists()


def test_applying_twice_gives_the_same_bytes(make_run: MakeRun, decide: Decide) -> None:
    run = make_run()
    date = rows(run, "dates")[0]
    folder = apply_review(run, [decide(date["document_id"], decision(date, "dates", "accepted"))]).folder
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    apply_review(run)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_the_tables_change_in_one_step_or_not_at_all(
    make_run: MakeRun, decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run()
    first, second = rows(run, "dates")[:2]
    saved = decide(first["document_id"], decision(first, "dates", "accepted"))
    before = {p.name: p.read_bytes() for p in apply_review(run, [saved]).folder.iterdir()}
    more = decide(second["document_id"], decision(second, "dates", "rejected"), name="more.json")

    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("pipeline.review.apply.exchange", full_disk)
    with pytest.raises(OSError, match="no space left"):
        apply_review(run, [more])
    monkeypatch.undo()
    assert {p.name: p.read_bytes() for p in reviewed_path(run).iterdir()} == before
    # Where it stopped nothing is lost: the decisions are kept, and the next time they are applied.
    assert apply_review(run).counts == {"accepted": 1, "rejected": 1}
    assert sorted(p.name for p in run.parent.glob("*run*")) == ["run", "run.reviewed", "run.reviews.json"]
    assert not list(run.parent.glob(".run*"))


def test_gold_passes_the_check_of_gold_files(
    make_run: MakeRun, decide: Decide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    check = Path(__file__).parents[2].parent / "shared" / "gold" / "check_gold.py"
    if not check.is_file():
        pytest.skip("the check of gold files is not here")
    run = make_run()
    kept, rejected = rows(run, "dates")[:2]
    document_id = kept["document_id"]
    apply_review(
        run,
        [decide(document_id, decision(kept, "dates", "accepted"), decision(rejected, "dates", "rejected"))],
    )
    assert write_gold(run, tmp_path / "gold") == 1
    gold = tmp_path / "gold" / f"{document_id}.json"
    monkeypatch.setattr(
        sys, "argv", ["check_gold", str(tmp_path / f"gold/docs/{document_id}.txt"), str(gold)]
    )
    runpy.run_path(str(check), run_name="__main__")
    assert capsys.readouterr().out.strip().endswith("bad 0")
    written = json.loads(gold.read_text(encoding="utf-8"))
    assert len(written["dates"]) == len(rows(run, "dates")) - 1
    assert {"name": "高橋次郎"}.items() <= next(
        p for p in written["people"] if p["name"] == "高橋次郎"
    ).items()


def test_docbin_has_every_kept_mention(make_run: MakeRun, decide: Decide, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    run = make_run()
    rejected = rows(run, "dates")[0]
    apply_review(run, [decide(rejected["document_id"], decision(rejected, "dates", "rejected"))])
    assert write_docbin(run, tmp_path / "train.spacy") == 1
    docs = spacy.tokens.DocBin().from_disk(tmp_path / "train.spacy").get_docs(spacy.blank("zh").vocab)
    doc = next(iter(docs))
    assert doc.text == read_run(run).text(rejected["document_id"])
    dates = {(s.start_char, s.end_char) for s in doc.spans["reviewed"] if s.label_ == "DATE"}
    assert dates == {(d["char_start"], d["char_end"]) for d in rows(run, "dates")[1:]}
    assert {e.label_ for e in doc.ents} == {"DATE", "PERSON", "ORG", "FIGURE"}
