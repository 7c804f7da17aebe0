"""The commands that look into results: explain, show, validate, report, apply-review, models."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.cells import set_cell_size
from rich.console import Console

from pipeline.messages import counted, said, tell
from pipeline.recognisers import Backend

if TYPE_CHECKING:
    from pipeline.report import Report

commands = typer.Typer(rich_markup_mode=None)
_out = Console()
_err = Console(stderr=True)

_Document = Annotated[Path, typer.Argument(help="A report in any supported format.")]
_Run = Annotated[Path, typer.Argument(help="The output folder of a run.")]


def fail(message: str, code: int) -> NoReturn:
    """Says on stderr what is wrong and leaves with the exit code."""
    _err.print(f"pipeline: {message}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def _no_run_or_unwritten(error: OSError) -> NoReturn:
    """Our own errors name no file of the system's: a folder is no run. Those of the system do."""
    if isinstance(error, FileNotFoundError) and error.filename is None:
        fail(tell("no-run", cause=error), 2)
    fail(tell("unwritten", cause=error), 1)


@commands.command()
def explain(
    document: _Document,
    place: Annotated[
        str,
        typer.Argument(
            help="A character of the clean text (1234), words that stand in it, or the id of a row."
        ),
    ],
) -> None:
    """Tell why something was found at a place of DOCUMENT, and which rules competed.

    Examples: pipeline explain report.pdf 1234; pipeline explain report.pdf 李司長

    Exit codes: 0 done; 2 there is no such file or place.
    """
    from pipeline.inspection import explain_at
    from pipeline.report import read_report

    if not document.is_file():
        fail(tell("no-report", place=document), 2)
    report = read_report(document)
    position = int(place) if place.isdecimal() else report.text.find(place)
    if position < 0:
        position = _place_of_row(report, place)
    if not 0 <= position < len(report.text):
        fail(tell("no-place", place=place, count=len(report.text), document=document), 2)
    explanation = explain_at(report, position)
    near = report.text[max(0, position - 20) : position + 20].replace("\n", "⏎")
    _out.print(tell("character", position=position, near=near), markup=False, highlight=False, soft_wrap=True)
    for line in explanation.lines or (tell("nothing-found"),):
        told = line.lstrip()
        line = line[: len(line) - len(told)] + said(told)
        _out.print(line, markup=False, highlight=False, soft_wrap=True)
    if explanation.competitors:
        _out.print(tell("weighed"))
    for c in explanation.competitors:
        kind = set_cell_size(said(c.kind), 12)
        line = f"  {'*' if c.won else ' '} {c.score:6.1f}  {kind}  {c.rule:32}  {c.text}"
        _out.print(line, markup=False, highlight=False, soft_wrap=True)


def _place_of_row(report: Report, row_id: str) -> int:
    """Where the row with an id (``dat-…``, ``pme-…``) stands in the text; -1 if there is none."""
    from pipeline.records import make_rows

    if not re.fullmatch(r"[a-z]{3}-[0-9a-f]{16}", row_id):
        return -1
    for rows in make_rows(report).tables.values():
        for row in rows:
            values = row.model_dump()
            if row_id in (v for k, v in values.items() if k.endswith("_id")) and "char_start" in values:
                return int(values["char_start"])
    return -1


@commands.command()
def show(document: _Document) -> None:
    """Print the clean text of DOCUMENT with every mention marked; colours only on a terminal.

    Example: pipeline show report.pdf | less -R

    Exit codes: 0 done; 1 the file could not be read; 2 there is no such file.
    """
    from pipeline.inspection import marked
    from pipeline.inspection.show import STYLES
    from pipeline.report import read_report

    if not document.is_file():
        fail(tell("no-report", place=document), 2)
    report = read_report(document)
    if report.document.source.status == "failed":
        fail("; ".join(said(issue.message) for issue in report.issues), 1)
    if _out.is_terminal:
        _out.print(" ".join(f"[{style}]{kind}[/]" for kind, style in STYLES.items()))
    _out.print(marked(report), soft_wrap=True)


@commands.command()
def validate(run: _Run) -> None:
    """Check an output folder: schemas, ids, references, every text at its offsets, row counts.

    Example: pipeline validate outputs

    Exit codes: 0 all is right; 1 something is wrong and listed; 2 this is no output folder.
    """
    from pipeline.inspection import validate_run

    try:
        errors = validate_run(run)
    except FileNotFoundError as error:
        fail(tell("no-run", cause=error), 2)
    for line in errors:
        _out.print(said(line), markup=False, highlight=False, soft_wrap=True)
    if errors:
        raise typer.Exit(1)
    _out.print(tell("all-right", place=run), markup=False, highlight=False, soft_wrap=True)


