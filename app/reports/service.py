"""Opening, joining, taking back and answering reports: the only writer of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import broadcast
from app.core.problems import not_found
from app.notifications import service as notifications
from app.notifications.rules import Kind
from app.reports import rules
from app.reports.models import Report, ReportStep, Saying
from app.reports.rules import Sighting, State
from app.reports.schemas import ReportPatch

NEWS_LIVES = timedelta(days=3)


@dataclass(frozen=True)
class Word:
    """What one member said, on its way into a report."""

    id: UUID
    neighbourhood_id: UUID
    member_id: UUID
    category: str
    said_at: datetime
    received_at: datetime
    lat: float | None = None
    lon: float | None = None
    note: str = ""
    photo_ids: Sequence[UUID] = field(default_factory=tuple)
    patrol_id: UUID | None = None
    facility_id: UUID | None = None
    facility_label: str | None = None

    @property
    def sighting(self) -> Sighting:
        """What, where and when."""
        return Sighting(self.category, self.lat, self.lon, self.said_at)


def report(session: Session, word: Word, same_as: UUID | None = None) -> UUID:
    """Open a report, or join the one that the member says, or the facility's check shows, to be the same; returns its id.

    A `same_as` that cannot be the same thing, is over, or is none of this neighbourhood's opens a report of its own: nothing
    that somebody saw is ever lost to a wrong guess.
    """
    known = _same_facility(session, word) if word.facility_id else _said_to_be(session, word, same_as)
    if known is None:
        known = Report(
            neighbourhood_id=word.neighbourhood_id,
            id=word.id,
            category=word.category,
            state=State.RECEIVED.value,
            lat=word.lat,
            lon=word.lon,
            facility_id=word.facility_id,
            facility_label=word.facility_label,
            reported_at=word.said_at,
            said_at=word.said_at,
            state_at=word.received_at,
        )
        session.add(known)
        session.flush()
        kind = "opened"
    else:
        known.reported_at, known.said_at = min(known.reported_at, word.said_at), max(known.said_at, word.said_at)
        if known.lat is None:
            known.lat, known.lon = word.lat, word.lon
        kind = "joined"
    session.add(
        Saying(
            neighbourhood_id=word.neighbourhood_id,
            id=word.id,
            report_id=known.id,
            member_id=word.member_id,
            by_check=word.facility_id is not None,
            patrol_id=word.patrol_id,
            note=word.note,
            photo_ids=[str(photo_id) for photo_id in word.photo_ids],
            said_at=word.said_at,
            received_at=word.received_at,
        )
    )
    _note(session, known, word.received_at, kind, word.member_id)
    return known.id


def take_back(session: Session, neighbourhood_id: UUID, member_id: UUID, saying_id: UUID, now: datetime) -> None:
    """The check-in behind a report was taken back: so is the report, unless others said the same. Harmless when there is none."""
    saying = session.get(Saying, (neighbourhood_id, saying_id))
    if saying is None or saying.member_id != member_id or saying.withdrawn_at is not None:
        return
    row = _locked(session, neighbourhood_id, saying.report_id)
    saying.withdrawn_at = now
    session.flush()
    if row is None:
        return
    if not _standing(session, row):
        row.withdrawn_at = now
    _note(session, row, now, "taken_back", member_id)


def answer(session: Session, neighbourhood_id: UUID, report_id: UUID, patch: ReportPatch, by: UUID, now: datetime) -> None:
    """Set where a report stands and what the desk says to it; everybody who said it is told. The same again tells nobody."""
    row = _locked(session, neighbourhood_id, report_id)
    if row is None or row.withdrawn_at is not None:
        raise not_found()
    said = row.answer if patch.answer is None else patch.answer
    if (row.state, row.answer) == (patch.state.value, said):
        return
    if row.state != patch.state.value:
        row.state_at = now
    row.state, row.answer = patch.state.value, said
    _note(session, row, now, "state", by, state=patch.state, answer=patch.answer)
    _tell(session, row, now)


def works_again(session: Session, neighbourhood_id: UUID, facility_id: UUID, by: UUID, at: datetime, now: datetime) -> UUID | None:
    """A check at `at` found the facility working: noted once on its open report, which stays for the coordinator to close."""
    row = _newest_of(session, neighbourhood_id, facility_id)
    if row is None or not State(row.state).is_open or at <= row.said_at:
        return None
    its = (col(ReportStep.neighbourhood_id) == neighbourhood_id, col(ReportStep.report_id) == row.id)
    last = session.execute(select(col(ReportStep.kind)).where(*its).order_by(col(ReportStep.seq).desc()).limit(1)).scalar_one_or_none()
    if last != "working_again":
        _note(session, row, now, "working_again", by)
    return row.id


def _said_to_be(session: Session, word: Word, report_id: UUID | None) -> Report | None:
    row = _locked(session, word.neighbourhood_id, report_id) if report_id else None
    if row is None or row.withdrawn_at is not None:
        return None
    known = Sighting(row.category, row.lat, row.lon, row.said_at)
    return row if rules.joins(word.sighting, known, State(row.state), row.state_at) else None


def _same_facility(session: Session, word: Word) -> Report | None:
    """The facility's newest report, when it is open, or was closed only after this was seen."""
    assert word.facility_id is not None  # noqa: S101  # asked by the caller
    row = _newest_of(session, word.neighbourhood_id, word.facility_id)
    if row is None or not (State(row.state).is_open or word.said_at <= row.state_at):
        return None
    return row


def _newest_of(session: Session, neighbourhood_id: UUID, facility_id: UUID) -> Report | None:
    its = (col(Report.neighbourhood_id) == neighbourhood_id, col(Report.facility_id) == facility_id, col(Report.withdrawn_at).is_(None))
    newest = select(Report).where(*its).order_by(col(Report.said_at).desc(), col(Report.id).desc()).limit(1)
    return session.execute(newest.with_for_update()).scalar_one_or_none()


def _locked(session: Session, neighbourhood_id: UUID, report_id: UUID) -> Report | None:
    this = select(Report).where(col(Report.neighbourhood_id) == neighbourhood_id, col(Report.id) == report_id)
    return session.execute(this.with_for_update()).scalar_one_or_none()


def _standing(session: Session, row: Report) -> set[UUID]:
    """Everybody whose word still stands."""
    its = (col(Saying.neighbourhood_id) == row.neighbourhood_id, col(Saying.report_id) == row.id, col(Saying.withdrawn_at).is_(None))
    return set(session.execute(select(col(Saying.member_id)).where(*its)).scalars())


def _tell(session: Session, row: Report, now: datetime) -> None:
    """News for those who reported a thing names reporting; about a person it says no more than that there is news."""
    notifications.queue(
        session,
        neighbourhood_id=row.neighbourhood_id,
        member_ids=sorted(_standing(session, row)),
        kind=Kind.REPORT if row.category in rules.SHARED else Kind.NEWS,
        alert_id=None,
        ttl=NEWS_LIVES,
        about=row.id,
        opens_path="/reports",
        now=now,
    )


def _note(
    session: Session, row: Report, now: datetime, kind: str, by: UUID, *, state: State | None = None, answer: str | None = None
) -> None:
    row.last_seq += 1
    session.add(
        ReportStep(
            neighbourhood_id=row.neighbourhood_id,
            report_id=row.id,
            seq=row.last_seq,
            at=now,
            kind=kind,
            actor_id=by,
            state=state.value if state else None,
            answer=answer,
        )
    )
    session.flush()
    broadcast.append(session, row.neighbourhood_id, f"report.{kind}", row.id)
