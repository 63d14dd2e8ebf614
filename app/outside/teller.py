"""The process that tells channels outside the app: apart from server and worker, so that it can say when those are dead."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.settings import Settings
from app.neighbourhoods.models import Neighbourhood
from app.notifications.beats import worker_health
from app.outside import sealing, service
from app.outside.rules import message

LOOK_S = 1.0
SEND_S = 20.0
AT_ONCE = 4
DEAD_AGAIN = timedelta(hours=1)
STARTING_S = 60.0
LONGEST_WAIT_S = 10.0

log = structlog.get_logger()


class Teller:
    """Claims what is owed, sends each message in a child that is killed after 20 s, and marks it afterwards."""

    def __init__(self, database: Database, settings: Settings, key: bytes) -> None:
        self._database, self._settings, self._key = database, settings, key
        self._began = time.monotonic()

    def run(self, stop: threading.Event) -> None:
        """Until told to stop; a database in trouble is tried again, ever less often."""
        wait = LOOK_S
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while not stop.is_set():
                try:
                    self.watch_workers()
                    done = self.round(pool)
                except SQLAlchemyError as error:
                    wait = min(wait * 2, LONGEST_WAIT_S)
                    log.warning("outside_round_failed", error=type(error).__name__, again_in_s=wait)
                    stop.wait(wait)
                    continue
                wait = LOOK_S
                if not done:
                    stop.wait(LOOK_S)

    def watch_workers(self) -> None:
        """When no worker has given a sign of life for a minute, the channels are told, once an hour."""
        if time.monotonic() - self._began < STARTING_S:
            return
        now = clock.now()
        if self._database.read_sync(lambda session: worker_health(session, now)) == "dead":
            told = self._database.write_sync(lambda session: service.tell_of_dead_workers(session, now, DEAD_AGAIN))
            if told:
                log.error("workers_dead", channels=told)

    def round(self, pool: ThreadPoolExecutor) -> int:
        """Send what is due now; returns how much that was."""
        owed = self._database.write_sync(lambda session: service.claim(session, clock.now(), AT_ONCE))
        for one, error in zip(owed, pool.map(self._send, owed), strict=True):
            self._database.write_sync(functools.partial(_mark, owed=one, error=error))
            log.info("outside_told", channel_id=str(one.channel_id), why=one.why.value, error=error)
        return len(owed)

    def _send(self, owed: service.Owed) -> str | None:
        try:
            url = sealing.unseal(self._key, owed.channel_id, owed.sealed)
        except sealing.Unreadable:
            return "sealed under another key"
        name = select(col(Neighbourhood.name_ko)).where(col(Neighbourhood.id) == owed.neighbourhood_id)
        neighbourhood = self._database.read_sync(lambda session: session.execute(name).scalar_one())
        title, text = message(owed.why, neighbourhood, f"{self._settings.public_url}/desk")
        said = {"url": url, "title": title, "text": text, "trusted_hosts": sorted(self._settings.outside_hosts)}
        command = [sys.executable, "-m", "app.outside.sending"]
        try:
            child = subprocess.run(  # noqa: S603  # our own program
                command, input=json.dumps(said), capture_output=True, text=True, timeout=SEND_S, check=False
            )
        except subprocess.TimeoutExpired:
            return f"no answer within {SEND_S:.0f} s"
        return None if child.returncode == 0 else child.stdout.strip()[: service.ERROR_LENGTH] or f"ended with {child.returncode}"


def _mark(session: Session, owed: service.Owed, error: str | None) -> None:
    service.mark(session, owed, error, clock.now())
