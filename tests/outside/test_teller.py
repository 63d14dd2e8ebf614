"""The teller against receivers on this machine: real Apprise, real child processes, real protocols."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.core.settings import Settings
from app.notifications import beats
from app.outside import service, teller
from app.outside.models import OutsideSend
from app.outside.rules import Why
from app.outside.teller import Teller
from tests.outside.receivers import MailServer, NtfyServer, running
from tests.support.street import Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
KEY = bytes(range(32))


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    return build(database)


@pytest.fixture
def ntfy() -> Iterator[NtfyServer]:
    with running(NtfyServer()) as server:
        yield server


def settings(tmp_path: Path, hosts: str = "127.0.0.1") -> Settings:
    return Settings(data_dir=tmp_path, public_url="https://patrol.example.org", outside_extra_hosts=hosts)


def add(street: Street, url: str) -> UUID:
    """A channel; the test it was owed at once is over."""

    def work(session: Session) -> UUID:
        state = service.add_channel(
            session,
            neighbourhood_id=street.neighbourhood_id,
            actor_id=street.resident,
            label="당직 휴대전화",
            url=url,
            key=KEY,
            trusted_hosts=frozenset({"127.0.0.1"}),
            now=clock.now(),
        )
        session.query(OutsideSend).delete()
        return state.channel.id

    return street.database.write_sync(work)


def owe(street: Street, why: Why = Why.NOBODY) -> int:
    return street.database.write_sync(
        lambda session: service.queue(session, street.neighbourhood_id, why=why, alert_id=new_id(), now=clock.now())
    )


def sends(street: Street) -> list[OutsideSend]:
    def read(session: Session) -> list[OutsideSend]:
        rows = session.query(OutsideSend).order_by("id").all()
        for row in rows:
            session.expunge(row)
        return list(rows)

    return street.database.read_sync(read)


def go_round(street: Street, tmp_path: Path, hosts: str = "127.0.0.1") -> int:
    with ThreadPoolExecutor(2) as pool:
        return Teller(street.database, settings(tmp_path, hosts), KEY).round(pool)


@pytest.mark.slow
def test_a_message_arrives_at_ntfy_and_names_nobody(street: Street, ntfy: NtfyServer, tmp_path: Path) -> None:
    add(street, f"ntfy://127.0.0.1:{ntfy.server_port}/desk")
    assert owe(street) == 1
    assert go_round(street, tmp_path) == 1
    (said,) = ntfy.published
    assert said["topic"] == "desk"
    assert "우리동" in said["title"]
    assert "응답이 없는 알림" in said["message"]
    assert "순자" not in str(said)
    (send,) = sends(street)
    assert (send.status, send.sent_at, send.attempts) == ("sent", START, 1)
    assert go_round(street, tmp_path) == 0


@pytest.mark.slow
def test_a_message_arrives_as_mail(street: Street, tmp_path: Path) -> None:
    with running(MailServer()) as server:
        port = server.server_address[1]
        add(street, f"mailto://127.0.0.1:{port}/?from=patrol@example.org&to=desk@example.org")
        owe(street)
        go_round(street, tmp_path)
        (mail,) = server.mails
    assert "우리동" in str(make_header(decode_header(message_from_string(mail)["Subject"])))
    assert sends(street)[0].status == "sent"


@pytest.mark.slow
def test_a_refusal_is_tried_three_times_more_and_then_given_up(street: Street, ntfy: NtfyServer, time: FrozenClock, tmp_path: Path) -> None:
    ntfy.status = 500
    add(street, f"ntfy://127.0.0.1:{ntfy.server_port}/desk")
    owe(street)
    for minutes in (1, 2, 4):
        assert go_round(street, tmp_path) == 1
        assert go_round(street, tmp_path) == 0, "not before its time"
        time.advance(timedelta(minutes=minutes))
    assert go_round(street, tmp_path) == 1
    (send,) = sends(street)
    assert (send.status, send.attempts, send.last_error) == ("failed", 4, "not taken")
    state = street.database.read_sync(lambda session: service.channels_of(session, street.neighbourhood_id)[0].channel.last_error)
    assert (state, ntfy.published) == ("not taken", [])


@pytest.mark.slow
def test_a_channel_that_leads_inside_is_never_connected_to(street: Street, ntfy: NtfyServer, tmp_path: Path) -> None:
    add(street, f"ntfy://127.0.0.1:{ntfy.server_port}/desk")
    owe(street)
    go_round(street, tmp_path, hosts="")
    assert ntfy.published == []
    assert sends(street)[0].last_error == "address not public"


@pytest.mark.slow
def test_a_receiver_that_never_answers_is_cut_off(
    street: Street, ntfy: NtfyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teller, "SEND_S", 3.0)
    ntfy.hold.clear()
    add(street, f"ntfy://127.0.0.1:{ntfy.server_port}/desk")
    owe(street)
    go_round(street, tmp_path)
    ntfy.hold.set()
    assert sends(street)[0].last_error == "no answer within 3 s"


def test_whoever_dies_over_a_message_leaves_it_to_the_next(street: Street, time: FrozenClock) -> None:
    add(street, "ntfys://ntfy.sh/desk")
    owe(street)

    def take() -> list[service.Owed]:
        return street.database.write_sync(lambda session: service.claim(session, clock.now(), 10))

    (first,) = take()
    assert take() == []
    time.advance(timedelta(seconds=41))
    (second,) = take()
    assert (second.send_id, second.attempt) == (first.send_id, 2)
    street.database.write_sync(lambda session: service.mark(session, first, None, clock.now()))
    assert sends(street)[0].status == "queued", "the dead one's word comes too late"
    street.database.write_sync(lambda session: service.mark(session, second, None, clock.now()))
    assert sends(street)[0].status == "sent"


def test_a_lost_key_is_said_and_not_tried_with(street: Street, tmp_path: Path) -> None:
    add(street, "ntfys://ntfy.sh/desk")
    owe(street)
    with ThreadPoolExecutor(1) as pool:
        Teller(street.database, settings(tmp_path), bytes(32)).round(pool)
    assert sends(street)[0].last_error == "sealed under another key"


def test_dead_workers_are_told_once_an_hour_and_not_while_everything_starts(
    street: Street, time: FrozenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(street, "ntfys://ntfy.sh/desk")
    watching = Teller(street.database, settings(tmp_path), KEY)
    watching.watch_workers()
    assert sends(street) == [], "everything starts together"
    monkeypatch.setattr(teller, "STARTING_S", 0.0)
    worker = new_id()
    street.database.write_sync(lambda session: beats.beat(session, worker, START, clock.now()))
    watching.watch_workers()
    assert sends(street) == []
    time.advance(timedelta(seconds=61))
    for _ in range(3):
        watching.watch_workers()
    assert [send.why for send in sends(street)] == ["workers_dead"]
    time.advance(timedelta(minutes=61))
    watching.watch_workers()
    assert len(sends(street)) == 2


def test_it_stops_when_it_is_told(street: Street, tmp_path: Path) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=Teller(street.database, settings(tmp_path), KEY).run, args=(stop,))
    thread.start()
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
