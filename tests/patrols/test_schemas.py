"""What a phone may send of a walk, and what it is told otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from app.geo.track import to_wire
from app.patrols.schemas import PatrolEnd, PatrolFixes, PatrolStart
from tests.patrols.walks import track

ID = "01930000-0000-7000-8000-000000000001"
FIXES: dict[str, Any] = {"patrol_id": ID, "seq": 0, "track": to_wire(track(3))}


@pytest.mark.parametrize(
    ("model", "body"),
    [
        (PatrolStart, {"patrol_id": ID}),
        (PatrolStart, {"patrol_id": ID, "companions": ["보리", "초코"]}),
        (PatrolFixes, FIXES),
        (PatrolEnd, {"patrol_id": ID, "outcome": "nothing_to_report"}),
        (PatrolEnd, {"patrol_id": ID, "outcome": "interrupted", "note": "비가 와요"}),
    ],
)
def test_good_bodies_pass(model: type[BaseModel], body: dict[str, Any]) -> None:
    assert model.model_validate(body) == model.model_validate_json(json.dumps(body))


@pytest.mark.parametrize(
    ("model", "body"),
    [
        (PatrolStart, {}),
        (PatrolStart, {"patrol_id": "no-id"}),
        (PatrolStart, {"patrol_id": ID, "dog": "보리"}),
        (PatrolStart, {"patrol_id": ID, "companions": ["보리"] * 11}),
        (PatrolStart, {"patrol_id": ID, "companions": ["보" * 41]}),
        (PatrolStart, {"patrol_id": ID, "companions": [" "]}),
        (PatrolStart, {"patrol_id": ID, "companions": [1]}),
        (PatrolFixes, FIXES | {"seq": -1}),
        (PatrolFixes, FIXES | {"seq": 1.0}),
        (PatrolFixes, FIXES | {"seq": True}),
        (PatrolFixes, FIXES | {"seq": 100_000}),
        (PatrolFixes, FIXES | {"track": {"t": [1], "lat": [1], "lon": [1]}}),
        (PatrolFixes, FIXES | {"track": FIXES["track"] | {"alt": [1, 1, 1]}}),
        (PatrolFixes, FIXES | {"track": FIXES["track"] | {"acc": [1.0, 0, 0]}}),
        (PatrolFixes, FIXES | {"track": FIXES["track"] | {"acc": [float("nan"), 0, 0]}}),
        (PatrolFixes, FIXES | {"track": FIXES["track"] | {"acc": ["8", 0, 0]}}),
        (PatrolFixes, FIXES | {"track": {name: [] for name in ("t", "lat", "lon", "acc")}}),
        (PatrolEnd, {"patrol_id": ID, "outcome": "fine"}),
        (PatrolEnd, {"patrol_id": ID, "outcome": "reported", "note": "가" * 1001}),
    ],
)
def test_bad_bodies_are_refused(model: type[BaseModel], body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(body)


def test_a_bad_value_is_told_with_its_column_and_index() -> None:
    lat = [*FIXES["track"]["lat"][:2], 95_000_000]
    with pytest.raises(ValidationError, match=r"lat\[2\] leaves the range"):
        PatrolFixes.model_validate(FIXES | {"track": FIXES["track"] | {"lat": lat}})


def test_text_is_trimmed_and_storable_everywhere() -> None:
    body = PatrolEnd.model_validate({"patrol_id": ID, "outcome": "reported", "note": "  가로등\0 꺼짐 "})
    assert body.note == "가로등 꺼짐"
