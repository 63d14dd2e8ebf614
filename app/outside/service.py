"""Channels outside the app and the messages owed to them, in the transaction of what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.ids import new_id
from app.core.problems import Problem, not_found
from app.outside import sealing
from app.outside.models import OutsideChannel, OutsideSend
from app.outside.rules import SendStatus, Why, again_after, kind_of

MOST_CHANNELS = 10
TEST_EVERY = timedelta(seconds=20)
LEASE = timedelta(seconds=40)  # longer than the 20 s that a send may take
ERROR_LENGTH = 200


@dataclass(frozen=True)
class Owed:
    """A message claimed to be sent now."""

    send_id: UUID
    neighbourhood_id: UUID
    channel_id: UUID
    sealed: bytes
    why: Why
    attempt: int


@dataclass(frozen=True)
class ChannelState:
    """A channel with the newest message it was owed."""

    channel: OutsideChannel
    newest: OutsideSend | None


def _active(session: Session, neighbourhood_id: UUID) -> list[UUID]:
    active = select(col(OutsideChannel.id)).where(
        col(OutsideChannel.neighbourhood_id) == neighbourhood_id, col(OutsideChannel.active).is_(True)
    )
    return list(session.execute(active.order_by(col(OutsideChannel.id))).scalars())


def count(session: Session, neighbourhood_id: UUID) -> int:
    """How many channels would be told."""
    return len(_active(session, neighbourhood_id))


def queue(session: Session, neighbourhood_id: UUID, *, why: Why, alert_id: UUID | None, now: datetime) -> int:
    """Owe each of the neighbourhood's channels one message; returns how many channels there are."""
    channels = _active(session, neighbourhood_id)
    for channel_id in channels:
        _owe(session, neighbourhood_id, channel_id, why, alert_id, now)
    session.flush()
    return len(channels)


def _owe(session: Session, neighbourhood_id: UUID, channel_id: UUID, why: Why, alert_id: UUID | None, now: datetime) -> None:
    session.add(
        OutsideSend(
            neighbourhood_id=neighbourhood_id,
            channel_id=channel_id,
            alert_id=alert_id,
            why=why.value,
            status=SendStatus.QUEUED.value,
            created_at=now,
            due_at=now,
        )
    )


def channels_of(session: Session, neighbourhood_id: UUID) -> list[ChannelState]:
    """The neighbourhood's channels, oldest first."""
    here = select(OutsideChannel).where(col(OutsideChannel.neighbourhood_id) == neighbourhood_id)
    rows = session.execute(here.order_by(col(OutsideChannel.id))).scalars()
    return [ChannelState(row, _newest(session, row)) for row in rows]


def _newest(session: Session, channel: OutsideChannel) -> OutsideSend | None:
    its = select(OutsideSend).where(
        col(OutsideSend.neighbourhood_id) == channel.neighbourhood_id, col(OutsideSend.channel_id) == channel.id
    )
    return session.execute(its.order_by(col(OutsideSend.id).desc()).limit(1)).scalar_one_or_none()


def add_channel(
    session: Session,
    *,
    neighbourhood_id: UUID,
    actor_id: UUID,
    label: str,
    url: str,
    key: bytes,
    trusted_hosts: frozenset[str],
    now: datetime,
) -> ChannelState:
    """Keep a channel; its address is sealed and never shown again. A test message is owed at once."""
    kind = kind_of(url, trusted_hosts)
    if kind is None:
        raise Problem(
            422,
            "channel-unknown",
            ko="이 주소로는 보낼 수 없어요. 보기와 같은 모양인지 살펴봐 주세요.",
            en="Nothing can be sent to this address. Please check it against the examples.",
        )
    if len(channels_of(session, neighbourhood_id)) >= MOST_CHANNELS:
        raise Problem(
            409,
            "too-many-channels",
            ko=f"연락처는 {MOST_CHANNELS}개까지 둘 수 있어요. 쓰지 않는 것을 지워 주세요.",
            en=f"There can be {MOST_CHANNELS} contacts. Please remove one that is not used.",
        )
    channel_id = new_id()
    channel = OutsideChannel(
        id=channel_id,
        neighbourhood_id=neighbourhood_id,
        kind=kind.value,
        label=label,
        sealed=sealing.seal(key, channel_id, url),
        created_by=actor_id,
        created_at=now,
    )
    session.add(channel)
    session.flush()
    return test_channel(session, neighbourhood_id, channel_id, now)


