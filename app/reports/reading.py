"""Reports as they are read: mine, those other walkers may know of, and the desk's list. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.core.problems import not_found
from app.people.models import Member
from app.photos.models import Photo
from app.reports import rules
from app.reports.models import Report, ReportStep, Saying
from app.reports.rules import State
from app.reports.schemas import DeskReport, DeskReportPage, PersonOut, PlaceOut, RecentReport, ReportOut, SayingOut, StepOut

MOST_RECENT = 1000
OPEN = [state.value for state in State if state.is_open]


@dataclass(frozen=True)
class Filter:
    """What the desk looks for; None is anything. `state` may also be `open`."""

    state: str | None = None
    category: str | None = None
    query: str = ""
    since: datetime | None = None
    until: datetime | None = None


def mine(session: Session, neighbourhood_id: UUID, member_id: UUID, after: UUID | None, limit: int) -> list[tuple[UUID, ReportOut]]:
    """What the member reported, newest first, a report said twice once; each with the saying's id, to go on from."""
    earlier = aliased(Saying)
    said_before = and_(
        col(earlier.neighbourhood_id) == col(Saying.neighbourhood_id),
        col(earlier.report_id) == col(Saying.report_id),
        col(earlier.member_id) == col(Saying.member_id),
        col(earlier.withdrawn_at).is_(None),
        or_(
            col(earlier.said_at) < col(Saying.said_at), and_(col(earlier.said_at) == col(Saying.said_at), col(earlier.id) < col(Saying.id))
        ),
    )
    query = _with_reports().where(
        col(Saying.neighbourhood_id) == neighbourhood_id,
        col(Saying.member_id) == member_id,
        col(Saying.withdrawn_at).is_(None),
        ~exists().where(said_before),
    )
    if after is not None:
        last = session.get(Saying, (neighbourhood_id, after))
        if last is None or last.member_id != member_id:
            return []
        older = col(Saying.said_at) < last.said_at
        query = query.where(or_(older, and_(col(Saying.said_at) == last.said_at, col(Saying.id) < after)))
    return _shown(session, neighbourhood_id, query.order_by(col(Saying.said_at).desc(), col(Saying.id).desc()).limit(limit))


def of_sayings(session: Session, neighbourhood_id: UUID, ids: Collection[UUID]) -> dict[UUID, ReportOut]:
    """The report behind each of these check-ins and facility checks, where there is one that stands."""
    if not ids:
        return {}
    these = (col(Saying.neighbourhood_id) == neighbourhood_id, col(Saying.id).in_(ids), col(Saying.withdrawn_at).is_(None))
    return dict(_shown(session, neighbourhood_id, _with_reports().where(*these)))


def recent(session: Session, neighbourhood_id: UUID, now: datetime) -> list[RecentReport]:
    """Open reports and those of the last seven days about things, for other walkers; a thousand at the most, newest first."""
    lately = or_(col(Report.state).in_(OPEN), col(Report.said_at) >= now - rules.SAME_WITHIN)
    query = select(Report).where(
        col(Report.neighbourhood_id) == neighbourhood_id,
        col(Report.category).in_(rules.SHARED),
        col(Report.withdrawn_at).is_(None),
        col(Report.lat).is_not(None),
        lately,
    )
    newest = query.order_by(col(Report.said_at).desc(), col(Report.id).desc()).limit(MOST_RECENT)
    return [
        RecentReport.model_validate({**row.model_dump(include={"id", "category", "lat", "lon", "state"}), "reported_at": row.said_at})
        for row in session.execute(newest).scalars()
    ]


def at_desk(session: Session, neighbourhood_id: UUID, wanted: Filter, after: UUID | None, limit: int) -> list[DeskReport]:
    """The neighbourhood's reports, newest first by when they were first said."""
    query = select(Report).where(col(Report.neighbourhood_id) == neighbourhood_id, col(Report.withdrawn_at).is_(None), *_wanted(wanted))
    if after is not None:
        last = session.get(Report, (neighbourhood_id, after))
        if last is None:
            return []
        older = col(Report.reported_at) < last.reported_at
        query = query.where(or_(older, and_(col(Report.reported_at) == last.reported_at, col(Report.id) < after)))
    newest = query.order_by(col(Report.reported_at).desc(), col(Report.id).desc()).limit(limit)
    return _desk_reports(session, neighbourhood_id, list(session.execute(newest).scalars()))


def page(session: Session, neighbourhood_id: UUID, report_id: UUID) -> DeskReportPage:
    """One report with everybody's words and its story."""
    row = session.get(Report, (neighbourhood_id, report_id))
    if row is None or row.withdrawn_at is not None:
        raise not_found()
    (shown,) = _desk_reports(session, neighbourhood_id, [row])
    steps = select(ReportStep).where(col(ReportStep.neighbourhood_id) == neighbourhood_id, col(ReportStep.report_id) == report_id)
    story = list(session.execute(steps.order_by(col(ReportStep.seq))).scalars())
    said = _sayings(session, neighbourhood_id, [report_id])
    names = _names(session, {step.actor_id for step in story if step.actor_id} | {saying.member_id for saying in said})
    photos = _photos(session, neighbourhood_id, said)
    return DeskReportPage(
        **dict(shown),
        sayings=[
            SayingOut(
                id=saying.id,
                by=names[saying.member_id],
                said_at=saying.said_at,
                received_at=saying.received_at,
                note=saying.note,
                photo_ids=photos[saying.id],
                patrol_id=saying.patrol_id,
                check_in_id=None if saying.by_check else saying.id,
                taken_back=saying.withdrawn_at is not None,
            )
            for saying in said
        ],
        timeline=[
            StepOut.model_validate(
                {**step.model_dump(include={"at", "kind", "state", "answer"}), "by": names.get(step.actor_id) if step.actor_id else None}
            )
            for step in story
        ],
    )


