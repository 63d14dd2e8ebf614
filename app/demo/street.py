"""What stands, walks and is reported in the demonstration: two dogs, twelve facilities, and reports in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.demo.people import actor_of
from app.dogs import service as dogs
from app.dogs.rules import Result
from app.dogs.schemas import DogIn, TemperamentIn
from app.facilities import service as facilities
from app.facilities.models import Facility
from app.facilities.rules import Kind
from app.facilities.schemas import FacilityCheckBody, FacilityIn
from app.neighbourhoods.models import Neighbourhood
from app.people.models import Member
from app.reports import service as reports
from app.reports.models import Report
from app.reports.rules import State
from app.reports.schemas import ReportPatch


@dataclass(frozen=True)
class DemoFacility:
    """Something that stands there; `checked_days` ago somebody looked at it, and found it `working` or not."""

    slug: str
    kind: Kind
    label: str
    number: str
    lat: float
    lon: float
    checked_days: int | None = None
    working: bool = True


FACILITIES = (
    DemoFacility("lamp-1", Kind.LAMP, "느티나무길 들머리 가로등", "L-101", 37.76060, 126.77420, 3),
    DemoFacility("lamp-2", Kind.LAMP, "느티나무길 모퉁이 가로등", "L-102", 37.76095, 126.77505, 12),
    DemoFacility("lamp-3", Kind.LAMP, "시장1길 가로등", "L-203", 37.75952, 126.77402, 2, working=False),
    DemoFacility("lamp-4", Kind.LAMP, "학교앞길 가로등", "L-311", 37.76195, 126.77480, 41),
    DemoFacility("lamp-5", Kind.LAMP, "시장3길 골목 가로등", "L-207", 37.75885, 126.77690),
    DemoFacility("bell-1", Kind.BELL, "느티나무 쉼터 비상벨", "B-01", 37.76088, 126.77334, 20),
    DemoFacility("bell-2", Kind.BELL, "금촌시장 화장실 비상벨", "B-02", 37.75868, 126.77535, 35),
    DemoFacility("cctv-1", Kind.CCTV, "학교앞 네거리 CCTV", "C-014", 37.76210, 126.77560, 6),
    DemoFacility("cctv-2", Kind.CCTV, "시장2길 CCTV", "C-015", 37.75925, 126.77610),
    DemoFacility("bench-1", Kind.BENCH, "느티나무 쉼터 긴 의자", "", 37.76092, 126.77328, 9),
    DemoFacility("bench-2", Kind.BENCH, "금촌역 앞 긴 의자", "", 37.76590, 126.77405, 15),
    DemoFacility("aed-1", Kind.AED, "행정복지센터 자동심장충격기", "A-01", 37.76010, 126.77250, 26),
)


@dataclass(frozen=True)
class DemoReport:
    """Something that was reported `hours` ago, by some who said the same, and where it stands now."""

    slug: str
    category: str
    by: tuple[str, ...]
    hours: float
    note: str
    lat: float | None = None
    lon: float | None = None
    state: State = State.RECEIVED
    answer: str = ""


REPORTS = (
    DemoReport("bags", "litter", ("최은지",), 5, "전봇대 밑에 봉투가 쌓였어요. 고양이가 뜯어 놨어요.", 37.75905, 126.77455),
    DemoReport(
        "hole",
        "road_hazard",
        ("이준호", "박영희"),
        30,
        "보도블록이 꺼져서 발이 빠져요. 밤에는 안 보여요.",
        37.76130,
        126.77390,
        State.IN_PROGRESS,
        "도로과에 넘겼어요. 이번 주 안에 고친대요.",
    ),
    DemoReport(
        "step",
        "facility_broken",
        ("이준호", "최은지", "정민수"),
        120,
        "계단 난간이 흔들려요.",
        37.76172,
        126.77452,
        State.FIXED,
        "난간을 새로 고정했어요. 알려 주셔서 고맙습니다!",
    ),
    DemoReport(
        "dog", "animal", ("박영희",), 60, "목줄 없는 큰 개가 돌아다녀요.", 37.75978, 126.77560, State.NOT_OURS, "119 동물구조에 전했어요."
    ),
    DemoReport("talk", "other", ("김순자",), 20, "요즘 계단이 힘들어요. 의자가 하나 있으면 좋겠어요."),
)


def ensure_street(session: Session, row: Neighbourhood, members: dict[str, Member], now: datetime) -> None:
    """Bring in what is not there yet; what is there stays as it is."""
    _dogs(session, row, members, now)
    here = set(session.execute(select(col(Facility.id)).where(col(Facility.neighbourhood_id) == row.id)).scalars())
    for thing in FACILITIES:
        if id_of(row, thing.slug) not in here:
            _facility(session, row, members, thing, now)
    for said in REPORTS:
        if session.get(Report, (row.id, id_of(row, said.slug))) is None:
            _report(session, row, members, said, now)


def _dogs(session: Session, row: Neighbourhood, members: dict[str, Member], now: datetime) -> None:
    desk = members["조현정"].id
    for slug, owner, name, number in (("choco", "이준호", "초코", "410000000000101"), ("bori", "최은지", "보리", "410000000000102")):
        dog_id, owner_id = id_of(row, slug), members[owner].id
        if dogs.names_of(session, row.id, [dog_id]):
            continue
        dogs.put(session, row.id, owner_id, dog_id, DogIn(name=name, registration_no=number), now)
        if slug == "choco":
            passed = TemperamentIn(result=Result.PASSED, tested_on=date(2026, 3, 7), note="낯선 사람에게도 차분해요.")
            dogs.record_temperament(session, row.id, dog_id, passed, desk)


def _facility(session: Session, row: Neighbourhood, members: dict[str, Member], thing: DemoFacility, now: datetime) -> None:
    facility_id = id_of(row, thing.slug)
    body = FacilityIn(id=facility_id, kind=thing.kind, label=thing.label, number=thing.number, lat=thing.lat, lon=thing.lon)
    facilities.add(session, row.id, body, now - timedelta(days=60))
    if thing.checked_days is None:
        return
    at = now - timedelta(days=thing.checked_days)
    look = FacilityCheckBody(facility_id=facility_id, working=thing.working, note="" if thing.working else "저녁 내내 꺼져 있어요.")
    facilities.check(session, actor_of(members["이준호"]), id_of(row, f"{thing.slug}-check"), look, at, at)


def _report(session: Session, row: Neighbourhood, members: dict[str, Member], said: DemoReport, now: datetime) -> None:
    for number, name in enumerate(said.by):
        at = now - timedelta(hours=said.hours) + timedelta(minutes=40 * number)
        word = reports.Word(
            id=id_of(row, said.slug if number == 0 else f"{said.slug}-{number}"),
            neighbourhood_id=row.id,
            member_id=members[name].id,
            category=said.category,
            said_at=at,
            received_at=at,
            lat=said.lat,
            lon=said.lon,
            note=said.note if number == 0 else "",
        )
        reports.report(session, word, id_of(row, said.slug) if number else None)
    if said.state is not State.RECEIVED:
        at = now - timedelta(hours=said.hours / 2)
        answer = ReportPatch(state=said.state, answer=said.answer)
        reports.answer(session, row.id, id_of(row, said.slug), answer, members["조현정"].id, at)


def id_of(row: Neighbourhood, slug: str) -> UUID:
    """The id of what has this short name in the demonstration."""
    return uuid5(row.id, f"street/{slug}")
