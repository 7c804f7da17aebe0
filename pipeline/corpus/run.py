"""A run: a folder of reports in, an output folder with all tables out.

First the store is filled with the documents that it lacks, by whatever engine; then the tables are merged
from the store in the order of file names. So the tables do not depend on who did what when, or how often
the run was interrupted.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.corpus.catalogue import Catalogue
from pipeline.corpus.discover import walk
from pipeline.corpus.fingerprint import fingerprint
from pipeline.corpus.limits import MEMORY_LIMIT, TIMEOUT
from pipeline.corpus.lock import locked
from pipeline.corpus.server import start_server
from pipeline.corpus.settings import Settings
from pipeline.corpus.summary import Progress, RunSummary
from pipeline.export.folder import check_output, outline, remove_abandoned, staged

if TYPE_CHECKING:
    from pipeline.corpus.build import Build
    from pipeline.corpus.engine import Engine
    from pipeline.corpus.remote import RemoteInput

_ROUNDS = 3
"""Times that the store is filled before a run gives up. A torn entry or a changed file costs one more."""


def extract(
    input: Path | str,
    output: Path | str,
    *,
    workers: int | None = None,
    settings: Settings | None = None,
    force: bool = False,
    state: str | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> RunSummary:
    """Read every report below ``input`` (a file or a folder) and write all tables to ``output``.

    ``input`` may be an address that fsspec knows (``s3://…``): its files are copied to the state, and workers
    fetch for themselves.

    Only documents are worked on whose bytes, name, settings, lexicons or code have changed since an
    earlier run, or all with ``force``; if nothing has changed, the output stays untouched. What is done
    is kept in ``.<output>.state`` beside the output, or at the address ``state`` (anything that
    fsspec knows; for this output alone), so that an interrupted run goes on where it was.

    The output folder changes in one step at the end; an interrupted run leaves the old one as it was.
    Files that cannot be read become ``failed`` documents with an issue that says why. ``settings``
    hold for every report. ``engine`` runs the work (default:
    ``workers`` processes on this machine).

    Raises FileNotFoundError if there is nothing at ``input`` or no file in it, OutputFolderError if
    ``output`` holds something that no run wrote or another run is writing it, and OSError if something
    cannot be written, as on a full disk.
    """
    began = time.perf_counter()
    output = Path(output).absolute()
    check_output(output)
    if engine is None and not output.exists():
        start_server()  # There is surely something to do.
    root, remote = _locate(str(input))
    paths = iter(()) if remote else walk(root, without=output)
    settings = settings or Settings()
    told: dict[str, object] = settings.as_json() | {
        "timeout_seconds": TIMEOUT,
        "memory_limit_bytes": MEMORY_LIMIT,
    }
    folder = output.parent / f".{output.name}.state"
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock", output), Catalogue(folder / "catalogue.sqlite") as catalogue:
        # Not only when something is written: a run that finds nothing to do may follow a killed one.
        remove_abandoned(output)
        if remote:
            root = remote.copy_to(folder / "input")
            paths = walk(root)
        if not catalogue.refresh(paths, root):
            raise FileNotFoundError(f"no files in {root}")
        made_by = fingerprint(told)
        address = _absolute(state) if state else str(folder / "documents")
        corpus = catalogue.digest(f"{made_by} {address}")
        if not force and catalogue.finished == (corpus, outline(output)):
            summary = RunSummary.read(output)
        else:
            if engine is None:
                start_server()
            # Imported only now: a run that finds nothing to do is over before these are loaded.
            from pipeline.corpus.build import Build
            from pipeline.corpus.engine import on_this_machine

            engine = engine or on_this_machine(workers or os.cpu_count() or 1)
            build = Build(
                catalogue,
                address,
                made_by,
                engine=remote.read_by(engine) if remote else engine,
                settings=settings,
                progress=progress,
            )
            summary = _make(build, output, told | {"fingerprint": made_by}, force=force, began=began)
            build.tidy()
            if not build.causes:
                catalogue.finish(catalogue.digest(f"{made_by} {address}"), outline(output))
    summary.output = output
    summary.seconds = time.perf_counter() - began
    return summary


def _locate(input: str) -> tuple[Path, RemoteInput | None]:
    """The path of the input, or what fetches it from an address."""
    if "://" not in input:
        return Path(input), None
    from pipeline.corpus.remote import RemoteInput, is_remote, local_path

    return (Path(), RemoteInput(input)) if is_remote(input) else (local_path(input), None)


def _absolute(state: str) -> str:
    """A place that means the same in every process, whatever its working directory."""
    if "://" not in state:
        return str(Path(state).absolute())
    from pipeline.corpus.remote import open_address

    open_address(state)
    return state


def _make(
    build: Build, output: Path, settings: dict[str, object], *, force: bool, began: float
) -> RunSummary:
    from pipeline.corpus.build import GapError

    for turn in range(_ROUNDS):
        build.fill(force=force and turn == 0)
        try:
            with staged(output) as staging:
                summary = build.merge(staging)
                summary.seconds = time.perf_counter() - began
                summary.write(staging, settings)
        except GapError:
            continue
        return summary
    raise OSError("the store does not keep what is put into it, or the input changes all the time")
