"""My reports, those other walkers may know of, and the desk's list with its answers and files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, StringConstraints
from sqlalchemy.orm import Session

from app.core import clock, spreadsheet
from app.core.problems import forbidden
from app.core.web import CursorQuery, DatabaseDep, LimitQuery, Page, after_cursor, cursor_of
from app.people.auth import Actor, Coordinator, SignedIn, Staff
from app.people.schemas import Words
from app.reports import exports, reading, service
from app.reports.reading import Filter
from app.reports.schemas import Category, DeskReport, DeskReportPage, RecentReport, ReportOut, ReportPatch

router = APIRouter(prefix="/api", tags=["reports"])

GEOJSON = "application/geo+json"
FIRST_YEAR, LAST_YEAR = 1970, 2999
StateQuery = Literal["open", "received", "in_progress", "fixed", "not_ours"]
ReasonQuery = Annotated[
    str,
    Words,
    StringConstraints(strip_whitespace=True),
    Query(min_length=2, max_length=300, description="Why the file is needed; everybody in it sees that."),
]
_day = "A day of the neighbourhood's own calendar, or a moment"


class Wanted:
    """The filters that the desk's list and its files share."""

    def __init__(
        self,
        state: Annotated[StateQuery | None, Query(description="Only in this state; `open` is received or in progress.")] = None,
        category: Annotated[Category | None, Query(description="Only of this category.")] = None,
        q: Annotated[str, Words, Query(max_length=60, description="Part of a note, an answer, a name or a facility.")] = "",
        since: Annotated[AwareDatetime | date | None, Query(description=f"{_day}, from which on.")] = None,
        until: Annotated[AwareDatetime | date | None, Query(description=f"{_day}; a day counts whole.")] = None,
    ) -> None:
        self.state, self.category, self.q, self.since, self.until = state, category, q, since, until

    def filter(self, session: Session, actor: Actor) -> Filter:
        """The filter with its days turned into moments."""
        zone = exports.zone_of(session, actor.neighbourhood_id)

        def moment(said: datetime | date | None, *, end: bool = False) -> datetime | None:
            if said is None:
                return None
            if not FIRST_YEAR <= said.year <= LAST_YEAR:  # no report is older or newer, and moments beyond overflow
                said = said.replace(year=min(max(said.year, FIRST_YEAR), LAST_YEAR), day=1)
            if isinstance(said, datetime):
                return said
            return datetime.combine(said + timedelta(days=1) if end else said, time(), zone)

        return Filter(self.state, self.category, self.q, moment(self.since), moment(self.until, end=True))


WantedDep = Annotated[Wanted, Depends()]


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}, "description": "The reports as a file."}}


@router.get("/reports", response_model=Page[ReportOut])
async def list_reports(actor: SignedIn, database: DatabaseDep, limit: LimitQuery = 30, cursor: CursorQuery = None) -> Page[ReportOut]:
    """What I reported and what became of it, newest first."""
    after = after_cursor(cursor)
    found = await database.read(lambda session: reading.mine(session, actor.neighbourhood_id, actor.member_id, after, limit + 1))
    more = len(found) > limit
    return Page(items=[report for _, report in found[:limit]], next_cursor=cursor_of(found[limit - 1][0]) if more else None)


@router.get("/reports/recent", response_model=Page[RecentReport])
async def list_recent(actor: SignedIn, database: DatabaseDep) -> Page[RecentReport]:
    """What walkers reported about things, all on one page for the phone to keep: not by whom, and never about people."""
    if not actor.tier.may_patrol:
        raise forbidden()
    return Page(items=await database.read(lambda session: reading.recent(session, actor.neighbourhood_id, clock.now())))


@router.patch("/reports/{report_id}", response_model=DeskReportPage)
async def answer_report(report_id: UUID, body: ReportPatch, actor: Coordinator, database: DatabaseDep) -> DeskReportPage:
    """Say where a report stands; everybody who reported it is told that there is news."""

    def work(session: Session) -> DeskReportPage:
        service.answer(session, actor.neighbourhood_id, report_id, body, actor.member_id, clock.now())
        return reading.page(session, actor.neighbourhood_id, report_id)

    return await database.write(work)


@router.get("/desk/reports", response_model=Page[DeskReport])
async def list_desk_reports(
    actor: Staff, wanted: WantedDep, database: DatabaseDep, response: Response, limit: LimitQuery = 50, cursor: CursorQuery = None
) -> Page[DeskReport]:
    """The neighbourhood's reports, newest first."""
    response.headers["Cache-Control"] = "no-store"
    after = after_cursor(cursor)
    items = await database.read(
        lambda session: reading.at_desk(session, actor.neighbourhood_id, wanted.filter(session, actor), after, limit + 1)
    )
    return Page(items=items[:limit], next_cursor=cursor_of(items[limit - 1].id) if len(items) > limit else None)


@router.get("/desk/reports.csv", response_class=Response, responses=_file(spreadsheet.MEDIA_TYPE))
async def reports_as_csv(actor: Staff, wanted: WantedDep, reason: ReasonQuery, database: DatabaseDep) -> Response:
    """The list as a spreadsheet, with a reason that is logged."""

    def work(session: Session) -> bytes:
        reports = exports.taken_out(session, actor, wanted.filter(session, actor), reason, clock.now())
        return exports.as_csv(reports, actor.language, exports.zone_of(session, actor.neighbourhood_id))

    return _download(await database.write(work), f"{spreadsheet.MEDIA_TYPE}; charset=utf-8", "reports.csv")


@router.get("/desk/reports.geojson", response_class=Response, responses=_file(GEOJSON))
async def reports_as_geojson(actor: Staff, wanted: WantedDep, reason: ReasonQuery, database: DatabaseDep) -> Response:
    """The list for a map, with a reason that is logged."""
    content = await database.write(
        lambda session: exports.as_geojson(exports.taken_out(session, actor, wanted.filter(session, actor), reason, clock.now()))
    )
    return _download(content, GEOJSON, "reports.geojson")


@router.get("/desk/reports/{report_id}", response_model=DeskReportPage)
async def show_desk_report(report_id: UUID, actor: Staff, database: DatabaseDep, response: Response) -> DeskReportPage:
    """One report with everybody's words and its story."""
    response.headers["Cache-Control"] = "no-store"
    return await database.read(lambda session: reading.page(session, actor.neighbourhood_id, report_id))


def _download(content: bytes, media_type: str, filename: str) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{filename}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
