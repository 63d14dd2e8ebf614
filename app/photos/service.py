"""Keeping and finding photos: the only writer of them. A row is there only when its file is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core.database import table_of
from app.core.problems import not_found
from app.people import service as people
from app.people.auth import Actor
from app.people.models import ConsentKind
from app.photos import files
from app.photos.encoding import Encoded
from app.photos.models import Photo
from app.photos.problems import other_bytes
from app.photos.schemas import PhotoOut

_photos = table_of(Photo)
_new = {
    "sqlite": sqlite.insert(_photos).on_conflict_do_nothing().returning(_photos.c.id),
    "postgresql": postgresql.insert(_photos).on_conflict_do_nothing().returning(_photos.c.id),
}


def known(session: Session, actor: Actor, photo_id: UUID, digest: bytes) -> PhotoOut | None:
    """The photo, when these very bytes came before; None when the id is free. Somebody else's id is not found, other bytes
    are a conflict."""
    row = _find(session, actor.neighbourhood_id, photo_id)
    if row is None:
        return None
    if row.member_id != actor.member_id:
        raise not_found()
    if row.digest != digest:
        raise other_bytes()
    return _shown(row)


def keep(
    session: Session, actor: Actor, photo_id: UUID, digest: bytes, encoded: Encoded, aside: Path, photos_dir: Path, now: datetime
) -> tuple[PhotoOut, bool]:
    """Note the photo and give its file the final name, in this order, before the commit: a crash in between leaves a file
    that the next try replaces, never a row without a file. Returns the photo and whether it is new."""
    people.refuse_against_will(session, actor.neighbourhood_id, actor.member_id, ConsentKind.PHOTOS)
    row = {
        "neighbourhood_id": actor.neighbourhood_id,
        "id": photo_id,
        "member_id": actor.member_id,
        "digest": digest,
        "width": encoded.width,
        "height": encoded.height,
        "size_bytes": len(encoded.data),
        "received_at": now,
    }
    fresh = session.execute(_new[session.get_bind().dialect.name], row).first() is not None
    shown = known(session, actor, photo_id, digest)
    assert shown is not None  # noqa: S101  # just written, or in the way of writing
    files.put_in_place(aside, files.path_of(photos_dir, actor.neighbourhood_id, photo_id))
    return shown, fresh


def visible(session: Session, actor: Actor, photo_id: UUID) -> None:
    """A photo is for the member who took it and for the desk; for anybody else it is not found."""
    row = _find(session, actor.neighbourhood_id, photo_id)
    if row is None or not (row.member_id == actor.member_id or actor.tier.is_staff):
        raise not_found()


def _find(session: Session, neighbourhood_id: UUID, photo_id: UUID) -> Row[Any] | None:
    return session.execute(select(_photos).where(_photos.c.neighbourhood_id == neighbourhood_id, _photos.c.id == photo_id)).first()


def _shown(row: Row[Any]) -> PhotoOut:
    return PhotoOut(id=row.id, width=row.width, height=row.height, bytes=row.size_bytes)
