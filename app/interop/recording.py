"""Positions of another app as they come in, into the walks they belong to."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, insert, select, update
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.core.ids import new_id
from app.core.problems import Problem
from app.geo.track import Track
from app.interop import rules
from app.interop.models import Recorder, RecorderWalk
from app.interop.rules import NEW_WALK_AFTER, OF_A_WALK, Fix, Reason
from app.interop.service import Known
from app.interop.wire import Heard
from app.patrols import growing, notes
from app.patrols.models import Patrol
from app.patrols.rules import Source
from app.people.models import Consent, ConsentKind, ConsentState

AT_ONCE = 100
SEEN_AGAIN_AFTER = timedelta(minutes=1)

_recorders, _walks, _patrols, _consents = table_of(Recorder), table_of(RecorderWalk), table_of(Patrol), table_of(Consent)


def hear(session: Session, recorder: Known, heard: Heard, received_at: datetime) -> tuple[int, Counter[Reason]]:
    """Keep what can be kept; returns how many positions were new, and why the others were not. Repeating it changes nothing more.

    The recorder's row is locked first, so that two requests of one phone cannot begin the same walk twice.
    """
    walker = recorder.walker
    this = (_recorders.c.neighbourhood_id == walker.neighbourhood_id, _recorders.c.id == recorder.id)
    row = session.execute(select(_recorders.c.last_seen_at, _recorders.c.set_aside).where(*this).with_for_update()).first()
    if row is None:
        raise ended()
    allowed_since = _allowed_since(session, recorder)
    aside = Counter(heard.aside)
    fixes: list[Fix] = []
    strays: list[tuple[float, Reason]] = []
    for position in heard.positions:
        judged = rules.judge(position, received_at.timestamp())
        if isinstance(judged, Reason):
            aside[judged] += 1
            strays.append((position.t, judged))
        elif judged.t < int(allowed_since.timestamp()):
            aside[Reason.WITHOUT_CONSENT] += 1
        else:
            fixes.append(judged)
    kept = sum(_add(session, recorder, piece, received_at) for piece in rules.apart(rules.in_order(fixes)))
    _count_strays(session, recorder, strays, received_at)
    if aside or row.last_seen_at is None or received_at - row.last_seen_at >= SEEN_AGAIN_AFTER:
        counted = Counter(row.set_aside) + Counter({reason.value: count for reason, count in aside.items()})
        session.execute(update(_recorders).where(*this).values(last_seen_at=received_at, set_aside=dict(counted)))
    return kept, aside


def close_silent(session: Session, now: datetime) -> int:
    """End the walks whose recorders have been silent for half an hour; the last position is their end."""
    due = (
        select(_walks)
        .where(_walks.c.closed.is_(False), _walks.c.received_at <= now - NEW_WALK_AFTER)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(due).all()
    for row in rows:
        growing.close(session, row.neighbourhood_id, row.patrol_id, row.last_at)
        session.execute(update(_walks).where(*_same(row)).values(closed=True))
    return len(rows)


def _add(session: Session, recorder: Known, fixes: list[Fix], received_at: datetime) -> int:
    """Fixes of one walk, in order: to the walk they belong to, or to a new one."""
    walker = recorder.walker
    first_at, last_at = _moment(fixes[0].t), _moment(fixes[-1].t)
    walk = _walk_around(session, recorder, first_at, last_at)
    patrol_id = new_id() if walk is None else walk.patrol_id
    track = Track([f.t for f in fixes], [f.lat for f in fixes], [f.lon for f in fixes], [f.acc for f in fixes])
    kept = growing.grow(session, walker, patrol_id, track, received_at, Source(recorder.app.source))
    if walk is None:
        session.execute(
            insert(_walks),
            {
                "neighbourhood_id": walker.neighbourhood_id,
                "recorder_id": recorder.id,
                "patrol_id": patrol_id,
                "first_at": first_at,
                "last_at": last_at,
                "received_at": received_at,
                "closed": False,
            },
        )
    elif kept:
        values = {
            "first_at": min(walk.first_at, first_at),
            "last_at": max(walk.last_at, last_at),
            "received_at": received_at,
            "closed": False,
        }
        session.execute(update(_walks).where(*_same(walk)).values(**values))
    return kept


def _walk_around(session: Session, recorder: Known, first_at: datetime, last_at: datetime) -> Row[Any] | None:
    """The recorder's walk that these fixes continue, precede or fill in. One that its walker has ended takes nothing later than
    that, and none grows beyond the longest walk there is."""
    at = (_walks.c.neighbourhood_id == recorder.walker.neighbourhood_id, _walks.c.recorder_id == recorder.id)
    near = and_(_walks.c.last_at >= first_at - NEW_WALK_AFTER, _walks.c.first_at <= last_at + NEW_WALK_AFTER)
    query = (
        select(_walks, _patrols.c.outcome, _patrols.c.ended_at)
        .join(_patrols, and_(_patrols.c.neighbourhood_id == _walks.c.neighbourhood_id, _patrols.c.id == _walks.c.patrol_id))
        .where(*at, near)
        .order_by(_walks.c.last_at.desc())
    )
    for row in session.execute(query):
        if row.outcome is not None and row.ended_at is not None and first_at > row.ended_at:
            continue
        if max(last_at, row.last_at) - min(first_at, row.first_at) > rules.LONGEST_WALK:
            continue
        return row
    return None


def _count_strays(session: Session, recorder: Known, strays: list[tuple[float, Reason]], received_at: datetime) -> None:
    """What was set aside while a walk is under way is shown with that walk; the recorder's own counters hold it in any case."""
    counts = Counter(reason.value for _t, reason in strays if reason in OF_A_WALK)
    if not counts:
        return
    at = (_walks.c.neighbourhood_id == recorder.walker.neighbourhood_id, _walks.c.recorder_id == recorder.id)
    newest = select(_walks.c.patrol_id).where(*at, _walks.c.received_at > received_at - NEW_WALK_AFTER)
    patrol_id: UUID | None = session.execute(newest.order_by(_walks.c.last_at.desc()).limit(1)).scalar()
    if patrol_id is not None:
        notes.set_aside(session, recorder.walker.neighbourhood_id, patrol_id, dict(counts))


