"""Processes of ours that start in no time: forked from one that has everything imported, so that a thousand can be killed in minutes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

PRELOADED = ["app.cli", "app.main", "app.worker", "app.operating.running", "tests.worker.killing", "tests.operating.handing_over"]


def _run(program: Callable[[], object], environment: dict[str, str], log: Path) -> None:
    with log.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    os.environ.update(environment)
    program()


@contextmanager
def forked(program: Callable[[], object], environment: dict[str, str], log: Path) -> Iterator[BaseProcess]:
    """`program` in a process of its own, with these settings; killed (SIGKILL) at the end. It is handed over by its name, so it is a
    function of a module, or a `functools.partial` of one."""
    nursery = multiprocessing.get_context("forkserver")
    nursery.set_forkserver_preload(PRELOADED)
    process = nursery.Process(target=_run, args=(program, environment, log))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join(20)
        process.close()
