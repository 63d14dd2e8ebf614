"""The calendar that a phone's calendar app subscribes to: a secret address, and the walks its owner joined or proposed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.ids import token_hash
from app.core.problems import not_found
from app.neighbourhoods import service as neighbourhoods
from app.people.auth import Actor
from app.people.models import Member
from app.together.models import CalendarFeed, Part, SharedWalk
from app.together.rules import COMING
from app.together.schemas import CalendarOut

SHOWS_BACK = timedelta(days=30)
ASK_AGAIN = timedelta(hours=1)
WORDS = {"ko": ("함께 걷기", "모두의 순찰대 · 함께 걷기"), "en": ("Walking together", "Modu Patrol · Walking together")}


@dataclass(frozen=True)
class Feed:
    """A calendar as it is served; `etag` changes exactly when the text does."""

    text: bytes
    etag: str


def _token(key: bytes, feed: CalendarFeed) -> str:
    """Made anew from the installation's key each time it is shown: the database alone never holds it."""
    digest = hmac.new(key, b"calendar\0" + feed.member_id.bytes + feed.seed, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _out(key: bytes, feed: CalendarFeed, public_url: str) -> CalendarOut:
    url = f"{public_url}/api/calendar/{_token(key, feed)}.ics"
    return CalendarOut(url=url, webcal_url="webcal://" + url.partition("://")[2], created_at=feed.created_at)


def address(session: Session, actor: Actor, key: bytes, public_url: str) -> CalendarOut | None:
    """Where my calendar is, if I have one."""
    feed = session.get(CalendarFeed, actor.member_id)
    return _out(key, feed, public_url) if feed is not None else None


def renew(session: Session, actor: Actor, key: bytes, public_url: str, now: datetime) -> CalendarOut:
    """Make the address, or another one; the one before ends at once."""
    end(session, actor)
    feed = CalendarFeed(
        member_id=actor.member_id,
        neighbourhood_id=actor.neighbourhood_id,
        seed=secrets.token_bytes(16),
        token_hash=b"",
        created_at=now,
    )
    feed.token_hash = token_hash(_token(key, feed))
    session.add(feed)
    session.flush()
    return _out(key, feed, public_url)


def end(session: Session, actor: Actor) -> None:
    """Nobody can read the calendar any more. Harmless when repeated."""
    session.execute(delete(CalendarFeed).where(col(CalendarFeed.member_id) == actor.member_id))


def read(session: Session, token: str, public_url: str, now: datetime) -> Feed:
    """The calendar behind an address; one that was ended, renewed or never given out is not found, all alike."""
    query = select(Member).join(CalendarFeed, col(CalendarFeed.member_id) == col(Member.id))
    member = session.execute(query.where(col(CalendarFeed.token_hash) == token_hash(token))).scalar_one_or_none()
    if member is None or not member.active:
        raise not_found()
    zone = neighbourhoods.neighbourhood_of(session, member.neighbourhood_id).time_zone
    text = compose(_walks(session, member, now), member.language, zone, public_url)
    return Feed(text, f'"{hashlib.sha256(text).hexdigest()[:32]}"')


def _walks(session: Session, member: Member, now: datetime) -> list[SharedWalk]:
    here = (col(Part.neighbourhood_id) == member.neighbourhood_id, col(Part.member_id) == member.id)
    mine = select(col(Part.walk_id)).where(*here, col(Part.state).in_(COMING))
    query = select(SharedWalk).where(
        col(SharedWalk.neighbourhood_id) == member.neighbourhood_id,
        or_(col(SharedWalk.proposed_by) == member.id, col(SharedWalk.id).in_(mine)),
        col(SharedWalk.ends_at) > now - SHOWS_BACK,
    )
    return list(session.execute(query.order_by(col(SharedWalk.starts_at), col(SharedWalk.id))).scalars())


def compose(walks: list[SharedWalk], language: str, time_zone: str, public_url: str) -> bytes:
    """An iCalendar text (RFC 5545) that names no person. The same walks give the same bytes."""
    summary, name = WORDS["en" if language == "en" else "ko"]
    zone = ZoneInfo(time_zone)
    calendar = Calendar()
    calendar.add("prodid", "-//Modu Patrol//Walking together//KO")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", time_zone)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(Timezone.from_tzid(time_zone))
    for walk in walks:
        calendar.add_component(_event(walk, summary, zone, public_url))
    return bytes(calendar.to_ical())


def _event(walk: SharedWalk, summary: str, zone: ZoneInfo, public_url: str) -> Event:
    event = Event()
    event.add("uid", f"{walk.id}@modu-patrol")
    event.add("dtstamp", walk.changed_at.replace(microsecond=0))
    event.add("last-modified", walk.changed_at.replace(microsecond=0))
    event.add("created", walk.created_at.replace(microsecond=0))
    event.add("dtstart", walk.starts_at.astimezone(zone))
    event.add("dtend", walk.ends_at.astimezone(zone))
    event.add("summary", summary)
    event.add("location", walk.meeting_place)
    event.add("url", f"{public_url}/together/{walk.id}")
    event.add("sequence", walk.sequence)
    event.add("status", "CANCELLED" if walk.cancelled_at is not None else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if walk.cancelled_at is not None else "OPAQUE")
    if walk.lat is not None and walk.lon is not None:
        event.add("geo", (walk.lat, walk.lon))
    return event
