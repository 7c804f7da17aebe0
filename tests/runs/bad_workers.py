"""What a worker process may do to its task; in a module of their own so that workers can import them."""

import os
import time
from pathlib import Path

from pipeline.corpus.engine import Done, Task


def hang(task: Task) -> Done:
    time.sleep(600)
    raise AssertionError


def die(task: Task) -> Done:
    os._exit(3)


def eat(task: Task) -> Done:
    raise MemoryError


def die_once(task: Task) -> Done:
    """Dies the first time that it sees a task, as by somebody else's fault."""
    mark = Path(f"{task.path}.seen")
    if not mark.exists():
        mark.touch()
        os._exit(9)
    return Done(task, "ok", "0" * 64)


def full_disk(task: Task) -> Done:
    raise OSError(28, "No space left on device")
