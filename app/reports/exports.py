"""The desk's reports as a file: what leaves the house is written into the access log of everybody it is about."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.core.clock import rfc3339
from app.core.spreadsheet import csv_file
from app.neighbourhoods import service as neighbourhoods
from app.people import access_log
from app.people.auth import Actor
from app.reports import reading
from app.reports.reading import Filter
from app.reports.schemas import DeskReport
from app.reports.words import CATEGORIES, COLUMNS, STATES, word

MOST_ROWS = 10_000


def taken_out(session: Session, actor: Actor, wanted: Filter, reason: str, now: datetime) -> list[DeskReport]:
    """The reports for a file, at most ten thousand; that each reporter's words were taken out, and why, is logged here."""
    reports = reading.at_desk(session, actor.neighbourhood_id, wanted, None, MOST_ROWS)
    for member_id in sorted({report.reporter.id for report in reports}) or [actor.member_id]:
        access_log.record(
            session,
            neighbourhood_id=actor.neighbourhood_id,
            actor_id=actor.member_id,
            subject_id=member_id,
            what="reports_export",
            reason=reason,
            now=now,
        )
    return reports


def zone_of(session: Session, neighbourhood_id: UUID) -> ZoneInfo:
    """The neighbourhood's own time."""
    return ZoneInfo(neighbourhoods.neighbourhood_of(session, neighbourhood_id).time_zone)


def as_csv(reports: list[DeskReport], language: str, zone: ZoneInfo) -> bytes:
    """One row per report, in the reader's language and the neighbourhood's local time."""
    return csv_file(COLUMNS["en" if language == "en" else "ko"], (_row(report, language, zone) for report in reports))


def _row(report: DeskReport, language: str, zone: ZoneInfo) -> list[object]:
    place = report.place
    return [
        str(report.id),
        _local(report.reported_at, zone),
        word(CATEGORIES, report.category, language),
        word(STATES, report.state, language),
        _local(report.state_at, zone),
        place.lat if place else None,
        place.lon if place else None,
        report.facility_label,
        report.reporter.name,
        report.note,
        report.answer,
        report.also_reported,
    ]


def _local(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def as_geojson(reports: list[DeskReport]) -> bytes:
    """A FeatureCollection (RFC 7946); a report without a place is a Feature whose geometry is null."""
    features = [
        {
            "type": "Feature",
            "id": str(report.id),
            "geometry": {"type": "Point", "coordinates": [report.place.lon, report.place.lat]} if report.place else None,
            "properties": {
                "category": report.category,
                "state": report.state,
                "reported_at": rfc3339(report.reported_at),
                "state_at": rfc3339(report.state_at),
                "facility": report.facility_label,
                "reporter": report.reporter.name,
                "note": report.note,
                "answer": report.answer,
                "also_reported": report.also_reported,
            },
        }
        for report in reports
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode("utf-8", errors="replace")