@commands.command()
def report(
    run: _Run,
    input: Annotated[
        Path | None, typer.Option(help="The reports of the run: their structure and printed lines are shown.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help="Write a workbook for Excel to this file as well.")
    ] = None,
    duckdb: Annotated[Path | None, typer.Option(help="Write a DuckDB database to this file as well.")] = None,
) -> None:
    """Write a review page per document, one page for the corpus, and the data package, into RUN.

    Example: pipeline report outputs --input corpus/reports --xlsx outputs.xlsx

    Exit codes: 0 done; 1 something could not be written, or the workbook would be too long for Excel; 2 this
    is no output folder, or an extra is not installed.
    """
    from pipeline.packaging import NotARunError, WorkbookLimitError, write_datapackage, write_dataset_card
    from pipeline.review import write_reviews

    try:
        pages = write_reviews(run, input=input)
        _out.print(
            tell("review-pages", count=pages, place=run / "review"),
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        from pipeline.overview import write_corpus_page

        written = [write_corpus_page(run), write_datapackage(run), write_dataset_card(run)]
        if xlsx is not None:
            from pipeline.packaging import write_xlsx

            written.append(write_xlsx(run, xlsx))
        if duckdb is not None:
            from pipeline.packaging import write_duckdb

            written.append(write_duckdb(run, duckdb))
    except NotARunError as error:
        fail(tell("no-run", cause=error), 2)
    except OSError as error:
        _no_run_or_unwritten(error)
    except WorkbookLimitError as error:
        fail(tell("too-long", cause=error), 1)
    except ModuleNotFoundError as error:
        fail(tell("no-extra", cause=error), 2)
    for path in written:
        _out.print(str(path), markup=False, highlight=False, soft_wrap=True)


@commands.command(name="apply-review")
def apply_review(
    run: _Run,
    decisions: Annotated[
        list[Path] | None, typer.Argument(help="Files saved by the review pages; none: those kept before.")
    ] = None,
    gold: Annotated[Path | None, typer.Option(help="Write the reviewed documents as gold here.")] = None,
    docbin: Annotated[Path | None, typer.Option(help="Write them as a spaCy DocBin to this file.")] = None,
) -> None:
    """Merge the decisions of reviewers into tables beside RUN, with their review_status.

    They are kept in RUN.reviews.json and apply again after a rerun, as long as the text they are about
    stands.

    Example: pipeline apply-review outputs ~/Downloads/review.json

    Exit codes: 0 done; 1 something could not be written; 2 this is no output folder or no file of decisions.
    """
    from pipeline.review import ReviewError, write_docbin, write_gold
    from pipeline.review import apply_review as apply

    try:
        applied = apply(run, decisions or ())
    except ReviewError as error:
        fail(tell("bad-decisions", cause=error), 2)
    except OSError as error:
        _no_run_or_unwritten(error)
    counts = counted(sorted(applied.counts.items())) or tell("nothing-applied")
    _out.print(
        tell("applied", counts=counts, place=applied.folder), markup=False, highlight=False, soft_wrap=True
    )
    for outdated in applied.outdated:
        what = f"{outdated.document_id} {outdated.decision.table} {outdated.decision.row_id or ''}".rstrip()
        told = tell("not-applied", what=what, cause=outdated.reason)
        _out.print(told, markup=False, highlight=False, soft_wrap=True)
    try:
        if gold is not None:
            told = tell("gold", count=write_gold(run, gold), place=gold)
            _out.print(told, markup=False, highlight=False, soft_wrap=True)
        if docbin is not None:
            told = tell("docbin", count=write_docbin(run, docbin), place=docbin)
            _out.print(told, markup=False, highlight=False, soft_wrap=True)
    except OSError as error:
        _no_run_or_unwritten(error)


@commands.command()
def models(
    fetch: Annotated[
        str | None, typer.Option(help="Download this published model (needs a network).")
    ] = None,
    into: Annotated[Path, typer.Option(help="Folder for downloaded models.")] = Path("models"),
) -> None:
    """List the recognisers at hand and the published ones, or download one of those.

    Examples: pipeline models; pipeline models --fetch ckip-bert-base

    Exit codes: 0 done; 1 the download failed.
    """
    from pipeline.recognisers.catalogue import PUBLISHED, SHIPPED, is_whole
    from pipeline.recognisers.catalogue import fetch as download
    from pipeline.recognisers.entity import ModelError

    if fetch is not None:
        try:
            folders = download(fetch, into)
        except ModelError as error:
            fail(tell("bad-model", cause=error), 1)
        for folder in folders:
            _out.print(str(folder), markup=False, highlight=False, soft_wrap=True)
        return
    state = tell("here" if (SHIPPED / "model.onnx").is_file() else "missing")
    _out.print(f"officialese  {state}  (--ner onnx)")
    for name in PUBLISHED:
        fetched = is_whole(into / f"{name}-ner")
        _out.print(
            f"{name}  {tell('here' if fetched else 'not-fetched')}  (--ner ckip --model {into / name}-ner)"
        )


BackendOption = Annotated[
    Backend, typer.Option("--ner", help="Learned recogniser beside the grammar: none, onnx (shipped), ckip.")
]
ModelOption = Annotated[
    Path | None, typer.Option("--model", help="Folder of the recogniser's model (default: the shipped one).")
]
