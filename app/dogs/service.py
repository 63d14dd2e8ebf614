"""Entering, changing and taking away dogs: the only writer of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.problems import Problem, not_found
from app.dogs.models import Dog
from app.dogs.rules import MOST_DOGS, Result, registration_no
from app.dogs.schemas import DeskDog, DogIn, DogOut, OwnerOut, TemperamentIn, TemperamentOut
from app.people.models import Member
from app.photos.models import Photo


def mine(session: Session, neighbourhood_id: UUID, member_id: UUID) -> list[DogOut]:
    """The member's dogs, the first entered first."""
    query = select(Dog).where(col(Dog.neighbourhood_id) == neighbourhood_id, col(Dog.member_id) == member_id)
    here = query.where(col(Dog.deleted_at).is_(None)).order_by(col(Dog.created_at), col(Dog.id))
    return [dog_out(row) for row in session.execute(here).scalars()]


def put(session: Session, neighbourhood_id: UUID, member_id: UUID, dog_id: UUID, body: DogIn, now: datetime) -> DogOut:
    """Enter a dog, or say anew what is known of it; its temperament record stays. Another member's dog is not found.

    The photo may still be on its way; one that somebody else took is not found.
    """
    number = _number(body.registration_no)
    row = _find(session, neighbourhood_id, dog_id)
    if row is not None and row.member_id != member_id:
        raise not_found()
    if row is not None and row.deleted_at is not None:
        raise Problem(
            410, "deleted", ko="이 반려견은 이미 지워졌어요. 새로 등록해 주세요.", en="This dog was taken away. Please enter it anew."
        )
    if body.photo_id is not None:
        _refuse_others_photo(session, neighbourhood_id, member_id, body.photo_id)
    if row is None:
        if len(mine(session, neighbourhood_id, member_id)) >= MOST_DOGS:
            raise Problem(
                409,
                "too-many-dogs",
                ko=f"반려견은 {MOST_DOGS}마리까지 등록할 수 있어요. 함께 걷지 않는 아이를 먼저 지워 주세요.",
                en=f"Up to {MOST_DOGS} dogs can be entered. Please take one away first.",
            )
        row = Dog(neighbourhood_id=neighbourhood_id, id=dog_id, member_id=member_id, name=body.name, created_at=now)
        session.add(row)
    row.name, row.photo_id, row.registration_no = body.name, body.photo_id, number
    session.flush()
    return dog_out(row)


def take_away(session: Session, neighbourhood_id: UUID, member_id: UUID, dog_id: UUID, now: datetime) -> None:
    """Forget all of a dog but the name that its past walks show. Said twice, it is not found."""
    row = _find(session, neighbourhood_id, dog_id)
    if row is None or row.member_id != member_id or row.deleted_at is not None:
        raise not_found()
    row.deleted_at = now
    row.photo_id = row.registration_no = row.temperament = row.tested_on = row.recorded_by = None
    row.temperament_note = ""
    session.flush()


def record_temperament(session: Session, neighbourhood_id: UUID, dog_id: UUID, body: TemperamentIn, by: UUID) -> DeskDog:
    """Write down what the temperament test said; the newer record replaces the older."""
    row = _find(session, neighbourhood_id, dog_id)
    if row is None or row.deleted_at is not None:
        raise not_found()
    row.temperament, row.tested_on, row.temperament_note, row.recorded_by = body.result.value, body.tested_on, body.note, by
    session.flush()
    return _desk_dog(row, session.get_one(Member, row.member_id).name)


def names_of(session: Session, neighbourhood_id: UUID, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these dogs, those taken away included; ids that are none here are left out."""
    query = select(col(Dog.id), col(Dog.name)).where(col(Dog.neighbourhood_id) == neighbourhood_id, col(Dog.id).in_(set(ids)))
    return {row.id: row.name for row in session.execute(query)}


def own_ids(session: Session, neighbourhood_id: UUID, member_id: UUID, ids: Iterable[UUID]) -> list[UUID]:
    """Those of `ids` that are dogs of this member, each once, in the order given."""
    asked = list(dict.fromkeys(ids))
    if not asked:
        return []
    query = select(col(Dog.id)).where(col(Dog.neighbourhood_id) == neighbourhood_id, col(Dog.member_id) == member_id)
    owned = set(session.execute(query.where(col(Dog.id).in_(asked))).scalars())
    return [dog_id for dog_id in asked if dog_id in owned]


def at_desk(
    session: Session, neighbourhood_id: UUID, *, query: str, result: Result | None, after: UUID | None, limit: int
) -> list[DeskDog]:
    """The neighbourhood's dogs whose name, registration or owner holds `query`, the last entered first. `not_tested` also finds
    those of which nothing was recorded yet."""
    chosen = select(Dog, col(Member.name)).join(Member, col(Member.id) == col(Dog.member_id))
    chosen = chosen.where(col(Dog.neighbourhood_id) == neighbourhood_id, col(Dog.deleted_at).is_(None))
    words = query.strip().lower()
    if words:
        named = (func.lower(column).contains(words, autoescape=True) for column in (col(Dog.name), col(Member.name)))
        chosen = chosen.where(or_(*named, col(Dog.registration_no).contains(words.replace(" ", "").replace("-", ""), autoescape=True)))
    if result is not None:
        recorded = col(Dog.temperament) == result.value
        chosen = chosen.where(or_(recorded, col(Dog.temperament).is_(None)) if result is Result.NOT_TESTED else recorded)
    if after is not None:
        chosen = chosen.where(col(Dog.id) < after)
    return [_desk_dog(row, name) for row, name in session.execute(chosen.order_by(col(Dog.id).desc()).limit(limit))]


def dog_out(row: Dog) -> DogOut:
    """A dog for the wire."""
    test = None
    if row.temperament is not None:
        test = TemperamentOut(result=Result(row.temperament), tested_on=row.tested_on, note=row.temperament_note)
    return DogOut(id=row.id, name=row.name, photo_id=row.photo_id, registration_no=row.registration_no, temperament=test)


def _desk_dog(row: Dog, owner: str) -> DeskDog:
    return DeskDog(**dict(dog_out(row)), owner=OwnerOut(id=row.member_id, name=owner))


def _find(session: Session, neighbourhood_id: UUID, dog_id: UUID) -> Dog | None:
    query = select(Dog).where(col(Dog.neighbourhood_id) == neighbourhood_id, col(Dog.id) == dog_id)
    return session.execute(query.with_for_update()).scalar_one_or_none()


def _refuse_others_photo(session: Session, neighbourhood_id: UUID, member_id: UUID, photo_id: UUID) -> None:
    photo = session.get(Photo, (neighbourhood_id, photo_id))
    if photo is not None and photo.member_id != member_id:
        raise not_found()


def _number(said: str | None) -> str | None:
    try:
        return registration_no(said or "")
    except ValueError:
        raise Problem(
            422,
            "registration-no",
            ko="동물등록번호는 숫자 15자리예요. 등록증이나 인식칩 번호를 다시 확인해 주세요.",
            en="A registration number has 15 digits. Please look at the certificate or the chip's number again.",
        ) from None
