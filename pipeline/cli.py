"""The command line: thin adapters over the library."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
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
    force: Annotated[bool, typer.Option("--force", help="Work on every document anew.")] = False,
    state: Annotated[
        str | None,
        typer.Option(help="Where finished documents are kept (default: a hidden folder beside OUTPUT)."),
    ] = None,
) -> None:
    """Read every report in INPUT and write the tables to OUTPUT.

    A rerun works only on what has changed; an interrupted run is continued by the same command.

    Example: pipeline extract corpus/reports --output outputs

    Exit codes: 0 done (documents that could not be read are in documents.csv and issues.csv); 1 something
    could not be written, such as on a full disk; 2 the input does not exist or the output folder cannot be
    used; 130 stopped by Ctrl-C.
    """
    from pipeline.corpus import extract as run
    from pipeline.corpus.progress import ProgressDisplay
    from pipeline.document import Reference
    from pipeline.export import OutputFolderError

    if reference is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", reference):
        raise typer.BadParameter(
            f"{reference} is not a date like 2017, 2017-11 or 2017-11-22", param_hint="--reference"
        )
    given = Reference(reference, "given") if reference else None
    display = ProgressDisplay(_err)
    try:
        with display:
            summary = run(
                input,
                output,
                workers=workers,
                reference=given,
                force=force,
                state=state,
                progress=display,
            )
    except (FileNotFoundError, OutputFolderError) as error:
        _fail(str(error), 2)
    except OSError as error:
        _fail(f"{error}. What is done is kept; run the same command again to go on", 1)
    except KeyboardInterrupt:
        last = display.last
        done = f"{last.done:,} of {last.total:,} documents are done and kept. " if last else ""
        _fail(f"stopped. {done}The output is as it was; run the same command again to go on", 130)
    _print_summary(summary)


def _fail(message: str, code: int) -> NoReturn:
    _err.print(f"pipeline: {message}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


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
    total = sum(summary.documents.values())
    if summary.unchanged:
        _out.print("nothing has changed since the last run; the output is as it was")
    else:
        _out.print(f"worked on  {summary.worked:,} of {total:,} (the others were done before)")
    _out.print(f"time       {summary.seconds:.1f} s")
    _out.print(f"look at    {summary.output}/people.csv, dates.csv, trade_figures.csv, issues.csv")


@app.command(name="eval")
def evaluate(
    input: Annotated[Path, typer.Argument(help="A report, or a folder of reports.")],
    gold: Annotated[Path, typer.Option(help="Folder of gold files (*.json).")],
    docs: Annotated[Path, typer.Option(help="Folder of the texts that the gold is written on (*.txt).")],
    output: Annotated[Path | None, typer.Option(help="Keep the tables here.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every disagreement.")] = False,
    json: Annotated[Path | None, typer.Option(help="Write all figures to this file as well.")] = None,
) -> None:
    """Extract INPUT and score the tables against gold.

    Example: pipeline eval corpus/reports --gold corpus/gold --docs corpus/gold/docs --errors
    """
    from pipeline.corpus import extract as run
    from pipeline.evaluation import lines, score_run, summarize, to_json

    with tempfile.TemporaryDirectory() as scratch:
        folder = output or Path(scratch) / "outputs"
        run(input, folder)
        scores = score_run(folder, gold, docs, input)
    figures = summarize(scores)
    _out.print(f"{gold}: {scores.documents} documents", markup=False)
    for line in lines(figures, errors=errors):
        _out.print(line, markup=False, highlight=False, soft_wrap=True)
    if json is not None:
        json.write_text(to_json(figures), encoding="utf-8")


def main() -> None:
    """The ``pipeline`` command."""
    app()


if __name__ == "__main__":
    main()
