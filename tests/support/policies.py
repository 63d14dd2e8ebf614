"""A policy in force for a test: also one that the desk would not be allowed to set, so that a story is short."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from app.neighbourhoods import service as neighbourhoods
from app.neighbourhoods.policy import Policy


def set_policy(session: Session, neighbourhood_id: UUID, changes: Mapping[str, object]) -> None:
    """Put some numbers in the neighbourhood's row."""
    row = neighbourhoods.neighbourhood_of(session, neighbourhood_id)
    kept = {**json.loads(row.policy), **changes}
    Policy.model_validate(kept)
    row.policy = json.dumps(kept)
    session.flush()
