"""Who is asking: the cookie of a browser or the bearer token of a device, and what their tier allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlalchemy import bindparam, select

from app.core import clock
from app.core.database import Database, table_of
from app.core.ids import token_hash
from app.core.prepared import Prepared
from app.core.problems import Problem, forbidden, unauthenticated
from app.core.settings import Settings
from app.people import service
from app.people.models import Device, Member, Tier

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_devices, _members = table_of(Device), table_of(Member)
_lookup = Prepared(
    select(
        _members.c.id,
        _members.c.neighbourhood_id,
        _members.c.tier,
        _members.c.language,
        _members.c.name,
        _members.c.verified_at,
        _members.c.active,
        _devices.c.id.label("device_id"),
        _devices.c.last_seen_at,
    )
    .join_from(_devices, _members, _devices.c.member_id == _members.c.id)
    .where(_devices.c.token_hash == bindparam("presented"))
)


@dataclass(frozen=True)
class Actor:
    """The member behind a request, and the device they use."""

    member_id: UUID
    neighbourhood_id: UUID
    tier: Tier
    language: str
    name: str
    verified: bool
    device_id: UUID


def cookie_name(settings: Settings) -> str:
    """`__Host-` wherever the origin is https."""
    return "__Host-modu" if settings.secure_cookies else "modu"


def set_cookie(response: Response, settings: Settings, token: str) -> None:
    """Hand the token to a browser so that no script can read it."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_days * 86_400,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the token back."""
    response.delete_cookie(cookie_name(settings), path="/", secure=settings.secure_cookies, httponly=True, samesite="lax")


async def authenticate(database: Database, token: str, session_days: int) -> tuple[Actor, bool] | None:
    """The actor behind a token and whether the device should be marked as seen; None when the token opens nothing."""
    row = await database.glance(_lookup, {"presented": token_hash(token)})
    if row is None or not row.active:
        return None
    idle = clock.now() - row.last_seen_at
    if idle > timedelta(days=session_days):
        return None
    actor = Actor(row.id, row.neighbourhood_id, Tier(row.tier), row.language, row.name, row.verified_at is not None, row.device_id)
    return actor, idle > service.SEEN_AGAIN_AFTER


def refuse_cross_site(request: Request) -> None:
    """A browser's unsafe request has to come from our own pages (Fetch Metadata, else Origin)."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        same = site in ("same-origin", "none")
    elif origin is not None:
        same = urlsplit(origin).netloc == request.headers.get("host")
    else:
        same = True  # no browser: browsers send at least one of the two with unsafe requests
    if not same:
        raise Problem(
            403,
            "cross-site",
            ko="다른 사이트에서 온 요청이라 받지 않았어요. 앱에서 다시 해 주세요.",
            en="This came from another site and was not accepted. Please do it from the app.",
        )


async def signed_in(request: Request) -> Actor:
    """The actor of this request, or 401."""
    database: Database = request.app.state.database
    settings: Settings = request.app.state.settings
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer:
        token = bearer.strip()
    else:
        token = request.cookies.get(cookie_name(settings), "")
        if token:
            refuse_cross_site(request)
    found = await authenticate(database, token, settings.session_days) if token else None
    if found is None:
        raise unauthenticated()
    actor, stale = found
    if stale:
        await database.write(lambda session: service.mark_seen(session, actor.device_id, clock.now()))
    request.state.language = actor.language
    return actor


SignedIn = Annotated[Actor, Depends(signed_in)]


async def staff(actor: SignedIn) -> Actor:
    """Coordinators and officers."""
    if not actor.tier.is_staff:
        raise forbidden()
    return actor


async def coordinator(actor: SignedIn) -> Actor:
    """Coordinators only."""
    if actor.tier is not Tier.COORDINATOR:
        raise forbidden()
    return actor


Staff = Annotated[Actor, Depends(staff)]
Coordinator = Annotated[Actor, Depends(coordinator)]
