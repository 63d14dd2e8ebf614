"""modu doctor: looks at everything an installation needs and says what to do about what is missing."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import httpx
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock, migrating
from app.core.database import Database
from app.core.keyfile import installation_key
from app.core.settings import Settings
from app.neighbourhoods.models import Neighbourhood
from app.notifications.health import push_health
from app.notifications.push import keys
from app.operating.speaking import say, shown_url
from app.people import access_log

SPACE_NEEDED = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `bad` makes the doctor's exit status 1."""

    state: Literal["ok", "warn", "bad"]
    text: str


def doctor(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Print a line per thing; status 1 when something has to be mended."""
    looks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_data, _frontend, _keys, _database, _running)
    bad = 0
    for look in looks:
        try:
            for finding in look(settings):
                say(f"{finding.state:>4}  {finding.text}")
                bad += finding.state == "bad"
        except (OSError, SQLAlchemyError, ValueError, keys.KeyUnusable) as error:
            say(f" bad  {type(error).__name__}: {error}")
            bad += 1
    say("everything that has to work does" if not bad else f"{bad} to mend")
    return 1 if bad else 0


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    writable = os.access(folder, os.W_OK)
    yield Finding("ok" if writable else "bad", f"data in {folder}" + ("" if writable else " cannot be written: change its owner"))
    free = shutil.disk_usage(folder).free
    enough = free > SPACE_NEEDED
    yield Finding("ok" if enough else "bad", f"{free / 1e9:.1f} GB free" + ("" if enough else ": make room, or check-ins will be refused"))


def _frontend(settings: Settings) -> Iterator[Finding]:
    built = (settings.frontend_dir / "index.html").is_file()
    yield Finding(
        "ok" if built else "bad", f"web app in {settings.frontend_dir}" + ("" if built else " is not built: make setup, make run")
    )
    if settings.public_url.startswith("https://"):
        yield Finding("ok", f"people open {settings.public_url}")
    else:
        yield Finding(
            "warn", f"people open {settings.public_url}: phones need https for location and pushes; set MODU_PUBLIC_URL behind a TLS proxy"
        )


def _keys(settings: Settings) -> Iterator[Finding]:
    installation_key(settings.keys_dir)
    yield Finding("ok", f"push key {keys.public_key(settings.keys_dir)[:16]}…, kept in {settings.keys_dir}; back it up")


def _database(settings: Settings) -> Iterator[Finding]:
    url = settings.resolved_database_url()
    here, newest = migrating.state(url)
    if here != newest:
        yield Finding("bad", f"database {shown_url(url)} is {here or 'empty'}, needs {newest}: run modu migrate")
        return
    yield Finding("ok", f"database {shown_url(url)} at {here}")
    database = Database(url, pool_size=2)
    try:
        yield from database.read_sync(lambda session: _inside(session, settings, database.is_sqlite))
    finally:
        database.close()


def _inside(session: Session, settings: Settings, is_sqlite: bool) -> list[Finding]:
    found = []
    if is_sqlite:
        word = session.execute(text("PRAGMA quick_check")).scalar_one()
        found.append(Finding("ok" if word == "ok" else "bad", f"SQLite says: {word}"))
    for row in session.execute(select(Neighbourhood).order_by(col(Neighbourhood.created_at))).scalars():
        broken = access_log.broken_at(session, row.id)
        said = "access log holds" if broken is None else f"access log was tampered with at entry {broken}"
        found.append(Finding("ok" if broken is None else "bad", f"{row.name_ko}: {said}"))
    push = push_health(session, settings, clock.now())
    found += [Finding("bad" if push.state == "degraded" else "warn", advice) for advice in push.advice]
    return found


def _running(settings: Settings) -> Iterator[Finding]:
    try:
        answer = httpx.get(f"{settings.public_url}/api/health", timeout=3.0)
        document = answer.json()
    except (httpx.HTTPError, ValueError):
        yield Finding("warn", f"nothing answers at {settings.public_url}: start it with modu serve")
        return
    state: Literal["ok", "warn", "bad"] = "ok" if document.get("status") == "ok" else "bad" if answer.status_code == 503 else "warn"
    yield Finding(state, f"running: {document.get('status')}, worker {document.get('worker')}, push {document.get('push')}")
