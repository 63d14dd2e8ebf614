"""The calendar that phones subscribe to: read back by the library that others use, too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id, token_hash
from app.core.problems import Problem
from app.people.auth import Actor
from app.together import calendar
from app.together.calendar import compose
from app.together.models import CalendarFeed, SharedWalk
from tests.together.stage import Stage

HOUR = timedelta(hours=1)
KEY, PUBLIC = b"k" * 32, "https://patrol.example.org"


def made(stage: Stage, who: Actor, now: datetime) -> str:
    """A fresh address; its secret part."""
    out = stage.database.write_sync(lambda session: calendar.renew(session, who, KEY, PUBLIC, now))
    assert out.webcal_url == out.url.replace("https://", "webcal://")
    return out.url.rpartition("/")[2].removesuffix(".ics")


def read(database: Database, token: str, now: datetime) -> calendar.Feed:
    return database.read_sync(lambda session: calendar.read(session, token, PUBLIC, now))


def events(text: bytes) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_it_holds_the_walks_one_comes_to_and_names_nobody(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    mine, theirs, left, off = (stage.propose(leader, HOUR * number, note="김순자 님도 와요") for number in (24, 48, 72, 96))
    stage.join(mine, walker)
    stage.join(left, walker)
    stage.says(walker, left, "leave")
    stage.join(off, walker)
    stage.cancels(leader, off, "비")
    token = made(stage, walker, time.at)
    text = read(stage.database, token, time.at).text
    assert [str(event["uid"]) for event in events(text)] == [f"{mine}@modu-patrol", f"{off}@modu-patrol"]
    assert [str(event["status"]) for event in events(text)] == ["CONFIRMED", "CANCELLED"]
    assert [int(event["sequence"]) for event in events(text)] == [0, 1]
    assert not any(word in text.decode() for word in ("준호", "은지", "순자", str(theirs), stage.code(mine)))
    assert len(events(read(stage.database, made(stage, leader, time.at), time.at).text)) == 4


def test_times_are_local_with_their_zone(stage: Stage, time: FrozenClock) -> None:
    leader = stage.person("이준호")
    stage.propose(leader)
    text = read(stage.database, made(stage, leader, time.at), time.at).text
    (event,) = events(text)
    assert b"DTSTART;TZID=Asia/Seoul:20261124T090000\r\n" in text
    assert b"DTEND;TZID=Asia/Seoul:20261124T100000\r\n" in text
    assert event["dtstart"].dt.astimezone(UTC) == time.at + 24 * HOUR
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Seoul"
    assert b"TZOFFSETTO:+0900" in text


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York", "Europe/Dublin", "Pacific/Chatham", "Africa/Casablanca", "UTC"])
def test_every_zone_comes_out_at_the_right_moment(zone: str) -> None:
    """Summer time, odd offsets, zones that save daylight backwards: a reader that trusts the VTIMEZONE agrees with us."""
    for month in range(1, 13):
        starts = datetime(2027, month, 28, 0, 30, tzinfo=UTC)
        (event,) = events(compose([_walk(starts)], "ko", zone, PUBLIC))
        assert event["dtstart"].dt.astimezone(UTC) == starts
        assert event["dtend"].dt.astimezone(UTC) == starts + HOUR


def _walk(starts_at: datetime, **how: Any) -> SharedWalk:
    fields: dict[str, Any] = {
        "id": new_id(),
        "neighbourhood_id": new_id(),
        "proposed_by": new_id(),
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "meeting_place": "공원; 정문, \\ 앞\r\nATTENDEE:x 🐕",
        "pace": "slow",
        "dogs": True,
        "code": "1234",
        "created_at": starts_at - 24 * HOUR,
        "changed_at": starts_at - 24 * HOUR,
        **how,
    }
    return SharedWalk(**fields)


def test_words_cannot_break_out_of_their_line() -> None:
    text = compose(
        [_walk(datetime(2027, 1, 1, tzinfo=UTC), meeting_place="공원; 정문, \\ 앞\r\nATTENDEE:x " + "🐕" * 40)], "ko", "Asia/Seoul", PUBLIC
    )
    (event,) = events(text)
    assert event["location"].replace("\r", "") == "공원; 정문, \\ 앞\nATTENDEE:x " + "🐕" * 40
    assert "attendee" not in event
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


def test_the_same_walks_are_the_same_bytes_and_a_change_is_another_etag(stage: Stage, time: FrozenClock) -> None:
    leader, walker = stage.person("이준호"), stage.person("최은지")
    walk_id = stage.propose(leader)
    stage.join(walk_id, walker)
    token = made(stage, walker, time.at)
    first = read(stage.database, token, time.at)
    time.advance(HOUR)
    assert read(stage.database, token, time.at) == first
    stage.cancels(leader, walk_id)
    second = read(stage.database, token, time.at)
    assert second.etag != first.etag
    assert events(second.text)[0]["uid"] == events(first.text)[0]["uid"], "the same event, changed"


def test_an_address_that_was_renewed_or_ended_is_not_found(stage: Stage, time: FrozenClock) -> None:
    who = stage.person("이준호")
    old = made(stage, who, time.at)
    new = made(stage, who, time.at)
    assert old != new
    with pytest.raises(Problem, match="not-found"):
        read(stage.database, old, time.at)
    assert events(read(stage.database, new, time.at).text) == []
    shown = stage.database.read_sync(lambda session: calendar.address(session, who, KEY, PUBLIC))
    assert shown is not None
    assert shown.url.endswith(f"/{new}.ics")
    for _ in range(2):
        stage.database.write_sync(lambda session: calendar.end(session, who))
    with pytest.raises(Problem, match="not-found"):
        read(stage.database, new, time.at)
    assert stage.database.read_sync(lambda session: calendar.address(session, who, KEY, PUBLIC)) is None


def test_the_database_alone_does_not_hold_the_address(stage: Stage, time: FrozenClock) -> None:
    token = made(stage, stage.person("이준호"), time.at)
    (row,) = stage.database.read_sync(lambda session: [row.model_dump() for row in session.execute(select(CalendarFeed)).scalars()])
    assert row["token_hash"] == token_hash(token)
    assert token not in str(row)


def test_a_member_who_left_has_no_calendar(stage: Stage, time: FrozenClock) -> None:
    from app.people.models import Member

    who = stage.person("이준호")
    token = made(stage, who, time.at)
    stage.database.write_sync(lambda session: setattr(session.get_one(Member, who.member_id), "active", False))
    with pytest.raises(Problem, match="not-found"):
        read(stage.database, token, time.at)
