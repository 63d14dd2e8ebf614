"""What is said to the database about walks again and again."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.core.database import table_of
from app.core.prepared import Prepared
from app.patrols.models import Patrol, TrackChunk
from app.patrols.rules import Status

_patrols, _chunks = table_of(Patrol), table_of(TrackChunk)

# Built once: making a statement costs more than running it.
_this = (_patrols.c.neighbourhood_id == bindparam("in_neighbourhood"), _patrols.c.id == bindparam("of_patrol"))
LOCK = Prepared(select(_patrols).where(*_this).with_for_update())
NEW = Prepared(
    {
        "sqlite": sqlite.insert(_patrols).on_conflict_do_nothing().returning(*_patrols.c),
        "postgresql": postgresql.insert(_patrols).on_conflict_do_nothing().returning(*_patrols.c),
    },
    _patrols.c.keys(),
)
BEGUN = Prepared(
    update(_patrols)
    .where(*_this)
    .values(
        status=bindparam("new_status"),
        started_at=bindparam("since"),
        start_received=True,
        companions=bindparam("people"),
        dog_ids=bindparam("dogs"),
        last_sign_at=bindparam("sign"),
    )
)
SIGNED = Prepared(
    update(_patrols)
    .where(*_this)
    .values(status=bindparam("new_status"), started_at=bindparam("since"), last_sign_at=bindparam("sign"), ended_at=bindparam("until"))
)
WALKED = Prepared(
    update(_patrols)
    .where(*_this)
    .values(
        status=bindparam("new_status"),
        started_at=bindparam("since"),
        ended_at=bindparam("until"),
        last_sign_at=bindparam("sign"),
        fix_count=bindparam("fixes"),
        distance_m=bindparam("metres"),
        jumps=bindparam("broken"),
        paused_s=bindparam("paused"),
        set_aside=bindparam("aside"),
        first_fix_at=bindparam("first_at"),
        last_fix_at=bindparam("fix_at"),
        last_cell=bindparam("cell"),
        clock_offset_s=bindparam("offset"),
        track_expires_at=bindparam("expires"),
        uncovered_at=bindparam("uncovered"),
        arrived_at=bindparam("arrived"),
    )
)
ENDED = Prepared(
    update(_patrols)
    .where(*_this)
    .values(
        status=Status.COMPLETED.value,
        outcome=bindparam("said"),
        note=bindparam("words"),
        trimmed_m=bindparam("trimmed"),
        arrived_at=bindparam("arrived"),
        ended_at=bindparam("until"),
        started_at=bindparam("since"),
        last_sign_at=bindparam("sign"),
    )
)
AROUND = Prepared(
    select(_chunks.c.seq, _chunks.c.digest, _chunks.c.ends).where(
        _chunks.c.neighbourhood_id == bindparam("in_neighbourhood"),
        _chunks.c.patrol_id == bindparam("of_patrol"),
        _chunks.c.seq.between(bindparam("low"), bindparam("high")),
    )
)
KEEP = Prepared(insert(_chunks), ("neighbourhood_id", "patrol_id", "seq", "count", "ends", "digest", "aside", "data"))
OTHERS_UNDER_WAY = Prepared(
    select(_patrols.c.id)
    .where(
        _patrols.c.neighbourhood_id == bindparam("in_neighbourhood"),
        _patrols.c.member_id == bindparam("of_member"),
        _patrols.c.status == Status.ACTIVE.value,
        _patrols.c.id != bindparam("but"),
        _patrols.c.last_fix_at >= bindparam("fresh"),
    )
    .limit(1)
)
