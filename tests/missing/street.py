"""Who walks on a street of missing people: set out, ask, see, and what the phones were told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.geo.cells import cell_of
from app.missing import jobs
from app.neighbourhoods import presence
from app.notifications.models import Delivery
from app.people import service as people
from app.people.models import Member
from tests.access.things import subscription
from tests.support.api import Api, Caller, Json, item

HERE = (37.76051, 126.77481)
WORDS = "파란 모자를 쓰고 지팡이를 짚은 할머니"


def set_out(api: Api, caller: Caller, at: datetime | None = None) -> None:
    """A walk of theirs has a fix now (or at `at`)."""
    me, when = caller.me, at or clock.now()
    api.database.write_sync(lambda session: presence.set_walking(session, me.neighbourhood_id, me.id, cell_of(*HERE), when))


def come_home(api: Api, caller: Caller) -> None:
    """Their walk is over."""
    me = caller.me
    api.database.write_sync(lambda session: presence.clear_walking(session, me.neighbourhood_id, me.id))


def block(api: Api, one: Caller, other: Caller) -> None:
    """One of them does not want the other near."""

    def work(session: Session) -> None:
        people.tie(session, session.get_one(Member, one.me.id), session.get_one(Member, other.me.id), "block", clock.now())

    api.database.write_sync(work)


def with_phone(*callers: Caller) -> None:
    """Their phones take pushes."""
    for caller in callers:
        assert caller.put(f"/api/push-subscriptions/{caller.me.device_id}", json=subscription()).status_code == 200


def call_out(desk: Caller, **more: object) -> Json:
    """The desk raises a call."""
    made = desk.post("/api/desk/missing", json={"words": WORDS, "seen_near": "금촌시장 북문", **more})
    assert made.status_code == 201, made.text
    shown: Json = made.json()
    return shown


def listed(caller: Caller) -> list[Json]:
    """What they are shown."""
    answer = caller.get("/api/missing")
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


def sighting(missing_id: str, **more: object) -> Json:
    """A phone's item: seen here."""
    return item("missing.sighting", {"missing_id": missing_id, "lat": HERE[0], "lon": HERE[1], "accuracy_m": 8, **more})


def work(api: Api) -> int:
    """What a worker does about missing people at this moment."""
    return api.database.write_sync(lambda session: jobs.step(session, clock.now()))


def pushed(api: Api, caller: Caller) -> list[tuple[str, str]]:
    """What was owed to their phone: kind and what became of it, in order."""
    mine = (
        select(col(Delivery.kind), col(Delivery.status)).where(col(Delivery.member_id) == caller.me.id).order_by(col(Delivery.created_at))
    )

    def read(session: Session) -> list[tuple[str, str]]:
        return [(row.kind, row.status) for row in session.execute(mine.order_by(col(Delivery.id)))]

    return api.database.read_sync(read)


def pushes_leave(api: Api) -> None:
    """The push services have what was queued."""

    def leave(session: Session) -> None:
        for row in session.execute(select(Delivery).where(col(Delivery.status) == "queued")).scalars():
            row.status, row.sent_at, row.attempts = "sent", clock.now(), 1

    api.database.write_sync(leave)


def ids(items: list[Json]) -> list[UUID]:
    """Of what is listed."""
    return [UUID(one["id"]) for one in items]