def _allowed_since(session: Session, recorder: Known) -> datetime:
    """Since when the walker lets their place be recorded. Raises 403 while they do not: the app keeps its positions, and those of
    the time without consent are dropped when it sends them later."""
    walker = recorder.walker
    mine = (_consents.c.neighbourhood_id == walker.neighbourhood_id, _consents.c.member_id == walker.member_id)
    query = select(_consents.c.state, _consents.c.since).where(*mine, _consents.c.kind == ConsentKind.LOCATION.value)
    consent = session.execute(query).first()
    if consent is None or consent.state != ConsentState.GRANTED.value:
        raise Problem(
            403,
            "consent-not-given",
            ko="위치 허락이 꺼져 있어 받지 않았어요. 모두의 순찰대 설정의 '내가 허락한 것'에서 켜면 다시 기록돼요.",
            en="Your location consent is off, so nothing was kept. Turn it on in Modu Patrol under Settings, What I allow.",
        )
    since: datetime = consent.since
    return since


def ended() -> Problem:
    """The token opens nothing, or no longer."""
    return Problem(
        401,
        "recorder-unknown",
        ko="이 기록기는 지워졌거나 열쇠가 맞지 않아요. 모두의 순찰대 설정의 '기록기'에서 새로 만들어 주세요.",
        en="This recorder was deleted, or its key is wrong. Make a new one in Modu Patrol under Settings, Recorders.",
        headers={"WWW-Authenticate": 'Basic realm="Modu Patrol recorder"'},
    )


def _same(row: Row[Any]) -> tuple[ColumnElement[bool], ...]:
    return (
        _walks.c.neighbourhood_id == row.neighbourhood_id,
        _walks.c.recorder_id == row.recorder_id,
        _walks.c.patrol_id == row.patrol_id,
    )


def _moment(unix_seconds: int) -> datetime:
    return datetime.fromtimestamp(unix_seconds, UTC)
