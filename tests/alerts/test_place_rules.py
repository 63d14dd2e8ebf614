"""Where somebody is who calls from the home screen: the phone's word counts when the phone is sure of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.alerts.models import Alert
from app.alerts.place_rules import AWAY_M, SURE_M, Whereabouts, whereabouts
from app.checkins import service as checkins
from app.checkins.schemas import CheckInBody
from app.core import clock
from app.core.clock import FrozenClock
from app.core.database import Database
from app.core.ids import new_id
from app.geo.cells import cell_of
from app.people.models import Tier
from tests.support.street import HOME, Street, build

METRES = st.floats(0, 50_000)
KILOMETRE_NORTH = 0.009


@given(from_home=METRES, accuracy=METRES | st.none())
def test_neighbours_are_sent_elsewhere_only_on_a_sure_word(from_home: float, accuracy: float | None) -> None:
    seen = whereabouts(from_home, accuracy)
    if from_home <= AWAY_M:
        assert seen is Whereabouts.HOME
    if seen is Whereabouts.AWAY:
        assert accuracy is not None
        assert accuracy <= SURE_M
        assert from_home > AWAY_M
    if from_home > AWAY_M + (accuracy or 0):
        assert seen is not Whereabouts.HOME, "somebody who may be elsewhere is never taken to be at home without a word"


def call(street: Street, north: float = 0.0, accuracy_m: float | None = 8, **more: object) -> Alert:
    """The resident calls from the app's home screen, so many degrees north of where they live."""
    body = CheckInBody.model_validate(
        {
            "status": "concern",
            "context": "home",
            "category": "fallen",
            "lat": HOME[0] + north,
            "lon": HOME[1],
            **({} if accuracy_m is None else {"accuracy_m": accuracy_m}),
            **more,
        }
    )
    alert_id = street.database.write_sync(
        lambda session: (
            checkins.record(
                session,
                neighbourhood_id=street.neighbourhood_id,
                member_id=street.resident,
                check_in_id=new_id(),
                body=body,
                patrol_id=None,
                said=checkins.Said(clock.now(), clock.now()),
            ).alert_id
        )
    )
    assert alert_id is not None
    return street.alert(alert_id)


@pytest.fixture
def street(database: Database, time: FrozenClock) -> Street:
    made = build(database)
    made.add("담당자", Tier.COORDINATOR, steps=1)
    made.responders(8)
    return made


def test_who_calls_a_kilometre_from_home_is_looked_for_where_the_phone_is(street: Street) -> None:
    alert = call(street, KILOMETRE_NORTH)
    assert (alert.place, alert.cell) == ("public", cell_of(HOME[0] + KILOMETRE_NORTH, HOME[1]))


def test_who_calls_in_the_garden_is_at_home_whatever_cell_the_phone_is_in(street: Street) -> None:
    garden = call(street, 0.0015)
    again = call(street, 0.0016)
    assert again.id == garden.id
    assert (again.place, again.cell) == ("home", cell_of(*HOME))
    assert street.timeline(again.id).count("desk_told") == 0


@pytest.mark.parametrize("accuracy_m", [400, None])
def test_a_phone_that_is_not_sure_sends_neighbours_home_and_asks_the_desk_to_call(street: Street, accuracy_m: float | None) -> None:
    alert = call(street, KILOMETRE_NORTH, accuracy_m)
    assert (alert.place, alert.cell) == ("home", cell_of(*HOME))
    assert alert.desk_told_at == clock.now()
    assert street.timeline(alert.id)[-1] == "desk_told"
