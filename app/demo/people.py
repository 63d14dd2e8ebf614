"""Who lives in the demonstration: nobody here is real, and no address is one."""

from __future__ import annotations

from dataclasses import dataclass

from app.people.auth import Actor
from app.people.models import Member, Tier

NAME_KO = "금촌1동 (체험)"
NAME_EN = "Geumchon 1-dong (demo)"
DESK_PHONE = "031-000-0000"

# An outline of our own around Geumchon station's east side, (lat, lon); not an official boundary.
OUTLINE = [
    (37.76870, 126.77010),
    (37.76910, 126.77420),
    (37.76760, 126.77850),
    (37.76480, 126.78210),
    (37.76090, 126.78400),
    (37.75690, 126.78330),
    (37.75380, 126.78010),
    (37.75260, 126.77560),
    (37.75400, 126.77100),
    (37.75730, 126.76780),
    (37.76140, 126.76680),
    (37.76550, 126.76760),
]


@dataclass(frozen=True)
class DemoPerson:
    """One invented member."""

    name: str
    tier: Tier
    lat: float
    lon: float
    address: str
    entry_note: str = ""
    family_phone: str | None = None
    buddy_of: str | None = None
    note: str = ""

    @property
    def on_duty(self) -> bool:
        """Walkers and responders of the demonstration are on duty and have agreed to be told."""
        return self.tier in (Tier.WALKER, Tier.RESPONDER)


PEOPLE = [
    DemoPerson(
        "김순자",
        Tier.RESIDENT,
        37.76052,
        126.77481,
        "금촌1동 느티나무길 12, 101호",
        "현관 비밀번호는 담당자에게 · 강아지가 있어요",
        "010-0000-0101",
        note="혼자 사는 74세",
    ),
    DemoPerson(
        "배정호", Tier.RESIDENT, 37.75893, 126.77702, "금촌1동 시장3길 7, 옥탑", "벨이 고장 나서 문을 두드려 주세요", note="혼자 사는 52세"
    ),
    DemoPerson("이준호", Tier.WALKER, 37.76121, 126.77352, "금촌1동 느티나무길 3", note="초코와 걷는 이웃"),
    DemoPerson("최은지", Tier.WALKER, 37.75941, 126.77381, "금촌1동 시장1길 21", note="보리와 걷는 이웃"),
    DemoPerson("박영희", Tier.RESPONDER, 37.76071, 126.77512, "금촌1동 느티나무길 14", buddy_of="김순자", note="김순자 님의 짝꿍"),
    DemoPerson("정민수", Tier.RESPONDER, 37.76003, 126.77541, "금촌1동 느티나무길 20"),
    DemoPerson("한지영", Tier.RESPONDER, 37.76102, 126.77441, "금촌1동 느티나무길 8"),
    DemoPerson("오성진", Tier.RESPONDER, 37.75981, 126.77421, "금촌1동 시장1길 4"),
    DemoPerson("서미라", Tier.RESPONDER, 37.76181, 126.77591, "금촌1동 학교앞길 11"),
    DemoPerson("강태우", Tier.RESPONDER, 37.75921, 126.77621, "금촌1동 시장2길 9"),
    DemoPerson("윤서연", Tier.RESPONDER, 37.76211, 126.77411, "금촌1동 학교앞길 2"),
    DemoPerson("조현정", Tier.COORDINATOR, 37.76011, 126.77251, "금촌1동 행정복지센터", note="동네 담당자"),
    DemoPerson("임재현", Tier.OFFICER, 37.75951, 126.77181, "금촌지구대", note="범죄예방 담당 경찰관"),
]


def actor_of(member: Member) -> Actor:
    """A demo person about to do something on a phone."""
    return Actor(
        member_id=member.id,
        neighbourhood_id=member.neighbourhood_id,
        tier=Tier(member.tier),
        language=member.language,
        name=member.name,
        verified=member.verified_at is not None,
        device_id=member.id,
    )
