"""Walks together in the demonstration: three to come and three behind, so that there is somebody to walk with again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.demo.people import actor_of
from app.neighbourhoods.models import Neighbourhood
from app.people.auth import Actor
from app.people.models import Member
from app.together import arriving, service
from app.together.models import SharedWalk
from app.together.rules import Action
from app.together.schemas import ArriveBody, ProposeBody, WalkAnswerBody

FROM_SATURDAY = 5


@dataclass(frozen=True)
class DemoWalk:
    """One walk: who proposed it, who comes, and so many days from today at that hour."""

    slug: str
    by: str
    with_: tuple[str, ...]
    at: time
    says: dict[str, Any]
    days: int | None = None


STATION = {"meeting_place": "금촌역 2번 출구 앞", "lat": 37.76598, "lon": 126.77412}
PARK = {"meeting_place": "느티나무 쉼터", "lat": 37.76090, "lon": 126.77330}
MARKET = {"meeting_place": "금촌시장 정문", "lat": 37.75870, "lon": 126.77540}

TO_COME = (
    DemoWalk(
        "morning",
        "이준호",
        ("최은지", "김순자"),
        time(7, 30),
        {**PARK, "duration_min": 40, "pace": "normal", "dogs": True, "note": "초코도 함께 가요. 강아지가 없어도 환영해요"},
        days=1,
    ),
    DemoWalk(
        "evening",
        "조현정",
        ("김순자", "박영희"),
        time(18, 30),
        {**STATION, "duration_min": 30, "pace": "slow", "dogs": False, "note": "쉬어 가며 천천히 한 바퀴 돌아요.", "most": 8},
        days=1,
    ),
    DemoWalk(
        "saturday",
        "최은지",
        ("정민수",),
        time(10, 0),
        {**MARKET, "duration_min": 60, "pace": "brisk", "dogs": True, "note": "시장 골목을 돌며 가로등도 함께 봐요.", "most": 6},
    ),
)
BEHIND = (
    DemoWalk("before", "이준호", ("김순자", "배정호"), time(7, 30), {**PARK, "duration_min": 30, "pace": "slow", "dogs": True}, days=-9),
    DemoWalk("first", "이준호", ("김순자", "최은지"), time(7, 30), {**PARK, "duration_min": 40, "pace": "slow", "dogs": True}, days=-5),
    DemoWalk(
        "second", "이준호", ("김순자", "박영희"), time(18, 30), {**STATION, "duration_min": 30, "pace": "slow", "dogs": True}, days=-2
    ),
)
INVITED = "배정호"
DESK = "조현정"


def ensure_walks(session: Session, row: Neighbourhood, members: dict[str, Member], now: datetime) -> None:
    """The walks of these days; those that are there stay as they are, and what lies behind is made up only once."""
    ids = select(col(SharedWalk.id)).where(col(SharedWalk.neighbourhood_id) == row.id)
    known = set(session.execute(ids).scalars())
    people = {name: actor_of(member) for name, member in members.items()}
    if not known:
        for walk in BEHIND:
            _walked(session, people, walk, _id(row, walk, _when(row, walk, now)), _when(row, walk, now))
    for walk in TO_COME:
        starts_at = _when(row, walk, now)
        walk_id = _id(row, walk, starts_at)
        if walk_id in known:
            continue
        _proposed(session, people, walk, walk_id, starts_at, now)
        if walk.by == DESK:
            service.invite_by_desk(session, people[DESK], walk_id, [people[INVITED].member_id], now)


def _when(row: Neighbourhood, walk: DemoWalk, now: datetime) -> datetime:
    today = now.astimezone(ZoneInfo(row.time_zone)).date()
    days = walk.days if walk.days is not None else (FROM_SATURDAY - today.weekday()) % 7 or 7
    return datetime.combine(today + timedelta(days=days), walk.at, ZoneInfo(row.time_zone))


def _id(row: Neighbourhood, walk: DemoWalk, starts_at: datetime) -> UUID:
    return uuid5(row.id, f"{walk.slug} {starts_at.date()}")


def _proposed(session: Session, people: dict[str, Actor], walk: DemoWalk, walk_id: UUID, starts_at: datetime, now: datetime) -> None:
    service.propose(session, people[walk.by], ProposeBody(walk_id=walk_id, starts_at=starts_at, **walk.says), now)
    for name in walk.with_:
        service.respond(session, people[name], WalkAnswerBody(walk_id=walk_id, action=Action.JOIN), now, now)


def _walked(session: Session, people: dict[str, Actor], walk: DemoWalk, walk_id: UUID, starts_at: datetime) -> None:
    _proposed(session, people, walk, walk_id, starts_at, starts_at - timedelta(minutes=50))
    code = session.get_one(SharedWalk, walk_id).code
    for name in (walk.by, *walk.with_):
        arriving.check_in(session, people[name], ArriveBody(walk_id=walk_id, code=code), starts_at, starts_at)
