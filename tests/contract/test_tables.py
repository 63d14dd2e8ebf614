"""Every table belongs to a neighbourhood, whose id leads its indexes; each exception stands here with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table as SqlTable
from sqlalchemy import UniqueConstraint

from app.core.database import Table, UtcDateTime
from tests.support.schema import import_models

WITHOUT_NEIGHBOURHOOD: dict[str, str] = {
    "neighbourhoods": "it is the neighbourhood",
    "sign_in_failures": "counted by address before anybody is known",
    "leases": "a worker serves every neighbourhood",
    "worker_beats": "a worker serves every neighbourhood",
}
ACROSS_NEIGHBOURHOODS: dict[str, str] = {
    "alerts(next_step_at)": "workers claim what is due everywhere",
    "alerts(check_in_id)": "one alert for each check-in, whose id is unique everywhere",
    "calendar_feeds(token_hash)": "found before anybody is known",
    "changes(at)": "old ones are swept everywhere at once",
    "deliveries(rank,due_at)": "workers claim what is due everywhere",
    "devices(member_id)": "the devices of one member, whose id is unique everywhere",
    "devices(token_hash)": "found before anybody is known",
    "outside_sends(due_at)": "claimed wherever they are due",
    "pairing_codes(member_id)": "the codes of one member, whose id is unique everywhere",
    "pairing_codes(selector)": "found before anybody is known",
    "photos(member_id)": "the photos of one member, whose id is unique everywhere",
    "plans(next_step_at)": "workers claim what is due everywhere",
    "push_subscriptions(endpoint_hash)": "one endpoint is one browser, whoever used it before",
    "shared_walks(remind_at)": "workers claim what is due everywhere",
    "recorders(token_hash)": "found before anybody is known",
    "ties(other_id)": "the foreign key of a member who leaves",
    "worker_beats(beat_at)": "a worker serves every neighbourhood",
}


def tables() -> list[SqlTable]:
    import_models()
    return list(Table.metadata.sorted_tables)


def secondary(table: SqlTable) -> Iterator[tuple[str, ...]]:
    """The columns of each index and each unique constraint."""
    for index in table.indexes:
        yield tuple(getattr(column, "name", str(column)) for column in index.expressions)
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)


def test_every_row_belongs_to_a_neighbourhood() -> None:
    without = {table.name for table in tables() if "neighbourhood_id" not in table.columns}
    assert without == set(WITHOUT_NEIGHBOURHOOD)


def test_every_row_names_its_neighbourhood_for_certain() -> None:
    assert not [table.name for table in tables() if "neighbourhood_id" in table.columns and table.columns["neighbourhood_id"].nullable]


def test_the_neighbourhood_leads_the_indexes() -> None:
    others = {
        f"{table.name}({','.join(columns)})" for table in tables() for columns in secondary(table) if columns[0] != "neighbourhood_id"
    }
    assert others == set(ACROSS_NEIGHBOURHOODS)


def test_every_constraint_has_a_name() -> None:
    """Without one, a later migration cannot find it again on SQLite."""
    nameless = [f"{table.name}: {constraint!r}" for table in tables() for constraint in table.constraints if not constraint.name]
    assert not nameless


def test_moments_are_aware_and_called_at() -> None:
    odd = [
        f"{table.name}.{column.name}"
        for table in tables()
        for column in table.columns
        if isinstance(column.type, UtcDateTime) != column.name.endswith("_at") and not isinstance(column.type, UtcDateTime)
    ]
    odd += [
        f"{table.name}.{column.name}: {column.type!r}"
        for table in tables()
        for column in table.columns
        if column.type.__class__.__name__ in {"DateTime", "TIMESTAMP", "AutoString"} and column.name.endswith("_at")
    ]
    assert not odd, "a moment is a UtcDateTime and its name ends in _at"
