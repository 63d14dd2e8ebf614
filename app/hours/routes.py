"""My hours, my certificate, and everybody's hours at the desk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from app.core import clock, spreadsheet
from app.core.problems import Problem
from app.core.web import DatabaseDep, Page
from app.hours import reading, rules, service
from app.hours.schemas import CertificateOut, DeskHours, HoursOut, WaitingWalk
from app.people.auth import SignedIn, Staff
from app.people.schemas import Words

router = APIRouter(prefix="/api", tags=["hours"])

PDF = "application/pdf"
LOOKED_BACK = timedelta(days=92)
"""Walks older than three months wait no longer at the desk."""
MonthQuery = Annotated[
    str, Query(pattern=r"^20[2-9][0-9]-(0[1-9]|1[0-2])$", description="A month of the neighbourhood's calendar: 2026-11.")
]
ReasonQuery = Annotated[str, Words, Query(min_length=2, max_length=300, description="Why the file is needed; everybody in it sees that.")]
_COLUMNS = {
    "ko": ("이름", "확인된 시간(분)", "확인을 기다리는 시간(분)", "확인을 기다리는 순찰", "순찰", "거리(m)"),
    "en": ("Name", "Confirmed (min)", "Waiting (min)", "Walks waiting", "Walks", "Distance (m)"),
}


def _file(media_type: str, what: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}, "description": what}}


@router.get("/hours", response_model=HoursOut)
async def my_hours(actor: SignedIn, response: Response, database: DatabaseDep, month: MonthQuery) -> HoursOut:
    """My volunteer hours of a month, and the twelve months up to it."""
    response.headers["Cache-Control"] = "no-store"
    first = _first(month)
    return await database.read(lambda session: reading.statement(session, actor.neighbourhood_id, actor.member_id, first, clock.now()))


@router.get("/hours/certificate.pdf", response_class=Response, responses=_file(PDF, "A sheet to print, in Korean."))
async def my_certificate(
    actor: SignedIn,
    database: DatabaseDep,
    since: Annotated[MonthQuery, Query(alias="from", description="The first month.")],
    until: Annotated[MonthQuery, Query(alias="to", description="The last month.")],
) -> Response:
    """My confirmed hours as a certificate with a number that the desk can look up."""
    first, last = _first(since), _first(until)
    if last < first or len(rules.months_between(first, last)) > rules.MOST_MONTHS:
        raise Problem(
            422,
            "period-not-possible",
            ko="확인서는 한 달부터 2년까지 만들 수 있어요. 시작하는 달과 끝나는 달을 다시 골라 주세요.",
            en="A certificate covers one month to two years. Please choose the first and the last month again.",
        )
    certified = await database.write(lambda session: service.certify(session, actor, first, last, clock.now()))
    from app.hours import certificate  # what draws it takes half a second to load, which no start is to wait for

    content = await database.read(lambda _session: certificate.pdf(certified))  # drawn outside the event loop
    return _download(content, PDF, f"hours-{since}-{until}.pdf")


@router.get("/desk/hours", response_model=DeskHours)
async def hours_at_desk(actor: Staff, response: Response, database: DatabaseDep, month: MonthQuery) -> DeskHours:
    """Everybody's hours of a month."""
    response.headers["Cache-Control"] = "no-store"
    first = _first(month)
    return await database.read(lambda session: reading.at_desk(session, actor.neighbourhood_id, first))


@router.get("/desk/hours.csv", response_class=Response, responses=_file(spreadsheet.MEDIA_TYPE, "A spreadsheet."))
async def hours_as_csv(actor: Staff, database: DatabaseDep, month: MonthQuery, reason: ReasonQuery) -> Response:
    """Everybody's hours of a month as a spreadsheet, with a reason that is logged."""
    first = _first(month)
    hours = await database.write(lambda session: service.taken_out(session, actor, first, reason, clock.now()))
    rows = [
        (item.member.name, item.confirmed_min, item.pending_min, item.needs_confirmation, item.walks, item.distance_m)
        for item in hours.items
    ]
    content = spreadsheet.csv_file(_COLUMNS["en" if actor.language == "en" else "ko"], rows)
    return _download(content, f"{spreadsheet.MEDIA_TYPE}; charset=utf-8", f"hours-{month}.csv")


@router.get("/desk/hours/waiting", response_model=Page[WaitingWalk])
async def walks_waiting(actor: Staff, response: Response, database: DatabaseDep) -> Page[WaitingWalk]:
    """Walks of the last three months that need a coordinator's word."""
    response.headers["Cache-Control"] = "no-store"
    since = clock.now() - LOOKED_BACK
    return Page(items=await database.read(lambda session: reading.waiting(session, actor.neighbourhood_id, since)))


@router.get("/desk/certificates/{number}", response_model=CertificateOut)
async def look_up_certificate(
    number: Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{4,20}$")], actor: Staff, response: Response, database: DatabaseDep
) -> CertificateOut:
    """Whether a certificate is true, and what it says."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: service.certificate(session, actor.neighbourhood_id, number))


def _first(month: str) -> date:
    first = rules.month_of(month)
    assert first is not None  # noqa: S101  # the route's pattern allows nothing else
    return first


def _download(content: bytes, media_type: str, filename: str) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{filename}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
