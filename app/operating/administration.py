"""modu admin: begin a real neighbourhood, set its policy, hand out a code when the desk cannot."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.database import Database
from app.core.keyfile import installation_key
from app.core.problems import Problem
from app.core.settings import Settings
from app.core.validation import what_is_wrong
from app.neighbourhoods import policies
from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.models import Neighbourhood
from app.neighbourhoods.policy import Policy
from app.neighbourhoods.schemas import MemberIn
from app.operating.preparing import prepare_database
from app.operating.speaking import fail, say
from app.people import pairing
from app.people.models import Member, Tier

T = TypeVar("T")
CORNERS = 12
METRES_PER_DEGREE = 111_320.0


def admin(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do one thing, or say in words why not."""
    prepare_database(settings)
    actions: dict[str, Callable[[argparse.Namespace, Settings], None]] = {"create": _create, "policy": _policy, "code": _code}
    try:
        actions[arguments.action](arguments, settings)
    except Problem as problem:
        fail(f"{problem.en} ({problem.extra['field']})" if "field" in problem.extra else problem.en)
    except ValidationError as error:
        fail(what_is_wrong(error))
    return 0


def write(settings: Settings, work: Callable[[Session], T]) -> T:
    """One piece of work in a transaction of its own."""
    database = Database(settings.resolved_database_url(), pool_size=2)
    try:
        return database.write_sync(work)
    finally:
        database.close()


def _circle(lat: float, lon: float, radius_m: float) -> list[tuple[float, float]]:
    around = [2 * math.pi * step / CORNERS for step in range(CORNERS)]
    wide = METRES_PER_DEGREE * math.cos(math.radians(lat))
    return [(lat + radius_m * math.sin(a) / METRES_PER_DEGREE, lon + radius_m * math.cos(a) / wide) for a in around]


def _create(arguments: argparse.Namespace, settings: Settings) -> None:
    if not (-85 <= arguments.lat <= 85 and -180 <= arguments.lon <= 180 and 50 <= arguments.radius_m <= 20_000):
        fail("--lat is within ±85, --lon within ±180 and --radius-m between 50 and 20000")
    key = installation_key(settings.keys_dir)

    def work(session: Session) -> tuple[UUID, UUID, pairing.FreshCode]:
        now = clock.now()
        ring = _circle(arguments.lat, arguments.lon, arguments.radius_m)
        row = neighbourhoods.create(
            session, name_ko=arguments.name_ko, name_en=arguments.name_en, ring=ring, now=now, desk_phone=arguments.desk_phone
        )
        body = MemberIn(name=arguments.coordinator, tier=Tier.COORDINATOR, verified=True)
        member = neighbourhoods.add_member(session, row.id, body, now)
        code = pairing.hand_out(session, key, member, None, now, minutes=settings.pairing_minutes, tries=settings.pairing_tries)
        return row.id, member.id, code

    neighbourhood_id, member_id, code = write(settings, work)
    say(f"neighbourhood {neighbourhood_id}  {arguments.name_ko} · {arguments.name_en}")
    say(f"coordinator   {member_id}  {arguments.coordinator}")
    _say_code(settings, code)


def _say_code(settings: Settings, code: pairing.FreshCode) -> None:
    say(f"sign-in code  {code.shown}  (until {code.expires_at:%H:%M} UTC, one use)")
    say(f"sign-in link  {settings.public_url}/join#{code.digits}")


def the_neighbourhood(session: Session, wanted: str | None) -> Neighbourhood:
    """The one named by its id, or the only one there is."""
    rows = session.execute(select(Neighbourhood).order_by(col(Neighbourhood.created_at))).scalars().all()
    chosen = [row for row in rows if wanted is None or str(row.id) == wanted]
    if len(chosen) != 1:
        listed = "\n".join(f"  {row.id}  {row.name_ko} · {row.name_en}" for row in rows) or "  (none yet: modu admin create)"
        fail(f"name one with --neighbourhood:\n{listed}")
    return chosen[0]


def _policy(arguments: argparse.Namespace, settings: Settings) -> None:
    changes = dict(_change(text) for text in arguments.changes)

    def work(session: Session) -> Policy:
        row = the_neighbourhood(session, arguments.neighbourhood)
        if not changes:
            return policies.current(session, row.id).policy
        policy = neighbourhoods.changed_policy(session, row.id, changes)
        return policies.change(session, row.id, policy, on=None, by=None, reason="modu admin policy", now=clock.now()).policy

    for name, value in write(settings, work).model_dump(mode="json").items():
        say(f"{name}={','.join(map(str, value)) if isinstance(value, list) else value}")


def _change(text: str) -> tuple[str, Any]:
    name, separator, value = text.partition("=")
    if not separator or name not in Policy.model_fields:
        fail(f"{text!r} is not NAME=VALUE with one of these names: {', '.join(Policy.model_fields)}")
    try:
        is_list = name in ("wave_sizes", "wave_after_s")
        return name, json.loads(f"[{value}]") if is_list else json.loads(value)
    except ValueError:
        fail(f"{value!r} is not a number")


def _code(arguments: argparse.Namespace, settings: Settings) -> None:
    key = installation_key(settings.keys_dir)

    def work(session: Session) -> pairing.FreshCode:
        try:
            member = session.get(Member, UUID(arguments.member_id))
        except ValueError:
            member = None
        if member is None:
            fail("there is no member with this id")
        return pairing.hand_out(session, key, member, None, clock.now(), minutes=settings.pairing_minutes, tries=settings.pairing_tries)

    _say_code(settings, write(settings, work))