def _wanted(wanted: Filter) -> Iterable[Any]:
    if wanted.state == "open":
        yield col(Report.state).in_(OPEN)
    elif wanted.state is not None:
        yield col(Report.state) == wanted.state
    if wanted.category is not None:
        yield col(Report.category) == wanted.category
    if wanted.since is not None:
        yield col(Report.reported_at) >= wanted.since
    if wanted.until is not None:
        yield col(Report.reported_at) < wanted.until
    words = wanted.query.strip().lower()
    if words:
        its = and_(
            col(Saying.neighbourhood_id) == col(Report.neighbourhood_id),
            col(Saying.report_id) == col(Report.id),
            col(Saying.withdrawn_at).is_(None),
            or_(_holds(col(Saying.note), words), _holds(col(Member.name), words)),
        )
        said = select(1).select_from(Saying).join(Member, col(Member.id) == col(Saying.member_id)).where(its).correlate(Report).exists()
        yield or_(_holds(col(Report.answer), words), _holds(col(Report.facility_label), words), said)


def _holds(column: Any, words: str) -> Any:
    return func.lower(column).contains(words, autoescape=True)


def _with_reports() -> Select[Saying, Report]:
    one_report = and_(col(Report.neighbourhood_id) == col(Saying.neighbourhood_id), col(Report.id) == col(Saying.report_id))
    return select(Saying, Report).join(Report, one_report)


def _shown(session: Session, neighbourhood_id: UUID, query: Select[Saying, Report]) -> list[tuple[UUID, ReportOut]]:
    found = [(row[0], row[1]) for row in session.execute(query)]
    photos = _photos(session, neighbourhood_id, [saying for saying, _ in found])
    people = _people(session, neighbourhood_id, {row.id for _, row in found})
    return [
        (
            saying.id,
            ReportOut.model_validate(
                {
                    "id": row.id,
                    "category": row.category,
                    "state": row.state,
                    "note": saying.note,
                    "answer": row.answer,
                    "place": _place(row),
                    "reported_at": saying.said_at,
                    "state_at": row.state_at,
                    "also_reported": len(people.get(row.id, set()) - {saying.member_id}),
                    "photo_ids": photos[saying.id],
                    "patrol_id": saying.patrol_id,
                    "facility_id": row.facility_id,
                    "facility_label": row.facility_label,
                    "check_in_id": None if saying.by_check else saying.id,
                }
            ),
        )
        for saying, row in found
    ]


def _desk_reports(session: Session, neighbourhood_id: UUID, rows: list[Report]) -> list[DeskReport]:
    standing = [one for one in _sayings(session, neighbourhood_id, [row.id for row in rows]) if one.withdrawn_at is None]
    first = {one.report_id: one for one in reversed(standing)}
    names = _names(session, {one.member_id for one in first.values()})
    photos = _photos(session, neighbourhood_id, first.values())
    others: dict[UUID, set[UUID]] = {}
    for one in standing:
        others.setdefault(one.report_id, set()).add(one.member_id)
    return [
        DeskReport.model_validate(
            {
                **row.model_dump(exclude={"neighbourhood_id", "lat", "lon", "last_seq", "withdrawn_at"}),
                "place": _place(row),
                "reporter": names[first[row.id].member_id],
                "note": first[row.id].note,
                "photo_ids": photos[first[row.id].id],
                "also_reported": len(others[row.id]) - 1,
            }
        )
        for row in rows
        if row.id in first
    ]


def _sayings(session: Session, neighbourhood_id: UUID, report_ids: Collection[UUID]) -> list[Saying]:
    if not report_ids:
        return []
    theirs = select(Saying).where(col(Saying.neighbourhood_id) == neighbourhood_id, col(Saying.report_id).in_(report_ids))
    return list(session.execute(theirs.order_by(col(Saying.said_at), col(Saying.id))).scalars())


def _people(session: Session, neighbourhood_id: UUID, report_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    people: dict[UUID, set[UUID]] = {}
    for saying in _sayings(session, neighbourhood_id, report_ids):
        if saying.withdrawn_at is None:
            people.setdefault(saying.report_id, set()).add(saying.member_id)
    return people


def _names(session: Session, ids: Collection[UUID]) -> dict[UUID, PersonOut]:
    if not ids:
        return {}
    named = select(col(Member.id), col(Member.name)).where(col(Member.id).in_(ids))
    return {member_id: PersonOut(id=member_id, name=name) for member_id, name in session.execute(named)}


def _photos(session: Session, neighbourhood_id: UUID, sayings: Iterable[Saying]) -> dict[UUID, list[UUID]]:
    """The photos each saying names, without those that turn out to be somebody else's; one on its way is named already."""
    named = {one.id: (one.member_id, [UUID(photo_id) for photo_id in one.photo_ids]) for one in sayings}
    asked = {photo_id for _, ids in named.values() for photo_id in ids}
    owners: dict[UUID, UUID] = {}
    if asked:
        kept = select(col(Photo.id), col(Photo.member_id)).where(col(Photo.neighbourhood_id) == neighbourhood_id, col(Photo.id).in_(asked))
        owners = {row.id: row.member_id for row in session.execute(kept)}
    return {key: [one for one in ids if owners.get(one, member_id) == member_id] for key, (member_id, ids) in named.items()}


def _place(row: Report) -> PlaceOut | None:
    return None if row.lat is None or row.lon is None else PlaceOut(lat=row.lat, lon=row.lon)
