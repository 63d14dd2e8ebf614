"""modu serve, work and tell-outside: the API, and the processes beside it that are started again when they die."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

import structlog
import uvicorn

from app.core import memory, observability
from app.core.database import Database
from app.core.keyfile import installation_key
from app.core.settings import Settings
from app.operating.demonstration import print_codes
from app.operating.preparing import prepare_database
from app.operating.speaking import fail, say

WORKER_RESTARTS_AFTER_S = 0.5
LONGEST_RESTART_S = 10.0
LOOK_FOR_PARENT_S = 1.0

log = structlog.get_logger()


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until Ctrl-C; with a worker beside it unless told otherwise."""
    from app.main import create_app

    observability.configure_logging(settings)
    prepare_database(settings)
    if arguments.demo:
        print_codes(settings)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=arguments.host,
        port=arguments.port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=3,
        server_header=False,
        lifespan="on",
    )
    server = PatrolServer(config)
    keepers = [] if arguments.no_worker else [Keeper(settings, "work")]
    if not arguments.no_outside:
        keepers.append(Keeper(settings, "tell-outside"))
    for keeper in keepers:
        keeper.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn hands Ctrl-C on after it has stopped
            server.run()
    finally:
        for keeper in keepers:
            keeper.ask_to_stop()
        for keeper in keepers:
            keeper.stop()
    if not server.started:
        fail(f"cannot listen on {arguments.host}:{arguments.port}. Is something else running there? Choose another with --port.")
    return 0


class PatrolServer(uvicorn.Server):
    """Tells open streams to end before it waits for them, and says when it is ready."""

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]  # uvicorn's own type is narrower than it needs
        await super().startup(sockets)  # type: ignore[arg-type]  # as above
        if self.started:
            app = self.config.app
            settings: Settings = app.state.settings  # type: ignore[union-attr]  # always our FastAPI app
            say(f"Modu Patrol · 모두의 순찰대 → {settings.public_url}   (Ctrl-C stops it · 멈추려면 Ctrl-C)")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        stopping: asyncio.Event = self.config.app.state.stopping  # type: ignore[union-attr]  # always our FastAPI app
        stopping.set()


class Keeper:
    """A process of its own beside the server (a worker, so that sending never slows the API); started again when it dies."""

    def __init__(self, settings: Settings, command: str) -> None:
        self._command = command
        self._environment = {**os.environ, "MODU_PUBLIC_URL": settings.public_url, "MODU_METRICS_PORT": "0"}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"modu-{command}-keeper", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and watch it."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Ask the process to finish what is in flight."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def stop(self) -> None:
        """Ask the process to finish what is in flight, and wait for it."""
        self.ask_to_stop()
        process = self._process
        self._thread.join(10)
        if process is not None and process.poll() is None:
            process.kill()

    def _keep(self) -> None:
        pause = WORKER_RESTARTS_AFTER_S
        while not self._stopping.is_set():
            began = time.monotonic()
            command = [sys.executable, "-m", "app.cli", self._command, "--parent", str(os.getpid())]
            self._process = subprocess.Popen(command, env=self._environment, start_new_session=True)  # noqa: S603  # our own program
            code = self._process.wait()
            if self._stopping.is_set():
                return
            pause = WORKER_RESTARTS_AFTER_S if time.monotonic() - began > LONGEST_RESTART_S else min(pause * 2, LONGEST_RESTART_S)
            log.error("process_died", process=self._command, exit_code=code, restart_in_s=pause)
            self._stopping.wait(pause)


def work(arguments: argparse.Namespace, settings: Settings) -> int:
    """Work until told to stop. With `--parent`, also stop when that process is gone."""
    from app import worker

    observability.configure_logging(settings)
    prepare_database(settings)
    memory.settle()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if arguments.parent is not None:
        threading.Thread(target=_follow_parent, args=(arguments.parent, stop), daemon=True).start()
    database = Database(settings.resolved_database_url(), pool_size=settings.database_pool)
    stop_metrics = observability.start_metrics(settings)
    try:
        worker.work(database, settings, stop)
    finally:
        stop_metrics()
        database.close()
    return 0


def tell_outside(arguments: argparse.Namespace, settings: Settings) -> int:
    """Tell channels outside the app until told to stop. With `--parent`, also stop when that process is gone."""
    from app.outside.teller import Teller

    observability.configure_logging(settings)
    prepare_database(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if arguments.parent is not None:
        threading.Thread(target=_follow_parent, args=(arguments.parent, stop), daemon=True).start()
    database = Database(settings.resolved_database_url(), pool_size=2)
    try:
        Teller(database, settings, installation_key(settings.keys_dir)).run(stop)
    finally:
        database.close()
    return 0


def _follow_parent(parent: int, stop: threading.Event) -> None:
    while not stop.wait(LOOK_FOR_PARENT_S):
        if os.getppid() != parent:
            stop.set()
