"""The command line: thin adapters over the library."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from pipeline.corpus import RunSummary

app = typer.Typer(
    help="Turn official trip reports (公務出國報告) into clean tables.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_out = Console()
_err = Console(stderr=True)


@app.callback()
def _commands() -> None:
    """Turn official trip reports (公務出國報告) into clean tables."""


@app.command()
def extract(
    input: Annotated[Path, typer.Argument(help="A report, or a folder of reports.")],
    output: Annotated[Path, typer.Option(help="Folder for the tables.")] = Path("outputs"),
    workers: Annotated[int | None, typer.Option(min=1, help="Processes (default: all cores).")] = None,
    reference: Annotated[
        str | None, typer.Option(help="Date that 本年 and 去年 resolve against: 2017, 2017-11, 2017-11-22.")
    ] = None,
) -> None:
    """Read every report in INPUT and write the tables to OUTPUT.

    Example: pipeline extract corpus/reports --output outputs

    Exit codes: 0 done (documents that could not be read are in documents.csv and issues.csv); 2 the input
    does not exist or the output folder cannot be used.
    """
    from pipeline.corpus import extract as run
    from pipeline.document import Reference
    from pipeline.export import OutputFolderError

    if reference is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", reference):
        raise typer.BadParameter(
            f"{reference} is not a date like 2017, 2017-11 or 2017-11-22", param_hint="--reference"
        )
    given = Reference(reference, "given") if reference else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
            task = bar.add_task("reading", total=None)
            summary = run(
                input,
                output,
                workers=workers,
                reference=given,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except (FileNotFoundError, OutputFolderError) as error:
        _err.print(f"pipeline: {error}", markup=False)
        raise typer.Exit(2) from error
    _print_summary(summary)


def _print_summary(summary: RunSummary) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, count in summary.rows.items():
        table.add_row(name, f"{count:,}")
    _out.print(table)
    documents = ", ".join(f"{n} {status}" for status, n in sorted(summary.documents.items(), reverse=True))
    issues = ", ".join(f"{n} {severity}" for severity, n in sorted(summary.issues.items())) or "none"
    _out.print(f"\ndocuments  {documents} ({summary.pages:,} pages, {summary.characters:,} characters)")
    _out.print(f"issues     {issues}")
    for failure in summary.failures[:10]:
        _out.print(f"  failed   {failure['cause']}", markup=False)
    if len(summary.failures) > 10:
        _out.print(f"  …and {len(summary.failures) - 10} more in issues.csv")
    _out.print(f"time       {summary.seconds:.1f} s")
    _out.print(f"look at    {summary.output}/people.csv, dates.csv, trade_figures.csv, issues.csv")


@app.command(name="eval")
def evaluate(
    input: Annotated[Path, typer.Argument(help="A report, or a folder of reports.")],
    gold: Annotated[Path, typer.Option(help="Folder of gold files (*.json).")],
    docs: Annotated[Path, typer.Option(help="Folder of the texts that the gold is written on (*.txt).")],
    output: Annotated[Path | None, typer.Option(help="Keep the tables here.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every disagreement.")] = False,
) -> None:
    """Extract INPUT and score the tables against gold.

    Example: pipeline eval corpus/reports --gold corpus/gold --docs corpus/gold/docs --errors
    """
    from pipeline.corpus import extract as run
    from pipeline.evaluation import score_run

    with tempfile.TemporaryDirectory() as scratch:
        folder = output or Path(scratch) / "outputs"
        run(input, folder)
        scores = score_run(folder, gold, docs)
    _out.print(f"{gold}: {scores.documents} documents", markup=False)
    for name in scores.missing:
        _out.print(f"  no document for {name}.json", markup=False)
    if errors:
        for error in scores.errors:
            _out.print(f"  {error.document}  {error.kind}  {error.detail}", markup=False, soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for heading in ("label", "P", "R", "F1", "right", "spurious", "missed"):
        table.add_column(heading, justify="left" if heading == "label" else "right")
    for name, t in scores.labels.items():
        table.add_row(
            name, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", str(t.tp), str(t.fp), str(t.fn)
        )
    for name, ratio in scores.ratios.items():
        if ratio.value is not None:
            table.add_row(
                name, "", "", f"{ratio.value:.3f}", str(ratio.right), "", str(ratio.of - ratio.right)
            )
    _out.print(table)


def main() -> None:
    """The ``pipeline`` command."""
    app()


if __name__ == "__main__":
    main()
