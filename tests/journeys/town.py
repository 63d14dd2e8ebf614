"""A neighbourhood where something is going on: what the screens of the gallery show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.alerts.debrief_rules import Kept
from app.alerts.models import Response
from app.core import clock
from app.core.database import Database
from app.core.ids import new_id
from app.people.models import Home
from app.plans.models import Plan
from tests.journeys.neighbours import Neighbour, equip, of_tier, send
from tests.journeys.route import walk_from
from tests.support.push_service import PushService
from tests.support.servers import Client, Person, Product


@dataclass
class Town:
    """A neighbourhood where something is going on."""

    product: Product
    people: list[Person]
    alert_id: str
    helper: Person
    second: Person
    walk_id: str
    shared_walk_id: str
    missing_id: str
    visited_id: str

    def fresh(self, tier: str, number: int = 0) -> Person:
        """The same person with a code that was just made."""
        return of_tier(self.product.people(), tier)[number]


def lively(product: Product, push: PushService) -> Town:
    """An open alert somebody is coming to, a walk that was finished, check-ins, a closed alert."""
    people = product.people()
    residents, responders, walkers = of_tier(people, "resident"), of_tier(people, "responder"), of_tier(people, "walker")
    team = [equip(product, push, person) for person in responders[:4]]
    walker = product.client(walkers[1])
    walk_id = walk_once(walker, walkers[1])
    closed = product.client(residents[1])
    settle(closed, team[2], str(send(closed, "check_in", {"status": "concern", "context": "home", "category": "please_check"})["alert_id"]))
    send(closed, "check_in", {"status": "safe", "context": "home"})
    lives_far_in(product, residents[0])
    asking = product.client(residents[0])
    raised = send(
        asking,
        "check_in",
        {
            "status": "concern",
            "context": "home",
            "category": "fallen",
            "note": "욕실 앞에서 미끄러져 허리가 아파 일어나지 못하겠어요. 천천히라도 와 주세요",
        },
    )
    alert_id = str(raised["alert_id"])
    for neighbour in team[:2]:  # the third rests after the visit
        neighbour.wait_until_told(alert_id, "alert")
    team[0].respond(alert_id, "accept")
    on_the_way(team[0], alert_id, residents[0], north_m=420)
    visited_id = asked_afterwards(product, team[2], team[3])
    shared_walk_id = invite_along(product.client(walkers[0]), walkers[0])
    set_out(walker, walkers[1])
    desk = product.client(of_tier(people, "coordinator")[0])
    missing_id = look_out(desk)
    saw = {"missing_id": missing_id, "note": "시장 북문에서 정류장 쪽으로 걸어가셨어요", "lat": walkers[1].lat, "lon": walkers[1].lon}
    send(walker, "missing.sighting", {**saw, "accuracy_m": 9})
    choose_neighbours(desk, residents[0], responders)
    promise(product, asking, closed, looks_after=(desk, residents[1], team[1]))
    return Town(product, people, alert_id, responders[0], responders[1], walk_id, shared_walk_id, missing_id, visited_id)


def settle(asking: Client, neighbour: Neighbour, alert_id: str) -> None:
    neighbour.wait_until_told(alert_id, "alert")
    neighbour.respond(alert_id, "accept")
    neighbour.respond(alert_id, "on_scene")
    neighbour.device.call("POST", f"/api/alerts/{alert_id}/resolve", {"outcome": "safe"})
    asking.wait_for(f"/api/alerts/{alert_id}", lambda alert: alert["status"] == "resolved")


def on_the_way(neighbour: Neighbour, alert_id: str, to: Person, *, north_m: float) -> None:
    """The phone says where its owner is: so far north of whoever called."""
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    there = {"lat": to.lat + north_m / 111_195, "lon": to.lon + 0.0012, "accuracy_m": 9, "recorded_at": now, "sent_at": now}
    neighbour.device.call("PUT", f"/api/alerts/{alert_id}/my-place", there)


def asked_afterwards(product: Product, neighbour: Neighbour, wants_to_talk: Neighbour) -> str:
    """A visit of some while ago: whoever was there was just asked how they are, and somebody else wants to talk."""
    (visited,) = (UUID(alert["id"]) for alert in neighbour.device.get("/api/alerts")["items"] if alert["status"] == "resolved")
    talks = UUID(wants_to_talk.device.get("/api/me")["id"])
    database = Database(f"sqlite:///{product.folder / 'data' / 'modu.db'}")

    def work(session: Session) -> None:
        asked = update(Response).where(col(Response.alert_id) == visited)
        session.execute(asked.values(debrief_asked_at=clock.now()))
        session.execute(asked.where(col(Response.member_id) == talks).values(debrief_answer=Kept.TALK.value))

    database.write_sync(work)
    database.close()
    return str(visited)


def lives_far_in(product: Product, person: Person) -> None:
    """An address and a way in as long as they really are."""
    database = Database(f"sqlite:///{product.folder / 'data' / 'modu.db'}")
    home = update(Home).where(col(Home.member_id) == UUID(person.id))
    long = home.values(
        address="경기도 파주시 금촌1동 금릉역로 84-12, 느티나무마을아파트 103동 1502호",
        entry_note="공동현관 1234* 누르고 왼쪽 승강기. 잠겨 있으면 경비실에 열쇠",
    )
    database.write_sync(lambda session: session.execute(long))
    database.close()


def walk_once(walker: Client, person: Person) -> str:
    """A walk as a phone would have sent it, half an hour ago."""
    began = datetime.now(UTC) - timedelta(minutes=40)
    fixes = walk_from(person.lat, person.lon)
    patrol_id = str(new_id())
    send(walker, "patrol.start", {"patrol_id": patrol_id, "companions": ["보리"]}, recorded_at=began)
    track = {
        "t": deltas([int(began.timestamp()) + 20 * i for i in range(len(fixes))]),
        "lat": deltas([round(fix.lat * 1e6) for fix in fixes]),
        "lon": deltas([round(fix.lon * 1e6) for fix in fixes]),
        "acc": deltas([int(fix.accuracy_m) for fix in fixes]),
    }
    send(walker, "patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})
    light = {"status": "concern", "context": "walk", "patrol_id": patrol_id, "category": "light_out", "urgency": "report"}
    send(walker, "check_in", {**light, "note": "공원 입구 세 번째 등", "lat": fixes[30].lat, "lon": fixes[30].lon})
    send(walker, "patrol.end", {"patrol_id": patrol_id, "outcome": "reported"}, recorded_at=began + timedelta(minutes=25))
    return patrol_id


def set_out(walker: Client, person: Person) -> None:
    """A walk that is under way, as another phone of theirs sends it."""
    for consent in ("location", "alerts"):
        walker.call("PUT", f"/api/me/consents/{consent}", {"state": "granted"})
    now = datetime.now(UTC)
    patrol_id = str(new_id())
    send(walker, "patrol.start", {"patrol_id": patrol_id}, recorded_at=now - timedelta(minutes=3))
    fixes = walk_from(person.lat, person.lon)[:8]
    track = {
        "t": deltas([int(now.timestamp()) - 20 * (len(fixes) - i) for i in range(len(fixes))]),
        "lat": deltas([round(fix.lat * 1e6) for fix in fixes]),
        "lon": deltas([round(fix.lon * 1e6) for fix in fixes]),
        "acc": deltas([int(fix.accuracy_m) for fix in fixes]),
    }
    send(walker, "patrol.fixes", {"patrol_id": patrol_id, "seq": 0, "track": track})


def look_out(desk: Client, words: str = "70대 여성, 파란 모자에 회색 외투, 지팡이를 짚고 천천히 걸으세요") -> str:
    """The desk asks whoever walks."""
    last_seen_at = (datetime.now(UTC) - timedelta(minutes=35)).isoformat().replace("+00:00", "Z")
    raised = desk.call("POST", "/api/desk/missing", {"words": words, "seen_near": "금촌시장 북문", "last_seen_at": last_seen_at})
    return str(raised["id"])


def choose_neighbours(desk: Client, resident: Person, responders: list[Person]) -> None:
    """The desk writes down on her word whom she wants called first and whom never; somebody asks a responder to be called first."""
    for other, kind in ((responders[5], "block"), (responders[4], "buddy")):
        desk.call("PUT", f"/api/members/{resident.id}/ties/{other.id}", {"kind": kind, "word": "전화로 부탁하셨어요"})
    desk.call("PUT", f"/api/members/{resident.id}/ties/{responders[1].id}", {"kind": "buddy", "word": "전화로 부탁하셨어요"})


def promise(product: Product, keeping: Client, silent: Client, *, looks_after: tuple[Client, Person, Neighbour]) -> None:
    """Somebody promised to check in twice a day. Somebody else did an hour and more ago and does not answer: a neighbour who agreed to look
    after them has heard of it, and so has the desk."""
    send(keeping, "plan.set", {"plan_id": str(new_id()), "times": ["09:00", "19:00"], "weekdays": [0, 1, 2, 3, 4]})
    desk, person, neighbour = looks_after
    before = [one["who"] for one in neighbour.device.get("/api/me/buddies")["of"]]
    desk.call("PUT", f"/api/members/{person.id}/ties/{neighbour.person.id}", {"kind": "buddy", "word": "전화로 부탁하셨어요"})
    [who] = [one["who"] for one in neighbour.device.get("/api/me/buddies")["of"] if one["who"] not in before]
    neighbour.device.call("PUT", f"/api/me/buddy-of/{who}")
    plan_id = new_id()
    now = clock.now()
    due_at = (now - timedelta(minutes=75)).replace(second=0, microsecond=0)
    on_the_wall = due_at.astimezone(ZoneInfo("Asia/Seoul"))
    send(silent, "plan.set", {"plan_id": str(plan_id), "times": [on_the_wall.strftime("%H:%M")]})
    database = Database(f"sqlite:///{product.folder / 'data' / 'modu.db'}")
    theirs = update(Plan).where(col(Plan.id) == plan_id)
    overdue = theirs.values(
        next_due_at=due_at,
        next_day=on_the_wall.date(),
        next_minute=_minute(on_the_wall),
        taken="quiet,soon,due,again,people,desk,knock",
        asked_at=due_at,
        people_told_at=due_at + timedelta(minutes=30),
        desk_told_at=due_at + timedelta(minutes=60),
        silent_since_at=due_at,
        late=True,
        next_step_at=now + timedelta(hours=6),
    )
    database.write_sync(lambda session: session.execute(overdue))
    database.close()
    send(
        neighbour.device,
        "plan.contact",
        {"plan_id": str(plan_id), "day": str(on_the_wall.date()), "minute": _minute(on_the_wall), "how": "talked"},
    )


def _minute(on_the_wall: datetime) -> int:
    return on_the_wall.hour * 60 + on_the_wall.minute


def invite_along(host: Client, person: Person) -> str:
    """A walk together tomorrow, which anybody may join."""
    shared_walk_id = str(new_id())
    when = (datetime.now(UTC) + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    how = {"duration_min": 30, "meeting_place": "느티나무 쉼터 앞", "lat": person.lat, "lon": person.lon, "pace": "slow", "dogs": True}
    send(host, "together.propose", {"walk_id": shared_walk_id, "starts_at": when, **how})
    return shared_walk_id


def deltas(values: list[int]) -> list[int]:
    return [value if i == 0 else value - values[i - 1] for i, value in enumerate(values)]