def _channel(session: Session, neighbourhood_id: UUID, channel_id: UUID) -> OutsideChannel:
    channel = session.get(OutsideChannel, channel_id)
    if channel is None or channel.neighbourhood_id != neighbourhood_id:
        raise not_found()
    return channel


def remove_channel(session: Session, neighbourhood_id: UUID, channel_id: UUID) -> None:
    """Forget a channel with everything it was owed."""
    session.delete(_channel(session, neighbourhood_id, channel_id))
    session.flush()


def test_channel(session: Session, neighbourhood_id: UUID, channel_id: UUID, now: datetime) -> ChannelState:
    """Owe one channel a test message."""
    channel = _channel(session, neighbourhood_id, channel_id)
    if channel.last_test_at is not None and now - channel.last_test_at < TEST_EVERY:
        raise Problem(
            429,
            "test-too-soon",
            ko="방금 시험했어요. 20초 뒤에 다시 해 주세요.",
            en="It was tested just now. Please try again in 20 seconds.",
        )
    channel.last_test_at = now
    _owe(session, neighbourhood_id, channel_id, Why.TEST, None, now)
    session.flush()
    return ChannelState(channel, _newest(session, channel))


def claim(session: Session, now: datetime, most: int) -> list[Owed]:
    """Take up to `most` messages that are due, oldest first; whoever dies over them leaves them to be claimed again after 40 s."""
    due = select(OutsideSend).where(
        col(OutsideSend.status) == SendStatus.QUEUED.value,
        col(OutsideSend.due_at) <= now,
        or_(col(OutsideSend.claimed_until).is_(None), col(OutsideSend.claimed_until) < now),
    )
    owed = []
    for send in session.execute(due.order_by(col(OutsideSend.due_at)).limit(most).with_for_update(skip_locked=True)).scalars():
        send.claimed_until, send.attempts = now + LEASE, send.attempts + 1
        channel = session.get_one(OutsideChannel, send.channel_id)
        owed.append(Owed(send.id, send.neighbourhood_id, send.channel_id, channel.sealed, Why(send.why), send.attempts))
    session.flush()
    return owed


def mark(session: Session, owed: Owed, error: str | None, now: datetime) -> None:
    """What became of an attempt: sent, tried again later, or given up. An attempt overtaken by a later one says nothing more."""
    send = session.get(OutsideSend, owed.send_id, with_for_update=True)
    if send is None or send.status != SendStatus.QUEUED.value or send.attempts != owed.attempt:
        return
    channel = session.get_one(OutsideChannel, owed.channel_id)
    send.claimed_until = None
    if error is None:
        send.status, send.sent_at, send.last_error = SendStatus.SENT.value, now, ""
        channel.last_ok_at, channel.last_error = now, ""
    else:
        later = again_after(send.attempts)
        send.last_error = channel.last_error = error[:ERROR_LENGTH]
        send.due_at = now + later if later is not None else send.due_at
        send.status = SendStatus.QUEUED.value if later is not None else SendStatus.FAILED.value
    session.flush()


def tell_of_dead_workers(session: Session, now: datetime, again_after_: timedelta) -> int:
    """Owe every neighbourhood's channels the word that nothing goes out, unless they had it lately; returns how many were told."""
    told = 0
    for neighbourhood_id in session.execute(select(col(OutsideChannel.neighbourhood_id)).distinct()).scalars().all():
        lately = select(col(OutsideSend.id)).where(
            col(OutsideSend.neighbourhood_id) == neighbourhood_id,
            col(OutsideSend.why) == Why.WORKERS_DEAD.value,
            col(OutsideSend.created_at) > now - again_after_,
        )
        if session.execute(lately.limit(1)).first() is None:
            told += queue(session, neighbourhood_id, why=Why.WORKERS_DEAD, alert_id=None, now=now)
    return told
