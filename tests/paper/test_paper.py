"""The list on paper: who is on it, who is not, how it reads, and what everybody's log says afterwards."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.paper import service, sheet
from app.paper.reading import PaperList, Reached, Resident
from app.people import access_log
from app.people import service as people
from app.people.models import ConsentKind, ConsentState, Member, Tier
from tests.support.street import Street, build

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def text_of(pdf: bytes) -> str:
    """Everything on it; where lines are broken does not matter."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    built = build(database)
    built.add("담당", Tier.COORDINATOR)
    for number, member_id in enumerate(built.responders(3)):
        built.change(member_id, phone=f"010-1111-000{number}")
    built.change(built.resident, phone="010-2222-0000", family_phone="010-3333-0000")
    return built


def take(street: Street) -> PaperList:
    desk = street.members["담당"]
    return street.database.write_sync(lambda session: service.take(session, street.neighbourhood_id, desk, "정전 대비", clock.now()))


def test_everything_that_helps_on_the_telephone_is_on_it(street: Street) -> None:
    street.tie(street.members["이웃1"], "buddy")
    read = text_of(sheet.pdf(take(street)))
    for needed in (
        "순자 집",
        "010-2222-0000",
        "010-3333-0000",
        "010-1111-0001",
        "돌보는 이웃 이웃1",
        "2026-11-24 12:00",
        "2026-11-25 12:00",
    ):
        assert needed in read, needed
    for needed in ("담당", "119", "112", "파쇄", "1 / 1", "전화할 이웃"):
        assert needed in read, needed
    assert "이웃1 집" not in read, "a responder's area, never their home"


def test_whoever_keeps_their_address_to_themselves_is_counted_and_nothing_more(street: Street) -> None:
    def withdraw(session: Session) -> None:
        member = session.get_one(Member, street.resident)
        people.set_consent(session, member, ConsentKind.HOME_DISCLOSURE, ConsentState.WITHDRAWN, clock.now())

    street.database.write_sync(withdraw)
    paper = take(street)
    assert (paper.residents, paper.left_out) == ([], 1)
    read = text_of(sheet.pdf(paper))
    assert "순자" not in read
    assert "010-2222-0000" not in read


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_is_sent_to_somebody_who_keeps_away_from_them_and_nothing_says_so(street: Street, turned: bool) -> None:
    """The block holds on paper as well, in both directions: their number is not among those to ring."""
    apart = street.members["이웃0"]
    if turned:
        street.tie(street.resident, "block", of=apart)
    else:
        street.tie(apart, "block")
    paper = take(street)
    number = next(one.number for one in paper.responders if one.member_id == apart)
    assert number not in paper.residents[0].ring
    assert sorted([*paper.residents[0].ring, number]) == [1, 2, 3]


def test_a_buddy_who_has_not_agreed_yet_is_rung_as_any_other_and_is_no_buddy(street: Street) -> None:
    """Asking somebody to be called first must not take them off the list of those who may be rung."""
    street.tie(street.members["이웃1"], "asked")
    (resident,) = take(street).residents
    assert (sorted(resident.ring), resident.buddies) == ([1, 2, 3], [])


def test_only_a_buddy_who_may_come_to_a_home_is_named_and_reads_so_in_their_log(street: Street) -> None:
    """As in the app: met in person, a walker or responder. Their name beside a home reads as: this one may go."""
    for name, tier, verified, consents in (
        ("걷는", Tier.WALKER, True, True),
        ("모르는", Tier.WALKER, False, True),
        ("조용한", Tier.WALKER, True, False),
        ("주민", Tier.RESIDENT, True, True),
    ):
        street.tie(street.add(name, tier, verified=verified, consents=consents), "buddy")
    paper = take(street)
    resident = next(one for one in paper.residents if one.member_id == street.resident)
    assert resident.buddies == ["걷는"]
    assert street.members["걷는"] in paper.shown
    assert not {street.members["모르는"], street.members["조용한"]} & paper.shown


def test_only_neighbours_met_in_person_who_agreed_to_be_told_are_on_it(street: Street) -> None:
    street.add("모르는", Tier.RESPONDER, verified=False)
    street.add("조용한", Tier.RESPONDER, consents=False)
    street.change(street.add("떠난", Tier.RESPONDER), active=False)
    assert {one.name for one in take(street).responders} == {"이웃0", "이웃1", "이웃2"}


def test_everybody_on_it_reads_so_in_their_own_log_and_nobody_else(street: Street) -> None:
    walker = street.add("걷는", Tier.WALKER)
    take(street)
    here = street.neighbourhood_id

    def log(member_id: UUID) -> list[tuple[str, str]]:
        lines = street.database.read_sync(lambda session: access_log.about(session, here, member_id, before=None, limit=9))
        return [(entry.what, entry.reason) for entry in lines]

    for name in ("순자", "이웃0", "이웃1", "이웃2", "담당"):
        assert log(street.members[name]) == [("paper", "정전 대비")], name
    assert log(walker) == []
    assert street.database.read_sync(lambda session: access_log.broken_at(session, here)) is None
    last = street.database.read_sync(lambda session: service.last_printed_at(session, here, [street.members["담당"]]))
    assert last == START


def test_an_empty_neighbourhood_prints_too(database: Database, time: FrozenClock) -> None:
    street = build(database)
    street.add("담당", Tier.COORDINATOR)
    street.change(street.resident, active=False)
    read = text_of(sheet.pdf(take(street)))
    assert "주소를 보이기로 한 주민 0명" in read
    assert "확인한 이웃이 아직 없어요" in read


def test_five_hundred_residents_with_long_addresses_and_emoji_fit_and_nobody_is_torn_apart() -> None:
    residents = [
        Resident(new_id(), f"주민{number:03d}😀", None, None, f"긴주소{number:03d} " + "느티나무길 " * 20, "🐶 문을 두드려요", [], [1])
        for number in range(500)
    ]
    responders = [Reached(new_id(), "👵", "010-0000-0000", True, "동네 한가운데", 1)]
    paper = PaperList("동네", None, START, "담당", [], [], responders, residents, 0)
    began = monotonic()
    made = sheet.pdf(paper)
    assert monotonic() - began < 60
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) > 20
    for number in range(500):
        (page,) = [one for one in pages if f"주민{number:03d}" in one]
        assert f"긴주소{number:03d}" in page, "name and address on one page"
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "까지만 쓰세요" in page
        assert "파쇄" in page
