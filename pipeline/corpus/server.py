"""Starts the process that workers are forked from; small, so that a run can do so before all else."""

from __future__ import annotations

import multiprocessing


def start_server() -> None:
    """Start it in the background if it does not run yet. Where there is none (Windows), nothing happens."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return
    from multiprocessing import forkserver

    multiprocessing.get_context("forkserver").set_forkserver_preload(["pipeline.corpus.preloaded"])
    forkserver.ensure_running()
