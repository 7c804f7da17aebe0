"""The commands that look into results: explain, show, validate, report, apply-review, models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipeline.recognisers import Backend

commands = typer.Typer(rich_markup_mode=None)
_out = Console()
_err = Console(stderr=True)

_Document = Annotated[Path, typer.Argument(help="A report in any supported format.")]
_Run = Annotated[Path, typer.Argument(help="The output folder of a run.")]


def fail(message: str, code: int) -> NoReturn:
    """Says on stderr what is wrong and leaves with the exit code."""
    _err.print(f"pipeline: {message}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


@commands.command()
def explain(
    document: _Document,
    place: Annotated[
        str, typer.Argument(help="A character of the clean text (1234), or words that stand in it.")
    ],
) -> None:
    """Tell why something was found at a place of DOCUMENT, and which rules competed.

    Examples: pipeline explain report.pdf 1234; pipeline explain report.pdf 李司長

    Exit codes: 0 done; 2 there is no such file or place.
    """
    from pipeline.inspection import explain_at
    from pipeline.report import read_report

    if not document.is_file():
        fail(f"no report at {document}", 2)
    report = read_report(document)
    position = int(place) if place.isdecimal() else report.text.find(place)
    if not 0 <= position < len(report.text):
        fail(f"{place} does not stand in the {len(report.text):,} characters of {document}", 2)
    explanation = explain_at(report, position)
    near = report.text[max(0, position - 20) : position + 20].replace("\n", "⏎")
    _out.print(f"character {position}: …{near}…", markup=False, highlight=False, soft_wrap=True)
    for line in explanation.lines or ("nothing was found here",):
        _out.print(line, markup=False, highlight=False, soft_wrap=True)
    if explanation.competitors:
        _out.print("weighed:")
    for c in explanation.competitors:
        line = f"  {'*' if c.won else ' '} {c.score:6.1f}  {c.kind:12}  {c.rule:32}  {c.text}"
        _out.print(line, markup=False, highlight=False, soft_wrap=True)


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
        fail(f"no report at {document}", 2)
    report = read_report(document)
    if report.document.source.status == "failed":
        fail("; ".join(issue.message for issue in report.issues), 1)
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
        fail(str(error), 2)
    for line in errors:
        _out.print(line, markup=False, highlight=False, soft_wrap=True)
    if errors:
        raise typer.Exit(1)
    _out.print(f"{run}: all is right", markup=False)


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
            fail(str(error), 1)
        for folder in folders:
            _out.print(str(folder), markup=False, highlight=False, soft_wrap=True)
        return
    state = "here" if (SHIPPED / "model.onnx").is_file() else "missing"
    _out.print(f"officialese  {state}  (--ner onnx)")
    for name in PUBLISHED:
        fetched = is_whole(into / f"{name}-ner")
        _out.print(f"{name}  {'here' if fetched else 'not fetched'}  (--ner ckip --model {into / name}-ner)")


BackendOption = Annotated[
    Backend, typer.Option("--ner", help="Learned recogniser beside the grammar: none, onnx (shipped), ckip.")
]
ModelOption = Annotated[
    Path | None, typer.Option("--model", help="Folder of the recogniser's model (default: the shipped one).")
]
