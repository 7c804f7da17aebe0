"""The command line: thin adapters over the library."""

from __future__ import annotations

import re
import tempfile
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipeline.commands import BackendOption, ModelOption, commands, fail
from pipeline.messages import counted, tell
from pipeline.recognisers import ModelError

if TYPE_CHECKING:
    from pipeline.corpus import RunSummary
    from pipeline.corpus.engine import Engine

app = typer.Typer(
    help="Turn official trip reports (公務出國報告) into clean tables.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(commands)
_out = Console()
_err = Console(stderr=True)
_MOST_FAILURES = 10


class EngineName(StrEnum):
    """What may run the work of ``extract``."""

    LOCAL = "local"
    DASK = "dask"


def _tell_version(asked: bool) -> None:
    if asked:
        _out.print(f"trip-reports {version('trip-reports')}", highlight=False)
        raise typer.Exit


@app.callback()
def _commands(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Turn official trip reports (公務出國報告) into clean tables."""


@app.command()
def extract(
    input: Annotated[str, typer.Argument(help="A report, a folder of reports, or an address (s3://…).")],
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
    ocr: Annotated[bool, typer.Option("--ocr", help="Read scanned pages with Tesseract.")] = False,
    ner: BackendOption = "none",
    model: ModelOption = None,
    engine: Annotated[EngineName, typer.Option(help="What runs the work.")] = EngineName.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option(help="Dask scheduler, tcp://host:8786 (default: a cluster on this machine).")
    ] = None,
    partitioned: Annotated[
        str | None, typer.Option(help="Folder or address for the tables as partitioned Parquet as well.")
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
    from pipeline.corpus.settings import Settings
    from pipeline.document import Reference
    from pipeline.export import OutputFolderError
    from pipeline.export.partitions import write_partitions

    if reference is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", reference):
        raise typer.BadParameter(
            f"{reference} is not a date like 2017, 2017-11 or 2017-11-22", param_hint="--reference"
        )
    given = Reference(reference, "given") if reference else None
    settings = Settings(given, ocr, ner, str(model.absolute()) if model else None)
    display = ProgressDisplay(_err)
    try:
        with display:
            summary = run(
                input,
                output,
                workers=workers,
                settings=settings,
                force=force,
                state=state,
                engine=_engine(engine, scheduler, workers),
                progress=display,
            )
            if partitioned:
                write_partitions(summary.output, partitioned)
    except FileNotFoundError as error:
        fail(tell("no-input", cause=error), 2)
    except OutputFolderError as error:
        fail(tell("bad-output", cause=error), 2)
    except ModelError as error:
        fail(tell("bad-model", cause=error), 2)
    except OSError as error:
        fail(tell("kept", cause=error), 1)
    except KeyboardInterrupt:
        last = display.last
        done = tell("stopped-done", done=last.done, total=last.total) if last else ""
        fail(tell("stopped", done=done), 130)
    _apply_kept_reviews(output)
    _print_summary(summary, output)


def _engine(name: EngineName, scheduler: str | None, workers: int | None) -> Engine | None:
    if name is EngineName.LOCAL:
        if scheduler:
            raise typer.BadParameter("only the engine dask has one", param_hint="--scheduler")
        return None
    try:
        from pipeline.corpus.dask_engine import on_cluster
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise typer.BadParameter(
            "dask needs another package: pip install 'trip-reports[dask]'", param_hint="--engine"
        ) from error
    return on_cluster(scheduler, workers=workers)


def _apply_kept_reviews(output: Path) -> None:
    """What reviewers decided before holds for the new tables too, where the text is the same."""
    kept = output.absolute().parent / f"{output.absolute().name}.reviews.json"
    if kept.is_file():
        from pipeline.review import apply_review

        apply_review(output)


def _print_summary(summary: RunSummary, output: Path) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column(tell("table"))
    table.add_column(tell("rows"), justify="right")
    for name, count in summary.rows.items():
        table.add_row(name, f"{count:,}")
    _out.print(table)
    counts = counted(sorted(summary.documents.items(), reverse=True))
    issues = counted(sorted(summary.issues.items())) or tell("none")
    total = sum(summary.documents.values())
    worked = tell("worked-on", count=summary.worked, total=total)
    lines = [
        "",
        tell("documents", counts=counts, pages=summary.pages, characters=summary.characters),
        tell("issues", counts=issues),
        *(tell("failed", cause=failure["cause"]) for failure in summary.failures[:_MOST_FAILURES]),
        *([tell("failed-more", count=more)] if (more := len(summary.failures) - _MOST_FAILURES) > 0 else []),
        tell("nothing-changed") if summary.unchanged else worked,
        tell("time", seconds=summary.seconds),
        tell("look-at", place=output),
    ]
    for line in lines:
        _out.print(line, markup=False, highlight=False, soft_wrap=True)


@app.command(name="eval")
def evaluate(
    input: Annotated[Path, typer.Argument(help="A report, or a folder of reports.")],
    gold: Annotated[Path, typer.Option(help="Folder of gold files (*.json).")],
    docs: Annotated[Path, typer.Option(help="Folder of the texts that the gold is written on (*.txt).")],
    output: Annotated[Path | None, typer.Option(help="Keep the tables here.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every disagreement.")] = False,
    json: Annotated[Path | None, typer.Option(help="Write all figures to this file as well.")] = None,
    ner: BackendOption = "none",
    model: ModelOption = None,
) -> None:
    """Extract INPUT and score the tables against gold.

    Example: pipeline eval corpus/reports --gold corpus/gold --docs corpus/gold/docs --errors

    Exit codes: 0 scored, however well; 2 there is no such input, no gold or no such model, or the output
    folder cannot be used.
    """
    from pipeline.corpus import extract as run
    from pipeline.corpus.settings import Settings
    from pipeline.evaluation import lines, score_run, summarize, to_json
    from pipeline.export import OutputFolderError

    if not any(gold.glob("*.json")):
        fail(tell("no-gold", place=gold), 2)
    settings = Settings(ner=ner, model=str(model.absolute()) if model else None)
    with tempfile.TemporaryDirectory() as scratch:
        folder = output or Path(scratch) / "outputs"
        try:
            run(input, folder, settings=settings)
        except FileNotFoundError as error:
            fail(tell("no-input", cause=error), 2)
        except OutputFolderError as error:
            fail(tell("bad-output", cause=error), 2)
        except ModelError as error:
            fail(str(error), 2)
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
