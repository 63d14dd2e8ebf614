"""modu demo: the demo neighbourhood and a fresh code for each of its people."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from app.core import clock
from app.core.database import Database
from app.core.keyfile import installation_key
from app.core.settings import Settings
from app.demo import service
from app.demo.service import DemoMember
from app.operating.preparing import prepare_database
from app.operating.speaking import fail, say

TIERS_KO = {"resident": "주민", "walker": "순찰 이웃", "responder": "출동 이웃", "coordinator": "담당자", "officer": "경찰"}


def make(settings: Settings) -> list[DemoMember]:
    """The demo people, made when they are missing."""
    if settings.environment == "production":
        fail("the demo neighbourhood is not for production: anybody could sign in as its people. Use: modu admin create")
    prepare_database(settings)
    database = Database(settings.resolved_database_url(), pool_size=2)
    key = installation_key(settings.keys_dir)
    try:
        return database.write_sync(lambda session: service.with_codes(session, key, clock.now(), tries=settings.pairing_tries))
    finally:
        database.close()


def print_codes(settings: Settings) -> None:
    """One line per person: who, the code to type and the link to open."""
    say()
    say("  누구로 들어가 볼까요?  코드는 10분 동안, 한 번만 쓸 수 있어요. · One code each, ten minutes, one use.")
    for person in make(settings):
        role = f"{person.name} ({TIERS_KO[person.tier]}{' · ' + person.note if person.note else ''})"
        say(f"  {person.code}   {settings.public_url}/join#{person.digits}   {role}")
    say("  새 코드 · fresh codes: modu demo")
    say()


def demo(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the codes, as lines or as JSON."""
    if not arguments.json:
        print_codes(settings)
        return 0
    members = [{name: value for name, value in asdict(person).items() if name not in ("digits", "note")} for person in make(settings)]
    say(json.dumps({"members": members}, ensure_ascii=False, default=str, indent=1))
    return 0
