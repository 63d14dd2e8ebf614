"""Four weeks of walks behind the demonstration: nine neighbours, their dogs and companions, and what does not always go smoothly."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.checkins import service as checkins
from app.checkins.rules import Context, Status, Urgency
from app.checkins.schemas import CheckInBody
from app.checkins.service import Said
from app.coverage import service as coverage
from app.demo.lanes import Stroll, corner_near, stroll
from app.demo.people import PEOPLE, actor_of
from app.demo.street import id_of
from app.facilities import service as facilities
from app.facilities.schemas import FacilityCheckBody
from app.geo.track import to_wire
from app.interop import importing
from app.neighbourhoods.models import Neighbourhood
from app.patrols import notes
from app.patrols import service as patrols
from app.patrols.models import Patrol
from app.patrols.rules import Outcome
from app.patrols.schemas import PatrolEnd, PatrolFixes, PatrolStart
from app.people.auth import Actor
from app.people.models import Member
from app.reports import hearing
from app.reports import service as reports
from app.reports.rules import State
from app.reports.schemas import ReportPatch

DESK = "조현정"
HEARD_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Habit:
    """Somebody who goes out about `at`, on so many days before today, for about so many minutes."""

    name: str
    at: time
    days: tuple[int, ...]
    minutes: int
    pace: float
    dog: str | None = None
    with_: tuple[str, ...] = ()


HABITS = (
    Habit("이준호", time(7, 5), (1, 2, 3, 5, 6, 8, 9, 10, 12, 13, 15, 16, 17, 19, 20, 22, 23, 26, 27), 38, 1.15, "choco"),
    Habit("이준호", time(21, 10), (1, 4, 8, 11, 18), 25, 1.1, "choco"),
    Habit("최은지", time(19, 20), (1, 3, 4, 6, 8, 10, 11, 14, 15, 18, 21, 22, 25), 34, 1.2, "bori"),
    Habit("박영희", time(10, 0), (2, 4, 7, 9, 14, 16, 21, 23), 32, 0.8, with_=("순자",)),
    Habit("정민수", time(20, 40), (2, 5, 9, 12, 16, 19), 45, 1.3),
    Habit("한지영", time(17, 15), (2, 4, 7, 11, 14, 18, 22), 36, 1.1),
    Habit("오성진", time(13, 10), (3, 6, 10, 17, 24), 30, 1.2, with_=("태우",)),
    Habit("서미라", time(8, 20), (2, 3, 7, 9, 10, 15, 17), 24, 1.1),
    Habit("강태우", time(16, 30), (3, 6, 13, 17, 20), 42, 1.25),
    Habit("윤서연", time(18, 30), (5, 7, 12, 19, 26), 28, 1.15),
)


@dataclass(frozen=True)
class Sight:
    """Something seen on a walk, and what the desk made of it."""

    category: str
    note: str
    state: State = State.RECEIVED
    answer: str = ""


@dataclass(frozen=True)
class Turn:
    """What was different about one walk of a habit."""

    outcome: Outcome = Outcome.NOTHING_TO_REPORT
    note: str | None = None
    gps: bool = True
    pause: tuple[float, int] | None = None
    saw: Sight | None = None
    looked_at: tuple[str, ...] = field(default=())
    confirmed: bool = False
    with_file: bool = False


TURNS = {
    ("이준호", 3): Turn(
        Outcome.REPORTED,
        saw=Sight("light_out", "느티나무길 두 번째 등이 깜빡여요.", State.IN_PROGRESS, "시청 가로등 담당에게 알렸어요."),
    ),
    ("이준호", 6): Turn(note="전화를 받느라 잠깐 쉬었어요.", pause=(0.5, 14 * 60)),
    ("이준호", 16): Turn(Outcome.INTERRUPTED, "비가 많이 와서 일찍 들어왔어요."),
    ("최은지", 8): Turn(
        Outcome.REPORTED, saw=Sight("litter", "놀이터 옆에 깨진 병이 있어요.", State.FIXED, "바로 치웠어요. 알려 주셔서 고맙습니다!")
    ),
    ("최은지", 1): Turn(note="보리가 신나게 걸었어요."),
    ("박영희", 7): Turn(note="순자 님과 벤치에서 쉬어 갔어요."),
    ("한지영", 2): Turn(Outcome.REPORTED, saw=Sight("road_hazard", "맨홀 뚜껑이 덜컹거려요. 자전거가 걸릴 것 같아요.")),
    ("서미라", 2): Turn(gps=False, looked_at=("cctv-1", "lamp-4", "lamp-2")),
    ("강태우", 3): Turn(gps=False, note="휴대전화가 주머니에서 꺼져 있었어요."),
    ("오성진", 10): Turn(gps=False, note="위치가 잡히지 않았어요.", confirmed=True),
    ("정민수", 5): Turn(with_file=True),
}


def ensure_walked(session: Session, row: Neighbourhood, members: dict[str, Member], now: datetime) -> None:
    """The four weeks up to yesterday, told once in the order in which they happened; what is there stays as it is."""
    if session.get(Patrol, (row.id, _id(row, HABITS[0], HABITS[0].days[0]))) is not None:
        return
    homes = {person.name: corner_near(person.lat, person.lon) for person in PEOPLE}
    today = now.astimezone(ZoneInfo(row.time_zone)).date()
    walks = sorted(((days, habit) for habit in HABITS for days in habit.days), key=lambda walk: (-walk[0], walk[1].at))
    for days, habit in walks:
        chance = Random(f"{habit.name} {habit.at} {days}")
        late = timedelta(seconds=chance.randrange(0, 1_500))
        began = datetime.combine(today - timedelta(days=days), habit.at, ZoneInfo(row.time_zone)) + late
        turn = _turn(habit, days)
        minutes = 14 if turn.outcome is Outcome.INTERRUPTED else habit.minutes + chance.randrange(-6, 9)
        way = stroll(chance, homes[habit.name], int(began.timestamp()), minutes, habit.pace, turn.pause)
        walk = _Walk(session, row, members, _id(row, habit, days), actor_of(members[habit.name]), began, way, now)
        if turn.with_file:
            walk.bring_as_file()
        else:
            walk.walk(habit, turn)


@dataclass(frozen=True)
class _Walk:
    """One walk on its way through the services that a phone's words go through."""

    session: Session
    row: Neighbourhood
    members: dict[str, Member]
    id: UUID
    actor: Actor
    began: datetime
    way: Stroll
    now: datetime

    @property
    def ended(self) -> datetime:
        return self.began + timedelta(seconds=self.way.seconds)

    @property
    def heard(self) -> datetime:
        return self.ended + HEARD_AFTER

    def walk(self, habit: Habit, turn: Turn) -> None:
        dogs = [id_of(self.row, habit.dog)] if habit.dog else []
        start = PatrolStart(patrol_id=self.id, companions=list(habit.with_), dog_ids=dogs)
        patrols.start(self.session, self.actor, start, self.began)
        if turn.gps:
            fixes = PatrolFixes.model_validate({"patrol_id": self.id, "seq": 0, "track": to_wire(self.way.track)})
            patrols.add_fixes(self.session, self.actor, fixes, self.heard, 0.0)
        if turn.saw is not None:
            self._say(turn.saw)
        for number, slug in enumerate(turn.looked_at):
            at = self.began + timedelta(minutes=5 + 6 * number)
            look = FacilityCheckBody(facility_id=id_of(self.row, slug), working=True, patrol_id=self.id)
            facilities.check(self.session, self.actor, uuid5(self.id, slug), look, at, self.heard)
        trimmed = self.way.trimmed_m if turn.gps else 0
        end = PatrolEnd(patrol_id=self.id, outcome=turn.outcome, note=turn.note, trimmed_m=trimmed)
        patrols.end(self.session, self.actor, end, self.ended, self.heard)
        if turn.gps:
            coverage.count_walk(self.session, self.row.id, self.id, self.now)
        if turn.confirmed:
            minutes = self.way.seconds // 60
            desk = actor_of(self.members[DESK])
            notes.confirm(self.session, desk, self.id, minutes, "함께 걸은 이웃에게 확인했어요.", self.heard + timedelta(days=1))

    def bring_as_file(self) -> None:
        """A sports watch recorded this one; its file is brought afterwards. Its walks have ids of their own."""
        track = self.way.track
        points = "".join(
            f'<trkpt lat="{lat / 1e6:.6f}" lon="{lon / 1e6:.6f}"><time>{datetime.fromtimestamp(t, self.now.tzinfo):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
            for t, lat, lon in zip(track.t, track.lat, track.lon, strict=True)
        )
        file = f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>'
        brought = self.ended + timedelta(hours=2)
        prepared = importing.read(file.encode(), self.actor.member_id, brought.timestamp())
        for made in importing.keep(self.session, self.actor, prepared, brought):
            coverage.count_walk(self.session, self.row.id, made.id, self.now)

    def _say(self, saw: Sight) -> None:
        middle = len(self.way.track.t) // 2
        at = datetime.fromtimestamp(self.way.track.t[middle], self.began.tzinfo)
        word = CheckInBody(
            status=Status.CONCERN,
            context=Context.WALK,
            patrol_id=self.id,
            category=saw.category,
            urgency=Urgency.REPORT,
            note=saw.note,
            lat=self.way.track.lat[middle] / 1e6,
            lon=self.way.track.lon[middle] / 1e6,
            accuracy_m=8,
        )
        said, report_id = Said(at, at + HEARD_AFTER), uuid5(self.id, "report")
        mine = {"neighbourhood_id": self.row.id, "member_id": self.actor.member_id}
        checkins.record(self.session, **mine, check_in_id=report_id, body=word, patrol_id=self.id, said=said)
        hearing.hear(self.session, self.actor, report_id, word, self.id, said)
        if saw.state is not State.RECEIVED:
            patch = ReportPatch(state=saw.state, answer=saw.answer)
            reports.answer(self.session, self.row.id, report_id, patch, self.members[DESK].id, at + timedelta(hours=14))


def _turn(habit: Habit, days: int) -> Turn:
    """The first habit of a name has its special days."""
    first = next(other for other in HABITS if other.name == habit.name)
    return TURNS.get((habit.name, days), Turn()) if habit is first else Turn()


def _id(row: Neighbourhood, habit: Habit, days: int) -> UUID:
    return uuid5(row.id, f"walks/{habit.name} {habit.at:%H%M} {days}")
