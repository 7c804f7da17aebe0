"""What a worker process may do to its task; in a module of their own so that workers can import them."""

import os
import time

from pipeline.corpus.engine import Task


def hang(task: Task) -> None:
    time.sleep(600)


def die(task: Task) -> None:
    os._exit(3)


def eat(task: Task) -> None:
    raise MemoryError
